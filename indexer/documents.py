"""Files → Documents: finding the files of an office, and reading each one or saying why not.

The kind of a file is told by its content, never by its name.  Nothing is skipped in silence:
whatever cannot be read raises :class:`UnreadableDocument` with a sentence that says why.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.model import Document, Page, Reason, Span, because
from indexer.text import slug

MAX_BYTES = 100 * 1024 * 1024

# Other kinds of file, by their first bytes.  They get a reader of their own or a clear refusal.
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "Word (.docx)"),
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_MARKDOWN = re.compile(r"^#{1,6} |\*\*[^*\n]+\*\*", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


class UnreadableDocument(Exception):
    """A file that cannot become a document; ``reason`` is a sentence for people."""

    def __init__(self, source: str, reason: Reason) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A file to be read: ``source`` is its path below the folder it was found in."""

    source: str
    path: Path


def find_files(sources: Iterable[Path]) -> list[SourceFile]:
    """All files named by ``sources`` and below its folders, sorted, each once.

    Hidden files and the lock files of word processors (``~$…``) are no documents and are left
    out.  Links are not followed out of a folder.  Raises ``FileNotFoundError`` for a source
    that does not exist.

    >>> [f.source for f in find_files([Path("corpus/registry/terms.toml")])]
    ['terms.toml']
    """
    found: dict[Path, SourceFile] = {}
    for source in sources:
        if source.is_dir():
            for path in _below(source):
                found.setdefault(path, SourceFile(path.relative_to(source).as_posix(), path))
        elif source.exists():
            found.setdefault(source, SourceFile(source.name, source))
        else:
            raise FileNotFoundError(str(source))
    return sorted(found.values())


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$")) for part in parts)
        if not hidden and not path.is_symlink() and path.is_file():
            yield path


def document_id(source: str) -> str:
    """The permanent address of a document: its file name, and a mark of its path.

    >>> document_id("dong-nai/Thông báo 55.txt")
    'thong-bao-55-6db5f2'
    """
    stem = slug(Path(source).stem)[:80].strip("-")
    mark = hashlib.sha256(source.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"{stem}-{mark}" if stem else mark


def read(file: SourceFile) -> Document:
    """The document that a file holds; raises :class:`UnreadableDocument` when there is none."""
    data = _bytes_of(file)
    text = _decode(data, file.source)
    return Document(
        id=document_id(file.source),
        source=file.source,
        digest=hashlib.sha256(data).hexdigest(),
        media_type="text/markdown" if _MARKDOWN.search(text) else "text/plain",
        text=text,
        pages=(Page(1, Span(0, len(text))),),
    )


def _bytes_of(file: SourceFile) -> bytes:
    try:
        size = file.path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableDocument(
                file.source,
                because(
                    "tệp lớn {size} MB, quá giới hạn {limit} MB",
                    size=size // 1024**2,
                    limit=MAX_BYTES // 1024**2,
                ),
            )
        data = file.path.read_bytes()
    except PermissionError:
        raise UnreadableDocument(
            file.source, because("không có quyền đọc tệp; hãy cấp quyền rồi lập chỉ mục lại")
        ) from None
    except OSError as error:
        raise UnreadableDocument(
            file.source, because("hệ thống không đọc được tệp ({error})", error=error.strerror)
        ) from None
    if not data.strip():
        raise UnreadableDocument(file.source, because("tệp rỗng"))
    return data


def _decode(data: bytes, source: str) -> str:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(
                source,
                because("nội dung là tệp {kind}, chưa đọc được; hãy lưu thành .txt", kind=kind),
            )
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise UnreadableDocument(source, because("tệp nhị phân, không phải văn bản")) from None
        raise UnreadableDocument(
            source,
            because(
                "không phải UTF-8 hay UTF-16 (byte thứ {position}); hãy lưu lại bằng UTF-8",
                position=error.start + 1,
            ),
        ) from None
    if len(_CONTROL.findall(text, 0, 4096)) > 4096 // 100:
        raise UnreadableDocument(source, because("tệp nhị phân, không phải văn bản"))
    if not any(letter.isalnum() for letter in text):
        raise UnreadableDocument(source, because("tệp không có chữ nào"))
    return text.replace("\r\n", "\n").replace("\r", "\n")
