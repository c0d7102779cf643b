"""The figures: ``python -m tests.gold SET [--held-out] [--each]``.

What is held out is for measuring, not for looking at: whoever writes rules asks for its figures
alone, and never with ``--each``.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask.testing import FlaskClient

from app import create_app
from indexer.directives import Knowledge
from indexer.documents import ocr
from indexer.index.build import build
from indexer.paths import SAMPLE_NOTICES
from search.engine import open_engine
from tests.gold.citation_scoring import (
    MEASURES,
    citation_figures,
    judge_citations,
    passages,
)
from tests.gold.finding import doors, find_ways, shares, typed_ways
from tests.gold.guessed_addresses import guessed_addresses, reach
from tests.gold.outline_scoring import JudgedPlace, judge_outlines, outline_cases, outline_figures
from tests.gold.own_key_scoring import headed_papers, judge_own_keys, own_key_figures
from tests.gold.pinpoint_scoring import judge_pinpoints, pinpoint_figures, pinpoint_passages
from tests.gold.place_pages import list_pages, place_pages
from tests.gold.place_passages import place_figures, place_passages
from tests.gold.role_scoring import cited_role_figures, judge_cited_roles
from tests.gold.roles import judge_roles, role_cases, role_figures
from tests.gold.scoring import RIGHT, VERDICTS, figures, judge, papers
from tests.gold.searches import run_searches, search_cases
from tests.gold.typed_places import read_lines, typed_lines
from viendan.quality.places import score


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gold", description=__doc__)
    parser.add_argument("what", nargs="?", choices=sorted(SHOWN), default="papers")
    parser.add_argument("--held-out", action="store_true", help="what is kept apart")
    parser.add_argument("--each", action="store_true", help="also each that is not right")
    options = parser.parse_args()
    SHOWN[options.what](Knowledge.load(), options.held_out, options.each)


def show_papers(knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """Whole papers, and those that are scans."""
    some = papers(held_out)
    with tempfile.TemporaryDirectory() as folder:
        for scans in (False, True) if ocr.is_installed() else (False,):
            judged = list(judge(some, knowledge, Path(folder), scans))
            show(f"{'scans' if scans else 'papers'}, {len(some)} in all", figures(judged))
            for one in judged:
                if each and one.verdict != RIGHT:
                    print(one)


def show_citations(knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """Passages with citations."""
    some = passages(held_out)
    judged = list(judge_citations(some, knowledge.registry))
    print(f"{f'citations, {len(some)} passages':24}", *(f"{name:>15}" for name in MEASURES))
    for group, measures in citation_figures(judged).items():
        print(f"{group:24}", *(f"{measures[name]:15}" for name in MEASURES))
    for one in judged:
        if each and (not one.is_exact or (one.is_scored_by_key and not one.is_right)):
            print(one)
        elif each and (one.is_wrong_stated or one.is_over_confident):
            print("as stated:", one)


def show_places(knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """The figures of the passages about places, in one line."""
    some = place_passages(held_out)
    reached = score(some, knowledge.gazetteer)
    told = (f"{name} {figure:.4g}" for name, figure in place_figures(reached).items())
    print(f"{f'places, {len(some)} passages':24}", *told)
    for one in reached.mismatches if each else ():
        print(one)


def show_roles(knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """How many papers stand under the right places, and how many are wrong and certain."""
    judged = list(judge_roles(role_cases(held_out), knowledge))
    told = (f"{name} {number}" for name, number in role_figures(judged).items())
    print(f"{f'roles, {len(judged)} papers':24}", *told)
    for one in judged:
        if each and one.found != one.case.want:
            print(one.case.note, "wanted:", one.case.want, "found:", one.found)


def show_ways(knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """At each door the share of the typed ways that lead to what is wanted."""
    ways = typed_ways(held_out)
    with tempfile.TemporaryDirectory() as folder:
        build([SAMPLE_NOTICES], Path(folder))
        found = list(find_ways(ways, doors(open_engine(Path(folder)), knowledge)))
    print(f"{'typed ways, ' + str(len(ways)) + ' in all':24}")
    for door, share in shares(found).items():
        print(f"{door:24}{share:9.3f}")
    for one in found:
        if each and not one.is_right:
            print(one)


def show_typed_places(knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """How many lines of the search box are read right, and of how many the places are."""
    read = list(read_lines(typed_lines(held_out), knowledge.gazetteer))
    right, places = sum(one.is_right for one in read), sum(one.has_places for one in read)
    print(f"{f'typed places, {len(read)} lines':24} right {right} places {places}")
    for one in read:
        if each and not one.is_right:
            print(one)


@contextmanager
def _sample_site() -> Iterator[FlaskClient]:
    """A client of a site with the sample notices."""
    with tempfile.TemporaryDirectory() as folder:
        build([SAMPLE_NOTICES], Path(folder))
        yield create_app(folder).test_client()


def show_addresses(_knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """How many guessed addresses lead to what is meant."""
    with _sample_site() as client:
        reached = list(reach(guessed_addresses(held_out), client))
    right = sum(one.is_right for one in reached)
    print(f"{f'addresses, {len(reached)} in all':24} right {right}")
    for one in reached:
        if each and not one.is_right:
            print(one)


def show_pinpoints(_knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """How well places within documents are found, read and tied, in one line."""
    some = [*pinpoint_passages(held_out), *pinpoint_passages(held_out, more=True)]
    judged = list(judge_pinpoints(some))
    told = (f"{name} {figure:.4g}" for name, figure in pinpoint_figures(judged).items())
    print(f"{f'pinpoints, {len(some)} passages':24}", *told)
    for one in judged:
        if each and not (one.has_parts and one.has_owner):
            print(one)


def show_cited_roles(_knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """How well it is told what directives are cited for, in one line."""
    some = [*pinpoint_passages(held_out), *pinpoint_passages(held_out, more=True)]
    judged = list(judge_cited_roles(some))
    told = (f"{name} {figure:.4g}" for name, figure in cited_role_figures(judged).items())
    print(f"{f'roles of citations, {len(some)}':24}", *told)
    for one in judged:
        if each and not one.is_exact:
            print(one)


def show_outlines(_knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """How well the parts of papers are found, and the words of places in them, in one line."""
    some = outline_cases(held_out)
    judged = list(judge_outlines(some))
    told = (f"{name} {figure:.4g}" for name, figure in outline_figures(judged).items())
    print(f"{f'outlines, {len(some)} files':24}", *told)
    for one in judged:
        is_right = one.is_right if isinstance(one, JudgedPlace) else not (one.missing or one.wrong)
        if each and not is_right:
            print(one)


def show_own_keys(knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """How many papers know their own key, and how many have a wrong one."""
    judged = list(judge_own_keys(headed_papers(held_out), knowledge))
    told = (f"{name} {figure:.4g}" for name, figure in own_key_figures(judged).items())
    print(f"{f'own keys, {len(judged)} papers':24}", *told)
    for one in judged:
        if each and not (one.is_right and one.has_status):
            print(one)


def show_searches(_knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """How many searches are answered as a person wants it."""
    with _sample_site() as client:
        judged = list(run_searches(search_cases(held_out), client))
    right = sum(not one.faults for one in judged)
    print(f"{f'searches, {len(judged)} in all':24} right {right}")
    for one in judged:
        if each and one.faults:
            print(f"{one.case.typed!r} ({one.case.why}):", *one.faults, sep="\n    ")


def show_place_pages(_knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """How many place pages list what belongs there, and nothing else."""
    with _sample_site() as client:
        listed = list(list_pages(place_pages(held_out), client))
    right = sum(not one.faults for one in listed)
    print(f"{f'place pages, {len(listed)} in all':24} right {right}")
    for one in listed:
        if each and one.faults:
            print(f"{one.page.path} ({one.page.why}):", *one.faults, sep="\n    ")


SHOWN = {
    "papers": show_papers,
    "citations": show_citations,
    "places": show_places,
    "roles": show_roles,
    "typed": show_ways,
    "typed-places": show_typed_places,
    "addresses": show_addresses,
    "pinpoints": show_pinpoints,
    "roles-of-citations": show_cited_roles,
    "outlines": show_outlines,
    "own-keys": show_own_keys,
    "searches": show_searches,
    "place-pages": show_place_pages,
}


def show(heading: str, counted: dict[str, Counter[str]]) -> None:
    """A table of figures, one line a field."""
    print(f"{heading:24}", *(f"{verdict:>9}" for verdict in VERDICTS))
    for field, counts in [*counted.items(), ("all", sum(counted.values(), Counter()))]:
        print(f"{field:24}", *(f"{counts[verdict]:9}" for verdict in VERDICTS))


if __name__ == "__main__":
    main()
