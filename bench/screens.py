"""Pictures of every page type as people see it: ``python -m bench screens OUT [--generated N]``.

One picture each for a desk and a phone, in light and in dark, of the whole page, over the sample
notices or these and ``N`` generated ones.  They are made to be looked at, not to be compared.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app import create_app
from bench.collection import append
from indexer.index.build import build
from indexer.paths import SAMPLE_NOTICES
from search.forms.limits import MAX_RECEIVED
from viendan.connections import Limits, Server

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser, Locator

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
    "--disable-component-update",
)  # fmt: skip

PAGES = {
    "home": "/",
    "results": "/tim?q=nông+thôn+mới",
    "results filtered": "/tim?q=đảng&year=2022&year=2023",
    "results explained": "/tim?q=nông+thôn+213-QĐ/TW&explain=1",
    "results with a card": "/tim?q=05-CT/TW",
    "one result": '/tim?q="tái+canh"',
    "no results": "/tim?q=trunng+ương&year=1999",
    "filters": "/tim?q=đảng#loc",
    "directives": "/van-ban",
    "directives found": "/van-ban?q=quy+chế+dân+vận",
    "directive": "/van-ban/tw/k12/ct-05",
    "directive with ties": "/van-ban/tw/k12/qdi-213",
    "directive replaced": "/van-ban/tw/k12/qdi-30",
    "directive not cited": "/van-ban/tw/k4/ct-100",
    "choice": "/van-ban/tw/_/ct-35",
    "places": "/dia-ban",
    "places before": "/dia-ban?luc=truoc",
    "places found": "/dia-ban?q=bao+lam",
    "province": "/dia-ban/lam-dong?gom=1",
    "place": "/dia-ban/lam-dong/bao-lam",
    "place without notices": "/dia-ban/lam-dong/da-teh",
    "names": "/dia-ban/bao-lam",
    "look-up": "/tra-cuu?q=213-QĐ/TW;+35-CT/TW;+999-QĐ/TW;+30-QĐ/TW+khóa+XII",
    "draft": "/tra-cuu?viec=kiem-tra&q=Quyết+định+số+213-QĐ/TW",
    "about": "/gioi-thieu",
    "api": "/api",
    "trial": "/api/thu?duong_dan=/tra-cuu?q=213-QĐ/TW",
    "not found": "/van-ban/tw/k12/ct-9999",
}
"""An address of each page type that the sample notices have something for; a notice's is found."""

NOTICE = "notice"
WIDTHS = {1280: 900, 390: 844}
SCHEMES = ("light", "dark")


def find_browser() -> str | None:
    """Where a Chromium is installed, None where there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address of a server over an app, as long as it is needed."""
    server = Server(app, "127.0.0.1", 0, MAX_RECEIVED, Limits())
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.stop()
        thread.join(timeout=10)


def follow(link: Locator) -> None:
    """Press what leads to another page, and wait until that page stands there.

    A click alone comes back as soon as the new page begins to arrive.
    """
    with link.page.expect_event("load"):
        link.click()


def notice_address(app: Flask) -> str:
    """The page of a notice that cites much, with words of a question marked in it."""
    found = app.test_client().get("/tim.json?q=213-QĐ/TW").get_json()
    return f"{found['hits'][0]['url']}?q=đảng+viên"


def run(arguments: list[str]) -> None:
    """Take the pictures into a folder, which is made."""
    parser = argparse.ArgumentParser(prog="python -m bench screens")
    parser.add_argument("out", type=Path)
    parser.add_argument("--generated", type=int, default=0, metavar="N")
    asked = parser.parse_args(arguments)
    path = find_browser()
    if path is None:
        sys.exit("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    asked.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        build([SAMPLE_NOTICES], Path(folder))
        if asked.generated:
            append(Path(folder), 0, asked.generated)
        app = create_app(Path(folder))
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        with serving(app) as site:
            _take(browser, site, {**PAGES, NOTICE: notice_address(app)}, asked.out)
        browser.close()


def _take(browser: Browser, site: str, pages: dict[str, str], out: Path) -> None:
    for width, height in WIDTHS.items():
        for scheme in SCHEMES:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            for name, address in pages.items():
                page.goto(site + address)
                file = out / f"{name.replace(' ', '-')}-{width}-{scheme}.png"
                page.screenshot(path=file, full_page="#" not in address)
            page.close()
    print(f"{len(pages) * len(WIDTHS) * len(SCHEMES)} pictures in {out}")
