"""Files from outside are opened in one place: what opens or reads files elsewhere is listed."""

import ast

from tests.test_rooms import MODULES

OPENERS = {
    "indexer.regular_file": "the one place",
    "indexer.documents.archives": "a member of an archive that was opened there",
    "indexer.documents.office": "what LibreOffice left in the child's own folder",
    "indexer.documents.stamps": "the picture in the child's own folder, and bytes in memory",
    "indexer.documents.turning": "the picture in the child's own folder",
    "indexer.documents.jail": "the null device, and what Linux tells of this process",
    "indexer.child_process": "the null device, and its own pipes",
    "indexer.platforms": "what Linux tells of this process",
    "viendan.__main__": "the null device",
    "viendan.drafting": "a new file, which is written",
    "viendan.indexing": "the null device",
    "indexer.index.durable": "files of the index",
    "indexer.index.lock": "files of the index",
    "indexer.index.whoosh.long_lists": "files of the index",
    "indexer.index.whoosh.checked_file": "files of the index",
    "indexer.index.whoosh.term_dictionary": "files of the index",
    "indexer.index.whoosh.writer": "files of the index",
    "indexer.index.fingerprints": "the program's own code and data",
    "indexer.segmentation.pyvi_model": "files of an installed package",
    "search.version": "the program's own styles and scripts",
    "search.web.static_files": "the program's own styles and scripts",
    "viendan.quality.gold": "the project's own floors",
    "indexer.citations.pinpoint_documents": "the registry",
    "indexer.citations.words": "the registry",
    "indexer.directives.check": "the registry",
    "indexer.directives.subject_words": "the registry",
    "indexer.directives.doubts": "the registry",
    "indexer.directives.registry": "the registry",
    "indexer.directives.rows": "the registry",
    "indexer.directives.state_table": "the registry",
    "indexer.gazetteer.records": "the registry",
    "indexer.knowledge.abbreviations": "the registry",
    "indexer.knowledge.citation_roles": "the registry",
    "indexer.knowledge.committees": "the registry",
    "indexer.knowledge.document_types": "the registry",
    "indexer.knowledge.issuing_bodies": "the registry",
    "indexer.knowledge.instruments": "the registry",
    "indexer.knowledge.laws": "the registry",
    "search.directives.typed_words": "the registry",
    "search.held.elsewhere": "the registry",
    "search.pages.table_words": "the registry",
    "indexer.knowledge.organisations": "the registry",
    "indexer.knowledge.terms": "the registry",
    "indexer.notices.forms": "the registry",
    "indexer.notices.furniture_words": "the registry",
    "indexer.notices.mark_words": "the registry",
    "indexer.notices.signer_words": "the registry",
    "indexer.organs.lexicon": "the registry",
    "indexer.places.lexicon": "the registry",
    "indexer.places.resolve": "no file: the toponyms that are still open",
}

OPENING = {"open", "fdopen", "read_bytes", "read_text", "copyfile", "mmap"}


def opens(path):
    """Whether a module calls, or passes on, what opens a file by its name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in OPENING:
            return True
        if isinstance(node, ast.Name) and node.id == "open":
            return True
    return False


def test_only_these_modules_open_files():
    assert {name for name, path in MODULES.items() if opens(path)} == OPENERS.keys()
