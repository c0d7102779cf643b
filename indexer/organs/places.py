"""Places as they follow an organ's name: ``Huyện ủy Bảo Lâm``, ``UBND xã Lộc Quảng, huyện …``.

A name is cut by capitals, or by a list of words where the text has no capitals to go by, so
that a passage in capitals or in small letters gives the same place.
"""

from __future__ import annotations

import re
from functools import cache

from indexer.knowledge import committee_table, full_type_words, provinces, unit_kinds
from indexer.normalization import composed
from indexer.organs.lexicon import organ_lexicon
from indexer.organs.phrases import GAP, SPACE, one_of
from indexer.organs.walls import ends_between
from indexer.text import MARKS, Folded, old_style, unaccent

UNIT_KINDS = {unaccent(kind): kind for kind in unit_kinds()} | {"tp": "thành phố"}
"""The kinds of unit as folded text writes them."""

# Of the full stops behind a kind only that of "TP." is no sentence's.
KIND = rf"(?:tp\.|(?:{one_of(UNIT_KINDS)})(?![a-z]))"


@cache
def _province_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {" ".join(re.findall(r"\w+", unaccent(name))): name for name in provinces()}
    spelt = [
        rf"(?:{SPACE}|{GAP}-{GAP})".join(name.split())
        for name in sorted(names, key=len, reverse=True)
    ]
    return re.compile(
        rf"(?:(?:tinh|thanh{SPACE}pho|tp){GAP}\.?{GAP})?(?P<name>{'|'.join(spelt)})(?![a-z])"
    ), names


def province_at(folded: Folded, position: int) -> tuple[str, int] | None:
    """The province named at a folded position, and where its name ends."""
    pattern, names = _province_pattern()
    match = pattern.match(folded.text, position)
    if not match:
        return None
    return names[" ".join(re.findall(r"[a-z]+", match.group("name")))], match.end()


# Agencies and schools have committees too, and small letters in their names: "Đại học".
_AGENCY = re.compile(
    rf"(?:truong{SPACE}(?:dai{SPACE}hoc|cao{SPACE}dang|chinh{SPACE}tri|trung{SPACE}hoc|thpt|thcs)"
    rf"|benh{SPACE}vien|cong{SPACE}ty|hoc{SPACE}vien|chi{SPACE}cuc|ngan{SPACE}hang)(?![a-z])"
)
_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*"
# Behind a place in a row stands the number of what it sent: "xã Hải Anh 10-QC/ĐU".
_OPENS_A_SYMBOL = r"[a-h]? ?[-/–] ?[A-ZĐ][A-Za-zĐđ]{1,4} ?[-/–]"
_NAME_WORD = re.compile(
    rf"{_LETTERS}(?:['’]{_LETTERS})?|\d{{1,2}}(?!\d|[/.,-]\d|{_OPENS_A_SYMBOL})"
)
_BETWEEN_WORDS = re.compile(r"[ \u00a0]{1,3}(?:- )?|-(?=[^\W\d_])|[ \u00a0]?\n(?=\S)")
# "Nơi nhận:", "Văn phòng theo dõi": a word with a capital, and small letters behind it.
_OPENS_A_LINE = re.compile(rf"{_LETTERS}[ \u00a0]{{1,3}}(?=[^\W\d_])(?P<small>{_LETTERS})")
_AFTER_ORGAN = re.compile(GAP)
_PARENT = re.compile(rf"{GAP},?{GAP}{KIND}{SPACE}")
_TYPED = re.compile(rf"{GAP}{KIND}{SPACE}")


def place_at(folded: Folded, text: str, position: int) -> tuple[str, int]:
    """The place named from a folded position on, with parents, and where it ends.

    Gives ``("", position)`` when nothing there is a name.
    """
    start = _AFTER_ORGAN.match(folded.text, position)
    begin = start.end() if start else position
    if ends_between(folded, text, position, begin):
        return "", position
    province = province_at(folded, begin)
    if province:
        return province
    typed = _TYPED.match(folded.text, position)
    opens = typed.end() if typed else begin
    name, end = _name_at(folded, text, opens)
    if not name or (" " not in name and _is_line_below(folded, text, position, opens)):
        return "", position
    names = [name]
    for _ in range(2):
        parent = _PARENT.match(folded.text, end)
        if not parent:
            break
        named = province_at(folded, parent.end()) or _name_at(folded, text, parent.end())
        if not named[0]:
            break
        names.append(named[0])
        end = named[1]
    return ", ".join(names), end


def _is_line_below(folded: Folded, text: str, end: int, opens: int) -> bool:
    """Whether the one word that would be a name opens another line: "Nơi nhận"."""
    if "\n" not in folded.text[end:opens]:
        return False
    opening = _OPENS_A_LINE.match(text, folded.span(opens, opens + 1).start)
    return opening is not None and opening["small"].islower()


def _name_at(folded: Folded, text: str, position: int) -> tuple[str, int]:
    """A proper name: a run of capitalised words, or two words where capitals do not tell."""
    at = folded.span(position, position + 1).start if position < len(folded.text) else len(text)
    first = _NAME_WORD.match(text, at)
    if not first or not _may_open_name(first.group(), text[max(0, at - 80) : at + 80]):
        return "", position
    if _organ_words().match(folded.text, position):
        return "", position
    agency = _AGENCY.match(folded.text, position) is not None
    by_capitals = _is_titled(first.group()) and not agency
    words, end = _name_words(
        folded, text, at, 8 if agency else 5 if by_capitals else 2, by_capitals
    )
    return " ".join(words), folded.position(end) if words else position


def _name_words(
    folded: Folded, text: str, at: int, most: int, by_capitals: bool
) -> tuple[list[str], int]:
    """The words of a name from a position of the text on, and where they end."""
    words: list[str] = []
    end = at
    while len(words) < most:
        word = _NAME_WORD.match(text, at)
        if not word or not _is_name_word(word.group(), by_capitals):
            break
        if by_capitals and _type_word_at(folded.text, folded.position(at)):
            break
        words.append(composed(word.group()))
        end = word.end()
        between = _BETWEEN_WORDS.match(text, end)
        if not between or word.group().isdecimal():
            break
        if "\n" in between.group() and not _goes_on_below(folded, text, between, len(words)):
            break
        at = between.end()
    return words, end


def _goes_on_below(folded: Folded, text: str, line_end: re.Match[str], words: int) -> bool:
    """Whether a name goes on in the next line, which may open with a capital of its own."""
    start, end = folded.position(line_end.start()), folded.position(line_end.end())
    if ends_between(folded, text, start, end) or _organ_words().match(folded.text, end):
        return False
    opening = _OPENS_A_LINE.match(text, line_end.end())
    return words == 1 or opening is None or not opening["small"].islower()


def _is_titled(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _may_open_name(word: str, around: str) -> bool:
    """A name opens with a capital or a figure, unless nothing around it has capitals."""
    return not word[0].islower() or around == around.lower()


def _is_name_word(word: str, by_capitals: bool) -> bool:
    if by_capitals:
        return word[0].isupper() or word.isdecimal()
    if unaccent(word) in ("tinh", "huyen"):
        return False
    return old_style(composed(word).lower()) not in organ_lexicon().no_name_words


@cache
def _organ_words() -> re.Pattern[str]:
    """What opens the name of another organ, and so is no place: "Huyện ủy⏎Văn phòng Huyện ủy"."""
    table = committee_table()
    words = [row.word for row in table.issuers]
    words += [row.word for row in (*table.inner, *table.organs)]
    return re.compile(rf"(?:{one_of(map(unaccent, words))})(?![a-z])")


@cache
def _type_words() -> re.Pattern[str]:
    return re.compile(one_of(full_type_words()))


def _type_word_at(folded: str, position: int) -> bool:
    return _type_words().match(folded, position) is not None
