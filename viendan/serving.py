"""Serving the site, by ``viendan serve`` and by ``python app.py``."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from waitress import create_server

from indexer.directives import RegistryError
from indexer.documents import missing_confinement
from indexer.gazetteer import GazetteerError
from indexer.index.build import build, is_stale
from indexer.language import gettext
from indexer.paths import default_index
from indexer.problems import IndexProblem
from viendan.options import use_utf8


def serve(app: Flask, host: str, port: int) -> None:
    """Serve the site until stopped; leaves with a sentence where the port cannot be had."""
    try:
        server = create_server(
            app, host=host, port=port, max_request_body_size=2 * app.config["MAX_CONTENT_LENGTH"]
        )
    except OSError as error:
        sys.exit(
            gettext(
                "Không mở được cổng {port} ở {host} ({error}). Hãy chọn cổng khác, ví dụ {other}.",
                port=port, host=host, error=error.strerror, other=port + 1,
            )
        )  # fmt: skip
    # The registry and the places stay as long as the process: not to be looked through again, which
    # takes a tenth of a second in the middle of some request.
    gc.freeze()
    print(gettext("Viện Dẫn chạy ở {address}", address=f"http://{host}:{port}/"), flush=True)
    server.run()


def main(create_app: Callable[[Path], Flask]) -> None:
    """Serve the index; first build it of the sample notices, or follow what it was made from."""
    use_utf8()
    port = os.environ.get("PORT", "8000")
    if not port.isdecimal() or not 0 < int(port[:6]) < 65_536:
        sys.exit(gettext("PORT phải là số từ 1 đến 65535, không phải {port}.", port=port))
    index = default_index()
    try:
        if is_stale(None, index):
            if reason := missing_confinement():
                print(reason, file=sys.stderr)
            report = build(None, index)
            passing = {source: one.reason for source, one in report.passing.items()}
            for source, reason in (report.failed | passing).items():
                print(f"{source}: {reason}", file=sys.stderr)
        serve(create_app(index), os.environ.get("HOST", "127.0.0.1"), int(port))
    except (IndexProblem, GazetteerError, RegistryError) as problem:
        sys.exit(str(problem))
