"""Texts set as papers: small readings, and what is set of them."""

from dataclasses import replace

from indexer.directives import Knowledge
from indexer.model import (
    Citation,
    Document,
    Outcome,
    PlaceResolution,
    Reading,
    Resolution,
    Span,
    because,
)
from indexer.understanding import understand, unknown_notice
from search.pages.paper import set_paper

REASON = because("không rõ")
NOWHERE = PlaceResolution(None, None, Outcome.NOT_HELD, (), REASON)
KNOWLEDGE = Knowledge.load()


def reading(text, citations=(), sections=(), furniture=()):
    notice = replace(unknown_notice(), sections=tuple(sections), furniture=tuple(furniture))
    document = Document("id", "a.txt", "0", "text/plain", text)
    return Reading(document, notice, tuple(citations), NOWHERE, NOWHERE, ())


def understood(text):
    return understand(Document("id", "a.txt", "0", "text/plain", text), KNOWLEDGE)


def cited(text, written, key="tw/k12/qdi-213"):
    start = text.index(written)
    citation = Citation(Span(start, start + len(written)), written, "full")
    return Resolution(citation, key, Outcome.RESOLVED, (), REASON)


def paragraphs(read, matches=(), divided=None):
    """All paragraphs and cells of a paper, in order."""
    for part in set_paper(read, matches, divided):
        for column in part.columns:
            for block in column.blocks:
                yield from block.paragraphs
                for row in block.rows:
                    yield from row.cells


def runs(paragraph):
    return [run for inline in paragraph.inlines for run in inline.runs]


def written_out(all_paragraphs):
    return ["".join(run.text for run in runs(one)) for one in all_paragraphs]


def said(paragraph):
    return " ".join("".join(run.text for run in runs(paragraph) if not run.sign).split())


def bare(text):
    """A text without its white space."""
    return "".join(text.split())


def outline(read):
    """Each paragraph as one line: zone, side, what it is, its words without signs."""
    lines = []
    for part in set_paper(read):
        for column in part.columns:
            for block in column.blocks:
                where = f"{part.zone} {column.side}".strip()
                for one in block.paragraphs:
                    role = f"h{one.level}" if one.level else str(one.role)
                    lines.append(f"{where} {block.kind[0]} {role}: {said(one)}")
                for row in block.rows:
                    cells = " | ".join(map(said, row.cells))
                    lines.append(f"{where} {block.kind[0]} {row.role}: {cells}")
    return lines
