"""The number of a paper (số và ký hiệu): what its line says, and how surely it can be read.

The grammar of symbols is that of citations (:mod:`indexer.knowledge.symbols`).  What a hand left
out (a hyphen, a blank number) is filled in or said to be missing; what OCR broke is doubtful, and
never shown as stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from indexer.knowledge import BODY, JOINT, SUFFIX, YEAR, written_sigil
from indexer.model import Field, Reason, Status, because
from indexer.notices.blocks import LayoutLine, TextLayout, inferred, stated, unknown
from indexer.notices.forms import issuer_of_code, type_names, type_of_code, without_blanks
from indexer.text import unaccent

_FILL = r"\s._…"
MISREAD_FIGURES = str.maketrans("oøil|", "00111")
"""What a scanner writes for figures, on folded letters."""

_LABEL = re.compile(r"(?<!\w)s[o06]\b")
_SIGNS = "§$?~^*'\"!&#@%=+,;()<>"
_BROKEN = re.compile(rf"\d[{_FILL}]+\d")


@dataclass(frozen=True, slots=True)
class NumberLine:
    """The number line: symbol or None where it cannot be told, with its two codes.

    ``type_code`` is empty where a dispatch (công văn) of the State has none: ``1302/UBND-VP``.
    """

    field: Field[str]
    type_code: str
    body_code: str


@cache
def _number() -> re.Pattern[str]:
    sigil = written_sigil()
    digits = rf"[{_FILL}\doøl|i{re.escape(_SIGNS)}]{{0,20}}"
    # On a paper's own line a body may be of any kind: UB.MTTQ, P1, BCĐ138.
    other = r"[a-z](?:[a-z&]|\.(?=[a-z])){0,15}\d{0,4}"
    body = rf"(?P<body>(?:{BODY}{JOINT}|{other}(?:-{other}){{0,4}})(?![\w&-]|\.[a-z]))"
    return re.compile(
        rf"(?<!\w)s[o06]\s{{0,9}}[:.;,]?(?P<digits>{digits})(?P<suffix>{SUFFIX})?"
        rf"(?:\s{{0,3}}/\s{{0,3}}(?P<year>{YEAR})(?=\s{{0,9}}[-/]))?"
        rf"(?:\s{{0,20}}(?P<first>[-/]))?(?:(?<=[-/])|(?<=[\d{_FILL}]))\s{{0,9}}"
        rf"(?P<type>(?:{sigil})(?![a-z])|[a-z&]{{1,14}}\d{{0,2}})"
        rf"(?:\s{{0,9}}(?P<second>[-/])\s{{0,9}}{body})?(?![\w/&-])"
    )


def number_at(line: LayoutLine, start: int = 0, in_sentence: bool = False) -> re.Match[str] | None:
    """The number and symbol that a line has at a place, blank or not; ``in_sentence`` also where
    its "số" is in small letters.

    >>> from indexer.notices.blocks import lay_out
    >>> lines = lay_out("Số:     /TB-HU\\nSố 15 TB/HU\\nSố: 456\\nSố 5/tổ").lines
    >>> [bool(number_at(line)) for line in lines]
    [True, True, False, False]
    """
    found = _number().match(line.folded, start)
    if found is None or not line.cased[found.start("type")].isupper():
        return None
    small = line.cased[found.start()].islower() and not in_sentence
    if small and ":" not in line.folded[: found.start("type")]:
        return None  # "số" in small letters goes on with a sentence
    known = type_of_code(found["type"]) is not None
    if found["first"] is None:  # "15 TB/HU": only behind a number, and of a code that is known
        return found if known and found["second"] and found["digits"].strip() else None
    if found["second"] is None:  # "45/BC", "123/HĐND"
        written = found["digits"].strip(" ._…")
        return found if written and (known or found["first"] == "/") else None
    return found


def is_number(line: LayoutLine) -> bool:
    """Whether a line opens with a number and symbol, blank or not."""
    return number_at(line) is not None


def numbers_in(line: LayoutLine, in_sentence: bool = False) -> Iterator[tuple[int, int]]:
    """The stretches of a line that are a number and symbol."""
    for label in _LABEL.finditer(line.folded):
        if found := number_at(line, label.start(), in_sentence):
            yield found.span()


def read_number_line(
    layout: TextLayout, piece: LayoutLine, in_sentence: bool = False
) -> NumberLine | None:
    """What a number line says; None for any other line."""
    found = number_at(piece, in_sentence=in_sentence)
    if found is None:
        return None

    def written(group: str) -> str:
        if found[group] is None:
            return ""
        return layout.show(piece.start + found.start(group), piece.start + found.end(group))

    kind, body = _codes(found, written("type"), written("body"))
    span = layout.span(piece.start + found.start(), piece.start + found.end())
    digits, doubt = _digits(found["digits"])
    if found["body"] and len(found["body"]) == 1:
        doubt, digits = because("ký hiệu của cơ quan không đọc trọn: {code}", code=body), ""
    elif digits and not found["first"] and found["digits"].rstrip().endswith("."):
        doubt = doubt or because("dòng số ở trang 1 có dấu chấm ở chỗ của gạch nối")
    if not digits:
        return NumberLine(unknown(doubt or _blank(kind, body), span), kind, body)
    symbol = _symbol(found, digits, written("type"), written("body"))
    if doubt:
        return NumberLine(inferred(symbol, doubt, span), kind, body)
    return NumberLine(stated(symbol, because("dòng số ở trang 1"), span), kind, body)


def _digits(written: str) -> tuple[str, Reason | None]:
    """The figures of a number, and why they are doubtful; none where they cannot be told."""
    core = written.strip(" \t._…:")
    if any(sign in core for sign in _SIGNS):
        return "", because("phần số không đọc rõ: {written}", written=core)
    digits = re.sub(rf"[{_FILL}]", "", core)
    mended = digits.translate(MISREAD_FIGURES)
    if _BROKEN.search(core):
        return mended, because("dòng số ở trang 1 có khoảng trống trong phần số")
    if mended != digits:
        return mended, because("dòng số ở trang 1, chữ lẫn trong số được đọc là chữ số")
    if len(digits) > 5:
        return digits, because("dòng số ở trang 1 có quá nhiều chữ số")
    return digits, None


def _codes(found: re.Match[str], written_type: str, written_body: str) -> tuple[str, str]:
    kind = type_of_code(written_type)
    if kind is None and found["first"] == "/":
        return "", "-".join(filter(None, (written_type, written_body)))  # of a dispatch
    issuer = issuer_of_code(found["body"] or "")
    body = issuer.code if issuer else written_body.upper().replace("Ð", "Đ")
    return kind or written_type.upper(), body


def _symbol(found: re.Match[str], digits: str, written_type: str, written_body: str) -> str:
    """The symbol without the blanks that a hand put in; a Party body has the hyphen first."""
    kind, body = _codes(found, written_type, written_body)
    number = digits + (found["suffix"] or "")
    # State papers run the other way (slash, then hyphen), but so do Party symbols by mistake:
    # the body code tells the two apart.
    hyphened = (found["first"] or ("/" if found["second"] == "-" else "-")) == "-"
    if kind and body and (hyphened or issuer_of_code(found["body"])):
        return f"{number}-{kind}/{body}"
    second = found["second"]
    first = found["first"] or "/"
    dated = f"{number}/{found['year']}" if found["year"] else number
    return f"{dated}{first}{written_type}" + (f"{second}{written_body}" if second else "")


def _blank(kind: str, body: str) -> Reason:
    code = "/".join(filter(None, (kind, body)))
    return because("dòng số để trống phần số, chỉ có ký hiệu {code}", code=code)


def in_agreement(number: NumberLine, type_name: str | None) -> NumberLine:
    """The number, doubtful where its code is not one of the type that the type line names.

    >>> from indexer.notices.blocks import lay_out
    >>> layout = lay_out("Số 15-BC/HU")
    >>> number = in_agreement(read_number_line(layout, layout.lines[0]), "Thông báo")
    >>> number.field.value, number.field.evidence.status.value
    ('15-BC/HU', 'inferred')
    """
    kind = type_names().get(without_blanks(unaccent(type_name or "")))
    field = number.field
    if kind is None or not kind.sigils or field.value is None:
        return number
    if field.evidence.status is not Status.STATED:
        return number
    if unaccent(number.type_code) in map(unaccent, kind.sigils):
        return number
    code = number.type_code or number.body_code
    doubt = because(
        "ký hiệu {code} trong số không hợp với tên loại {type}", code=code, type=kind.name
    )
    return replace(number, field=inferred(field.value, doubt, field.evidence.span))
