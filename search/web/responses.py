"""What pages and errors answer with alike."""

from __future__ import annotations

import msgspec
from flask import Response

RETRY_SECONDS = 30
"""After which an index that is being replaced is there again, mostly."""


def json_response(value: object) -> Response:
    """Data as JSON."""
    return Response(msgspec.json.encode(value), mimetype="application/json")
