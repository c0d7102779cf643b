"""Ways to files that lie within others: ``thư.eml/hồ sơ.zip/Thông báo 55.docx``.

Such a way is a path at which nothing can be opened: some file above it is an archive (tệp nén) or a
letter (thư), in which the rest of it leads on.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

_ARCHIVES = (".zip",)
_LETTERS = (".eml", ".msg")
_ENDINGS = (*_ARCHIVES, *_LETTERS)
_WAY_INSIDE = re.compile(rf"(?:{'|'.join(map(re.escape, _ENDINGS))})[/\\]", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f<>:\"|?*]")


def is_container(name: str) -> bool:
    """Whether a file of this name may hold others; its content tells whether it does.

    >>> is_container("Văn bản đến.ZIP"), is_container("Thông báo 55.docx")
    (True, False)
    """
    return name.lower().endswith(_ENDINGS)


def is_letter(name: str) -> bool:
    """Whether a file of this name may be a letter.

    >>> is_letter("Gửi văn bản.msg"), is_letter("Văn bản đến.zip")
    (True, False)
    """
    return name.lower().endswith(_LETTERS)


def ways_inside(path: str) -> Iterator[tuple[str, str]]:
    """The archives and letters that a path may lead into, by their names, and the way inside each.

    >>> list(ways_inside("/kho/a.zip/b.eml/c.txt"))
    [('/kho/a.zip', 'b.eml/c.txt'), ('/kho/a.zip/b.eml', 'c.txt')]
    """
    for found in _WAY_INSIDE.finditer(path):
        yield path[: found.end() - 1], path[found.end() :].replace(os.sep, "/")


def outer_file(path: str) -> tuple[str, str]:
    """The file that lies on the disk for a path, and the way inside it; empty where it is that."""
    outer = (one for one in ways_inside(path) if not os.path.isdir(one[0]))
    return next(outer, (path, ""))


def way_of(name: str) -> str:
    """A name as a way below the file it is in, whatever it holds: no way leads out of there.

    >>> way_of("../../etc/passwd"), way_of("C:\\\\Văn bản\\\\a.txt")
    ('etc/passwd', 'C_/Văn bản/a.txt')
    """
    steps = [step.strip() for step in re.split(r"[/\\]", _UNSAFE.sub("_", name))]
    kept = [step for step in steps if step.strip(".")]
    return "/".join(kept) or "_"
