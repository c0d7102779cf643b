"""The closing block of a notice: recipients (nơi nhận), archive copy (lưu), signature, typist mark.

36-HD/VPTW puts the recipients bottom left and the signing block bottom right; conversion may
run the two together, so each line is first cut where the right column begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from indexer.model import Field, Signatory, Span, because
from indexer.notices.blocks import LayoutLine, TextLayout, stated, unknown
from indexer.notices.forms import issuer_of_code, notice_forms
from indexer.notices.heading import LetterheadOrgan
from indexer.organs import alternatives, organ_lexicon, spell_organ
from indexer.text import unaccent

# How far from the end a closing block without the words "Nơi nhận" is looked for, in lines.
_TAIL = 40
_MOST_POSITION_LINES = 4
_LONGEST_WAIT = 6

# A wide gap or a mark of authority behind it is the right column of the page.
_HEADING = re.compile(r"noi nhan(?:\s{0,9}(?:[:.]|$)|(?=\s{3,9}|\s(?:t/m|k/t|t/l|tm\.|kt\.|tl\.)))")
_BULLET = re.compile(r"[-+•]\s{0,9}(?=\S)")
_INNER_BULLET = re.compile(r"(?<=[;,.:])\s{1,9}-\s{0,9}(?=\S)")
_ARCHIVE = re.compile(r"luu\b")
_TYPIST = re.compile(
    r"(?=[^\s]{0,30}\d|[^\s]{0,30}/)[A-ZĐ0-9][A-ZĐ0-9.]{0,9}(?:\s?[-/.]\s?[A-ZĐ0-9]{1,9}){1,4}"
)
_COLUMN_GAP = re.compile(r"\t+|[ \u00a0]{3,}|[|]")
_SIGNED = re.compile(
    r"\W*(?:da ky|ky|da ky ten|chu ky|ky ten|ky, dong dau|ky ten, dong dau|dong dau)?\W*"
)
_NAME = re.compile(r"[^\W\d_]+(?:[\s-][^\W\d_]+){1,4}")


@dataclass(frozen=True, slots=True)
class ClosingBlock:
    """What stands below the body: ``typist`` is the typist's mark (``T-M3T/TB55``)."""

    recipients: tuple[Span, ...]
    archive: tuple[Span, ...]
    archive_organ: LetterheadOrgan | None
    signatory: Field[Signatory]
    typist: Span | None


@dataclass(slots=True)
class _Signing:
    authority: list[LayoutLine] = field(default_factory=list)
    position: list[LayoutLine] = field(default_factory=list)
    name: LayoutLine | None = None
    waited: int = 0  # lines since the position, in which the seal and the name stand

    @property
    def started(self) -> bool:
        return bool(self.authority or self.position)


@dataclass(slots=True)
class _Parts:
    """What was sorted so far; ``listing`` says that the recipients have begun."""

    recipients: list[tuple[LayoutLine, LayoutLine]] = field(default_factory=list)
    signing: _Signing = field(default_factory=_Signing)
    typist: LayoutLine | None = None
    listing: bool = False

    @property
    def takes_recipients(self) -> bool:
        """The archive copy is the last recipient; what follows may be an appendix."""
        return not (self.recipients and _is_archive(self.recipients[-1][0]))


@cache
def _authority() -> re.Pattern[str]:
    marks = [variant.lower() for mark in notice_forms().authorities for variant in mark.variants]
    either = "|".join(re.escape(mark) for mark in sorted(marks, key=lambda m: (-len(m), m)))
    return re.compile(rf"(?:{either})(?=[\s.]|(?<=\.)\w)\.?\s{{0,9}}(?=\w)")


@cache
def _position_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(organ_lexicon().positions)})(?!\w)")


@cache
def _attachment() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(notice_forms().attachments)})(?!\w)")


def opens_signing(line: LayoutLine) -> bool:
    """Whether a line is a capital line of authority: ``T/M BAN THƯỜNG VỤ``."""
    return line.short and line.capitals and _authority().match(line.folded) is not None


def closing_start(lines: tuple[LayoutLine, ...]) -> int:
    """Index of the first line of the closing block; ``len(lines)`` when there is none.

    The words "Nơi nhận" open it; where they are lost, the first capital line of authority
    near the end or the list that holds the archive copy does.
    """
    tail = max(0, len(lines) - _TAIL)
    heading = next(
        (i for i, line in enumerate(lines) if line.short and _HEADING.match(line.folded)),
        len(lines),
    )
    signing = next((i for i in range(tail, len(lines)) if opens_signing(lines[i])), len(lines))
    if heading < len(lines):
        return signing if 0 < heading - signing < 15 else heading
    archive = next((i for i in range(tail, len(lines)) if _is_archive_line(lines[i])), len(lines))
    while (
        0 < archive < len(lines)
        and _BULLET.match(lines[archive - 1].folded)
        and not lines[archive].opens
    ):
        archive -= 1
    return min(signing, archive)


def _is_archive_line(line: LayoutLine) -> bool:
    bullet = _BULLET.match(line.folded)
    return bool(bullet and line.short and _ARCHIVE.match(line.folded, bullet.end()))


def read_closing_block(layout: TextLayout, lines: tuple[LayoutLine, ...]) -> ClosingBlock:
    """Read the lines from the closing block's start to the end of the document."""
    parts = _Parts()
    for piece in _parts(lines[: 4 * _TAIL]):
        _sort(parts, piece)
    spans = [_recipient_span(layout, first, last) for first, last in parts.recipients]
    kept = [first for first, _ in parts.recipients]
    archive = [span for span, first in zip(spans, kept, strict=True) if _is_archive(first)]
    return ClosingBlock(
        recipients=tuple(spans),
        archive=tuple(archive),
        archive_organ=next((organ for span in archive if (organ := _keeper(layout, span))), None),
        signatory=_signatory(layout, parts.signing),
        typist=layout.line_span(parts.typist) if parts.typist else None,
    )


def _sort(parts: _Parts, piece: LayoutLine) -> None:
    """Put one piece of the closing block where it belongs."""
    heading = _HEADING.match(piece.folded)
    if heading:
        parts.listing = True
        piece = piece.part(heading.end(), len(piece.folded))
    bullet = _BULLET.match(piece.folded)
    if bullet and parts.takes_recipients:
        item = piece.part(bullet.end(), len(piece.folded))
        parts.recipients.append((item, item))
        parts.listing = True
    elif _TYPIST.fullmatch(piece.cased):
        parts.typist = parts.typist or piece
    elif not piece.folded or _takes(parts.signing, piece):
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


# --- cells of the two columns -----------------------------------------------------------------


def _parts(lines: tuple[LayoutLine, ...]) -> Iterator[LayoutLine]:
    for line in lines:
        if not line.short:
            continue
        start = 0
        for gap in _COLUMN_GAP.finditer(line.cased):
            yield from _cut(line.part(start, gap.start()))
            start = gap.end()
        yield from _cut(line.part(start, len(line.folded)))


def _cut(piece: LayoutLine) -> Iterator[LayoutLine]:
    """Cut ``- Lưu VPTU. PHÓ BÍ THƯ`` before its capitals, and ``- A; - B`` between its items."""
    if not piece.folded:
        return
    at = _right_column(piece)
    left = piece.part(0, at) if at else piece
    ends = [bullet.start() for bullet in _INNER_BULLET.finditer(left.folded)]
    for start, end in zip([0, *ends], [*ends, len(left.folded)], strict=True):
        part = left.part(start, end)
        if part.folded:
            yield part
    if at:
        yield piece.part(at, len(piece.folded))


def _right_column(piece: LayoutLine) -> int | None:
    """Where a run of capitals that signs begins inside a line of the recipients."""
    if not (_BULLET.match(piece.folded) or _HEADING.match(piece.folded)):
        return None
    for word in re.finditer(r"(?<=\s)\S", piece.cased):
        rest = piece.cased[word.start() :]
        if rest.isupper() and len(rest) > 4:
            folded = piece.folded[word.start() :]
            if _authority().match(folded) or _position_words().match(folded):
                return word.start()
    return None


# --- signing block ----------------------------------------------------------------------------


def _takes(signing: _Signing, piece: LayoutLine) -> bool:
    """Let the signing block take a line that belongs to it; False when none of it does."""
    if signing.name:
        return False
    if opens_signing(piece):
        signing.authority.append(piece)
        return True
    if piece.capitals and _is_position(signing, piece):
        signing.position.append(piece)
        return True
    if not signing.started:
        return False
    signing.waited += _LONGEST_WAIT if _attachment().match(piece.folded) else 1
    if signing.waited >= _LONGEST_WAIT:
        return False
    if not _SIGNED.fullmatch(piece.folded) and _is_name(piece):
        signing.name = piece
    return True


def _is_position(signing: _Signing, piece: LayoutLine) -> bool:
    if len(signing.position) >= _MOST_POSITION_LINES:
        return False
    if _position_words().search(piece.folded):
        return True
    # The organ or position may run over lines: "T/M BAN THƯỜNG VỤ / HUYỆN ỦY".
    return bool(signing.authority) and not signing.position and _organ_line(piece)


def _organ_line(piece: LayoutLine) -> bool:
    return any(piece.folded.startswith(opener) for opener in organ_lexicon().openers)


def _is_name(piece: LayoutLine) -> bool:
    if not _NAME.fullmatch(piece.cased):
        return False
    return all(word[0].isupper() for word in re.split(r"[\s-]", piece.cased) if word)


def _signatory(layout: TextLayout, signing: _Signing) -> Field[Signatory]:
    lines = [*signing.authority, *signing.position]
    if not lines:
        return unknown(because("không thấy khối ký"))
    lines.sort(key=lambda line: line.start)
    last = signing.name or lines[-1]
    span = layout.span(lines[0].start, max(last.end, lines[-1].end))
    signatory = Signatory(
        authority=", ".join(_spell_authority(layout, line) for line in signing.authority),
        position=spell_organ(" ".join(layout.line_text(line) for line in signing.position)),
        name=_spell_name(layout, signing.name),
    )
    if signatory.name is None:
        return stated(signatory, because("khối ký cuối văn bản, không đọc được tên người ký"), span)
    return stated(signatory, because("khối ký cuối văn bản"), span)


def _spell_authority(layout: TextLayout, line: LayoutLine) -> str:
    mark = _authority().match(line.folded)
    end = mark.end() if mark else 0
    sign = layout.show(line.start, line.start + end)
    return f"{sign} {spell_organ(layout.show(line.start + end, line.end))}"


def _spell_name(layout: TextLayout, line: LayoutLine | None) -> str | None:
    if line is None:
        return None
    name = layout.line_text(line)
    return (
        " ".join(word[:1] + word[1:].lower() for word in name.split()) if name.isupper() else name
    )
