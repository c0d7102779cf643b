"""The best passages of a text to show, given where a query matched in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.model import Span
from search.results import Snippet

WIDTH = 220
"""Characters of one passage."""


def snippets(text: str, marks: Sequence[Span], most: int = 2) -> tuple[Snippet, ...]:
    """The best passages: those with the most different matches, then the most, then the first.

    Without a match, the opening of the text.
    """
    if not marks:
        return (_cut(text, Span(0, min(len(text), WIDTH)), ()),)
    chosen: list[Span] = []
    for window in sorted(_windows(text, marks), key=lambda scored: scored[0]):
        if all(window[1].end <= other.start or other.end <= window[1].start for other in chosen):
            chosen.append(window[1])
        if len(chosen) == most:
            break
    return tuple(_cut(text, span, marks) for span in sorted(chosen))


def _windows(text: str, marks: Sequence[Span]) -> list[tuple[tuple[int, int, int], Span]]:
    """Each run of matches that fits a passage, with its rank (lower is better)."""
    windows = []
    words = [text[mark.start : mark.end].casefold() for mark in marks]
    inside: Counter[str] = Counter()
    after = 0
    for first, mark in enumerate(marks):
        while after == first or (after < len(marks) and marks[after].end - mark.start <= WIDTH):
            inside[words[after]] += 1
            after += 1
        end = marks[after - 1].end
        room = max(0, WIDTH - (end - mark.start)) // 2
        span = Span(max(0, mark.start - room), min(len(text), end + room))
        windows.append(((-len(inside), first - after, first), span))
        inside[words[first]] -= 1
        if not inside[words[first]]:
            del inside[words[first]]
    return windows


def _cut(text: str, span: Span, marks: Sequence[Span]) -> Snippet:
    """A passage of whole words, with the marks that lie in it."""
    start, end = span
    while start > 0 and not text[start - 1].isspace() and span.start - start < 20:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - span.end < 20:
        end += 1
    inside = tuple(
        Span(mark.start - start, mark.end - start)
        for mark in marks
        if start <= mark.start and mark.end <= end
    )
    return Snippet(text[start:end], inside, start)
