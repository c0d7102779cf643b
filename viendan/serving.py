"""Serving the site, by ``viendan serve`` and by ``python app.py``."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flask import Flask

from indexer.index.build import build, is_stale
from indexer.language import gettext
from indexer.numerals import read_number
from indexer.paths import default_index
from indexer.platforms import allow_open_files
from indexer.problems import IndexProblem, KnowledgeProblem
from indexer.secrecy import levels_of_environment
from search.forms.limits import MAX_RECEIVED
from viendan.connections import Limits, Server
from viendan.options import use_utf8
from viendan.reporting import print_plan, print_report

_OWN_FILES = 256
"""Files that are open besides connections: those of the index, and long answers on their way."""

_FEW = 100
"""Connections that one office with its browsers may well hold."""


def serve(app: Flask, host: str, port: int) -> None:
    """Serve the site until Ctrl-C or SIGTERM; leaves with a sentence where it has no port."""
    limits = _limits()
    try:
        server = Server(app, host, port, MAX_RECEIVED, limits)
    except OSError as error:
        sys.exit(
            gettext(
                "Không mở được cổng {port} ở {host} ({error}). Hãy chọn cổng khác, ví dụ {other}.",
                port=port, host=host, error=error.strerror, other=port + 1,
            )
        )  # fmt: skip
    except ValueError:
        sys.exit(gettext("Không có máy nào tên {host}; hãy dùng ví dụ 127.0.0.1.", host=host))
    # The registry and the places stay as long as the process: not to be looked through again, which
    # takes a tenth of a second in the middle of some request.
    gc.freeze()
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # the last is Windows' own
        if number := getattr(signal, name, None):
            signal.signal(number, lambda *_: server.stop())
    print(gettext("Viện Dẫn chạy ở {address}", address=f"http://{host}:{port}/"), flush=True)
    server.run()


def _limits() -> Limits:
    """Fewer connections than usual, and a word of it, where the system allows few open files."""
    limits = Limits()
    files = allow_open_files(limits.connections + _OWN_FILES)
    limits = replace(limits, connections=max(files // 4, files - _OWN_FILES))
    if limits.connections < _FEW:
        said = gettext(
            "Hệ thống chỉ cho mở {files} tệp cùng lúc, nên trang chỉ giữ được {connections} kết "
            "nối. Hãy nâng giới hạn, ví dụ: ulimit -n 4096",
            files=files, connections=limits.connections,
        )  # fmt: skip
        print(said, file=sys.stderr)
    return limits


def main(create_app: Callable[[Path], Flask]) -> None:
    """Serve the index; first build it of the sample notices, or follow what it was made from."""
    use_utf8()
    port = os.environ.get("PORT", "8000")
    number = read_number(port, 65_535, least=1)
    if number is None:
        sys.exit(gettext("PORT phải là số từ 1 đến 65535, không phải {port}.", port=port))
    index = default_index()
    try:
        admitted = levels_of_environment()
        if is_stale(None, index, admitted):
            print_report(build(None, index, announce=print_plan, admitted=admitted), index)
        serve(create_app(index), os.environ.get("HOST", "127.0.0.1"), number)
    except (IndexProblem, KnowledgeProblem) as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:  # in the building of the index
        sys.exit(130)
