"""Text that was decoded twice (chữ vỡ, mojibake): UTF-8 taken for a code page, and saved so.

``Tỉnh ủy`` then reads ``Tá»‰nh á»§y``.  Nearly every letter of Vietnamese with two marks is E1 BA
or E1 BB in UTF-8 and a third byte, so in each code page two characters give it away that no text
has beside each other, and a third one says which letter it was.  What is put right is therefore
certain; where bytes are lost that the code page does not know, nothing is guessed.

The encodings before Unicode (:mod:`indexer.documents.legacy`) have one step too few, not one too
many: they never hold such a pair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from indexer.documents.syllables import is_syllable, legal_share

_CODE_PAGES = ("cp1252", "cp1258", "cp1250", "mac_roman", "cp437")
"""What UTF-8 was taken for: Windows in the West, in Viet Nam, in the middle of Europe; old Macs; a
console.  Latin-1 goes with cp1252, as it does in browsers."""

_GIVEAWAYS = (b"\xe1\xba", b"\xe1\xbb")
_MOST_TIMES = 3
_MOST_LEGAL = 0.6
"""Below this share of legal syllables a text was wholly decoded twice, and not a line of it."""


def repaired(text: str) -> str | None:
    """The text as it was before it was decoded twice; None where letters of it are lost.

    A text that was not is given back as it is.

    >>> repaired("ThÃ´ng bÃ¡o cá»§a Tá»‰nh á»§y"), repaired("Thông báo")
    ('Thông báo của Tỉnh ủy', 'Thông báo')
    >>> repaired("ThÃ´ng bÃ¡o cá»§a Ban ThÆ°á»?ng vá»¥ Tá»‰nh á»§y") is None
    True
    """
    suspects = [one for one in _misreadings() if one.is_suspected(text)]
    if not suspects:
        return text
    whole = legal_share(text) < _MOST_LEGAL
    mended, before = text, ""
    for _ in range(_MOST_TIMES):
        if not suspects or mended == before:
            break
        before = mended
        mended = max((one.undone(before, whole) for one in suspects), key=legal_share)
        suspects = [one for one in _misreadings() if one.is_suspected(mended)]
    return None if whole and suspects else mended


@dataclass(frozen=True, slots=True)
class _Misreading:
    """One code page that UTF-8 is taken for.

    ``bytes_of`` is the byte that each of its characters stands for.  Of the ``giveaways`` one rare
    character goes before each, which is found a hundred times as fast as two.
    """

    bytes_of: dict[str, int]
    giveaways: tuple[tuple[str, str], ...]
    sequence: re.Pattern[str]

    @classmethod
    def by(cls, code_page: str) -> _Misreading:
        bytes_of = {chr(byte): byte for byte in range(0x80, 0xA0)}  # bytes that have no character
        bytes_of |= {
            bytes((byte,)).decode(code_page, "ignore") or chr(byte): byte
            for byte in range(0x80, 0x100)
        }
        characters = {byte: one for one, byte in bytes_of.items()}
        once = ["".join(map(characters.__getitem__, pair)) for pair in _GIVEAWAYS]
        twice = ["".join(map(characters.__getitem__, one.encode())) for one in once]
        follows = _any_of(bytes_of, 0x80, 0xC0)
        return cls(
            bytes_of,
            tuple((_rare_in(one), one) for one in once + twice),
            re.compile(
                f"{_any_of(bytes_of, 0xC2, 0xE0)}{follows}"
                f"|{_any_of(bytes_of, 0xE0, 0xF0)}{follows}{{2}}"
                f"|{_any_of(bytes_of, 0xF0, 0xF5)}{follows}{{3}}"
                f"|{characters[0xC3]} (?P<gap> ?)(?=(?P<after>[a-z]*))"
            ),
        )

    def is_suspected(self, text: str) -> bool:
        """Whether a text holds what gives this misreading away."""
        return any(rare in text and giveaway in text for rare, giveaway in self.giveaways)

    def undone(self, text: str, whole: bool) -> str:
        """The text with each sequence one letter again; if not on the ``whole``, in the lines that
        are the better for it.
        """
        if whole:
            return self._undone(text)
        return "\n".join(map(self._line_undone, text.split("\n")))

    def _line_undone(self, line: str) -> str:
        mended = self._undone(line)
        if mended == line:
            return line
        certain = any(len(one[0]) > 2 for one in self.sequence.finditer(line))
        return mended if certain or legal_share(mended) > legal_share(line) else line

    def _undone(self, text: str) -> str:
        return self.sequence.sub(self._letter, text)

    def _letter(self, found: re.Match[str]) -> str:
        if found["after"] is not None:
            return _a_with_grave(found)
        try:
            return bytes(map(self.bytes_of.__getitem__, found[0])).decode()
        except UnicodeDecodeError:
            return found[0]


def _a_with_grave(found: re.Match[str]) -> str:
    """The letter ``à``, C3 A0, whose second half is a blank that editors put in its place."""
    onset = _ONSET.search(found.string[max(0, found.start() - 4) : found.start()])
    syllable = f"{onset[0] if onset else ''}à{found['after']}"
    within = found["after"] and not found["gap"] and is_syllable(syllable)
    return "à" if within else "à "


_ONSET = re.compile(r"[a-z]*$", re.IGNORECASE)


@cache
def _misreadings() -> tuple[_Misreading, ...]:
    return tuple(map(_Misreading.by, _CODE_PAGES))


def _rare_in(giveaway: str) -> str:
    """A character that hardly any text has; no letter, if there is a sign."""
    return next((one for one in reversed(giveaway) if not one.isalpha()), giveaway[-1])


def _any_of(bytes_of: dict[str, int], first: int, end: int) -> str:
    characters = (re.escape(one) for one, byte in bytes_of.items() if first <= byte < end)
    return f"[{''.join(characters)}]"
