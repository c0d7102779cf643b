"""Small indexes to be asked, and the names of the notices that answer."""

from pathlib import PurePosixPath

from indexer.directives.knowledge import Knowledge
from indexer.index.build import build
from search.display.names import FacetLabels
from search.display.query_description import describe_matches
from search.display.results import labelled_results
from search.engine.backends import open_engine
from search.query.parser import parse
from tests.notices import drop


def indexed(folder, **texts):
    """An engine over an index of some texts, by name without ``.txt``."""
    drop(folder / "in", **texts)
    build([folder / "in"], folder / "index")
    return open_engine(folder / "index")


def told(engine, asked, **options):
    """The results of a typed query, with all their labels and sentences."""
    knowledge = Knowledge.load()
    answer = engine.search(parse(asked, knowledge, **options))
    return labelled_results(engine, answer, FacetLabels(knowledge))


def reasons(hit):
    """Why a hit stands where it stands, in words."""
    return [str(one) for one in describe_matches(hit.explanation)]


def sources_by(engine):
    """What asks an engine for the sources of all hits, in their order."""
    knowledge = Knowledge.load()

    def sources(asked, **options):
        hits = engine.search(parse(asked, knowledge, per_page=100, **options)).hits
        return [hit.card.source for hit in hits]

    return sources


def names_by(engine):
    """The same for the names of files, without folder and ending."""
    sources = sources_by(engine)
    return lambda asked, **options: [PurePosixPath(one).stem for one in sources(asked, **options)]
