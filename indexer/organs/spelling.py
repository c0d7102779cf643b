"""Organs and offices as a sentence writes them, whatever the capitals of a letterhead."""

from __future__ import annotations

import re

from indexer.knowledge.abbreviations import abbreviations
from indexer.organs.lexicon import organ_lexicon
from indexer.text import old_style, unaccent

_NUMERAL = re.compile("[IVX]+")


def spell_organ(words: str) -> str:
    """An organ or position as written inside a sentence; known phrases get their one spelling.

    >>> [spell_organ(words) for words in ("HUYỆN ỦY BẢO LÂM", "Thường trực Huyện uỷ")]
    ['Huyện ủy Bảo Lâm', 'Thường trực Huyện ủy']
    >>> spell_organ("ĐẢNG ỦY XÃ SONG RAY")
    'Đảng ủy xã Song Ray'
    >>> spell_organ("UBND XÃ SONG RAY")
    'UBND xã Song Ray'
    """
    tokens = words.split()
    capitals = words.isupper()
    keys = [unaccent(token) for token in tokens]
    in_cell = keys[:1] == ["chi"]  # "Chi bộ thôn 4", but "Thành ủy Buôn Ma Thuột"
    spelled: list[str] = []
    known = True
    at = 0
    while at < len(tokens):
        phrase = _phrase_at(tokens, keys, at)
        # "XÃ TÂN XÃ": a kind word that ends the line after a name is part of the name.
        if (
            phrase
            and not (not known and at == len(tokens) - 1 and len(phrase) == 1)
            and (in_cell or " ".join(keys[at : at + len(phrase)]) not in organ_lexicon().cell_kinds)
        ):
            spelled += phrase
            at += len(phrase)
            known = True
        else:
            # "UBND XÃ": an abbreviation of an organ is a known word, too.
            known = _is_short_for_an_organ(tokens[at])
            written = tokens[at]
            if capitals and not known:
                named = _opens_unit_name(spelled, tokens[at:])
                written = written.capitalize() if named else _name_word(written)
            spelled.append(written)
            at += 1
    return " ".join(spelled)


def _is_short_for_an_organ(word: str) -> bool:
    return word.isupper() and bool(abbreviations().expansion(word.lower()))


def _opens_unit_name(before: list[str], words: list[str]) -> bool:
    """Whether the first of some words opens the name of a unit, which goes on: it is no numeral
    then, whatever it looks like (``XÃ VI HƯƠNG``)."""
    kinds = organ_lexicon().place_kinds
    behind_kind = any(unaccent(" ".join(before[-n:])) in kinds for n in (1, 2))
    return behind_kind and bool(_NUMERAL.fullmatch(words[0])) and "".join(words[1:2]).isalpha()


def _phrase_at(tokens: list[str], keys: list[str], at: int) -> tuple[str, ...] | None:
    spelling = organ_lexicon().spelling
    for length in range(min(7, len(tokens) - at), 0, -1):
        phrase = spelling.get(tuple(keys[at : at + length]))
        if phrase and (length > 1 or _same_word(tokens[at], phrase[0])):
            return phrase
    return None


def is_known_phrase(phrase: str) -> bool:
    """Whether a phrase is a known one, also by its marks: ``quận`` is, the ``quan`` of cơ quan not.

    A phrase without any mark cannot be told and passes where its own spelling has none either.
    """
    known = organ_lexicon().spelling.get(tuple(unaccent(phrase).split()))
    return known is not None and all(
        old_style(one.lower()) == old_style(two.lower())
        for one, two in zip(phrase.split(), known, strict=True)
    )


def _same_word(written: str, known: str) -> bool:
    """Whether one syllable is the known one; without marks it may be (``XA`` for xã)."""
    return written.isascii() or old_style(written.lower()) == old_style(known.lower())


def _name_word(word: str) -> str:
    parts = re.split(r"([-–/(])", word)
    return "".join(
        part if _is_abbreviation(part) else part[:1] + part[1:].lower() for part in parts
    )


def _is_abbreviation(word: str) -> bool:
    """A word without a vowel, as in ``KCN``, or a numeral."""
    return not any(vowel in unaccent(word) for vowel in "aeiouy") or bool(_NUMERAL.fullmatch(word))


def ends_with_name(words: str) -> bool:
    """Whether an organ as a sentence writes it ends with a name or a number of its own, and not
    with the words for what it is.

    >>> ends_with_name("Thành ủy Vinh"), ends_with_name("Chi bộ thôn 4")
    (True, True)
    >>> ends_with_name("Sở Nội vụ"), ends_with_name("Đảng ủy xã")
    (False, False)
    """
    tokens = words.split()
    if not tokens or tokens[-1].islower() or _is_short_for_an_organ(tokens[-1]):
        return False
    keys = [unaccent(token) for token in tokens]
    tails = (tuple(keys[at:]) for at in range(len(keys)))
    return not any(tail in organ_lexicon().spelling for tail in tails)
