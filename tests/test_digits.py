"""What looks like a digit is read as one only where it can be, and every number within bounds."""

import ast
import re

from tests.test_rooms import MODULES

NOT_FROM_TEXT = {
    "indexer.numerals": "the reader itself",
    "indexer.documents.jail": "seconds and signals of this system",
    "indexer.documents.ocr": "the boxes of tesseract, in its own figures",
    "indexer.documents.pdf_scans": "the number of a page, as the parent process wrote it",
    "indexer.documents.pdf_letters": "measures that PDFium gives as numbers",
    "indexer.documents.stamps": "arrays, and a width as the parent process wrote it",
    "indexer.documents.turning": "arrays",
    "indexer.documents.pictures": "the number of a page, as the parent process wrote it",
    "indexer.documents.worn": "arrays",
    "indexer.documents.watched": "bytes that the system counts",
    "indexer.index.away": "counts",
    "indexer.index.retry": "a time in seconds",
    "indexer.index.watch": "a number of turns",
    "indexer.index.whoosh.contents": "a logarithm",
    "indexer.index.whoosh.files": "generations in the names of files that the store writes",
    "indexer.index.whoosh.inversion": "arrays",
    "indexer.index.whoosh.long_lists": "arrays",
    "indexer.index.whoosh.term_dictionary": "arrays, and the store's own file",
    "indexer.index.whoosh.writer": "arrays",
    "indexer.index.sealed_json": "a sum that the store wrote",
    "indexer.platforms": "bytes that the system counts",
    "indexer.segmentation.labels": "arrays",
    "indexer.segmentation.pipeline": "arrays",
    "search.directives.index": "arrays",
    "search.engine.embedded.boolean": "arrays",
    "search.engine.embedded.facets": "arrays",
    "search.engine.embedded.index_reader": "arrays",
    "search.engine.embedded.lexicon": "a distance that a library counts",
    "search.engine.embedded.cache": "arrays",
    "search.engine.embedded.postings": "arrays",
    "search.engine.embedded.segment_reader": "a length that the store wrote",
    "search.site": "a time in seconds",
    "search.suggest.did_you_mean": "truth values",
    "viendan.connections": "a port and bytes that the server counts",
    "viendan.quality.search": "infinity",
}
"""The modules that ask ``int`` or ``float``, and what of; all others read numbers from text."""


def asks_int(path):
    """Whether a module calls ``int`` or ``float``, or hands either to another function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            of = [node.func, *node.args, *(one.value for one in node.keywords)]
            asked = any(isinstance(one, ast.Name) and one.id in ("int", "float") for one in of)
            if asked and ast.unparse(node.func) != "isinstance":
                return True
    return False


def test_whether_a_letter_is_a_digit_is_asked_as_int_would():
    """``"²".isdigit()`` holds, and ``int("²")`` fails; ``isdecimal`` and ``int`` agree."""
    wrong = [
        name
        for name, path in MODULES.items()
        # The model of words was trained on what isdigit says.
        if not name.startswith("indexer.segmentation")
        and re.search(r"\.(?:isdigit|isnumeric)\b", path.read_text("utf-8"))
    ]
    assert wrong == []


def test_numbers_of_text_are_read_by_one_reader():
    asking = {name for name, path in MODULES.items() if asks_int(path)}
    assert sorted(asking ^ NOT_FROM_TEXT.keys()) == []
