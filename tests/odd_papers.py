"""Papers as no office writes them: the number of a text gives that text again, in any run.

Some are put together of what papers are made of, with numbers, years and letters that cannot be;
some are papers of the project with parts taken out, doubled, spelled otherwise or set amid odd
letters; some are letters of all scripts and nothing else.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

from indexer.knowledge import type_words
from indexer.paths import SAMPLE_NOTICES
from tests.checkout import REAL_NOTICES
from viendan.quality.gold import GoldSet, gold_files, read_rows

LONGEST = 6_000
"""Letters of a text, but for what is repeated; the longest papers are not the oddest."""

_SURROGATES = range(0xD800, 0xE000)


@cache
def _letters() -> dict[str, list[str]]:
    """All that Unicode has room for, by category; of the unassigned and the private some."""
    found: dict[str, list[str]] = {}
    chance = random.Random(0)
    for code in range(sys.maxunicode + 1):
        if code in _SURROGATES:
            continue
        kind = unicodedata.category(chr(code))
        if kind not in ("Cn", "Co", "Lo") or code < 0x3000 or chance.random() < 0.01:
            found.setdefault(kind, []).append(chr(code))
    return found


@cache
def _digits() -> list[str]:
    """Every letter that some test of Python's takes for a number."""
    return [
        one
        for kind in ("Nd", "No", "Nl", "Lo")
        for one in _letters()[kind]
        if one.isdigit() or one.isnumeric()
    ]


_NAMES = [
    "huyện Bảo Lâm", "xã Lộc Ngãi", "huyện Cẩm Mỹ", "thành phố Đà Lạt", "Thị xã Long Khánh",
    "tỉnh Lâm Đồng", "phường 1", "quận 12", "xã Ea H'leo", "Đảng bộ xã Sông Ray", "thôn 3",
    "Đảng ủy phường Xuân Hòa", "Huyện ủy Bảo Lâm", "Tỉnh ủy Đồng Nai", "Chi bộ ấp 2",
    "Ban Thường vụ Tỉnh ủy", "Ủy ban kiểm tra Thành ủy", "Đảng ủy Công an tỉnh", "Bộ Chính trị",
    "HUYỆN ỦY KRÔNG NÔ", "Thường trực Thị ủy", "Ban Tổ chức Trung ương", "Quân ủy Trung ương",
]  # fmt: skip
_DATELINE = "Bảo Lâm, ngày {n} tháng {n} năm {year}"
_LINES = [
    "ĐẢNG CỘNG SẢN VIỆT NAM", "TỈNH ỦY LÂM ĐỒNG", "*", "Số {n}-TB/HU", "Số: {n}/TB-{name}",
    _DATELINE, "{name}, ngày {n}/{n}/{year}", "THÔNG BÁO", "BÁO CÁO",
    "Kết luận của {name} về {n} việc", "kết quả kiểm tra {name}", "Kính gửi: {name}", "V/v {name}",
    "T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nơi nhận:", "- {name},", "- Lưu Văn phòng.", "K/T CHỦ NHIỆM",
    "Căn cứ Điều lệ Đảng khóa {roman};", "I- ĐÁNH GIÁ", "{n}. {name}", "a) {name};",
    "Trên đây là thông báo của {name}.", "# {name}", "**{name}**", "{n}", "___",
    "| {n} | {name} |", "Số   -TB/TU", "Nguyễn Văn A",
]  # fmt: skip
_CITED = [
    "{type} số {n}-{sigil}/TW, ngày {n}/{n}/{year} của Bộ Chính trị (khóa {roman})",
    "{type} {n} khóa {roman}", "Nghị quyết Trung ương {n} (khóa {roman})", "{type} này",
    "các {type} số {n}, {n}, {n}-{sigil}/TW", "từ {type} số {n} đến số {n}-{sigil}/TU",
    "Hội nghị lần thứ {n} Ban Chấp hành Trung ương khóa {roman}", "Đại hội Đảng lần thứ {roman}",
    "Đại hội {n} của {name}", "khoản {n} Điều {n} {type} {n}", "Luật Đất đai năm {year}",
    "{n}-{sigil}/{name}", "{n}{sigil}/TW", "Điểm {roman} {type} số {n} {n}-{sigil}/HU của {name}",
    "nhiệm kỳ {year}-{year}", "tháng {n} năm {year}", "{type} số {n}/{year}/NĐ-CP",
    "{type} số {n} ngày {n} tháng {n} năm {year}",
]  # fmt: skip
_SIGILS = ["QĐ", "QĐi", "NQ", "CT", "KL", "TB", "HD", "BC", "qđ", "NQLT", "TTLT", "Q²", "Đ"]
_ROMANS = [
    "XII", "XIII", "IV", "MMXXIV", "IIII", "XIIV", "VX", "IC", "X" * 40, "MDCLXVI" * 9, "Ⅻ", "ⅹⅱ",
    "X\u0301", "99", "40", "0", "-1", "", "l2", "XI I", "Ⅿↈↈↈↈↈↈ",
]  # fmt: skip
_YEARS = [
    "2021",
    "1930",
    "2025",
    "0",
    "0000",
    "9999",
    "10000",
    "99999999",
    "1",
    "25",
    "-5",
    "20²1",
    "２０２１",
]
_NO_NUMBERS = ["", "-", "…", "l", "O", "½", "1.5", "1,5", "1 2", "+3", "1_0", "٣", "一"]
_CASES = [str.upper, str.title, str.lower, str.swapcase, str.capitalize]
_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u0345\u0f71\u3099\u20e3\ufe0f\u200d"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u202a\u202e\u2066\u2069\u180e\u061c"
_BLANKS = "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2003\u2028\u2029\u202f\u3000\0\x01\x1b\x7f"


class _Writer:
    """Chance at work on one text."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)

    def letter(self) -> str:
        kinds = _letters()
        return self.chance.choice(kinds[self.chance.choice(list(kinds))])

    def letters(self, most: int = 6) -> str:
        """A run of odd letters of one sort, or of all."""
        chance = self.chance
        count = chance.randint(1, most)
        sort = chance.randrange(6)
        if sort == 0:
            return "".join(chance.choices(_digits(), k=count))
        if sort == 1:
            return "".join(chance.choices(_MARKS, k=count))
        if sort == 2:
            return "".join(chance.choices(_UNSEEN, k=count))
        if sort == 3:
            return "".join(chance.choices(_BLANKS, k=count))
        if sort == 4:
            kind = _letters()[chance.choice(list(_letters()))]
            return "".join(chance.choices(kind, k=count))
        return "".join(self.letter() for _ in range(count))

    def number(self) -> str:
        chance = self.chance
        sort = chance.randrange(10)
        if sort < 4:
            return str(chance.choice([0, 1, 5, 9, 12, 13, 29, 31, 32, 36, 99, 213, 1000, 65536]))
        if sort < 6:
            return "".join(chance.choices(_digits(), k=chance.randint(1, 3)))
        if sort == 6:
            return str(chance.randrange(10 ** chance.randint(1, 30)))
        if sort == 7:
            return "9" * chance.choice([20, 400, 5_000])
        if sort == 8:
            return (
                chance.choice(["0", "00", "000"])
                + str(chance.randrange(50))
                + chance.choice("a²ªđ")
            )
        return chance.choice(
            ["", "-", "…", "l", "O", "½", "1.5", "1,5", "1 2", "+3", "1_0", "٣", "一"]
        )

    def filled(self, line: str) -> str:
        chance = self.chance
        slots: dict[str, Callable[[], str]] = {
            "n": self.number,
            "year": lambda: chance.choice(_YEARS) if chance.random() < 0.7 else self.number(),
            "roman": lambda: chance.choice(_ROMANS),
            "name": lambda: self.spelled(chance.choice(_NAMES)),
            "type": lambda: self.spelled(chance.choice(list(type_words()))),
            "sigil": lambda: chance.choice(_SIGILS),
        }
        for name, value in slots.items():
            while f"{{{name}}}" in line:
                line = line.replace(f"{{{name}}}", value(), 1)
        return line

    def spelled(self, words: str) -> str:
        """Words in some other way to write them, or as they are."""
        chance = self.chance
        sort = chance.randrange(12)
        if sort == 0:
            return chance.choice(_CASES)(words)
        if sort == 1:
            return unicodedata.normalize(chance.choice(["NFD", "NFKD", "NFKC"]), words)
        if sort == 2:
            at = chance.randint(0, len(words))
            return words[:at] + self.letters() + words[at:]
        if sort == 3:
            return words + self.letters(2)
        if sort == 4:
            gap = chance.choice(["", "  ", "\n", "\u00a0", "_", "-", " ** ", self.gap()])
            return words.replace(" ", gap)
        if sort == 5:
            return words[: chance.randint(0, len(words))]
        return words

    def put_together(self) -> str:
        """A paper of lines as papers have them, filled with what comes."""
        chance = self.chance
        lines = []
        for _ in range(chance.choice([2, 5, 10, 20, 40])):
            if chance.random() < 0.5:
                line = self.filled(chance.choice(_LINES))
            else:
                cited = (self.filled(chance.choice(_CITED)) for _ in range(chance.randint(1, 4)))
                line = chance.choice([", ", " và ", "; ", " ", ""]).join(cited)
            lines.append(self.spelled(line))
        if chance.random() < 0.3:
            head = ("HUYỆN ỦY BẢO LÂM", "*", "Số {n}-TB/HU", _DATELINE, "THÔNG BÁO")
            lines[:0] = [self.filled(one) for one in head]
        return chance.choice(["\n", "\n", "\n\n", " "]).join(lines)

    def changed(self, text: str) -> str:
        """A paper that was written for another purpose, with some of it altered."""
        chance = self.chance
        if len(text) > LONGEST and chance.random() < 0.9:
            start = chance.choice([0, chance.randrange(len(text) - LONGEST)])
            text = text[start : start + LONGEST]
        for _ in range(chance.choice([1, 3, 10, 40])):
            start = chance.randint(0, len(text))
            end = min(len(text), start + chance.choice([0, 1, 1, 2, 5, 30, 200]))
            part = text[start:end]
            text = text[:start] + self._instead_of(part) + text[end:]
        return text

    def _instead_of(self, part: str) -> str:
        chance = self.chance
        sort = chance.randrange(10)
        if sort == 0:
            return ""
        if sort == 1:
            return part * chance.choice([2, 3, 20])
        if sort == 2:
            return part[::-1]
        if sort == 3:
            return self.spelled(part)
        if sort == 4:
            return part + self.filled(chance.choice(_CITED))
        if sort == 5:
            return self.filled(chance.choice(_LINES)) + part
        if sort == 6:
            return "".join(chance.choice(_digits()) if one.isdecimal() else one for one in part)
        if sort == 7:
            return part + self.letters(chance.choice([1, 2, 30]))
        if sort == 8:
            return part + self.gap()
        return self.letters() + part

    def gap(self) -> str:
        """One blank or mark that readers pass over, for too long."""
        chance = self.chance
        return chance.choice(_BLANKS + _UNSEEN + " \n*_.,-|") * chance.choice([3, 30, 200])

    def repeated(self) -> str:
        """One thing over and over."""
        chance = self.chance
        part = self.filled(chance.choice([*_CITED, *_LINES, "{n}", "{name}", "{type}", "{roman}"]))
        part += chance.choice(["", " ", "\n", ", ", self.letters()])
        return part[:400] * chance.choice([5, 50, 300])

    def of_all_letters(self) -> str:
        """Letters of all scripts and nothing else."""
        return "".join(self.letters(10) for _ in range(self.chance.choice([1, 10, 100])))


@cache
def _papers() -> Sequence[str]:
    """The project's own papers, and the real ones where they are."""
    folders = [SAMPLE_NOTICES, REAL_NOTICES]
    files = [one for folder in folders for one in sorted(folder.rglob("*.*")) if one.is_file()]
    return [one.read_text("utf-8", "replace") for one in files]


@cache
def _passages() -> Sequence[str]:
    """The labelled passages of the project."""
    names: tuple[GoldSet, ...] = ("citations", "places")
    return [str(row["text"]) for name in names for row in read_rows(gold_files(name))]


def odd_paper(seed: int, number: int) -> str:
    """The text of a number; a seed has as many as are wanted."""
    writer = _Writer(f"{seed} {number}")
    sort = writer.chance.random()
    if sort < 0.40:
        return writer.put_together()
    if sort < 0.85:
        source = writer.chance.choice([_papers, _passages])()
        return writer.changed(writer.chance.choice(source))
    if sort < 0.95:
        return writer.repeated()
    return writer.of_all_letters()
