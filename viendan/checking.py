"""``viendan check``: the registry, the gazetteer, the index, and the gold floors."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from indexer.directives import Knowledge, Registry, check_registry
from indexer.gazetteer import check as gazetteer_check
from indexer.index import StatedRelation
from indexer.index.audit import audit
from indexer.index.backends import open_store
from indexer.knowledge import check_committees, check_role_words
from indexer.language import gettext, reason_text
from indexer.model import EachOf, Reason, because
from indexer.paths import REGISTRY
from indexer.problems import IndexProblem
from indexer.segmentation import segmenter
from indexer.stages import StageFailure, errors_of
from search.engine import Engine, open_engine
from search.held import held_texts
from search.pages.held import held_part
from search.wording import all_not_understood
from viendan.options import (
    chosen_language,
    fail,
    index_option,
    json_option,
    lang_option,
    print_json,
    print_lines,
)
from viendan.quality import citations as citations_gold
from viendan.quality import places as places_gold
from viendan.quality import search as search_gold
from viendan.quality.gold import GoldSet, Score, check_floors

_MOST_NAMED = 20

_passages = click.Path(path_type=Path, exists=True, dir_okay=False)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One thing checked: what was measured of it, what is wrong, and what is only to be known.

    ``names`` lists for programs what a sentence only counts.
    """

    name: str
    measured: dict[str, Any]
    problems: tuple[Reason, ...]
    notes: tuple[Reason, ...] = ()
    names: dict[str, list[str]] = field(default_factory=dict)


@click.command()
@index_option
@click.option("--citations", type=_passages, help="Chấm tệp mẫu khác / score other passages.")
@click.option("--places", type=_passages, help="Chấm tệp mẫu khác / score other passages.")
@click.option(
    "--search", "queries", type=_passages, help="Chấm câu hỏi trên --index / judged queries."
)
@click.option(
    "--deep",
    is_flag=True,
    help="Soát từng byte xem tệp chỉ mục có còn như khi ghi (CRC-32) / compare every byte.",
)
@json_option
@lang_option
def check(
    directory: Path,
    citations: Path | None,
    places: Path | None,
    queries: Path | None,
    deep: bool,
    as_json: bool,
) -> None:
    """Kiểm tra danh mục, địa danh, chỉ mục và các mức sàn chất lượng."""
    language = chosen_language()
    if citations or places or queries:
        try:
            results = list(_score_other_gold(citations, places, queries, directory))
        except IndexProblem as problem:
            fail(reason_text(problem.reason, language))
    else:
        results = list(_check_all(directory, deep=deep))
    if as_json:
        print_json({one.name: _result_json(one, language) for one in results})
    else:
        for one in results:
            print_lines(_result_lines(one, language))
    sys.exit(1 if any(one.problems for one in results) else 0)


def _check_all(directory: Path, *, deep: bool) -> Iterator[CheckResult]:
    broken = gazetteer_check.check_gazetteer(REGISTRY / "places")
    if broken:
        # Nothing else can be read without the gazetteer.
        yield CheckResult("gazetteer", {}, tuple(broken))
        return
    knowledge = Knowledge.load()
    yield CheckResult("gazetteer", {"places": len(list(knowledge.gazetteer))}, ())
    wrong = [*check_registry(), *check_committees(), *check_role_words()]
    yield CheckResult("registry", {"directives": len(knowledge.registry.directives)}, tuple(wrong))
    yield _check_segmentation()
    cited = citations_gold.score(citations_gold.gold_passages(), knowledge.registry)
    yield _check_gold("citations", cited, cited.mistakes())
    yield _check_gold("places", places_gold.score(places_gold.gold_passages(), knowledge.gazetteer))
    yield _check_gold("search", search_gold.score_gold(knowledge))
    if directory.is_dir():
        yield _check_index(directory, deep=deep)
        with suppress(IndexProblem):  # which is told of the index
            engine = open_engine(directory)
            yield _check_texts(engine, knowledge.registry)
            yield _check_relations(engine, knowledge.registry)


def _score_other_gold(
    citations: Path | None, places: Path | None, queries: Path | None, directory: Path
) -> Iterator[CheckResult]:
    """Gold data kept elsewhere: figures only, since floors belong to the project's own."""
    if citations:
        cited = citations_gold.read_passages([citations])
        score = citations_gold.score(cited, Registry.load())
        yield CheckResult("citations", _rounded(score), ())
    if places:
        named = places_gold.read_passages([places])
        yield CheckResult(
            "places", _rounded(places_gold.score(named, Knowledge.load().gazetteer)), ()
        )
    if queries:
        judged = search_gold.read_judged(queries)
        scores = search_gold.score(open_engine(directory), judged, Knowledge.load())
        yield CheckResult("search", {"queries": len(judged)} | _rounded(scores), ())


def _check_segmentation() -> CheckResult:
    """Another pyvi than the known one is no fault: its words are right, only slow."""
    words = segmenter()
    notes = (words.warning,) if words.warning else ()
    return CheckResult("segmentation", {"exact_model": words.exact_model}, (), notes)


def _check_gold(name: GoldSet, score: Score, mistakes: Iterable[Reason] = ()) -> CheckResult:
    return CheckResult(name, _rounded(score), (*check_floors(name, score), *mistakes))


def _rounded(score: Score) -> dict[str, float]:
    return {name: round(value, 4) for name, value in score.measures().items()}


def _check_index(directory: Path, *, deep: bool = False) -> CheckResult:
    """An index that is there has to open, and to know the files it was made from."""
    notices, found = None, audit(directory, deep=deep)
    problems = list(found.problems())
    failed: list[tuple[str, tuple[StageFailure, ...]]] = []
    try:
        notices = open_engine(directory).summary().notices
        failed = _failed_stages(directory)
    except IndexProblem as problem:
        if not problems:
            problems = [problem.reason]
    measured = {"notices": notices, "not_understood": len(failed)}
    notes = (*found.notes(), *_not_understood(failed))
    return CheckResult("index", measured, tuple(problems), notes, found.names())


def _check_texts(engine: Engine, registry: Registry) -> CheckResult:
    """Where a text that the index holds says otherwise than the registry, or than another text of
    the same key: which of them is right, a person has to say."""
    borne = held_texts(engine, registry).own_keys
    told: list[Reason] = []
    beyond: list[Reason] = []
    for key in sorted(key for key, n in borne.items() if n > 1 or registry.get(key)):
        part = held_part(engine, registry, key)
        each = ((part.first, part.against_registry), *part.others) if part else ()
        for card, differences in each:
            if differences:
                of_it = because("{key}, {source}: {values}", key=key, source=card.source, values="")
                reasons = tuple(one.reason for one in differences)
                told.append(EachOf(of_it.template, of_it.values, reasons))
        if part and (rest := len(part.text.notices) - 1 - len(part.others)):
            beyond.append(because("{key}: còn {n} bản nữa chưa so", key=key, n=rest))
    notes = told[:_MOST_NAMED] + beyond[:_MOST_NAMED]
    if len(told) > _MOST_NAMED:
        notes.append(because("và {n} bản khác", n=len(told) - _MOST_NAMED))
    return CheckResult("texts", {"directives": len(borne), "differ": len(told)}, (), tuple(notes))


def _check_relations(engine: Engine, registry: Registry) -> CheckResult:
    """What texts that the index holds say of themselves as of others, where replacements go in a
    circle, and where a text and the registry name different directives as what replaced one."""
    relations = held_texts(engine, registry).relations
    borne = engine.bearers({one.newer for one in relations.stated})

    def named(key: str) -> str:
        sources = ", ".join(one.source for one in borne.get(key, ())[:_MOST_NAMED])
        return f"{key} ({sources})" if sources else key

    told = [_claim(named(one.newer), one) for one in relations.claims_of_self()]
    for circle in relations.circles():
        name = " → ".join(map(named, (*circle[:_MOST_NAMED], circle[0])))
        told.append(because("thay thế vòng quanh: {name}", name=name))
    for key in sorted({one.older for one in relations.stated if relations.contradicts(one.older)}):
        names = ", ".join(named(one.newer) for one in relations.newer_than(key))
        told.append(
            because(
                "{key}: danh mục và toàn văn ghi văn bản thay thế khác nhau: {name}",
                key=key,
                name=names,
            )
        )
    notes = told[:_MOST_NAMED]
    if len(told) > _MOST_NAMED:
        notes.append(because("và {n} điều khác", n=len(told) - _MOST_NAMED))
    measured = {"stated": len(relations.stated), "doubtful": len(told)}
    return CheckResult("relations", measured, (), tuple(notes))


def _claim(name: str, one: StatedRelation) -> Reason:
    """That a text says of itself what it can do only to others."""
    if one.is_inferred:
        return because(
            "{name}: văn bản ghi là thay thế, sửa đổi hoặc bãi bỏ văn bản mang chính số của mình; "
            "chưa rõ của nhiệm kỳ nào",
            name=name,
        )
    return because("{name}: văn bản tự ghi là thay thế, sửa đổi hoặc bãi bỏ chính mình", name=name)


def _failed_stages(directory: Path) -> list[tuple[str, tuple[StageFailure, ...]]]:
    """The files of which some stage failed, and the stages."""
    records = open_store(directory).records(None)
    return [(one.source, failed) for one in records for failed in one.not_understood.values()]


def _not_understood(failed: Sequence[tuple[str, tuple[StageFailure, ...]]]) -> Iterator[Reason]:
    """The files of which some stage failed: a fault of the program, and none of the index."""
    for source, failures in failed[:_MOST_NAMED]:
        told = because(
            "{source}: {values} (chương trình gặp lỗi: {errors})",
            source=source,
            errors=errors_of(failures),
        )
        yield all_not_understood(failures, told)
    if len(failed) > _MOST_NAMED:
        yield because("và {n} thông báo khác", n=len(failed) - _MOST_NAMED)


def _result_json(one: CheckResult, language: str) -> dict[str, Any]:
    problems, notes = (
        [reason_text(reason, language) for reason in reasons]
        for reasons in (one.problems, one.notes)
    )
    return {
        **one.measured,
        **one.names,
        "problems": problems,
        **({"notes": notes} if notes else {}),
    }


def _result_lines(one: CheckResult, language: str) -> Iterator[str]:
    names = {
        "registry": gettext("Danh mục văn bản", language),
        "gazetteer": gettext("Danh mục địa danh", language),
        "segmentation": gettext("Tách từ", language),
        "citations": gettext("Viện dẫn, so với dữ liệu mẫu", language),
        "places": gettext("Địa danh, so với dữ liệu mẫu", language),
        "search": gettext("Tìm kiếm, so với dữ liệu mẫu", language),
        "index": gettext("Chỉ mục", language),
        "texts": gettext("Toàn văn trong kho", language),
        "relations": gettext("Quan hệ giữa các văn bản", language),
    }
    figures = ", ".join(f"{name} {value}" for name, value in one.measured.items())
    mark = "✗" if one.problems else "✓"
    yield f"{mark} {names[one.name]}: {figures}"
    for reason in (*one.problems, *one.notes):
        yield f"    {reason_text(reason, language)}"
