"""Papers in several files for the tests of building, and what an index holds of them."""

from indexer.documents import document_id
from indexer.index.build import build, is_stale
from indexer.index.holdings import Holdings
from indexer.index.whoosh.store import FolderStore
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import notice
from tests.specimens import docx, para

A, B, C = (document_id(name) for name in ("a.txt", "b.docx", "c.html"))
"""The addresses that the files of the one paper have by themselves."""


def as_docx(text):
    return docx("".join(para(line) for line in text.splitlines() if line))


def as_html(text):
    return (
        "<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>"
    )


def put(folder, name, text):
    """A text as a file of the kind that its name says."""
    folder.mkdir(exist_ok=True)
    if name.endswith(".docx"):
        (folder / name).write_bytes(as_docx(text))
    else:
        (folder / name).write_text(as_html(text) if name.endswith(".html") else text, "utf-8")


def paper_files(folder):
    """A folder with one paper in three files, and another one."""
    for name in ("a.txt", "b.docx", "c.html"):
        put(folder, name, notice(1))
    put(folder, "d.txt", notice(2))
    return folder


def held(index):
    hits = open_engine(index).search(Query(per_page=100)).hits
    return {hit.card.source: hit.card.id for hit in hits}


def aliases(index):
    return dict(Holdings.of(FolderStore(index).records(None)).aliases)


def is_settled(index):
    return build(None, index, jobs=1).nothing_new and not is_stale(None, index)
