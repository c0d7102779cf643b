"""What an index was made with: fingerprints of code and data, for each stage of the making.

A stage is done again when its fingerprint changes, and only then.  The code of a stage is the
module that does it with everything it imports from this package, so nobody has to keep a list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from indexer.paths import REGISTRY

_PACKAGE = Path(__file__).parent.parent
# An import, or a module named in a string (a reader that is started in a child process).
_IMPORT = re.compile(
    r"^[ \t]*from (indexer[\w.]*) import (\([^)]*\)|[^\n]*)"
    r"|^[ \t]*import (indexer[\w.]+)"
    r'|"(indexer\.[\w.]+)(?::\w+)?"',
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class StageFingerprints:
    """The fingerprints of the three stages.

    ``reading``: file → text.  ``understanding``: text → reading.  ``entry``: reading → what
    the index holds of it.
    """

    reading: str = ""
    understanding: str = ""
    entry: str = ""


@cache
def current_fingerprints() -> StageFingerprints:
    """The fingerprints of the program and the registry as they now are."""
    return StageFingerprints(
        reading=_fingerprint(
            "indexer.documents.reader",
            (),
            ("mammoth", "olefile", "pillow", "pypdf", "pypdfium2", "selectolax"),
        ),
        understanding=_fingerprint("indexer.corrections", _data(REGISTRY), ()),
        entry=_fingerprint("indexer.index.entry", _data(REGISTRY / "places"), ("pyvi",)),
    )


def import_closure(name: str) -> frozenset[Path]:
    """The files of a module and of all it imports from this package.

    >>> sorted(path.name for path in import_closure("indexer.index.durable"))
    ['durable.py', 'platforms.py', 'regular_file.py']
    """
    found: set[Path] = set()
    waiting = [name]
    while waiting:
        path = _file_of(waiting.pop())
        if path is None or path in found:
            continue
        found.add(path)
        for package, names, module, imported in _IMPORT.findall(path.read_text("utf-8")):
            waiting += [one for one in (package, module, imported) if one]
            waiting += [f"{package}.{one}" for one in re.findall(r"\w+", names)]
    return frozenset(found)


def _file_of(name: str) -> Path | None:
    """The file of a module or package; None for a name that is neither."""
    path = _PACKAGE.joinpath(*name.split(".")[1:])
    for candidate in (path.with_name(f"{path.name}.py"), path / "__init__.py"):
        if name != "indexer" and candidate.is_file():
            return candidate
    return None


def _data(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _fingerprint(module: str, data: Iterable[Path], libraries: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for path in [*sorted(import_closure(module)), *sorted(data)]:
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for library in libraries:
        digest.update(_version(library).encode())
    return digest.hexdigest()[:32]


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "-"
