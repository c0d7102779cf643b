"""The signing block (khối ký): under whose authority, as what, and who signed; several one by one.

36-HD/VPTW has it bottom right: a line of authority (T/M, K/T, T/L), the position below it, the
signature and the name.  Not every office writes an authority, joint papers and minutes have two
blocks side by side, and between position and name a stamp may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from indexer.model import Field, Signatory, because
from indexer.notices.blocks import COLUMN_GAP, LayoutLine, TextLayout, stated, unknown
from indexer.notices.forms import notice_forms
from indexer.notices.signer_words import (
    SignedName,
    heads_position,
    is_doubtful,
    is_known_position,
    is_role,
    is_signed,
    position_start,
    read_name,
    side_by_side,
    spelled_position,
)
from indexer.organs import alternatives, organ_lexicon, spell_organ

_MOST_CAPITALS = 4
"""Lines in capitals below the authority: its organ, the position."""

_LONGEST_WAIT = 6
"""Lines from the position to the name, in which the seal and a stamp stand."""

_BETWEEN_SIGNERS = 3
"""Lines from one name to the next block, which may have an organ for its heading."""

_BESIDES = re.compile(r"kiem(?:\s{1,9}|\W{0,3}$)")
_LONGEST_AUTHORITY = 90
_LONGEST_LINE = 80
_LONGEST_BLOCK = 16

_NOISE = re.compile(r"(?=.{0,3}[^\w\s.'(/-])(?:\w{0,2}[^\w\s/]{1,3}\s{1,3}){1,2}(?=\w)")
_WORDS = re.compile(r"[^\W\d_](?:[^\W_]|[\s,.()–-])+")
_NO_SIGNING = re.compile(r"[-+•*]?\s{0,3}\d|[-+•]\s|[a-z](?<!q)[.)]\s|dieu\s\d")


@dataclass(slots=True)
class _Signer:
    authority: list[LayoutLine] = field(default_factory=list)
    below: list[LayoutLine] = field(default_factory=list)
    name: SignedName | None = None
    last: LayoutLine | None = None
    waited: int = 0

    @property
    def started(self) -> bool:
        return bool(self.authority or self.below)

    @property
    def lines(self) -> list[LayoutLine]:
        return [*self.authority, *self.below]


@cache
def _authority() -> re.Pattern[str]:
    marks = [variant.lower() for mark in notice_forms().authorities for variant in mark.variants]
    # Of a T at the edge of a seal OCR makes a bracket: "[/M".
    either = "|".join(re.escape(mark) for mark in sorted(marks, key=lambda m: (-len(m), m)))
    return re.compile(rf"(?:{either}|\[/[ml])(?=[\s.:–-]|(?<=\.)\w)\.?[\s:–-]{{0,9}}(?=\w)")


@cache
def _position_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(organ_lexicon().positions)})(?!\w)")


@cache
def _organ() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(organ_lexicon().openers)})(?!\w)")


@cache
def _attachment() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(notice_forms().attachments)})(?!\w)")


def opens_signing(line: LayoutLine) -> bool:
    """Whether a line is one of authority: ``T/M BAN THƯỜNG VỤ``, also in small letters."""
    mark = _authority().match(line.folded) if line.short else None
    if mark is None:
        return False
    if line.capitals:
        return True
    # Small letters, of which Word made capitals on paper; a sentence does not begin with T/M.
    if (
        not line.cased[: mark.end()].strip(" .:–-").isupper()
        or len(line.folded) > _LONGEST_AUTHORITY
    ):
        return False
    rest = line.part(mark.end(), len(line.folded))
    return bool(_organ().match(rest.folded)) or is_known_position(rest) or heads_position(rest)


def opens_block(line: LayoutLine) -> bool:
    """The same, also behind the strokes that OCR reads at the edge of a page."""
    clean = without_noise(line)
    return opens_signing(line) or (clean is not None and opens_signing(clean))


def is_position(line: LayoutLine) -> bool:
    """Whether a line is a position by its words, in capitals or known from end to end."""
    if not line.short or any(map(str.isdecimal, line.folded)):
        return False
    return heads_position(line) if line.capitals else is_known_position(line)


def signs_column(folded: str, cased: str) -> bool:
    """Whether capitals that end a line of the recipients are the other column's, which signs."""
    piece = LayoutLine(0, len(folded), folded, cased)
    return bool(
        _authority().match(folded) or _position_words().match(folded) or heads_position(piece)
    )


def signs_alone(lines: Sequence[LayoutLine]) -> bool:
    """Whether lines are those of signers without a mark of authority, from a position on.

    A name has to follow, and nothing else up to the recipients or the end: positions in capitals
    also head the lists of members that a decision names.
    """
    if not lines or not (_is_signers_title(lines[0]) or _is_written_by(lines)):
        return False
    block = list(takewhile(lambda line: not _attachment().match(line.folded), lines))
    if len(block) > _LONGEST_BLOCK or any(map(_is_no_signature, block)):
        return False
    return any(
        read_name(cell)
        for line in block[1 : 1 + _LONGEST_WAIT]
        for cell in COLUMN_GAP.split(line.cased)
    )


def _is_signers_title(line: LayoutLine) -> bool:
    return line.capitals and is_position(_first_cell(line))


def _is_written_by(lines: Sequence[LayoutLine]) -> bool:
    """Whether a role in small letters stands over the place for a signature: ``Người làm đơn``."""
    below = next((line for line in lines[1:2] if any(map(str.isalpha, line.folded))), None)
    return below is not None and is_role(lines[0]) and is_signed(below)


def _first_cell(line: LayoutLine) -> LayoutLine:
    gap = COLUMN_GAP.search(line.cased)
    return line.part(0, gap.start() if gap else len(line.folded))


def _is_no_signature(line: LayoutLine) -> bool:
    return len(line.folded) > 2 * _LONGEST_LINE or bool(_NO_SIGNING.match(line.folded))


class SigningBlock:
    """Takes the lines of a closing block in reading order, those that sign."""

    def __init__(self, layout: TextLayout) -> None:
        self._layout = layout
        self._signers = [_Signer()]
        self._above: list[_Signer] = []
        self._over = False

    @property
    def started(self) -> bool:
        """Whether some line has been taken."""
        return len(self._signers) > 1 or self._signers[0].started

    @property
    def complete(self) -> bool:
        """Whether the last signer has a name."""
        return self._signers[-1].name is not None

    def end(self) -> None:
        """Take no more: what follows belongs to another paper or to an appendix."""
        self._over = self._over or self.started

    def recipients_follow(self) -> None:
        """Their heading has come: what stood above it without authority may be members named."""
        if self.complete and not any(one.authority for one in self._signers):
            self._above, self._signers = self._signers, [_Signer()]

    def takes(self, piece: LayoutLine) -> bool:
        """Take a line that belongs to the block; False when it does not."""
        if self._over or not piece.folded:
            return False
        if self.started and _attachment().match(piece.folded) and not opens_signing(piece):
            self.end()
            return False
        signer = self._signers[-1]
        for one in (piece, clean) if (clean := without_noise(piece)) else (piece,):
            if opens_signing(one):
                self._take_authority(one)
                return True
            if ((one.capitals or signer.started) and is_position(one)) or is_role(one):
                self._take_position(one)
                return True
        titled = _name_behind_position(piece)
        if titled and self._take_titled(*titled):
            return True
        return self._take_below(signer, piece)

    def _take_titled(self, position: LayoutLine, name: LayoutLine) -> bool:
        """Position and name in one line: ``BÍ THƯ Nguyễn Văn Mẫu``."""
        found = read_name(self._written(name))
        if found is None or not is_position(position):
            return False
        self._take_position(position)
        self._signers[-1].name, self._signers[-1].last = found, name
        return True

    def _take_authority(self, piece: LayoutLine) -> None:
        signer = self._signers[-1]
        if signer.name or any(map(_is_position_below, signer.below)):
            signer = self._next()
        mark = _authority().match(piece.folded)
        at = mark.end() if mark else 0
        start = position_start(self._layout.show(piece.start + at, piece.end))
        if start is None:
            signer.authority.append(piece)
            return
        words = self._layout.show(piece.start + at, piece.end)
        cut = len(piece.folded) - len(words[start:])
        signer.authority.append(piece.part(0, cut))
        signer.below.append(piece.part(cut, len(piece.folded)))

    def _take_position(self, piece: LayoutLine) -> None:
        signer = self._signers[-1]
        if signer.name or (signer.below and self._name_in_capitals(signer)):
            signer = self._next()
        if len(signer.below) < _MOST_CAPITALS:
            signer.below.append(piece)

    def _take_below(self, signer: _Signer, piece: LayoutLine) -> bool:
        """A line that is neither authority nor known for a position."""
        if not signer.started:
            return False
        if signer.name:
            return self._take_surer_name(signer, signer.name, piece)
        if is_signed(piece):
            signer.waited += any(map(str.isalpha, piece.folded))  # below it stands no position
            return True
        if signer.below and _BESIDES.fullmatch(piece.folded):
            signer.below.append(piece)
            return True
        if (
            piece.capitals
            and _WORDS.fullmatch(piece.cased)
            and not signer.waited
            and not (piece.opens and signer.below and is_known_position(signer.below[-1]))
            and len(signer.below) < _MOST_CAPITALS
        ):
            signer.below.append(piece)
            return True
        signer.waited += 1
        if signer.waited >= _LONGEST_WAIT:
            return False
        signer.name = read_name(self._written(piece))
        if signer.name:
            signer.last, signer.waited = piece, 0
        return True

    def _take_surer_name(self, signer: _Signer, so_far: SignedName, piece: LayoutLine) -> bool:
        """A line behind the name: the name itself where the one so far is doubtful."""
        signer.waited += 1
        if signer.waited > _BETWEEN_SIGNERS or _NO_SIGNING.match(piece.folded):
            self.end()
        # Of two lines that may be names the one with a family name is it: OCR reads words
        # into seals and strokes.
        elif is_doubtful(so_far):
            name = read_name(self._written(piece))
            if name and not is_doubtful(name):
                signer.name, signer.last = name, piece
                return True
        return False

    def _next(self) -> _Signer:
        self._signers.append(_Signer())
        return self._signers[-1]

    def _written(self, piece: LayoutLine) -> str:
        # A grave accent may stand for the apostrophe of a name, and is a mark of Markdown.
        verbatim = self._layout.line_span(piece).of(self._layout.text)
        return re.sub(r"(?<=\w)`(?=\s?\w)", "'", verbatim).replace("*", "")

    def _name_in_capitals(self, signer: _Signer) -> SignedName | None:
        """The last line below the authority where that is a name, in capitals like the rest."""
        last = signer.below[-1]
        return None if _is_position_below(last) else read_name(self._written(last))

    def signatories(self) -> Field[tuple[Signatory, ...]]:
        """Who signed, in reading order; of several those whose names are legible."""
        signers = self._legible_signers()
        if not signers:
            return unknown(because("không thấy khối ký"))
        first = min(signers[0].lines, key=lambda line: line.start)
        ends = [line.end for one in signers for line in (*one.lines, one.last) if line]
        span = self._layout.span(first.start, max(ends))
        found = tuple(signed for one in signers for signed in self._signed(one))
        if any(one.name is None for one in found):
            return stated(found, because("khối ký cuối văn bản, không đọc được tên người ký"), span)
        return stated(found, because("khối ký cuối văn bản"), span)

    def _legible_signers(self) -> list[_Signer]:
        """Those with a name, also one in capitals below the position; else the first without."""
        signers = [one for one in self._signers if one.started] or self._above
        for one in signers:
            if one.name is None and one.below and (name := self._name_in_capitals(one)):
                one.name, one.last = name, one.below.pop()
        return [one for one in signers if one.name] or signers[:1]

    def _signed(self, signer: _Signer) -> Iterator[Signatory]:
        """The one who signed, or two whose columns ran together."""
        organ, position = _parted(signer)
        words = " ".join(map(self._layout.line_text, position))
        authority = self._authority_of(signer, organ)
        names = [signer.name or SignedName("", "")]
        positions = [self._position(position)]
        if not signer.authority and (two := side_by_side(words, names[0])):
            positions, names = [spell_organ(one) for one in two.positions], list(two.names)
        for title, name in zip(positions, names, strict=True):
            yield Signatory(authority, title, name.name or None, name.rank)

    def _position(self, lines: list[LayoutLine]) -> str:
        """The position; what is held besides stands behind a comma, or behind *kiêm*."""
        spelled = ""
        for line in lines:
            besides = _BESIDES.match(line.folded)
            held = line.part(besides.end() if besides else 0, len(line.folded))
            more = spelled and heads_position(held) and not spelled.endswith(" kiêm")
            joint = " kiêm " if besides else ", " if more else " "
            words = spelled_position(held, self._layout.line_text(held))
            spelled = f"{spelled}{joint}{words}".strip()
        return spelled

    def _authority_of(self, signer: _Signer, organ: list[LayoutLine]) -> str:
        more = "".join(f" {spell_organ(self._layout.line_text(line))}" for line in organ)
        return ", ".join(self._spell_authority(line) for line in signer.authority) + more

    def _spell_authority(self, line: LayoutLine) -> str:
        mark = _authority().match(line.folded)
        end = mark.end() if mark else 0
        sign = self._layout.show(line.start, line.start + end).rstrip(" :–-").replace("[", "T")
        return f"{sign} {spell_organ(self._layout.show(line.start + end, line.end))}"


def without_noise(piece: LayoutLine) -> LayoutLine | None:
    """A line without the strokes that OCR read before it: ``x= KT. CHỦ TỊCH``; None if clean."""
    noise = _NOISE.match(piece.folded)
    return piece.part(noise.end(), len(piece.folded)) if noise else None


def _name_behind_position(piece: LayoutLine) -> tuple[LayoutLine, LayoutLine] | None:
    """Capitals, and behind them words that are not: a position and a name, as it may be."""
    if piece.capitals or len(piece.folded) > _LONGEST_LINE:
        return None
    words = re.finditer(r"\S+", piece.cased)
    at = next((word.start() for word in words if not word[0].isupper()), 0)
    if not piece.cased[:at].isupper():
        return None
    return piece.part(0, at), piece.part(at, len(piece.folded))


def _is_position_below(line: LayoutLine) -> bool:
    """Whether a line under an authority is a position, and no organ's name that runs on."""
    if is_position(line):
        return True
    return bool(_position_words().search(line.folded)) and not _organ().match(line.folded)


def _parted(signer: _Signer) -> tuple[list[LayoutLine], list[LayoutLine]]:
    """The lines below the mark of authority: those of its organ, and the position.

    Capitals that nobody knows are the position where a name follows; without a name they may be
    anything, and are left out.
    """
    known = next((i for i, line in enumerate(signer.below) if _is_position_below(line)), None)
    if known is None:
        organ = next(
            (i for i, line in enumerate(signer.below) if not _organ().match(line.folded)),
            len(signer.below),
        )
        return signer.below[:organ], signer.below[organ:] if signer.name else []
    position = signer.below[known:]
    said = [line for line in position if not is_role(line)]
    return (signer.below[:known] if signer.authority else []), said or position
