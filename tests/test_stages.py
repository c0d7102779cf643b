"""A stage that fails on a paper: the rest is kept, found and shown, and what is missing is said."""

from functools import partial

import pytest

from app import create_app
from indexer import analysis, citations, corrections, notices, places, understanding
from indexer.directives import guarded, resolver
from indexer.documents.reader import document_id
from indexer.index import entry, plan, records, tasks, workers
from indexer.index.build import build
from indexer.index.entry import NOT_UNDERSTOOD
from indexer.index.fingerprints import StageFingerprints
from indexer.index.recovery import recovered_records
from indexer.index.whoosh.store import FolderStore
from indexer.language import LANGUAGES, reason_text
from indexer.model import Document, Outcome
from indexer.stages import NoticeStage, StageFailure, StageGuard
from indexer.understanding import understand
from search.wording import not_understood
from tests.notices import drop, notice
from tests.pages import show
from viendan.checking import _check_index

STAGES = {
    "fields": (NoticeStage.FIELDS, notices, "parse_notice"),
    "corrections": (NoticeStage.CORRECTIONS, corrections, "apply_corrections"),
    "places found": (NoticeStage.PLACES, places, "find_places"),
    "places located": (NoticeStage.PLACES, places, "locate"),
    "context": (NoticeStage.CITATIONS, understanding, "citing_context"),
    "citations found": (NoticeStage.CITATIONS, citations, "read_citations"),
    "citations resolved": (NoticeStage.CITATIONS, guarded, "resolve"),
    "card": (NoticeStage.CARD, tasks, "make_card"),
    "syllables": (NoticeStage.WORDS, entry, "_texts"),
    "words": (NoticeStage.WORDS, analysis, "compound_words"),
    "facets": (NoticeStage.FACETS, entry, "_facets"),
}
"""Every step that can fail by itself: the stage it belongs to, and who is asked for it."""

ERRORS = [IndexError("9"), ValueError("²"), KeyError(), MemoryError(), RecursionError(), OSError()]

MARK = "Lộc An"
ODD = notice(2).replace("Lộc Ngãi", MARK)
"""The one paper, among others, on which a stage fails."""

CORRECTION = f"""
[[correction]]
notice = "{document_id("odd.txt")}"
field = "signatory"
value = "BÍ THƯ"
who = "Văn thư"
when = 2024-03-01
why = "theo bản giấy"
"""


def fail_on(monkeypatch, module, name, error, mark=MARK, seen=repr):
    """Have a function fail where a mark is seen in its arguments, and else do its work."""
    work = getattr(module, name)

    def failing(*arguments, **options):
        if mark in seen(arguments):
            raise error
        return work(*arguments, **options)

    monkeypatch.setattr(module, name, failing)


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "in", odd=ODD, sound=notice(1))
    (tmp_path / "corrections.toml").write_text(CORRECTION, "utf-8")
    return tmp_path / "in"


@pytest.fixture
def index(tmp_path):
    return tmp_path / "index"


@pytest.fixture
def made(folder, index, tmp_path):
    """What makes the index, in this process."""
    return lambda **how: build([folder], index, corrections=tmp_path / "corrections.toml", **how)


def described(stage, language="vi"):
    return reason_text(not_understood(StageFailure(stage, "")), language)


@pytest.mark.parametrize("error", ERRORS, ids=repr)
@pytest.mark.parametrize("case", STAGES)
def test_what_a_stage_fails_on_is_kept(case, error, made, index, monkeypatch, caplog):
    stage, module, name = STAGES[case]
    with monkeypatch.context() as patched:
        fail_on(patched, module, name, error)
        report = made()
    # The report says it, and no file is refused.
    assert (report.failed, list(report.not_understood)) == ({}, ["odd.txt"])
    assert {one.stage for one in report.not_understood["odd.txt"]} == {stage}
    # It is found by its words, and among those that lack something.
    client = create_app(index).test_client()
    found = client.get("/tim.json?q=%22Lộc An%22").json
    (hit,) = found["hits"]
    assert hit["source"] == "odd.txt"
    lacking = client.get(f"/tim.json?lacks={NOT_UNDERSTOOD}").json["hits"]
    assert [one["source"] for one in lacking] == ["odd.txt"]
    # Its page says what is missing, in either language, and so does its JSON.
    for language in LANGUAGES:
        page = show(client, f"{hit['url']}?lang={language}")
        assert page.status == 200
        assert any(described(stage, language) in one for one in page.texts(".caution"))
    answer = client.get(f"{hit['url']}.json?lang=vi").json
    assert [one["stage"] for one in answer["failures"]] == [stage]
    assert MARK in answer["text"]
    # What the other stages give is there.
    number, cited = answer["fields"]["number"], answer["citations"]
    assert number["value"] == (None if stage is NoticeStage.FIELDS else "2-TB/HU")
    assert (case == "citations found") is (cited == [])
    assert all(one["key"] for one in cited) is (case != "citations resolved")
    assert (answer["issuer_place"]["place"] is None) is (stage is NoticeStage.PLACES)
    # One line of the log says where, and nothing else is said of it.
    (line,) = [one.getMessage() for one in caplog.records if one.name == "indexer.stages"]
    assert f"stage={stage.value} " in line
    assert type(error).__name__ in line
    assert "source='odd.txt'" in line
    # The check counts and names it.
    checked = _check_index(index)
    assert checked.problems == ()
    assert checked.measured == {"notices": 2, "not_understood": 1}
    note = checked.notes[-1]
    assert described(stage) in str(note)
    assert "odd.txt" in str(note)


@pytest.mark.parametrize("case", STAGES)
def test_it_is_remembered_until_the_program_is_another(case, made, index, monkeypatch):
    _, module, name = STAGES[case]
    with monkeypatch.context() as patched:
        fail_on(patched, module, name, IndexError())
        first = made()
    again = made()
    assert again.nothing_new
    assert again.not_understood == first.not_understood
    contents = FolderStore(index).contents()
    (record,) = [one for one in recovered_records(contents, ["/"]) if one.source == "odd.txt"]
    assert record.not_understood == {document_id("odd.txt"): first.not_understood["odd.txt"]}
    now = plan.current_fingerprints()
    mended = StageFingerprints(now.reading, f"{now.understanding} mended", f"{now.entry} mended")
    monkeypatch.setattr(plan, "current_fingerprints", lambda: mended)
    after = made()
    assert (after.not_understood, after.failed) == ({}, {})
    client = create_app(index).test_client()
    assert client.get(f"/tim.json?lacks={NOT_UNDERSTOOD}").json["total"] == 0
    answer = client.get(f"/thong-bao/{document_id('odd.txt')}.json").json
    assert answer["failures"] == []
    assert answer["citations"][0]["key"] == "tw/k12/qdi-213"


@pytest.mark.parametrize("case", ["places located", "facets"])
def test_what_memory_was_short_for_is_tried_again(case, made, monkeypatch):
    monkeypatch.setattr(records, "_YOUNG", 0)
    _, module, name = STAGES[case]
    with monkeypatch.context() as patched:
        fail_on(patched, module, name, MemoryError())
        assert list(made().not_understood) == ["odd.txt"]
        again = made()
        assert (again.changed, list(again.not_understood)) == (["odd.txt"], ["odd.txt"])
        assert made().nothing_new  # there is a pause, and it grows
    assert made(retry=True).not_understood == {}
    assert made(retry=True).nothing_new


def test_a_file_that_cannot_be_read_any_more_keeps_what_was_understood(
    made, folder, index, monkeypatch
):
    fail_on(monkeypatch, places, "locate", IndexError())
    before = made().not_understood
    (folder / "odd.txt").write_bytes(b"")
    report = made()
    assert list(report.failed) == ["odd.txt"] == report.kept
    assert report.not_understood == before


def test_a_renamed_file_has_its_last_stages_tried_again(made, folder, monkeypatch):
    with monkeypatch.context() as patched:
        fail_on(patched, entry, "_facets", IndexError())
        fail_on(patched, places, "locate", IndexError())
        assert len(made().not_understood["odd.txt"]) == 2
    (folder / "odd.txt").rename(folder / "new.txt")
    report = made()
    assert report.renamed == {"new.txt": "odd.txt"}
    assert [one.stage for one in report.not_understood["new.txt"]] == [NoticeStage.PLACES]


def test_an_entry_that_fails_while_segments_are_merged_is_told(made, folder, index, monkeypatch):
    made()
    fail_on(monkeypatch, entry, "_facets", IndexError())
    for number in range(40):  # until the small segments are gathered into one
        drop(folder, **{f"more{number}": notice(100 + number)})
        report = made()
        if report.not_understood:
            break
    assert list(report.not_understood) == ["odd.txt"]
    assert _check_index(index).measured["not_understood"] == 1


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("case", STAGES.keys() - {"syllables", "words", "facets"})
def test_what_ends_the_program_ends_it(case, error, made, monkeypatch):
    _, module, name = STAGES[case]
    fail_on(monkeypatch, module, name, error)
    with pytest.raises(error):
        made()


@pytest.mark.parametrize("name", ["_independent", "_resolution"])
def test_of_the_citations_only_the_one_stays_open(name, monkeypatch, knowledge, caplog):
    text = ODD.replace("213-QĐ/TW của", "65-QĐ/TW và Quy định số 213-QĐ/TW của")
    document = Document("x", "x.txt", "", "text/plain", text)
    sound = understand(document, knowledge).citations
    fail_on(
        monkeypatch, resolver, name, IndexError(), mark="65-QĐ/TW", seen=lambda given: given[0].text
    )
    reading = understand(document, knowledge)
    odd, other = reading.citations
    assert other == sound[1]
    assert (odd.citation, odd.key, odd.outcome) == (sound[0].citation, None, Outcome.AMBIGUOUS)
    assert "gặp lỗi" in str(odd.reason)
    (failure,) = reading.failures
    assert str(not_understood(failure)) == "chưa hiểu hết phần viện dẫn"
    assert "65-QĐ/TW" in caplog.text  # the words around the mention


COMPARED = {
    # what compares citations, a text whose last one it alone tells, and its key with and without
    "follow_stated": (
        "Quy định số 47-QĐ/TW về những điều đảng viên không được làm; Quy định số 47-QĐ/TW",
        ("tw/k11/qdi-47", "tw/_/qdi-47"),
    ),
    "follow_companions": (
        "Nghị quyết số 19-NQ/TW ngày 25/10/2017 và Nghị quyết số 18-NQ/TW",
        ("tw/k12/nq-18", "tw/k13/nq-18"),
    ),
    "follow_titles": (
        "Kết luận số 01-KL/TW về tiếp tục thực hiện Nghị quyết số 48-NQ/TW",
        ("tw/k9/nq-48", "tw/_/nq-48"),
    ),
    "Antecedents": (
        "Nghị quyết số 05-NQ/HU và Nghị quyết 05",
        ("hu.bao-lam.lam-dong/nk2020/nq-05", None),
    ),
    "follow_replacements": (
        "Quy định số 22-QĐ/TW ngày 28/7/2021 thay thế Quy định 30",
        ("tw/k12/qdi-30", "tw/_/qdi-30"),
    ),
}


@pytest.mark.parametrize("name", COMPARED)
def test_where_citations_cannot_be_compared_the_others_are_kept(name, monkeypatch, knowledge):
    cited, (meant, alone) = COMPARED[name]
    document = Document("x", "x.txt", "", "text/plain", f"{ODD}\n\nCăn cứ {cited}.")
    *sound, last = understand(document, knowledge).citations
    assert last.key == meant
    fail_on(monkeypatch, resolver, name, IndexError(), mark="Citation")
    reading = understand(document, knowledge)
    *others, last = reading.citations
    assert (others, last.key) == (sound, alone)
    (failure,) = reading.failures
    assert str(not_understood(failure)) == "chưa hiểu hết phần viện dẫn"


def test_what_is_not_known_is_not_guessed(knowledge, monkeypatch):
    fail_on(monkeypatch, notices, "parse_notice", IndexError())
    reading = understand(Document("x", "x.txt", "", "text/plain", ODD), knowledge, "Lâm Đồng")
    assert reading.notice == understanding.unknown_notice()
    assert reading.citations[0].key == "tw/k12/qdi-213"


def test_a_thousand_faults_of_one_kind_are_one_line(knowledge, monkeypatch, caplog):
    # The class: one error that is raised a thousand times carries a thousand calls with it.
    fail_on(monkeypatch, resolver, "_independent", IndexError, mark="Citation")
    text = "theo Quy định số 213-QĐ/TW. " * 1_000
    reading = understand(Document("x", "x.txt", "", "text/plain", text), knowledge)
    assert len(reading.citations) == 1_000
    assert len(reading.failures) == len(caplog.records) == 1


@pytest.mark.parametrize(
    "hostile", ["a\nERROR forged", "\x1b[2J\x1b]0;x\a", "\u202eevil", "\u2028x", "\ud800", "\0"]
)
def test_a_paper_writes_no_line_of_its_own(hostile, caplog):
    text = f"xx{hostile}xx"
    guard = StageGuard(hostile, hostile, text)

    def fail():
        raise ValueError(hostile)

    for mention in (None, (2, 4)):
        assert guard.run(NoticeStage.PLACES, fail, lambda: "otherwise", mention) == "otherwise"
    assert len(caplog.records) == 2
    for one in caplog.records:
        assert one.getMessage().isprintable()
        assert one.exc_info is None


def test_the_context_is_short(caplog):
    guard = StageGuard("x", "long/" * 1_000, "y" * 10_000)

    def fail():
        raise ValueError("z" * 10_000)

    for mention in (None, (5_000, 9_000)):
        guard.run(NoticeStage.PLACES, fail, list, mention)
    assert all(len(one.getMessage()) < 500 for one in caplog.records)


def test_a_fault_in_a_worker_is_told_and_logged(folder, index, monkeypatch, capfd):
    drop(folder, **{f"n{number}": notice(number) for number in range(70)})
    monkeypatch.setattr(workers, "ChildProcess", partial(_child, workers.ChildProcess))
    report = build([folder], index, jobs=2)
    assert report.failed == {}
    (found,) = report.not_understood.values()
    assert [one.stage for one in found] == [NoticeStage.PLACES, NoticeStage.FACETS]
    lines = [one for one in capfd.readouterr().err.splitlines() if "stage=" in one]
    assert len(lines) == 2
    assert all("source='odd.txt'" in one and "in a worker" in one for one in lines)


def _child(kind, _module, function):
    return kind("tests.failing_worker", function)
