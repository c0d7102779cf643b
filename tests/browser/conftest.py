"""A real browser and a running server.

Without Chromium these tests are skipped, and the run says so at its end; with
``VIENDAN_BROWSER=required`` they fail instead.
"""

import os

import pytest

from app import create_app
from bench.collection import append
from bench.screens import FLAGS, find_browser, serving
from indexer.index.build import build
from indexer.paths import SAMPLE_NOTICES

READERS = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "phone, dark, no script": {
        "viewport": {"width": 390, "height": 844},
        "color_scheme": "dark",
        "java_script_enabled": False,
    },
    "desktop, no script": {
        "viewport": {"width": 1280, "height": 900},
        "java_script_enabled": False,
    },
    "desktop, dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


def missing(reason):
    if os.environ.get("VIENDAN_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def site(app):
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def large_app(tmp_path_factory):
    """The sample notices and 3,000 generated ones, which takes most of a minute."""
    index = tmp_path_factory.mktemp("large") / "index"
    assert build([SAMPLE_NOTICES], index).failed == {}
    append(index, 0, 3_000)
    return create_app(index)


@pytest.fixture(scope="session")
def large_site(large_app):
    with serving(large_app) as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    path = find_browser()
    if path is None:
        missing("no Chromium on this machine: the browser tests did not run")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed: the browser tests did not run")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, site):
    """Opens a page as one of the readers, and fails on anything the browser complains of."""
    contexts, complaints = [], []

    def opening(address, reader="desktop, dark", **options):
        context = chromium.new_context(base_url=site, **{**READERS[reader], **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith(site) or complaints.append(request.url),
        )
        page.goto(address)
        return page

    yield opening
    for context in contexts:
        context.close()
    assert complaints == []
