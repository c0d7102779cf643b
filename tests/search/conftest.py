"""The sample notices in an engine, for the tests of a module."""

import pytest

from search.engine.backends import open_engine
from tests.asking import sources_by


@pytest.fixture(scope="module")
def engine(sample_index):
    return open_engine(sample_index)


@pytest.fixture(scope="module")
def find(engine):
    """What is found by what is typed: the sources."""
    sources = sources_by(engine)
    return lambda typed, **options: set(sources(typed, **options))
