"""Where the data of the program lie, and since when.

The wheel carries ``corpus``, ``templates`` and ``static`` inside this package, below ``data``;
in a checkout, and so after ``pip install -e``, they are the folders beside it.  Only an unpacked
installation is supported, as pip makes it: templates are served and notices read as files.
"""

import os
import time
from importlib.resources import files
from pathlib import Path

_PACKAGE = Path(str(files("indexer")))
_PACKAGED = _PACKAGE / "data"
_DATA = _PACKAGED if _PACKAGED.is_dir() else _PACKAGE.parent

REGISTRY = _DATA / "corpus" / "registry"
SAMPLE_NOTICES = _DATA / "corpus" / "notices"
GOLD = _DATA / "corpus" / "gold"
_OWN_CORRECTIONS = _DATA / "corpus" / "corrections.toml"
TEMPLATES = _DATA / "templates"
STATIC = _DATA / "static"
LOCALE = _PACKAGE / "locale"


def default_index() -> Path:
    """The index where none is named: ``VIENDAN_INDEX``, else ``index`` in the current directory."""
    return Path(os.environ.get("VIENDAN_INDEX") or "index").absolute()


def corrections_of(index: Path) -> Path:
    """The corrections of an index: ``corrections.toml`` beside it, else the program's own.

    Of the default index it is that in the current directory.
    """
    beside = index.absolute().parent / _OWN_CORRECTIONS.name
    return beside if os.path.lexists(beside) else _OWN_CORRECTIONS


def changed_at(path: Path) -> float:
    """When a file came to be what it is at this place, in seconds since 1970; 0 for none.

    A copy may keep the time at which its original was written, but has a place of its own since
    later; so the later of the two times counts.  A file may be said to be written in the future;
    its place only has such a time where the clock was set back.
    """
    try:
        known = path.stat()
    except OSError:
        return 0.0
    return known.st_ctime if known.st_mtime > time.time() else max(known.st_mtime, known.st_ctime)
