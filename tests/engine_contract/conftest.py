"""The engines that have to pass, each over the same notices."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from indexer.index.build import build
from indexer.index.holdings import Holdings
from indexer.index.records import Intake
from indexer.index.whoosh.store import FolderStore
from search.engine.embedded.engine import EmbeddedBackend
from search.engine.seam import Engine
from tests.engine_contract.in_memory import InMemory
from tests.engine_contract.notices import NOTICES
from tests.notices import drop

ENGINES = ("embedded", "in-memory")
"""Another engine is one more name here, and one more line in :func:`backends`."""


def backends(directory):
    """Every backend over the notices of one index."""
    embedded = EmbeddedBackend(directory)
    index_reader = embedded.searcher().index_reader
    notices = [
        (index_reader.card(one), index_reader.reading(one)) for one in index_reader.live.tolist()
    ]
    holdings = Holdings.of(FolderStore(directory).records(None))
    return {"embedded": embedded, "in-memory": InMemory(notices, holdings)}


@pytest.fixture(scope="session")
def few(tmp_path_factory):
    """The backends over a dozen small notices, which the cases are about."""
    folder = tmp_path_factory.mktemp("contract")
    drop(folder / "in", **NOTICES)
    assert build([folder / "in"], folder / "index").failed == {}
    store = FolderStore(folder / "index")
    records = sorted(store.records(None), key=lambda one: one.source)
    store.update_records([_arrived(one, at) for at, one in enumerate(records)])
    return backends(folder / "index")


def _arrived(record, at):
    """Two came together, and then one after the other; of every fifth it is not known."""
    intake = Intake(1_000 * max(1, at), 1_000 * at)
    return replace(record, intakes={} if at % 5 == 4 else {record.notices[0]: intake})


@pytest.fixture(scope="session")
def samples(sample_index):
    """The backends over the sample notices."""
    return backends(sample_index)


@pytest.fixture(params=ENGINES)
def engine(request, few):
    return Engine(few[request.param])


@pytest.fixture(params=[name for name in ENGINES if name != "in-memory"])
def both(request, samples):
    """An engine and the plainest one, which it has to agree with."""
    found, plain = samples[request.param], samples["in-memory"]
    return SimpleNamespace(engine=Engine(found), plain=Engine(plain), found=found, base=plain)
