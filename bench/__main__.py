"""``python -m bench NAME…`` runs the named measurements; without a name it lists them."""

import importlib
import sys
from pathlib import Path


def main(names: list[str]) -> int:
    """Run the measurements in the order given; 2 for a name that there is not."""
    known = sorted(
        path.stem
        for path in Path(__file__).parent.glob("[a-z]*.py")
        if "\ndef run(" in path.read_text("utf-8")
    )
    if not names or not set(names) <= set(known):
        print(f"python -m bench {' | '.join(known)}", file=sys.stderr)
        return 2
    for name in names:
        importlib.import_module(f"bench.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
