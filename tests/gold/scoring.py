"""What the program reads of whole papers against what stands on them (tests/gold/papers/README.md).

Each paper is read in each of its forms, and each field of each reading is

* **right**: what the label says, or another answer that it admits;
* **wrong**: something else, shown as stated;
* **guessed**: something else, but shown as inferred;
* **left out**: nothing, though the label says what there is.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from indexer.directives import Knowledge
from indexer.documents.reader import SourceFile, read_document
from indexer.gazetteer import Gazetteer
from indexer.model import Field, PartialDate, Reading, Status
from indexer.text import normal_syllable
from indexer.understanding import understand
from tests.gold.forms import DRAWN, FORMS

PAPERS = Path(__file__).parent / "papers"
UNKNOWN = "unknown"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")

RIGHT, WRONG, GUESSED, LEFT_OUT = "right", "wrong", "guessed", "left out"
VERDICTS = (RIGHT, WRONG, GUESSED, LEFT_OUT)


class Found(NamedTuple):
    """What the program says of a field: its values, and whether it shows them as stated."""

    values: tuple[str, ...] = ()
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper and its label."""

    name: str
    source: str
    label: dict[str, Any]

    @property
    def forms(self) -> list[str]:
        """In which forms it is read."""
        return self.label.get("forms", ["text"])

    @property
    def issued(self) -> PartialDate:
        """The day of the paper, or what of it stands there; the last year told when none does."""
        stated = answers(self.label["date"])[0]
        return PartialDate.parse(max(YEAR.findall(self.source)) if stated == UNKNOWN else stated)

    def expected(self, field: str) -> list[list[str]]:
        """The values of a field, each the answers that are right for it."""
        if field in SIGNING:
            return [answers(one[field]) for one in self.label["signatory"]]
        if field in ARRIVAL:
            return [answers(self.label.get("received", {}).get(ARRIVAL[field], UNKNOWN))]
        return [answers(self.label.get(field, UNKNOWN))]


@dataclass(frozen=True, slots=True)
class Judged:
    """One field of one reading of a paper."""

    paper: str
    form: str
    field: str
    expected: str
    found: str
    verdict: str

    def __str__(self) -> str:
        return (
            f"{self.verdict}: {self.paper} ({self.form}) {self.field}: "
            f"{self.found or '—'}; it is {self.expected}"
        )


def answers(value: str | list[str]) -> list[str]:
    """The answers that a label admits, the best one first."""
    return [value] if isinstance(value, str) else value


def papers(held_out: bool = False) -> list[Paper]:
    """The papers to work with, or those that are kept apart, by name."""
    folder = PAPERS / "held_out" if held_out else PAPERS
    return [
        Paper(
            path.stem,
            path.with_suffix(".txt").read_text("utf-8"),
            tomllib.loads(path.read_text("utf-8")),
        )
        for path in sorted(folder.glob("*-*.toml"))
    ]


# --- what the program says ---------------------------------------------------------------------


def _field(field: Field[Any]) -> Found:
    value = field.value.iso if isinstance(field.value, PartialDate) else field.value
    return Found((value,) if value else (), field.evidence.status is Status.STATED)


def _issuer_place(reading: Reading, gazetteer: Gazetteer, on: date) -> Found:
    key = reading.issuer_place.place
    return Found((gazetteer.label(key, on),) if key else (), stated=True)


def _signatory(part: str) -> Callable[[Reading, Gazetteer, date], Found]:
    def found(reading: Reading, _gazetteer: Gazetteer, _on: date) -> Found:
        signed = reading.notice.signatories
        values = tuple(value for one in signed.value or () if (value := getattr(one, part)))
        return Found(values, signed.evidence.status is Status.STATED)

    return found


def _addressees(reading: Reading, _gazetteer: Gazetteer, _on: date) -> Found:
    found = reading.notice.addressees
    return _field(Field("; ".join(found.value or ()), found.evidence))


def _received(part: str) -> Callable[[Reading, Gazetteer, date], Found]:
    def found(reading: Reading, _gazetteer: Gazetteer, _on: date) -> Found:
        stamp = reading.notice.received
        return _field(Field(getattr(stamp.value, part, None), stamp.evidence))

    return found


def _notice(name: str) -> Callable[[Reading, Gazetteer, date], Found]:
    return lambda reading, _gazetteer, _on: _field(getattr(reading.notice, name))


SIGNING = ("authority", "position", "name")
ARRIVAL = {f"received_{part}": part for part in ("number", "day", "office")}
MARKS = ("secrecy", "urgency", "circulation", "draft", "copy")

FIELDS: dict[str, Callable[[Reading, Gazetteer, date], Found]] = {
    **{name: _notice(name) for name in ("number", "date", "type", "title", "issuer")},
    "issuer_place": _issuer_place,
    **{part: _signatory(part) for part in SIGNING},
    "addressee": _addressees,
    **{name: _received(part) for name, part in ARRIVAL.items()},
    **{name: _notice(name) for name in MARKS},
}
"""What is scored."""

WORDS = ("title", "issuer", *SIGNING, "addressee", "received_office")
LEGIBLE = 0.93
"""How like its label a field of words in a scan must be: two letters in a title of thirty."""


# --- whether that is right ---------------------------------------------------------------------


def normal(text: str) -> str:
    """What two ways of writing one answer have in common.

    >>> normal("T/M BAN THƯỜNG VỤ") == normal("TM. Ban Thường vụ")
    True
    >>> normal("Số 05 - TB/HU") == normal("số 5-TB/HU")
    True
    """
    text = unicodedata.normalize("NFC", text).replace("’", "'")
    text = re.sub(r"\s*[-‐-―]\s*", "-", text)
    text = re.sub(r"\b([TKQ])[./]?\s?([MTL])\b[./]?", r"\1\2", text)
    text = re.sub(r"\b0+(?=\d)", "", re.sub(r"^V/v ", "", text.strip(" .,;:")))
    return re.sub(r"\w+", lambda word: normal_syllable(word[0]), " ".join(text.split()))


def same(field: str, expected: str, found: str, place: str, scanned: bool = False) -> bool:
    """Whether an answer is the one expected; an issuer may be named with or without its place.

    Of words in a scan a few letters may be others: that is the recogniser's doing.

    >>> same("issuer", "Ban Thường vụ Huyện ủy", "Huyện ủy Di Linh", "huyện Di Linh, Lâm Đồng")
    False
    >>> same("issuer", "Đảng ủy xã", "Đảng ủy xã Cát Tiên", "xã Cát Tiên, Lâm Đồng")
    True
    """
    wanted, given = normal(expected), normal(found)
    if field == "issuer" and place != UNKNOWN:
        wanted, given = _placeless(wanted, place), _placeless(given, place)
    if scanned and field in WORDS:
        return Levenshtein.normalized_similarity(wanted, given) >= LEGIBLE
    return wanted == given


def _placeless(issuer: str, place: str) -> str:
    """An issuer without the words that only name its place."""
    kind, _, name = normal(place.split(",")[0]).partition(" ")
    if kind in ("thành", "thị", "đặc"):  # thành phố, thị xã, đặc khu
        more, _, name = name.partition(" ")
        kind = f"{kind} {more}"
    return issuer.removesuffix(f" {name}").removesuffix(f" {kind}")


def verdict(
    field: str, expected: Sequence[list[str]], found: Found, place: str, scanned: bool = False
) -> str:
    """What became of a field that has these values, each with the answers that are right for it."""
    missing = [admitted for admitted in expected if admitted != [UNKNOWN]]
    for value in found.values:
        for admitted in missing:
            if any(same(field, one, value, place, scanned) for one in admitted if one != UNKNOWN):
                missing.remove(admitted)
                break
        else:
            return WRONG if found.stated else GUESSED
    return LEFT_OUT if any(UNKNOWN not in admitted for admitted in missing) else RIGHT


# --- all papers --------------------------------------------------------------------------------


def judge(
    some: Iterable[Paper], knowledge: Knowledge, folder: Path, scans: bool
) -> Iterator[Judged]:
    """Every field of every reading of these papers: their scans, or all their other forms."""
    for paper in some:
        for form in paper.forms:
            if (form in DRAWN) == scans:
                yield from _judge(paper, form, knowledge, folder)


def _judge(paper: Paper, form: str, knowledge: Knowledge, folder: Path) -> Iterator[Judged]:
    # The name of the file says nothing that the paper does not.
    path = folder / f"van-ban.{FORMS[form].ending}"
    path.write_bytes(FORMS[form].make(paper.name, paper.source))
    reading = understand(read_document(SourceFile(path.name, path)), knowledge)
    place = answers(paper.label["issuer_place"])[0]
    for field, ask in FIELDS.items():
        found = ask(reading, knowledge.gazetteer, paper.issued.latest())
        expected = paper.expected(field)
        yield Judged(
            paper.name, form, field,
            "; ".join(one[0] for one in expected), "; ".join(found.values),
            verdict(field, expected, found, place, form in DRAWN),
        )  # fmt: skip


def figures(judged: Iterable[Judged]) -> dict[str, Counter[str]]:
    """How often each field came out how."""
    counted: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for one in judged:
        counted[one.field][one.verdict] += 1
    return counted
