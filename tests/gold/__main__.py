"""The figures of papers and passages: ``python -m tests.gold [--places] [--held-out] [--each]``.

Those that are held out are for measuring, not for looking at: whoever writes rules asks for
their figures alone, and never with ``--each``.
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from indexer.directives import Knowledge
from indexer.documents import ocr
from tests.gold.place_passages import place_figures, place_passages
from tests.gold.scoring import RIGHT, VERDICTS, figures, judge, papers
from viendan.quality.places import score


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gold", description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="what is kept apart")
    parser.add_argument("--each", action="store_true", help="also each field that is not right")
    parser.add_argument("--places", action="store_true", help="the passages about places alone")
    options = parser.parse_args()
    knowledge = Knowledge.load()
    show_places(knowledge, options.held_out, options.each)
    if options.places:
        return
    some = papers(options.held_out)
    with tempfile.TemporaryDirectory() as folder:
        for scans in (False, True) if ocr.is_installed() else (False,):
            judged = list(judge(some, knowledge, Path(folder), scans))
            show(f"{'scans' if scans else 'papers'}, {len(some)} in all", figures(judged))
            for one in judged:
                if options.each and one.verdict != RIGHT:
                    print(one)


def show_places(knowledge: Knowledge, held_out: bool, each: bool) -> None:
    """The figures of the passages about places, in one line."""
    passages = place_passages(held_out)
    reached = score(passages, knowledge.gazetteer)
    told = (f"{name} {figure:.4g}" for name, figure in place_figures(reached).items())
    print(f"{f'places, {len(passages)} passages':24}", *told)
    for one in reached.mismatches if each else ():
        print(one)


def show(heading: str, counted: dict[str, Counter[str]]) -> None:
    """A table of figures, one line a field."""
    print(f"{heading:24}", *(f"{verdict:>9}" for verdict in VERDICTS))
    for field, counts in [*counted.items(), ("all", sum(counted.values(), Counter()))]:
        print(f"{field:24}", *(f"{counts[verdict]:9}" for verdict in VERDICTS))


if __name__ == "__main__":
    main()
