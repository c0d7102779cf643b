"""The closing block of a notice: recipients (nơi nhận), archive copy (lưu), signature, typist mark.

36-HD/VPTW puts the recipients bottom left and the signing block bottom right; conversion may
run the two together, so each line is first cut where the right column begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from indexer.model import Field, Signatory, Span, first_of
from indexer.notices.blocks import LayoutLine, TextLayout
from indexer.notices.columns import BULLET, HEADING, closing_cells
from indexer.notices.forms import issuer_of_code
from indexer.notices.heading import LetterheadOrgan
from indexer.notices.signing import SigningBlock, opens_block, signs_alone
from indexer.notices.torn_positions import with_whole_positions
from indexer.organs import alternatives, organ_lexicon, spell_organ
from indexer.text import unaccent

# How far from the end a closing block without the words "Nơi nhận" is looked for, in lines.
_TAIL = 40
_ABOVE_RECIPIENTS = 14  # lines of signers

_ARCHIVE = re.compile(r"luu\b")
_TYPIST = re.compile(
    r"(?=[^\s]{0,30}\d|[^\s]{0,30}/)[A-ZĐ0-9][A-ZĐ0-9.]{0,9}(?:\s?[-/.]\s?[A-ZĐ0-9]{1,9}){1,4}"
)


@dataclass(frozen=True, slots=True)
class ClosingBlock:
    """What stands below the body: ``typist`` is the typist's mark (``T-M3T/TB55``)."""

    recipients: tuple[Span, ...]
    archive: tuple[Span, ...]
    archive_organ: LetterheadOrgan | None
    signatories: Field[tuple[Signatory, ...]]
    typist: Span | None

    @property
    def signatory(self) -> Field[Signatory]:
        """The first who signed: it is the authority for which the issuer speaks."""
        return first_of(self.signatories)


@dataclass(slots=True)
class _Parts:
    """What was sorted so far; ``listing`` says that the recipients have begun."""

    signing: SigningBlock
    recipients: list[tuple[LayoutLine, LayoutLine]] = field(default_factory=list)
    typist: LayoutLine | None = None
    listing: bool = False

    @property
    def takes_recipients(self) -> bool:
        """The archive copy is the last recipient; what follows may be an appendix."""
        return not (self.recipients and _is_archive(self.recipients[-1][0]))


def closing_start(lines: tuple[LayoutLine, ...]) -> int:
    """Index of the first line of the closing block; ``len(lines)`` when there is none.

    The words "Nơi nhận" open it; where they are lost, the first capital line of authority
    near the end or the list that holds the archive copy does.
    """
    tail = max(0, len(lines) - _TAIL)
    heading = next(
        (i for i, line in enumerate(lines) if line.short and HEADING.match(line.folded)),
        len(lines),
    )
    first = max(0, heading - _ABOVE_RECIPIENTS) if heading < len(lines) else tail
    signing = next(
        (
            i
            for i in range(first, heading)
            if opens_block(lines[i]) or signs_alone(lines[i:heading])
        ),
        len(lines),
    )
    if heading < len(lines):
        return min(signing, heading)
    archive = next((i for i in range(tail, len(lines)) if _is_archive_line(lines[i])), len(lines))
    while (
        0 < archive < len(lines)
        and BULLET.match(lines[archive - 1].folded)
        and not lines[archive].opens
    ):
        archive -= 1
    return min(signing, archive)


def _is_archive_line(line: LayoutLine) -> bool:
    bullet = BULLET.match(line.folded)
    return bool(bullet and line.short and _ARCHIVE.match(line.folded, bullet.end()))


def read_closing_block(layout: TextLayout, lines: tuple[LayoutLine, ...]) -> ClosingBlock:
    """Read the lines from the closing block's start to the end of the document."""
    parts = _Parts(SigningBlock(layout))
    for piece in closing_cells(layout, lines[: 4 * _TAIL]):
        _sort(parts, piece)
    spans = [_recipient_span(layout, first, last) for first, last in parts.recipients]
    kept = [first for first, _ in parts.recipients]
    archive = [span for span, first in zip(spans, kept, strict=True) if _is_archive(first)]
    return ClosingBlock(
        recipients=tuple(spans),
        archive=tuple(archive),
        archive_organ=next((organ for span in archive if (organ := _keeper(layout, span))), None),
        signatories=with_whole_positions(parts.signing.signatories()),
        typist=layout.line_span(parts.typist) if parts.typist else None,
    )


def _sort(parts: _Parts, piece: LayoutLine) -> None:
    """Put one piece of the closing block where it belongs."""
    heading = HEADING.match(piece.folded)
    if heading:
        parts.listing = True
        parts.signing.recipients_follow()
        piece = piece.part(heading.end(), len(piece.folded))
    bullet = BULLET.match(piece.folded)
    if bullet and parts.takes_recipients:
        item = piece.part(bullet.end(), len(piece.folded))
        parts.recipients.append((item, item))
        parts.listing = True
    elif _TYPIST.fullmatch(piece.cased):
        parts.typist = parts.typist or piece
    elif not piece.folded or parts.signing.takes(piece):
        return
    elif parts.listing and parts.takes_recipients and not parts.signing.started:
        _add_recipient(parts.recipients, piece)


def _is_archive(item: LayoutLine) -> bool:
    return bool(_ARCHIVE.match(item.folded))


def _add_recipient(recipients: list[tuple[LayoutLine, LayoutLine]], piece: LayoutLine) -> None:
    """A line without a bullet: the rest of the recipient above, or one whose bullet is lost."""
    if recipients and not recipients[-1][1].folded.endswith((",", ";", ".")):
        recipients[-1] = (recipients[-1][0], piece)
    else:
        recipients.append((piece, piece))


def _recipient_span(layout: TextLayout, first: LayoutLine, last: LayoutLine) -> Span:
    end = last.start + len(last.folded.rstrip(" ,;."))
    return layout.span(first.start, max(end, first.start + 1))


def _keeper(layout: TextLayout, archive: Span) -> LetterheadOrgan | None:
    """The committee whose office keeps the file copy: ``Lưu VPHU`` → Huyện ủy."""
    written = archive.of(layout.text)
    for code in re.findall(r"[^\W\d_]{3,12}", written):
        issuer = issuer_of_code(code)
        if issuer and code[:2].isupper():
            return LetterheadOrgan(issuer.organ.removeprefix("Văn phòng "), archive)
    found = _committees().search(unaccent(written))
    return LetterheadOrgan(spell_organ(found[0]), archive) if found else None


@cache
def _committees() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(organ_lexicon().committees)})(?!\w)")
