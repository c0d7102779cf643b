"""Letters (thư điện tử, .eml): the files that are attached to one.

The words of a letter are no paper.  Nor is a logo or a style that they refer to.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from functools import partial
from urllib.parse import unquote

from indexer.documents.file_names import legible_name
from indexer.documents.inner_file import InnerFile, check_size
from indexer.documents.ways import way_of

_IN_THE_WORDS = ("image/", "text/")
_REFERENCE = re.compile(r"""\bcid:([^"'<>()\s]{1,998})""", re.IGNORECASE)
_LARGEST_LOGO = 112 * 1024
"""Bytes; a page that was scanned is larger."""


def attached(data: bytes) -> Iterator[InnerFile]:
    """The files that are attached to a letter."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if isinstance(message, EmailMessage):
        yield from _attached(message, _shown_within(message))


def is_decoration(kind: str, size: int) -> bool:
    """Whether a file that the words of a letter refer to is a part of them, and no paper.

    >>> is_decoration("image/png", 9_000), is_decoration("image/png", 300_000)
    (True, False)
    """
    return kind.startswith(_IN_THE_WORDS) and size <= _LARGEST_LOGO


def referred_to(pages: Iterable[str]) -> frozenset[str]:
    """The Content-IDs of what some pages of HTML refer to (RFC 2392)."""
    return frozenset(unquote(one) for page in pages for one in _REFERENCE.findall(page))


def content_id(written: str) -> str:
    """A Content-ID as it is referred to.

    >>> content_id(" <logo@a> ")
    'logo@a'
    """
    return written.strip().strip("<>")


def _attached(message: EmailMessage, shown: frozenset[str]) -> Iterator[InnerFile]:
    if message.get_content_type() == "message/rfc822":
        return
    if not message.is_multipart():
        if message.get_filename():
            yield _attachment(message, shown)
        return
    for part in message.iter_parts():
        if not isinstance(part, EmailMessage):
            continue
        if part.get_content_type() == "message/rfc822":
            yield _forwarded(part)
        elif part.is_multipart():
            yield from _attached(part, shown)
        elif part.get_filename() or part.get_content_disposition() == "attachment":
            yield _attachment(part, shown)


def _attachment(part: EmailMessage, shown: frozenset[str]) -> InnerFile:
    """A file that is attached.

    That it is to be shown ``inline`` says nothing: some programs write it of all that they send.
    """
    name = part.get_filename() or f"tệp.{part.get_content_subtype()}"
    size = len(part.get_payload()) * 3 // 4  # in base64
    in_the_words = content_id(str(part.get("content-id", ""))) in shown and is_decoration(
        part.get_content_type(), size
    )
    return InnerFile(way_of(_readable(name)), partial(_decoded, part), is_paper=not in_the_words)


def _shown_within(message: EmailMessage) -> frozenset[str]:
    """What the words of a letter refer to."""
    pages = (
        part.get_payload(decode=True)
        for part in message.walk()
        if part.get_content_type() == "text/html"
    )
    return referred_to(page.decode("latin-1") for page in pages if isinstance(page, bytes))


def _forwarded(part: EmailMessage) -> InnerFile:
    """A letter that is attached to another."""
    inner = part.get_payload(0)
    subject = str(inner.get("subject", "")) if isinstance(inner, EmailMessage) else ""
    name = part.get_filename() or f"{subject[:80] or 'thư'}.eml"
    return InnerFile(way_of(_readable(name)), partial(_written, inner))


def _written(inner: object) -> bytes:
    return inner.as_bytes() if isinstance(inner, EmailMessage) else b""


def _readable(name: str) -> str:
    """A name as people read it: a mail program may have put its bytes into the head as they are."""
    data = name.encode("utf-8", "surrogateescape")
    return legible_name(data) or data.decode("cp437")


def _decoded(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    found = data if isinstance(data, bytes) else b""
    check_size(len(found))
    return found
