"""The figures: ``python -m tests.gold [papers | citations] [--held-out] [--each]``.

What is held out is for measuring, not for looking at: whoever writes rules asks for its figures
alone, and never with ``--each``.
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from indexer.directives import Knowledge
from indexer.documents import ocr
from tests.gold.citation_scoring import (
    MEASURES,
    citation_figures,
    judge_citations,
    passages,
)
from tests.gold.scoring import RIGHT, VERDICTS, figures, judge, papers


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gold", description=__doc__)
    parser.add_argument("what", nargs="?", choices=("papers", "citations"), default="papers")
    parser.add_argument("--held-out", action="store_true", help="what is kept apart")
    parser.add_argument("--each", action="store_true", help="also each that is not right")
    options = parser.parse_args()
    show_what = show_citations if options.what == "citations" else show_papers
    show_what(Knowledge.load(), options.held_out, options.each)


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


def show(heading: str, counted: dict[str, Counter[str]]) -> None:
    """A table of figures, one line a field."""
    print(f"{heading:24}", *(f"{verdict:>9}" for verdict in VERDICTS))
    for field, counts in [*counted.items(), ("all", sum(counted.values(), Counter()))]:
        print(f"{field:24}", *(f"{counts[verdict]:9}" for verdict in VERDICTS))


if __name__ == "__main__":
    main()
