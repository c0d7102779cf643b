"""An index of the sample notices and one of the two real ones, built once for all tests.

Where ``VIENDAN_MAY_SKIP`` is set, a run fails in which a test was skipped for a reason that this
regular expression does not match; empty, it matches none.
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import settings

if os.environ.get("VIENDAN_AS_WINDOWS"):  # before anything of the product is imported
    from tests.as_windows import sitecustomize  # noqa: F401

from app import create_app
from indexer.directives.knowledge import Knowledge
from indexer.documents.finding import find_files
from indexer.documents.reader import read_document
from indexer.gazetteer.units import Gazetteer
from indexer.index.build import build
from indexer.index.entry import IndexEntry, make_card, make_entry
from indexer.paths import SAMPLE_NOTICES
from indexer.understanding import understand
from tests.checkout import REAL_NOTICES

collect_ignore = ["as_windows/sitecustomize.py"]
"""Looking for examples in it would import it, and so change this process."""

# A change lands or not by itself, never by luck; by hand, every run tries other examples.
# Neither has a deadline: a loaded machine is no fault of the program.
settings.register_profile("landing", derandomize=True, deadline=None)
settings.register_profile("by hand", deadline=None)
settings.load_profile("landing" if os.environ.get("CI") else "by hand")


def pytest_configure(config):
    if os.environ.get("VIENDAN_AS_WINDOWS"):
        config.option.doctest_ignore_import_errors = True  # of the modules that are Linux's alone


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="session")
def gazetteer(knowledge) -> Gazetteer:
    return knowledge.gazetteer


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory) -> Path:
    directory = tmp_path_factory.mktemp("sample") / "index"
    assert build([SAMPLE_NOTICES], directory).failed == {}
    return directory


@pytest.fixture(scope="session")
def sample_entries(knowledge, gazetteer) -> list[IndexEntry]:
    """What an index holds of the sample notices."""
    files = find_files([SAMPLE_NOTICES]).files
    readings = [understand(read_document(file), knowledge) for file in files]
    return [make_entry(one, make_card(one, "", gazetteer), gazetteer) for one in readings]


@pytest.fixture(scope="session")
def real_index(tmp_path_factory) -> Path:
    if not REAL_NOTICES.is_dir():
        pytest.skip(f"the two real notices are not at {REAL_NOTICES}")
    directory = tmp_path_factory.mktemp("real") / "index"
    assert build([REAL_NOTICES], directory).failed == {}
    return directory


@pytest.fixture(scope="session")
def app(sample_index):
    return create_app(sample_index)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def real_app(real_index):
    return create_app(real_index)


@pytest.fixture
def real_client(real_app):
    return real_app.test_client()


def pytest_sessionfinish(session):
    may = os.environ.get("VIENDAN_MAY_SKIP")
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if may is None or reporter is None:
        return
    reasons = {one.longrepr[2] for one in reporter.stats.get("skipped", ())}
    wrong = sorted(one for one in reasons if not (may and re.search(may, one)))
    if wrong:
        reporter.write_line("\nskipped, and here it may not be: " + "; ".join(wrong), red=True)
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
