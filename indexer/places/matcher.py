"""Reading one place name at a position of a text: its words, its end, and who bears it.

Everything works on the folded copy, where a letter's marks and case are gone; capitals and
marks are looked up in the verbatim text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.gazetteer import Gazetteer, marked_name, plain_name, without_apostrophes
from indexer.memory import remembered
from indexer.model import Level, Place
from indexer.normalization import composed
from indexer.numerals import read_number
from indexer.places.lexicon import (
    LEVELS_OF_KIND,
    Opener,
    has_marks,
    is_surname,
    opener_of,
    place_lexicon,
)
from indexer.text import Folded, i_for_y

_LONGEST = 6
_TOKEN = re.compile(r"[a-z0-9]+(?:['`´ʼ′] ?[a-z0-9]+)*")
# Between the words of a name: a blank, a hyphen, one line's end; marks of emphasis do not count.
_GAP = re.compile(r"[ *_]{0,4}(?:\n[ *_]{0,4}|- ?|\. ?)?")
_BLANK = re.compile(" ")
# A page break may fall inside a name, with a lone page number in it.
PAGE_BREAK = re.compile(r"[ *_]{0,4}\n\s{0,6}(?:-? ?\d{1,4} ?-?\s{1,6})?[*_]{0,3}")
_NAME_WORD = re.compile(r"[a-z0-9]+")
_BREAK_AND_NUMBER = re.compile(r"\s{0,6}\n\s{0,6}(?:-? ?\d{1,4} ?-?\s{0,6}\n)?")
_EMPHASIS = re.compile(r"[*_]")
# "10 phường 12 xã" are counts, "phường 4" is a name; in a list "12 hộ" is a count too.
_COUNTED = re.compile(r" (?:xa|phuong|thi tran|quan|huyen|thon|ap|khu|to|ho|nguoi|vu)\b")
_FIGURE = re.compile(r" ?%|/(?!q[. ]?\d)|[.,]\d")  # but "P.5/Q.3"
_NUMBER_BEHIND = re.compile(r" {1,20}(\d{1,12}(?:[.,/]\d{1,12}){0,4})(?![a-z0-9])")
_STROKE_BEHIND = re.compile(r" [il|](?![a-z0-9|])")
_ROW = re.compile(r" {1,20}\d|[ ]{0,20}\|")
_MORE = re.compile(r" [a-z]")
_ROMAN = re.compile("[ivx]{1,4}")
_NUMBERED_NAME = re.compile(r"([^\W\d][^\d]*) \d")
_LONE_NUMBER = re.compile(r"[1-9](?!\d)")
_SIBLINGS = range(1, 10)
_BEHIND_NUMBER = re.compile(r"\d ?$")
_NUMBER_ENDS = re.compile(
    r"[ *_]{0,3}(?:[;:)\n]|[.,](?!\d)|$"
    r"|(?:va|den|hoac|thuoc|cua|da|huyen|quan|thi xa|thanh pho|tinh)\b)"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+) $")
_MIDDLE_NAMES = ("Thị", "Văn")
_NEAR = 200

ABOVE_COMMUNE = frozenset({Level.PROVINCE, Level.DISTRICT})


@remembered(4096)
def _plain_name(folded: str) -> str:
    """The plain name that folded words may be; those of the places around an office come again."""
    if "\n" in folded:
        folded = _BREAK_AND_NUMBER.sub(" ", folded)
    if folded.isdecimal() and (number := read_number(folded)) is not None:
        return str(number)
    return i_for_y("-".join(_NAME_WORD.findall(without_apostrophes(folded))))


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in the folded text, and the types of all units that ever bore its letters."""

    start: int
    end: int
    kinds: frozenset[str]


class NameMatcher:
    """The names of one text."""

    def __init__(self, text: str, gazetteer: Gazetteer, folded: Folded) -> None:
        self.text, self.gazetteer, self.folded = text, gazetteer, folded
        self.plain = self.folded.text
        # The verbatim letters, one for each of the folded ones.
        kept = self.folded.offsets
        self.letters = text if kept is None else "".join([text[at] for at in kept[:-1]])

    # --- names --------------------------------------------------------------------------------

    def name(self, at: int, levels: frozenset[Level]) -> NameMatch | None:
        """The longest known name that starts here, across a page break only if need be."""
        tokens = self.tokens(at, _GAP)
        found = self.longest(tokens, levels)
        if found is None and len(tokens) < _LONGEST:
            found = self.longest(self.tokens(at, PAGE_BREAK, _GAP), levels)
        return None if found and self._opens(found) else found

    def names(self, at: int, levels: frozenset[Level]) -> Iterator[NameMatch]:
        """Every known name that starts here, the longest first."""
        tokens = self.tokens(at, _GAP)
        while found := self.longest(tokens, levels):
            yield found
            tokens = [token for token in tokens if token[1] < found.end]

    def _opens(self, name: NameMatch) -> bool:
        """Whether a name is but the head of what opens another: ``Dang uy``, xã Dang aside."""
        opened = place_lexicon().opening.match(self.plain, name.start)
        return (
            opened is not None
            and opened.end() > name.end
            and self.opener(name.start, opened.end()) is not None
        )

    def whole_name(self, at: int, levels: frozenset[Level]) -> NameMatch | None:
        """A name that nothing opens but its list: it must end here, and have the unit's marks."""
        name = self.name(at, levels)
        if name is None or not self.name_ends(name) or not self.spelled(name):
            return None
        return None if self._may_be_a_word(name) else name

    def _may_be_a_word(self, name: NameMatch) -> bool:
        """Whether this is one syllable without marks in a text that has none: ``Dang vien``."""
        written = self.verbatim(name.start, name.end)
        return (
            written.isascii()
            and written.isalpha()
            and _MORE.match(self.plain, name.end) is not None
            and _NUMBER_ENDS.match(self.plain, name.end) is None
            and not self.line_has_marks(name.start)
        )

    def unknown_name(self, at: int) -> NameMatch | None:
        """A well-formed name that the gazetteer does not hold: it is told, not passed over."""
        tokens = self.tokens(at, _BLANK)
        if not 2 <= len(tokens) <= 3 or not self.ends(tokens[-1][1], tokens[0][0]):
            return None
        if _NUMBER_BEHIND.match(self.plain, tokens[-1][1]):
            return None
        written = [self.verbatim(*token) for token in tokens]
        if written[-1].isdecimal():
            known = self._is_numbered(tokens[0][0], tokens[-2][1])
            return NameMatch(tokens[0][0], tokens[-1][1], frozenset()) if known else None
        if any(word.isupper() or word[0].isdecimal() for word in written) or is_surname(written[0]):
            return None
        if marked_name(" ".join(written)) in place_lexicon().never_names or self.opens_body(
            written[0]
        ):
            return None
        return NameMatch(tokens[0][0], tokens[-1][1], frozenset())

    def numbered(self, name: NameMatch) -> NameMatch | None:
        """A known name with a number behind it that is no figure is another, unknown name.

        ``xã Bảo Lâm 7``: there are five, and xã Bảo Lâm is none of them.  So is ``xã Bảo Lâm l``,
        of whose number a scanner left a stroke.
        """
        if not self.is_number(name) and self._has_a_stroke(name.start, name.end):
            return NameMatch(name.start, name.end + 2, frozenset())
        number = _NUMBER_BEHIND.match(self.plain, name.end)
        if number is None or self.is_number(name) or self.is_figure(name.start, name.end):
            return None
        return NameMatch(name.start, number.end(), frozenset())

    def _has_a_stroke(self, start: int, end: int) -> bool:
        """Whether a letter that looks like a 1 stands behind a name that numbered units bear, and
        not in the next cell, nor as the wall of one."""
        found = _STROKE_BEHIND.match(self.plain, end)
        if found is None or self.crosses_cell(end, found.end()):
            return False
        is_wall = found[0] == " |" and self._is_walled(end)
        return not is_wall and self._is_numbered(start, end)

    def _is_walled(self, at: int) -> bool:
        """Whether the line of a position, as far as it is near, has more than one upright."""
        start = max(self.plain.rfind("\n", 0, at) + 1, at - _NEAR)
        end = self.plain.find("\n", at, at + _NEAR)
        return self.plain.count("|", start, end if end >= 0 else at + _NEAR) > 1

    def in_series(self, name: NameMatch, at: int) -> tuple[NameMatch, str] | None:
        """A number that goes on with a numbered name, and the name it stands for.

        In ``các xã Bảo Lâm 1, 2 và 3`` the 2 is Bảo Lâm 2.
        """
        numbered = _NUMBERED_NAME.fullmatch(self.written(name))
        number = _LONE_NUMBER.match(self.plain, at)
        if numbered is None or number is None:
            return None
        another = f"{numbered[1]} {number[0]}"
        kinds = self.gazetteer.kinds_named(plain_name(another))
        found = NameMatch(at, number.end(), kinds)
        ends = self.number_ends(found) or place_lexicon().goes_on.match(self._behind(found.end))
        return (found, another) if kinds and ends else None

    def tokens(self, at: int, *gaps: re.Pattern[str]) -> list[tuple[int, int]]:
        """The capital words from here on, with one of the gaps between each two."""
        tokens: list[tuple[int, int]] = []
        while len(tokens) < _LONGEST:
            token = _TOKEN.match(self.plain, at)
            if token is None or not self.capital(token.start()):
                break
            if tokens and self._stands_apart(tokens[-1][1], token):
                break
            tokens.append(token.span())
            at = self._after_gap(token.end(), gaps)
            if at == token.end():
                break
        return tokens

    def _stands_apart(self, before: int, token: re.Match[str]) -> bool:
        """Whether a word stands in another cell of a table, or is a figure: ``78%``."""
        if self.crosses_cell(before, token.start()):
            return True
        return token[0].isdecimal() and _FIGURE.match(self.plain, token.end()) is not None

    def crosses_cell(self, start: int, end: int) -> bool:
        """Whether a stretch goes from one cell of a table, or one tab stop, to the next."""
        return self.letters.find("\t", start, end) >= 0

    def words_behind(self, at: int) -> list[tuple[int, int]]:
        """The capital words that go on right behind a name."""
        return self.tokens(at + 1, _BLANK)

    def _after_gap(self, at: int, gaps: tuple[re.Pattern[str], ...]) -> int:
        for gap in gaps:
            between = gap.match(self.plain, at)
            if between and between.end() > at:
                return between.end()
        return at

    def longest(self, tokens: list[tuple[int, int]], levels: frozenset[Level]) -> NameMatch | None:
        """The longest head of the words that a unit of these levels bears."""
        for count in range(len(tokens), 0, -1):
            start, end = tokens[0][0], tokens[count - 1][1]
            kinds = self.gazetteer.kinds_named(_plain_name(self.plain[start:end]))
            if any(LEVELS_OF_KIND[kind] & levels for kind in kinds):
                return NameMatch(start, end, kinds)
        return None

    # --- what a name looks like ---------------------------------------------------------------

    def verbatim(self, start: int, end: int) -> str:
        """The characters of the text behind a stretch of the folded copy."""
        return self.folded.span(start, end).of(self.text)

    def written(self, name: NameMatch) -> str:
        """The name in one line, composed, without marks of emphasis or a page number in it."""
        written = _EMPHASIS.sub("", self.verbatim(name.start, name.end))
        if "\n" in written:
            written = _BREAK_AND_NUMBER.sub(" ", written)
        return composed(" ".join(written.split()))

    def units_named(self, name: NameMatch) -> list[Place]:
        """The units of any time that a name may mean, marks aside."""
        return self.gazetteer.by_plain_name(self.written(name))

    def spelled(self, name: NameMatch) -> bool:
        """Whether a unit bears the name with these very marks, or the line has none at all."""
        written = self.written(name)
        return self.gazetteer.spelled(written) or (
            written.isascii() and not self.line_has_marks(name.start)
        )

    def is_number(self, name: NameMatch) -> bool:
        """``phường 4``, ``phường 04``, ``phường IV``."""
        written = self.plain[name.start : name.end]
        return written.isdecimal() or _ROMAN.fullmatch(written) is not None

    def counts(self, name: NameMatch, opened: int) -> bool:
        """Whether a number behind a type word counts something: ``10 phường 12 xã``."""
        if _FIGURE.match(self.plain, name.end):
            return True
        counted = _BEHIND_NUMBER.search(self.plain, max(0, opened - 3), opened)
        return counted is not None and _COUNTED.match(self.plain, name.end) is not None

    def number_ends(self, name: NameMatch) -> bool:
        """Whether a number in a list is a name, not the count of what follows."""
        return _NUMBER_ENDS.match(self.plain, name.end) is not None

    def capital(self, at: int) -> bool:
        """Whether a capital or a digit stands here in the verbatim text."""
        letter = self.letters[at : at + 1]
        return letter.isupper() or letter.isdecimal()

    def name_ends(self, name: NameMatch) -> bool:
        """Whether nothing goes on right behind a name."""
        return self.ends(name.end, name.start)

    def ends(self, at: int, start: int) -> bool:
        """Whether no capital word goes on right behind what stands from ``start`` on, unless it
        opens another name or is a figure."""
        following = self.plain[at : at + 1]
        if following.isascii() and following.isalnum():  # no mark of a foot note: "Bảo Lâm²"
            return False
        if self._has_a_stroke(start, at):
            return False
        if following != " " or self.letters[at] == "\t" or not self.capital(at + 1):
            return True
        opened = place_lexicon().opening.match(self.plain, at + 1) is not None
        return opened or self.is_figure(start, at)

    def is_figure(self, start: int, at: int) -> bool:
        """Whether a number behind the name of a stretch tells how much of something is there.

        ``xã Lâm San 78%`` and ``xã Lâm San 12 hộ`` speak of xã Lâm San; in ``xã Bảo Lâm 7`` the
        number belongs to the name, which no commune bears.
        """
        number = _NUMBER_BEHIND.match(self.plain, at)
        if number is None:
            return False
        digits, behind = number[1], number.end()
        if not digits.isdecimal() or len(digits) > 2:
            return True
        if self.letters[at : number.start(1)] != " " or _FIGURE.match(self.plain, behind):
            return True
        following = self._behind(behind)
        if place_lexicon().counted.match(following):
            return True
        if self._is_numbered(start, at):
            return False
        if digits[0] == "0":
            return True
        if _ROW.match(self.plain, behind):
            return True
        counts = _MORE.match(self.plain, behind) is not None and not self.capital(behind + 1)
        return counts and place_lexicon().goes_on.match(following) is None

    def opens_body(self, word: str) -> bool:
        """Whether a word begins the name of a body: ``Trường``, ``Ban``."""
        return marked_name(word) in place_lexicon().body_heads

    def line_has_marks(self, at: int) -> bool:
        """Whether the line of a position has any mark, as far as it is near."""
        start = max(self.plain.rfind("\n", 0, at) + 1, at - _NEAR)
        end = self.plain.find("\n", at, at + _NEAR)
        until = end if end >= 0 else min(at + _NEAR, len(self.plain))
        return has_marks(self.verbatim(start, until))

    def _behind(self, at: int) -> str:
        """The next few words with their marks, in lower case."""
        return composed(self.verbatim(at, min(at + 24, len(self.plain)))).lower()

    def _is_numbered(self, start: int, end: int) -> bool:
        """Whether units are called by this name and a number: ``xã Bảo Lâm 1``."""
        plain = _plain_name(self.plain[start:end])
        return any(self.gazetteer.kinds_named(f"{plain}-{number}") for number in _SIBLINGS)

    # --- what opens a name --------------------------------------------------------------------

    def is_another_word(self, start: int) -> bool:
        """Whether a type word is the end of another word: ``hợp tác xã``, ``Thông tấn xã``."""
        if not self.plain.startswith("xa ", start):
            return False
        never = place_lexicon().never_commune
        return never.search(self.plain, max(0, start - 16), start) is not None

    def opener(self, start: int, end: int) -> Opener | None:
        """The opener that stands here: its marks count, unless the line has none."""
        written = self.verbatim(start, end)
        found = opener_of(written)
        if found is None:
            return None
        opener, unmarked = found
        if written[0].islower() and any(letter.isupper() for letter in written):
            return None  # "huyen Doan Hung": the second word is the name's
        if len(written) == 2 and written.endswith(".") and not written[0].isupper():
            return None
        if unmarked and self.line_has_marks(start):
            return None
        if written[0].isupper() and not written.isupper() and self._names_person(start):
            return None
        return opener

    def _names_person(self, start: int) -> bool:
        """``Nguyễn Thị Phường``: a capital type word right behind a capital name."""
        last = _WORD_BEFORE.search(self.verbatim(max(0, start - 24), start))
        if not last or not last[1][0].isupper() or last[1].isupper():
            return False
        return last[1] in _MIDDLE_NAMES or is_surname(last[1])
