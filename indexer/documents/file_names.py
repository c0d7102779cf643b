"""Names of files as people read them, whatever bytes they are of.

Linux keeps a name as it was given, in the encoding of whoever gave it, and an old archive does not
say which it was.
"""

from __future__ import annotations

import re

from indexer.documents.legacy import decode_legacy, encoding_of
from indexer.documents.mojibake import repaired
from indexer.documents.syllables import legal_share
from indexer.normalization import composed

_LEAST_LEGAL = 0.5
_WRITTEN_BYTE = re.compile(r"\\udc([89a-f][0-9a-f])")


def display_name(name: str) -> str:
    """A file's name for people, also where its bytes are no UTF-8.

    >>> display_name("Thông báo.txt"), display_name("Th\\udcf4ng b\\udce1o.txt")
    ('Thông báo.txt', 'Thông báo.txt')
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        data = name.encode("utf-8", "surrogateescape")
        return legible_name(data) or data.decode("utf-8", "backslashreplace")
    return name


def written_path(path: str) -> str:
    """A path that can be written down, also where its bytes are no UTF-8.

    >>> written_path("/kho/b\\udce1o.txt") == r"/kho/b\\udce1o.txt"
    True
    """
    return path.encode("utf-8", "backslashreplace").decode()


def path_as_written(written: str) -> str:
    """The path that :func:`written_path` wrote down, or might have been: whoever opens it looks
    whether the file is the one that was meant.

    >>> path_as_written(r"/kho/b\\udce1o.txt") == "/kho/b\\udce1o.txt"
    True
    """
    return _WRITTEN_BYTE.sub(lambda one: chr(0xDC00 + bytes.fromhex(one[1])[0]), written)


def legible_name(name: bytes) -> str | None:
    """A name in UTF-8, or in the encoding in which its words are Vietnamese; None if it is in none.

    >>> legible_name("Thông báo 55.docx".encode()), legible_name(b"Th\\xf4ng b\\xe1o.docx")
    ('Thông báo 55.docx', 'Thông báo.docx')
    >>> legible_name(b"\\x8f\\x9d.docx") is None
    True
    """
    try:
        return repaired(name.decode()) or name.decode()
    except UnicodeDecodeError:
        pass
    latin = name.decode("latin-1")
    encoding = encoding_of(latin)
    if encoding is not None:
        return decode_legacy(latin, encoding)
    read = (name.decode(code_page, "replace") for code_page in ("cp1258", "cp1252"))
    legible = max(read, key=legal_share)
    if "\ufffd" not in legible and legal_share(legible) >= _LEAST_LEGAL:
        return composed(legible)
    return None
