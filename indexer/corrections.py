"""What a person has put right in a notice (đính chính): ``corrections.toml``.

A scan may be illegible and a rule may be wrong.  A correction names the notice, the field and
the right value, and who says so, when and why; the source file is never touched.  The field's
evidence then tells all of this together with what was read, and what follows from the field
(places, citations) is worked out again.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from indexer.directives import CollectionNumbers, Knowledge
from indexer.model import (
    Arrival,
    Evidence,
    Field,
    Level,
    Notice,
    PartialDate,
    Reading,
    Reason,
    Signatory,
    Status,
    because,
)
from indexer.notices import SECRECY
from indexer.numerals import read_number
from indexer.problems import IndexProblem
from indexer.regular_file import read_named
from indexer.stages import NoticeStage, StageGuard
from indexer.understanding import understand_notice

_KEYS = {"notice", "field", "value", "who", "when", "why"}

_MOST = 16 * 1024 * 1024
"""Bytes of the file of corrections."""

_FIRST_YEAR, _LAST_YEAR = 1930, 2100
"""From the founding of the Party on; a slip of the pen lies outside."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One field of one notice put right; an empty ``value`` says that there is none."""

    notice: str
    field: str
    value: str
    who: str
    when: date
    why: str


def _signatories(value: str) -> tuple[Signatory, ...]:
    """``T/M BAN THƯỜNG VỤ; BÍ THƯ; Name``, as a signing block has it; a line for each signer."""
    rows = [_parts(line, 3) for line in value.splitlines() if line.strip()]
    return tuple(Signatory(authority, position, name or None) for authority, position, name in rows)


def _parts(value: str, count: int) -> list[str]:
    return [part.strip() for part in (value + ";" * count).split(";")[:count]]


def _addressees(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _arrival(value: str) -> Arrival:
    """``1456; 2023-09-15; Văn phòng Huyện ủy``: number, day and office of an arrival stamp."""
    number, day, office = _parts(value, 3)
    return Arrival(number or None, _date(day) if day else None, office or None)


def _level_of_secrecy(value: str) -> str:
    if value not in SECRECY:
        raise ValueError(value)
    return value


def _date(value: str) -> PartialDate:
    found = PartialDate.parse(value)
    if found.day and found.exact() is None:
        raise ValueError(value)
    _year(str(found.year))
    return found


def _year(value: str) -> int:
    year = read_number(value, _LAST_YEAR, least=_FIRST_YEAR) if value.isascii() else None
    if year is None:
        raise ValueError(value)
    return year


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "type": str,
    "title": str,
    "number": str,
    "issuer": str,
    "level": Level,
    "dateline": str,
    "date": _date,
    "year": _year,
    "unit": str,
    "signatory": _signatories,
    "addressees": _addressees,
    "secrecy": _level_of_secrecy,
    "urgency": str,
    "circulation": str,
    "received": _arrival,
    "draft": str,
    "copy": str,
}

_ATTRIBUTES = {"signatory": "signatories"}
"""Where a field of the notice has another name than here: it held a single signer once."""

_FORMS = {
    "date": "2021-10-25, 2021-10, 2021",
    "year": f"{_FIRST_YEAR}–{_LAST_YEAR}",
    "level": ", ".join(Level),
    "secrecy": ", ".join(SECRECY),
    "received": "1456; 2023-09-15; Văn phòng Huyện ủy",
}
"""Of the fields that are not free text, the form of the value."""


def read_corrections(path: Path) -> dict[str, tuple[Correction, ...]]:
    """The corrections of each notice by its id; none where there is no file.

    Raises :class:`IndexProblem` that names the entry which is not understood, and in it the key.
    """
    try:
        held = tomllib.loads(read_named(path, _MOST).decode("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise IndexProblem(
            because("Không đọc được {path}: {error}", path=path, error=error)
        ) from None
    entries = held.pop("correction", [])
    if held or not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise IndexProblem(
            because("{path}: mỗi mục sửa mở đầu bằng một dòng [[correction]]", path=path)
        )
    found: dict[str, tuple[Correction, ...]] = {}
    for number, entry in enumerate(entries, start=1):
        for key, form in _wrong(entry):
            raise IndexProblem(
                because(
                    "{path}: mục sửa thứ {number}: {key} phải có dạng: {form}",
                    path=path,
                    number=number,
                    key=key,
                    form=form,
                )
            )
        correction = Correction(**{**entry, "value": str(entry["value"])})
        found[correction.notice] = (*found.get(correction.notice, ()), correction)
    return found


def _wrong(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each key of an entry that is missing, unknown or wrong, and what is expected instead."""
    for key in sorted(entry.keys() - _KEYS):
        yield key, ", ".join(sorted(_KEYS))
    for key in ("notice", "who", "why"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            yield key, f'{key} = "…"'
    if type(entry.get("when")) is not date:
        yield "when", "when = 2024-03-01"
    name, value = entry.get("field"), entry.get("value")
    if not isinstance(name, str) or name not in _PARSERS:
        yield "field", ", ".join(_PARSERS)
    elif type(value) not in (str, int, date):  # a year or a date may be written without quotes
        yield "value", 'value = "…"'
    elif value != "":
        try:
            _PARSERS[name](str(value))
        except ValueError:  # also of a number of 5,000 figures, which no title is
            yield "value", _FORMS.get(name, 'value = "…"')


def corrections_fingerprint(corrections: Sequence[Correction]) -> str:
    """Changes when the corrections of a notice do; empty without any."""
    return hashlib.sha256(repr(corrections).encode()).hexdigest()[:16] if corrections else ""


def apply_corrections(notice: Notice, corrections: Sequence[Correction]) -> Notice:
    """The notice with its fields put right, in the order given.

    A corrected date sets the year, too, unless that has a correction of its own.
    """
    for one in corrections:
        name = _ATTRIBUTES.get(one.field, one.field)
        value = _PARSERS[one.field](one.value) if one.value else None
        evidence = Evidence(
            Status.STATED if one.value else Status.UNKNOWN,
            _reason(one, getattr(notice, name).value),
        )
        changed: dict[str, Field[Any]] = {name: Field(value, evidence)}
        if one.field == "date" and isinstance(value, PartialDate):
            changed["year"] = Field(value.year, evidence)
        notice = replace(notice, **changed)  # type: ignore[arg-type]  # by the field's name
    return notice


def corrected_secrecy(notice: Notice, corrections: Iterable[Correction]) -> Field[str]:
    """The level of secrecy of a notice as a person put it right, if one did."""
    own = [one for one in corrections if one.field == "secrecy"]
    return apply_corrections(notice, own).secrecy if own else notice.secrecy


def _reason(one: Correction, read: object) -> Reason:
    """Who corrected what the program had read, when and why."""
    if read is None:
        return because(
            "{who} bổ sung ngày {when}: {why}", who=one.who, when=one.when.isoformat(), why=one.why
        )
    return because(
        "{who} sửa ngày {when}: {why}; chương trình đã đọc là {read}",
        who=one.who,
        when=one.when.isoformat(),
        why=one.why,
        read=_written(read),
    )


def _written(read: object) -> object:
    """What was read, in the form in which it would be corrected."""
    if isinstance(read, PartialDate):
        return read.iso
    if isinstance(read, Signatory):
        return "; ".join(filter(None, (read.authority, read.position, read.full_name)))
    if isinstance(read, Arrival):
        day = read.day.iso if read.day else None
        return "; ".join(filter(None, (read.number, day, read.office)))
    if isinstance(read, tuple):
        return " | ".join(str(_written(one)) for one in read)
    return read


def is_corrected(evidence: Evidence) -> bool:
    """Whether a field holds what a person put there, for a page to mark it."""
    return {name for name, _ in evidence.reason.values} >= {"who", "when", "why"}


def correct_reading(
    reading: Reading,
    corrections: Sequence[Correction],
    knowledge: Knowledge,
    default_province: str | None = None,
    collection: CollectionNumbers | None = None,
) -> Reading:
    """A reading with its notice put right, and everything that leans on the notice anew."""
    if not corrections:
        return reading
    document = reading.document
    known = (one for one in reading.failures if one.stage is NoticeStage.FIELDS)
    guard = StageGuard(
        document.id,
        document.source,
        document.text,
        known,
        reading.failures,
        is_discreet=corrected_secrecy(reading.notice, corrections).value is not None,
    )
    notice = guard.run(
        NoticeStage.CORRECTIONS,
        partial(apply_corrections, reading.notice, corrections),
        lambda: reading.notice,
    )
    return understand_notice(document, notice, knowledge, default_province, guard, collection)
