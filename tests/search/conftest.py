"""The sample notices in an engine, for the tests of a module."""

import pytest

from indexer.directives.knowledge import Knowledge
from indexer.index.build import build
from search.engine.backends import open_engine
from search.held import held_passages
from tests.asking import sources_by
from tests.notices import drop
from tests.placed_papers import KEY


@pytest.fixture(scope="module")
def engine(sample_index):
    return open_engine(sample_index)


@pytest.fixture(scope="module")
def find(engine):
    """What is found by what is typed: the sources."""
    sources = sources_by(engine)
    return lambda typed, **options: set(sources(typed, **options))


@pytest.fixture
def held(tmp_path):
    """Makes an index of papers; gives its passages and what is held of the regulation."""

    def make(**papers):
        drop(tmp_path / "in", **papers)
        assert build([tmp_path / "in"], tmp_path / "index", jobs=1).failed == {}
        registry = Knowledge.load().registry
        passages = held_passages(open_engine(tmp_path / "index"), registry)
        return passages, passages.texts.get(KEY)

    return make
