"""``python -m bench NAME…`` runs the named measurements; without a name it lists them.

``screens`` is told where its pictures go, so what stands behind it is its own.
"""

import importlib
import sys
from pathlib import Path


def main(names: list[str]) -> int:
    """Run the measurements in the order given; 2 for a name that there is not."""
    if names[:1] == ["screens"]:
        importlib.import_module("bench.screens").run(names[1:])
        return 0
    known = sorted(
        path.stem
        for path in Path(__file__).parent.glob("[a-z]*.py")
        if "\ndef run(" in path.read_text("utf-8") and path.stem != "screens"
    )
    if not names or not set(names) <= set(known):
        print(f"python -m bench {' | '.join(known)} | screens OUT", file=sys.stderr)
        return 2
    for name in names:
        importlib.import_module(f"bench.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
