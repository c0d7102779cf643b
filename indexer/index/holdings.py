"""What only the list of files says of the notices of an index, as its readers ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.index.records import FileRecord, Intake, aliases_of, intakes_of


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the same paper as the one that stands for a notice.

    ``alias`` is the address that leads there; ``digest`` the SHA-256 of its bytes, and ``is_same``
    whether these are the same, too; ``is_scan`` whether OCR would read it.
    """

    alias: str
    source: str
    path: str
    digest: str
    is_same: bool
    is_scan: bool


@dataclass(frozen=True, slots=True)
class Holdings:
    """Since when each notice is held, which copies it has, and by which other ids it is known.

    What is not known is not there.
    """

    intakes: Mapping[str, Intake] = field(default_factory=dict)
    copies: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, records: Iterable[FileRecord]) -> Holdings:
        """What the records of some files say."""
        listed = list(records)
        digests = {id_: one.digest for one in listed for id_ in one.notices}
        copies: dict[str, tuple[Copy, ...]] = {}
        for one in listed:
            if one.copy_of:
                is_same = digests.get(one.copy_of) == one.digest
                copy = Copy(one.alias, one.source, one.path, one.digest, is_same, one.is_scan)
                copies[one.copy_of] = (*copies.get(one.copy_of, ()), copy)
        aliases = {alias: id_ for id_, some in aliases_of(listed).items() for alias in some}
        return cls(intakes_of(listed), copies, aliases)
