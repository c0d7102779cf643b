"""The styles, scripts and pictures of the pages, read and packed once.

An address has the digest of what stands at it, so a browser asks for it again only when it has
changed.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from flask import Response, request
from werkzeug.exceptions import NotFound

from search.web.compression import takes_gzip

MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""The types of the files; some systems call a script plain text, which no browser would run."""

_YEAR_SECONDS = 31_536_000


@dataclass(frozen=True, slots=True)
class _File:
    content: bytes
    packed: bytes
    media_type: str
    digest: str


class StaticFiles:
    """The files of a folder, as they were when this was made."""

    def __init__(self, folder: Path) -> None:
        files = (file for file in folder.iterdir() if file.suffix in MEDIA_TYPES)
        self._files = {file.name: _read(file) for file in files}

    def address(self, name: str) -> str:
        """Where a file stands, as it is now: ``/static/style.css?v=9f2c61d0a4be``."""
        return f"/static/{name}?v={self._files[name].digest}"

    def response(self, name: str) -> Response:
        """A file, packed for those who take it; one asked for by an old digest is not kept."""
        if (file := self._files.get(name)) is None:
            raise NotFound
        is_packed = takes_gzip()
        response = Response(file.packed if is_packed else file.content, mimetype=file.media_type)
        if is_packed:
            response.content_encoding = "gzip"
        response.vary.add("Accept-Encoding")
        response.set_etag(file.digest, weak=True)
        if request.args.get("v") == file.digest:
            response.cache_control.public = response.cache_control.immutable = True
            response.cache_control.max_age = _YEAR_SECONDS
        else:
            response.cache_control.no_cache = True
        response.make_conditional(request)
        return response


def _read(file: Path) -> _File:
    content = file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:12]
    return _File(content, gzip.compress(content, 9, mtime=0), MEDIA_TYPES[file.suffix], digest)
