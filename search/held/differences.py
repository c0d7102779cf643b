"""What two say differently of one directive: the registry and a text held, or two texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from indexer.index import Card
from indexer.model import Directive, OneOf, Reading, Reason, because
from indexer.text import slug
from search.typography import day

_CENTRE = slug("Ban Chấp hành Trung ương")
"""Whose letterhead the organs of the centre share: who signs tells which of them speaks."""

_ON_BEHALF = re.compile(r"^T(?:/|\. ?)?M\.? ", re.IGNORECASE)
"""What stands before the organ for which somebody signs: ``T/M``, thay mặt."""

_OPENINGS = ("ve-viec-", "ve-")
"""How a title begins in papers, and not in every list."""


class DifferingField(StrEnum):
    """Of what two say something different, in the order in which it is told."""

    TYPE = "type"
    DATE = "date"
    ORGAN = "organ"
    TITLE = "title"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which two say something different, with the words of both: dates in ISO 8601.

    ``here`` is of the registry, or, where ``is_of_texts``, of the text that stands first; ``there``
    of the other one.  Of the content both are the first words that differ, with those around them,
    and ``paragraphs`` is in how many paragraphs there are such.
    """

    field: DifferingField
    here: str
    there: str
    is_of_texts: bool = False
    paragraphs: int = 0

    @property
    def reason(self) -> Reason:
        """The difference as a sentence.

        >>> str(Difference(DifferingField.DATE, "2020-01-02", "2020-01-03").reason)
        'ngày: danh mục ghi 02/01/2020, bản trong kho ghi 03/01/2020'
        """
        here, there = self.here, self.there
        if self.field is DifferingField.CONTENT:
            return self._reason_of_content()
        if self.field is DifferingField.DATE:
            here, there = day(here), day(there)
        elif self.field is DifferingField.TITLE:
            here, there = f"“{here}”", f"“{there}”"
        said = because("danh mục ghi {here}, bản trong kho ghi {there}", here=here, there=there)
        if self.is_of_texts:
            said = because("bản đứng đầu ghi {here}, bản này ghi {there}", here=here, there=there)
        return OneOf(_NAMES[self.field].template, _NAMES[self.field].values, (said,))

    def _reason_of_content(self) -> Reason:
        """The first words that differ; where one of the texts ends, those that the other adds."""
        here, there = self.here, self.there
        said = because("bản đứng đầu viết “{here}”, bản này viết “{there}”", here=here, there=there)
        if not there:
            said = because("bản đứng đầu còn có “{here}”", here=here)
        elif not here:
            said = because("bản này còn có “{there}”", there=there)
        told = because("nội dung khác nhau {n} đoạn: {values}", n=self.paragraphs, values="")
        return OneOf(told.template, told.values, (said,))


_NAMES = {
    DifferingField.TYPE: because("loại văn bản: {values}", values=""),
    DifferingField.DATE: because("ngày: {values}", values=""),
    DifferingField.ORGAN: because("cơ quan ban hành: {values}", values=""),
    DifferingField.TITLE: because("trích yếu: {values}", values=""),
}


def from_registry(row: Directive, card: Card, reading: Reading) -> tuple[Difference, ...]:
    """Where a text that is held says something else than the registry; what one of them leaves
    open, or says in more words, is no difference."""
    date = row.date.iso if row.date else ""
    organ = _organ_told(row.body, card, reading)
    pairs = [
        (DifferingField.TYPE, row.type, card.type or "", slug(row.type) == slug(card.type or "")),
        (DifferingField.DATE, date, card.date, _is_same_day(date, card.date)),
        (DifferingField.ORGAN, row.body, organ, False),
        (DifferingField.TITLE, row.title, card.title or "", _is_same_title(row.title, card.title)),
    ]
    return tuple(_told(pairs))


def from_other_text(first: Card, other: Card) -> tuple[Difference, ...]:
    """Where another text that bears the same key says something else than the first."""
    issuers = first.issuer or "", other.issuer or ""
    pairs = [
        (DifferingField.TYPE, first.type or "", other.type or "", first.type == other.type),
        (DifferingField.DATE, first.date, other.date, _is_same_day(first.date, other.date)),
        (DifferingField.ORGAN, *issuers, _is_within(*map(slug, issuers))),
        (
            DifferingField.TITLE,
            first.title or "",
            other.title or "",
            _is_same_title(first.title, other.title),
        ),
    ]
    return tuple(replace(one, is_of_texts=True) for one in _told(pairs))


def _told(pairs: Iterable[tuple[DifferingField, str, str, bool]]) -> Iterator[Difference]:
    """The differences: both say something, and not the same."""
    for field, here, there, is_same in pairs:
        if here and there and not is_same:
            yield Difference(field, here, there)


def _is_same_day(one: str, other: str) -> bool:
    """Whether two dates may be one day: a month or a year is that of each of its days."""
    return one.startswith(other) or other.startswith(one)


def _is_same_title(one: str | None, other: str | None) -> bool:
    """Whether two titles are one, as the words go: one may be told in fewer words.

    >>> _is_same_title("về thi hành Điều lệ Đảng", "Thi hành Điều lệ Đảng (khóa XII)")
    True
    """
    words = [slug(title or "") for title in (one, other)]
    for opening in _OPENINGS:
        words = [title.removeprefix(opening) for title in words]
    return _is_within(*words)


def _is_within(one: str, other: str) -> bool:
    """Whether one says what the other does, perhaps with more words.

    >>> _is_within("tong-ket-nghi-quyet-27", "tong-ket-nghi-quyet-279")
    False
    """
    return _has_words(one, other) or _has_words(other, one)


def _has_words(text: str, words: str) -> bool:
    """Whether some whole words stand in a text, both as slugs."""
    return not words or f"-{words}-" in f"-{text}-"


def _organ_told(body: str, card: Card, reading: Reading) -> str:
    """The organ that a paper names where that is another than the registry's; empty where it names
    the same, or only the committee whose letterhead the organs of the centre share."""
    signers = reading.notice.signatories.value or ()
    signed = [_ON_BEHALF.sub("", one.authority) for one in signers if one.authority]
    said = [*signed, card.issuer or ""]
    organs = [slug(part) for part in body.split(",")]
    if any(_has_words(slug(one), organ) for organ in organs for one in said):
        return ""
    named = [one for one in said if one and slug(one) != _CENTRE]
    return named[0] if named else ""
