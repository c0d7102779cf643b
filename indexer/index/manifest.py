"""The manifest of an index: the one file that says which state of it is committed.

A manifest that is there but cannot be read is never taken for none: behind it lies an index, and
whoever took the directory for a new one would delete it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from indexer.index.durable import read
from indexer.index.fingerprints import Parts
from indexer.model import because
from indexer.problems import IndexProblem

MANIFEST = "viendan.json"


class DamagedManifest(IndexProblem):
    """The manifest is not there any more, or not what this program wrote."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One committed state of an index.

    ``generation`` names it and follows from its content, so that the same corpus gives the
    same name; ``toc`` is the number of Whoosh's table of contents; ``sources`` are the files
    and folders it was made from; ``parts`` what it was made with; ``province`` and ``seconds``
    (for the reading of a file) are as they were asked for.
    """

    schema: int
    generation: str
    toc: int = -1
    sources: tuple[str, ...] = ()
    province: str | None = None
    seconds: float | None = None
    parts: Parts = field(default_factory=Parts)

    @property
    def records(self) -> str:
        """The name of the list of its files (:mod:`indexer.index.records`)."""
        return f"viendan-files-{self.toc}.json"


def read_manifest(directory: Path) -> Manifest | None:
    """The manifest of an index, or None where none lies.

    Raises :class:`DamagedManifest` for one that cannot be understood, and
    :class:`IndexProblem` where the system does not let it be read.
    """
    path = directory / MANIFEST
    try:
        return msgspec.json.decode(read(path), type=Manifest)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise IndexProblem(
            because(
                "Không đọc được bản kê của chỉ mục, {path} ({error}); chỉ mục còn nguyên. "
                "Hãy cấp quyền đọc rồi chạy lại",
                path=path,
                error=error.strerror or error,
            )
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise damaged(directory) from None


def damaged(directory: Path) -> DamagedManifest:
    """The manifest of a directory is damaged or gone; only its owner knows the sources."""
    return DamagedManifest(
        because(
            "Bản kê của chỉ mục, {path}, bị hỏng hoặc mất; chưa xóa gì. "
            "Hãy nêu lại nguồn: viendan index NGUỒN --index {directory}",
            path=directory / MANIFEST,
            directory=directory,
        )
    )
