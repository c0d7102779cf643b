"""Gives every function that takes text long texts of one piece; ended by the first that hangs.

``python -m tests.repetition``, which ``tests/test_repetition.py`` runs.  What takes time as the
square of a text needs minutes for each of these; the others need some hundredths of a second.
"""

import faulthandler
import sys
from collections.abc import Callable

from indexer.analysis import compound_words, number_terms, tokens
from indexer.citations import find_citations
from indexer.directives import Knowledge
from indexer.documents.legacy import encoding_of
from indexer.documents.markup import html_text
from indexer.documents.page_text import normalize_text
from indexer.documents.plain_text import is_markdown
from indexer.documents.syllables import legal_share
from indexer.model import Document, Reading
from indexer.notices import parse_notice
from indexer.places import find_places
from indexer.text import collation_key, fold, page_break_joins, sentences, slug, toneless
from indexer.understanding import understand
from search.engine.highlight import DocumentText, Highlighter, snippets
from search.lookup import check_draft, look_up
from search.pages.paper import set_paper
from search.query import parse
from search.typography import highlighted, on_one_line, unbroken

PIECES = (
    " ", "\t", "\n", " \n", "(", ")", "0", "1-", "a", "A ", "ỉ", "số ", "khóa ", "Quy định ",
    "xã ", '"', "“", "-", "/", "*", "* ", "_", ".", ". ", "…", "|", "#", "@", "<", "&", "\u200b",
    "\u0301\u0323", "a\u0301", "213-QĐ/TW ", "ngày 1/1/2020 ", "- ", "1. ", "Điều 1 ", "của ",
    "Nơi nhận:\n",
)  # fmt: skip
FRAMES = (("", ""), ("Căn cứ Quy định số ", " 213-QĐ/TWx"))
"""What stands before, where a rule begins to look, and after, where it fails."""

SECONDS = 20
"""For one text; and a process that is ended then says where it was."""

KNOWLEDGE = Knowledge.load()
QUERY = parse('rừng "nông thôn" nghi* so 1 a', KNOWLEDGE)


def document(text: str) -> Document:
    """A document that is a text."""
    return Document("x", "x.txt", "0" * 64, "text/plain", text)


SMALL = understand(document("THÔNG BÁO\nvề việc kiểm tra\n"), KNOWLEDGE)


def shown(text: str) -> object:
    """The paragraphs of the page of a notice with this text."""
    places = (SMALL.issuer_place, SMALL.unit_place)
    return set_paper(Reading(document(text), SMALL.notice, (), *places, ()))


FUNCTIONS: dict[str, tuple[int, Callable[[str], object]]] = {
    "normalize_text": (200_000, normalize_text),
    "html_text": (200_000, html_text),
    "legal_share": (200_000, legal_share),
    "encoding_of": (200_000, encoding_of),
    "is_markdown": (200_000, is_markdown),
    "fold": (200_000, fold),
    "slug": (200_000, slug),
    "toneless": (200_000, toneless),
    "collation_key": (200_000, collation_key),
    "page_break_joins": (200_000, page_break_joins),
    "sentences": (200_000, lambda text: list(sentences(text))),
    "tokens": (100_000, lambda text: list(tokens(text))),
    "number_terms": (100_000, number_terms),
    "compound_words": (60_000, compound_words),
    "parse_notice": (200_000, lambda text: parse_notice(document(text))),
    "find_places": (20_000, lambda text: find_places(text, KNOWLEDGE.gazetteer, fold(text))),
    "find_citations": (60_000, find_citations),
    "understand": (20_000, lambda text: understand(document(text), KNOWLEDGE)),
    "paragraphs": (200_000, shown),
    "highlight": (
        200_000, lambda text: snippets(text, Highlighter(QUERY).spans(DocumentText.of(text)))
    ),
    "highlighted": (200_000, lambda text: highlighted(text, [])),
    "unbroken": (200_000, unbroken),
    "on_one_line": (200_000, on_one_line),
    "look_up": (60_000, lambda text: look_up(text, KNOWLEDGE.registry)),
    "check_draft": (20_000, lambda text: check_draft(text, KNOWLEDGE)),
    "parse": (1_000, lambda text: parse(text, KNOWLEDGE)),
}  # fmt: skip
"""Each with the length of its text."""


def main() -> None:
    """Run each function on each text, and say which one is running."""
    for name, (length, function) in FUNCTIONS.items():
        for piece in PIECES:
            for before, after in FRAMES:
                print(f"{name} {before!r} + {piece!r} + {after!r}", flush=True)
                faulthandler.dump_traceback_later(SECONDS, exit=True)
                function(before + piece * (length // len(piece)) + after)
    faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    sys.exit(main())
