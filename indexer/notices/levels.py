"""A level of secrecy (độ mật) in a head, in whatever form it is written there.

36-HD/VPTW wants a stamp in a line of its own.  Offices write it beside the number and the organ
too, with the number of the copy, as a label or behind the name of the type.  To take in a secret
paper is the worst fault, so that a level in a head counts unless the words around it make it a
part of a sentence, of a title about secrecy or of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from indexer.notices.blocks import LayoutLine
from indexer.notices.forms import type_names
from indexer.text import unaccent

_SINGLE = "Mật"  # the lowest level, whose one word means other things too
_LEVELS = {"mat": _SINGLE, "toimat": "Tối mật", "tuyetmat": "Tuyệt mật"}
# What a scanner leaves of a stamp whose other word lies over a line.
_HALVES = {"toi": "Tối mật", "tuyet": "Tuyệt mật"}
_NAMES_STAMP = re.compile(
    r"\W{0,3}(?:(?:hinh|anh|con|khuon|mau|dau|chi|muc|do|dong|khung|chu)\W{1,3}){1,6}(?=mat|toi|tuyet)"
)
_BRIEF = 12  # letters before a stamp in a line that has little more
_LONGEST = 300  # letters of a line that is looked at

# What looks like a Latin letter of a stamp: full-width letters, Cyrillic and Greek capitals.
_LOOK_ALIKES = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | {0x41C: "M", 0x422: "T", 0x41E: "O", 0x410: "A", 0x423: "U", 0x415: "E", 0x406: "I"}
    | {0x39C: "M", 0x3A4: "T", 0x39F: "O", 0x391: "A", 0x3A5: "Y", 0x395: "E", 0x399: "I"}
)
_FOREIGN = re.compile("[\uff01-\uff5e\u0391-\u03a5\u0406-\u0423]")
_THIN = "\u00ad\u200b-\u200f\u2060\ufeff"
_UNSEEN = re.compile(f"[{_THIN}]")

# Scanners double a letter: TUYẾỆT, MÂẬT.
_TWO_WORDS = r"(?:t\s?o{1,2}\s?i|t\s?u{1,2}\s?y{1,2}\s?e{1,2}\s?t{1,2})[\s-]{0,5}m\s?a{1,2}\s?t"
_HINT = re.compile(
    rf"(?i:m[\s.{_THIN}]?[aàáảãạăằắẳẵặâầấẩẫậ]{{1,2}}[\s.{_THIN}]?t)|{_FOREIGN.pattern}"
)
_LEVEL = re.compile(rf"(?<![^\W_])(?:{_TWO_WORDS}|m[\s.]?a{{1,2}}[\s.]?t)(?![^\W_])")

_EDGES = " \t•●▪*+|()[]{}<>«»‹›\"'“”:;,./=_~–—-"
_OTHER_KINDS = ("tai lieu", "van ban", "cong van", "ho so", "thu", "dien", "ban", "loai", "phu luc")
_MARGIN = r"[\s•●▪*+|(\[{<«‹>\"'“”:;,./=_~–—-]{0,9}"
_CELL = r"(?:^|\t|\s{2}|[|;,(\[/–—]|\s-\s?)" + _MARGIN
_LABEL = re.compile(
    _CELL + r"(?:(?:muc|cap|dau|dau chi|loai)\s)?(?:(?:muc|cap)\s)?(?:do|muc|cap|dau)"
    r"(?:\s(?:bao\s)?mat)?\s{0,5}[:.=|–—-]?\s{0,9}[(\[\"“]?$"
    r"|\bdo mat\s?:\s?$|^\W*(?:van ban|tai lieu) nay\b.{0,40}\bdo $"
)
_STAMPED = re.compile(r"(?:^|.*(?:\t|\s{2}|[|;/,(\[.]|\s[–—-]\s?|:\s?))" + _MARGIN + "$")
_TICKED = re.compile(r"(?:[☒☑✓✔✗✘■]|[(\[]x[)\]])\s{0,3}$")
_UNTICKED = re.compile(r"(?:[☐□◻○]|[(\[]\s{0,3}[)\]])\s{0,3}$")
_BRACKET = re.compile(r"(?:^|\s|\w)[(\[{]\s?$")
_ENDED = re.compile(r"[\s*)\]}|>»›\"'“”.,;:!_=~‹-]*$")
_SPECK = re.compile(r"\W{1,4}\w{1,2}\W*$")  # as a scanner reads a frame or a blot
_CLOSED = re.compile(r"\s?[)\]}]\W*$")
_PARTED = re.compile(r"\s{0,5}(?:[^\w\s]|\t|\s{2})")
_GOES_WITH = re.compile(
    r"\s(?:ban\s(?:so|thu)|so\sban|khong|cam|chi|thu hoi|hoa toc|khan|thuong khan|hen gio|luu hanh"
    r"|xem xong|hop xong|du thao|dang cong san|cong hoa xa hoi|toi mat|tuyet mat|so\W)"
)
_NUMBERED = re.compile(r"(?:\d|/\w{1,12}|[-/]\w{1,12})\W{0,3}$")

# What stands before or behind a word that is spelled like the mark, and makes it another.
_WORD_BEFORE = re.compile(r"(?:bí|bảo|giải|cơ|không|hết|thân|rỉ|vắt|ong|ngọt|nuôi) $")
_WORD_BEHIND = re.compile(
    r" (?:ong|độ(?! khẩn)|mã(?! số)|khẩu|thiết|vụ|danh|thám|ngữ|nghị|phục|ước|ngọt|báo|tông|trong"
    r"|và|hoặc)(?!\w)"
)
_NAMED = re.compile(
    r"(?:^|[\s,])(?:(?:xã|phường|thị trấn|thôn|buôn|bản|ấp|làng|tổ dân phố|khu phố)(?: [^\W\d]+)?"
    r"|[^\W\d]+ (?:thị|văn)"
    r"|(?:ông|bà|đồng chí|đ/c|nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|lý)"
    r"(?: [^\W\d]+){0,2}) $"
)
_ORGAN = re.compile(r".*\b(?:uy|uy ban|dang bo|dang doan|ban can su)\b")

_SUBJECT = re.compile(r"(?:^|\t|\s{3}|\|)\s{0,9}(?:v\s?/\s?v|ve viec|ve|trich yeu)(?!\w)\W")
# Of which papers a title speaks, where a level may be theirs: anywhere in it, or right before.
_ON_SECRECY = re.compile(
    r"danh mục.{0,30}bí mật|giải mật|độ mật|\bmật,|dấu mật|gia hạn.{0,30}bí mật"
    r"|(?:thuộc|hạ|tăng|giảm|đổi) độ"
    r"|\b(?:tài liệu|văn bản|hồ sơ|dấu|vật|tin)(?: có)?(?: độ)?$"
)
_LEFT_OPEN = re.compile(r"(?:\b(?:độ|và|hoặc|là)|,)$")
# All levels in a row, as a form has them to choose from.
_CHOICE = re.compile(
    r"(?<!toi )(?<!tuyet )mat\W{1,3}toi mat\W{1,3}(?:(?:va|hoac) )?tuyet mat"
    r"|tuyet mat\W{1,3}toi mat\W{1,3}(?:(?:va|hoac) )?mat"
)
_LABELS = re.compile(r"\W*(?:do mat|muc do|muc do mat|do khan\W.*do mat)\W*")
_SET_OFF = re.compile(r"\s[–—-]\s?$|\t$|\s{3}$")
_HALF_WORD = re.compile(r"\b(?:bí|bảo|giải)$|(?:,|\b(?:độ|và|hoặc)) (?:tối|tuyệt)$")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A level as a line speaks of it, and that line."""

    level: str
    line: LayoutLine


def levels_in_head(head: Iterable[LayoutLine]) -> Iterator[Spoken]:
    """The levels of which the lines above a title speak, in reading order."""
    subject = ""  # a dispatch has its title here: V/v …
    column = ""  # letters of which each has a line
    for line in head:
        column = column + line.cased if len(line.folded) == 1 else ""
        if _SUBJECT.search(line.folded):
            subject = line.cased.lower()
            found = level_in_title(line.cased, "")
        elif subject and not line.opens and line.cased[:1].islower():
            found = level_in_title(line.cased, subject)
            subject += " " + line.cased.lower()
        else:
            subject = ""
            found = level_in_line(column or line.cased)
        if found:
            yield Spoken(found, line)


def levels_in_title(title: Sequence[LayoutLine]) -> Iterator[Spoken]:
    """The levels with which the lines of a title are marked."""
    before = ""
    for line in title:
        found = level_in_title(line.cased, before)
        if found:
            yield Spoken(found, line)
        before += " " + line.cased.lower()


def level_in_line(cased: str) -> str | None:
    """The highest level of which a line of a head speaks.

    >>> level_in_line("TỈNH ỦY LÂM ĐỒNG (TUYỆT MẬT)"), level_in_line("VĂN BẢN MẬT")
    ('Tuyệt mật', 'Mật')
    >>> level_in_line("BAN CHỈ ĐẠO BẢO VỆ BÍ MẬT NHÀ NƯỚC")
    """
    if cased.strip(_EDGES) == "BÍ MẬT":  # as stamps were before the law knew three levels
        return _SINGLE
    if _may_speak(cased) and not cased.isupper() and _CHOICE.search(unaccent(cased)):
        return None
    return _highest(one.level for one in _mentions(cased) if _marks_head(one))


def level_of_mark(words: str) -> str | None:
    """The level that words beside the text of a paper mark it with: in a picture, in a note.

    Nothing stands around them that could give them another meaning, so that the letters of a level
    are one whatever marks a scanner made of theirs; and what names the stamp is the stamp.

    >>> level_of_mark("MÂT"), level_of_mark("Dấu độ mật"), level_of_mark("Mắt")
    ('Mật', 'Mật', None)
    """
    letters = re.sub(r"\W", "", unaccent(words))
    if words.isupper() and (level := _LEVELS.get(letters, _HALVES.get(letters))):
        return level
    named = _NAMES_STAMP.match(unaccent(words))
    return level_in_line(words) or (level_in_line(words[named.end() :].upper()) if named else None)


def level_in_title(cased: str, above: str) -> str | None:
    """The level that stands behind a title or as a line within it; ``above`` is what the title
    says before this line, in small letters.

    >>> level_in_title("về tình hình an ninh (Tối mật)", "")
    'Tối mật'
    >>> level_in_title("về danh mục bí mật nhà nước (Tối mật)", "")
    """
    return _highest(one.level for one in _mentions(cased) if _marks_title(one, above))


def goes_on_about_secrecy(cased: str, above: str) -> bool:
    """Whether a line with nothing but a level is the rest of a title about such papers."""
    if _HALF_WORD.search(above):
        return True
    if not _ON_SECRECY.search(above):
        return False
    return not cased.isupper() or _LEFT_OPEN.search(above) is not None


# --- a level in a line, and what stands around it ---------------------------------------------


@dataclass(frozen=True, slots=True)
class _Mention:
    """A level in a line: its letters as written, and what stands before and behind it."""

    level: str
    word: str
    before: str
    behind: str
    around: str
    cased_before: str

    @property
    def opens(self) -> bool:
        """Whether only signs stand before it in its line."""
        return not self.before.strip(_EDGES)

    @property
    def ends(self) -> bool:
        """Whether only signs stand behind it in its line."""
        return _ENDED.match(self.behind) is not None

    @property
    def bracketed(self) -> bool:
        """Whether it stands in brackets that end the line."""
        return bool(_BRACKET.search(self.before) and _CLOSED.match(self.behind))

    @property
    def goes_with_more(self) -> bool:
        """Whether a stamp goes on behind it: a copy's number, a ban on copying."""
        return _GOES_WITH.match(f" {self.behind.lstrip(_EDGES)} ") is not None

    @property
    def behind_a_kind(self) -> bool:
        """Whether nothing but what a paper is stands before: TÀI LIỆU, VĂN BẢN, THÔNG BÁO."""
        return _kinds().fullmatch(self.before.strip(_EDGES)) is not None


def _may_speak(cased: str) -> bool:
    """Whether a closer look is worth its time."""
    return _HINT.search(cased) is not None


def _highest(levels: Iterable[str]) -> str | None:
    return max(levels, key=list(_LEVELS.values()).index, default=None)


def _mentions(cased: str) -> Iterator[_Mention]:
    """Every level in a line that is spelled like one, and is no part of another word."""
    if not _may_speak(cased):
        return
    cased = _UNSEEN.sub("", cased[:_LONGEST])
    if _FOREIGN.search(cased):
        cased = cased.translate(_LOOK_ALIKES)
    folded = unaccent(cased)
    if len(folded) != len(cased):
        cased = folded
    for found in _LEVEL.finditer(folded):
        word = cased[found.start() : found.end()]
        one = _Mention(
            level=_level(found[0], cased[: found.start()], word.isupper()),
            word=word,
            before=folded[: found.start()],
            behind=folded[found.end() :],
            around=cased[: found.start()] + cased[found.end() :],
            cased_before=cased[: found.start()],
        )
        if _is_spelled(one) and not _is_other_word(one, cased[found.end() :].lower()):
            yield one


def _level(letters: str, before: str, is_capital: bool) -> str:
    """The level of some letters; a scanner may have misread the word before the last."""
    level = _LEVELS[re.sub(r"\W|(\w)(?=\1)", "", letters)]
    word = unaccent(before).split()[-1:]
    misread = level == _SINGLE and is_capital and word and word != ["toc"] and before[-1:] == " "
    if misread and not _NAMED.search(before.lower()):
        for name, most in (("tuyet", 2), ("toi", 1)):
            if Levenshtein.distance(word[0], name, score_cutoff=most) <= most:
                return _LEVELS[f"{name}mat"]
    return level


def _is_spelled(one: _Mention) -> bool:
    """Whether the letters have the mark's accents, or a scanner can have misread them in it."""
    letters = re.sub(r"\W", "", one.word)
    if letters.isupper():
        return "Ậ" in letters or one.level != _SINGLE
    return letters.lower().endswith("mật")


def _is_other_word(one: _Mention, behind: str) -> bool:
    before = one.cased_before.lower()
    if _UNTICKED.search(before):
        return True
    if one.level != _SINGLE:
        return before.rstrip().endswith(("giải", "không"))
    if before.rstrip().endswith(("độ", "dấu")):  # the label, unless its capitals set it off
        named = before.rstrip().endswith(("mức độ", "cấp độ")) and not behind.strip(" .)")
        set_off = one.word.isupper() and not one.cased_before.isupper()
        return not set_off and not (named and one.word.istitle())
    return bool(_WORD_BEFORE.search(before) or _WORD_BEHIND.match(behind))


def _marks_head(one: _Mention) -> bool:
    if _LABEL.search(one.before) or _TICKED.search(one.before):
        return True
    if one.opens and one.ends:
        return one.word.isupper() or not one.before.lstrip().startswith(("-", "+", "•"))
    if one.behind_a_kind:
        first = one.cased_before.lstrip(_EDGES)[:1]
        parted = (
            one.ends
            or _SPECK.match(one.behind)
            or _PARTED.match(one.behind)
            or one.behind.startswith(" cua ")
        )
        return first.isupper() and bool(parted or one.goes_with_more)
    return _is_stamp(one) if one.word.isupper() else _is_small_stamp(one)


def _is_small_stamp(one: _Mention) -> bool:
    """Whether it is set off although in small letters: in brackets, in a cell, with more."""
    if one.bracketed:
        return True
    in_cell = one.before.endswith("\t") and one.ends
    return one.word[:1].isupper() and (in_cell or (one.opens and one.goes_with_more))


def _is_stamp(one: _Mention) -> bool:
    """Whether capitals in a line with other words are a stamp beside them."""
    parted = (
        one.ends
        or _SPECK.match(one.behind)
        or _PARTED.match(one.behind)
        or _GOES_WITH.match(one.behind)
    )
    if _STAMPED.match(one.before) and one.level != _SINGLE:
        return True
    if any(map(str.islower, one.around)):
        return True
    if not parted:
        return False
    # One blank between the columns: behind a number, a day, an organ.
    if _STAMPED.match(one.before) or _NUMBERED.search(one.before) or one.level != _SINGLE:
        return True
    brief = len(one.before) <= _BRIEF
    return (brief or bool(_ORGAN.match(one.before))) and not _NAMED.search(one.cased_before.lower())


def _marks_title(one: _Mention, above: str) -> bool:
    if one.opens:
        stands_alone = one.ends or one.goes_with_more
        return one.word.isupper() and stands_alone and not goes_on_about_secrecy(one.word, above)
    if _LABELS.fullmatch(one.before):
        return not goes_on_about_secrecy(one.word, above)
    if one.behind_a_kind:
        return one.word[:1].isupper() and one.ends and not above
    dashed = one.word[:1].isupper() and _SET_OFF.search(one.before) and one.ends
    if not one.bracketed and not dashed:
        return False
    title = f"{above} {one.cased_before.lower()}".rstrip(" (-–")
    stands_out = one.word.isupper() and any(map(str.islower, one.cased_before))
    return stands_out or _ON_SECRECY.search(title) is None


@cache
def _kinds() -> re.Pattern[str]:
    names = {unaccent(one.name) for one in type_names().values() if one.printed}
    return re.compile("|".join(map(re.escape, sorted({*names, *_OTHER_KINDS}))))
