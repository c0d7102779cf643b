"""The figures of the papers and of the typed ways: ``python -m tests.gold [--held-out] [--each]``.

What is held out is for measuring, not for looking at: whoever writes rules asks for
its figures alone, and never with ``--each``.
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from indexer.directives import Knowledge
from indexer.documents import ocr
from indexer.index.build import build
from indexer.paths import SAMPLE_NOTICES
from search.engine import open_engine
from tests.gold.finding import doors, find_ways, shares, typed_ways
from tests.gold.scoring import RIGHT, VERDICTS, figures, judge, papers


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.gold", description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="those kept apart")
    parser.add_argument("--each", action="store_true", help="also each that is not right")
    options = parser.parse_args()
    knowledge, some = Knowledge.load(), papers(options.held_out)
    show_ways(knowledge, options.held_out, options.each)
    with tempfile.TemporaryDirectory() as folder:
        for scans in (False, True) if ocr.is_installed() else (False,):
            judged = list(judge(some, knowledge, Path(folder), scans))
            show(f"{'scans' if scans else 'papers'}, {len(some)} in all", figures(judged))
            for one in judged:
                if options.each and one.verdict != RIGHT:
                    print(one)


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


def show(heading: str, counted: dict[str, Counter[str]]) -> None:
    """A table of figures, one line a field."""
    print(f"{heading:24}", *(f"{verdict:>9}" for verdict in VERDICTS))
    for field, counts in [*counted.items(), ("all", sum(counted.values(), Counter()))]:
        print(f"{field:24}", *(f"{counts[verdict]:9}" for verdict in VERDICTS))


if __name__ == "__main__":
    main()
