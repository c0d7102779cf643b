"""A worker process in which one stage fails on every paper that holds a mark."""

from indexer import places
from indexer.index import entry, workers

MARK = "Lộc An"


def run_worker() -> None:
    """Do what a worker does, but for locating places and for facets."""
    for module, name in ((places, "locate"), (entry, "_facets")):
        setattr(module, name, _failing(getattr(module, name)))
    workers.run_worker()


def _failing(work):
    def failing(*arguments):
        if MARK in repr(arguments):
            raise IndexError("in a worker")
        return work(*arguments)

    return failing
