"""The files and folders that an index is made of: those that are asked for, and those it knows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from indexer.documents import written_path
from indexer.index.store import State
from indexer.model import because
from indexer.paths import SAMPLE_NOTICES
from indexer.problems import IndexProblem


def sources_of(
    asked: Sequence[Path] | None, state: State | None, *, keep_others: bool
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The sources of the new state, and those of them that are not there today.

    Only a source that is remembered may be missing, as on a drive that is not mounted; one
    that is asked for must exist.

    Raises :class:`IndexProblem` for one that cannot be a source.
    """
    given = [one.resolve() for one in asked or ()]
    for one in given:
        _refuse_what_is_no_source(one)
    remembered = [Path(one) for one in state.sources] if state else []
    if given and not keep_others:
        return _outermost(given), ()
    sources = _outermost([*remembered, *given] or [SAMPLE_NOTICES])
    return sources, tuple(one for one in sources if one not in given and not os.path.exists(one))


def _refuse_what_is_no_source(path: Path) -> None:
    """A pipe may never end, and a device like ``/dev/zero`` never does; a path that cannot be
    written down cannot be remembered, though that of a file below a source may be such a one."""
    if os.path.exists(path) and not (os.path.isdir(path) or os.path.isfile(path)):
        raise IndexProblem(
            because(
                "{path} là ống, thiết bị hay ổ cắm, không phải tệp hay thư mục. "
                "Hãy ghi nội dung ra một tệp rồi nêu tệp đó",
                path=path,
            )
        )
    written = written_path(str(path))
    if written != str(path):
        raise IndexProblem(
            because(
                "Tên {path} không phải UTF-8 nên không ghi nhớ làm nguồn được. "
                "Hãy đổi tên, hoặc nêu thư mục chứa nó",
                path=written,
            )
        )


def _outermost(sources: Iterable[Path]) -> tuple[Path, ...]:
    """Each source once, without those that lie below another."""
    once = list(dict.fromkeys(sources))
    return tuple(one for one in once if not any(other in one.parents for other in once))
