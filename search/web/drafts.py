"""A draft that is sent, pasted or as a file; a file is read at once, and nothing of it is kept.

Reading a file takes a process and memory, so that few are read at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import cast

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge

from indexer.documents import (
    DraftFile,
    DraftFileProblem,
    UnreadableDraft,
    read_draft,
    too_large,
)
from indexer.model import because
from search.forms.limits import MAX_READ, MAX_UPLOAD
from search.forms.parameters import DRAFT_FILE
from search.lookup import MAX_TEXT
from search.web.posted import PostedText, RefusedRequest, posted_texts

_STATUS = {
    DraftFileProblem.SIZE: 413,
    DraftFileProblem.FORMAT: 415,
    DraftFileProblem.CONTENT: 422,
    DraftFileProblem.MACHINE: 503,
}


@dataclass(frozen=True, slots=True)
class SentDraft:
    """A draft with what its writer says of it, and the file that it was read from."""

    posted: PostedText
    file: DraftFile


class ReadingTurns:
    """Who has a file read now: each client one, and so many in all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._clients: set[str] = set()
        self._lock = Lock()

    @contextmanager
    def turn(self, client: str) -> Iterator[None]:
        """A turn for a client; raises :class:`RefusedRequest` where it has to wait for one."""
        with self._lock:
            if client in self._clients:
                told = because(
                    "Một tệp gửi từ máy hay mạng này còn đang được đọc; hãy đợi xong rồi gửi lại."
                )
                raise RefusedRequest(429, told)
            if len(self._clients) >= self._most:
                told = because(
                    "Máy chủ đang đọc tệp của người khác; hãy gửi lại sau nửa phút, hoặc chép phần "
                    "chữ rồi dán vào ô."
                )
                raise RefusedRequest(503, told)
            self._clients.add(client)
        try:
            yield
        finally:
            with self._lock:
                self._clients.remove(client)


_turns = ReadingTurns(MAX_READ)


@contextmanager
def sent_draft() -> Iterator[SentDraft]:
    """The draft of the present request: that in a file, where one was sent, else a text.

    What is done with a file is done in its turn.

    Raises :class:`RefusedRequest` with 413 where it is too large, 415 for a file of another type,
    422 for one that holds no text, 429 and 503 where others are read before.
    """
    try:
        file = request.files.get(DRAFT_FILE)
        posted = cast(PostedText, posted_texts(several=False))
    except RequestEntityTooLarge:
        is_file = (request.content_length or 0) > MAX_UPLOAD
        told = because("Phần chữ dán vào quá dài; mỗi lần kiểm tra tới {n} ký tự.", n=MAX_TEXT)
        raise RefusedRequest(413, too_large("Tệp") if is_file else told) from None
    if file is None or not file.filename:
        yield SentDraft(posted, DraftFile(posted.text))
        return
    with _turns.turn(request.remote_addr or ""):
        try:
            read = read_draft(file.stream.read(), file.filename)
        except UnreadableDraft as error:
            raise RefusedRequest(_STATUS[error.problem], error.reason) from None
        yield SentDraft(PostedText(read.text, posted.form, is_draft=True), read)
