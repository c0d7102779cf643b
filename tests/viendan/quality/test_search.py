"""The judged queries: their floors hold, and the score sees what it must see."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from indexer.index.build import build
from indexer.paths import SAMPLE_NOTICES
from tests.checkout import REAL_NOTICES
from viendan.commands import main
from viendan.quality.gold import check_floors, gold_files, read_rows
from viendan.quality.search import JudgedQuery, Ranking, RankingScore, load_judged, score_gold


@pytest.fixture(scope="module")
def scores(knowledge):
    return score_gold(knowledge)


@pytest.mark.skipif(not REAL_NOTICES.is_dir(), reason="the two real notices are not there")
def test_the_floors_hold_with_the_real_notices_too(knowledge):
    scores = score_gold(knowledge, (SAMPLE_NOTICES, REAL_NOTICES))
    assert [str(problem) for problem in check_floors("search", scores)] == []


def test_the_queries_reach_their_floors(scores):
    assert [str(problem) for problem in check_floors("search", scores)] == []


def test_a_query_without_marks_finds_as_much(scores):
    assert scores.unaccented.success >= scores.written.success - 0.02
    assert scores.unaccented.recall_at_10 >= scores.written.recall_at_10 - 0.02


def test_every_job_is_judged_and_every_source_is_there():
    rows = list(read_rows(gold_files("search")))
    assert len({row["query"] for row in rows}) == len(rows) >= 90
    assert {path.stem for path in gold_files("search")} == {"cited", "place", "text"}
    if not REAL_NOTICES.is_dir():
        pytest.skip(f"the two real notices are not at {REAL_NOTICES}")
    for row in rows:
        for source, grade in row["relevant"].items():
            assert grade in (1, 2)
            assert any((folder / source).is_file() for folder in (SAMPLE_NOTICES, REAL_NOTICES))


def test_queries_only_missing_notices_answer_are_left_out(tmp_path):
    (tmp_path / "here.txt").write_text("x", "utf-8")
    rows = [{"here.txt": 2, "gone.txt": 2}, {"gone.txt": 2}]
    file = tmp_path / "text.jsonl"
    file.write_text("\n".join(json.dumps({"query": "q", "relevant": row}) for row in rows))
    assert load_judged([file], [tmp_path]) == [JudgedQuery("text", "q", {"here.txt": 2})]


def test_the_score_counts_ranks_and_recall():
    judged = JudgedQuery("text", "q", {"a": 2, "b": 1})
    best = Ranking(judged, "q", ("a", "b"))
    second = replace(best, found=("b", "a"))
    missed = replace(best, found=("b", "c"))
    assert (best.first, best.reciprocal_rank, best.recall) == (True, 1, 1)
    assert (second.first, second.reciprocal_rank, second.recall) == (False, 0.5, 1)
    assert (missed.first, missed.reciprocal_rank, missed.recall) == (False, 0, 0.5)
    score = RankingScore((best, second, missed))
    assert (score.precision_at_1, score.mrr) == pytest.approx((1 / 3, 0.5))
    assert score.success == pytest.approx(2 / 3)


def test_answers_that_went_missing_are_below_the_floors(scores):
    nothing = RankingScore(tuple(replace(one, found=()) for one in scores.written.rankings))
    assert len(check_floors("search", replace(scores, written=nothing))) == 4


def test_queries_judged_elsewhere_are_scored_on_any_index(tmp_path):
    for name, word in (("mot", "một"), ("hai", "hai")):
        (tmp_path / "in").mkdir(exist_ok=True)
        text = f"THÔNG BÁO\nkết luận về việc thứ {word}\n\nNội dung cuộc họp thứ {word}."
        (tmp_path / "in" / f"{name}.txt").write_text(text, "utf-8")
    build([tmp_path / "in"], tmp_path / "index")
    rows = [
        {"query": "cuộc họp thứ một", "relevant": {"mot.txt": 2}},
        {"query": "nội dung thứ hai", "relevant": {"mot.txt": 2}},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)))
    asked = ["check", "--search", str(file), "--index", str(tmp_path / "index"), "--json"]
    measured = json.loads(CliRunner().invoke(main, asked).stdout)["search"]
    assert (measured["queries"], measured["precision_at_1"]) == (2, 0.5)
    missing = CliRunner().invoke(main, [*asked[:3], "--index", str(tmp_path / "none")])
    assert missing.exit_code == 1
    assert "viendan index" in missing.stderr
