"""Mentions of directives, the directives, and the ties between the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from indexer.model.evidence import Certainty, Outcome, Reason, Span, because
from indexer.model.partial_date import PartialDate


# Not frozen, which takes three times as long: a law has thousands.
@dataclass(unsafe_hash=True, slots=True)
class Pinpoint:
    """The place within a document that a text points to (dẫn chiếu): ``điểm b khoản 2 Điều 7``.

    Each part as it is numbered (``"7a"``, ``"đ"``, ``"II.3"``), None where it is not named: tiết,
    điểm, khoản, Điều, mục, Chương, Phần, Phụ lục.  ``target`` is of those that belong to no
    citation: ``self`` for the document that speaks, None where nothing tells which one is meant.
    """

    span: Span
    text: str
    item: str | None = None
    point: str | None = None
    clause: str | None = None
    article: str | None = None
    section: str | None = None
    chapter: str | None = None
    part: str | None = None
    appendix: str | None = None
    target: str | None = None


class CitationRole(StrEnum):
    """What a text cites a directive for (vai trò của viện dẫn), by the words that govern it.

    The value is a code for indexes and addresses, ``words`` what people call it.  Replaced, amended
    or repealed is the directive to which it is done; the one that does it is only mentioned.

    >>> CitationRole("can-cu").words, CitationRole.MENTION.value
    ('căn cứ', 'nhac-den')
    """

    BASIS = "can-cu"
    IMPLEMENTED = "thuc-hien"
    COMPLIED_WITH = "theo-quy-dinh-tai"
    REPLACED = "thay-the"
    AMENDED = "sua-doi-bo-sung"
    REPEALED = "bai-bo"
    GUIDED = "huong-dan-thi-hanh"
    REVIEWED = "so-ket-tong-ket"
    VIOLATED = "trai-voi"
    MENTION = "nhac-den"

    @property
    def words(self) -> str:
        """The role as Vietnamese papers call it: ``sơ kết tổng kết``."""
        # "căn cứ" alone heads the reason of a fact on the pages, which is another word in English.
        return "căn cứ" if self is CitationRole.BASIS else str(_ROLE_NAMES[self])

    @property
    def named(self) -> Reason:
        """What people read of it, in any language."""
        return _ROLE_NAMES[self]

    @property
    def changes(self) -> bool:
        """Whether something is done to the directive: it is replaced, amended or repealed."""
        return self in (CitationRole.REPLACED, CitationRole.AMENDED, CitationRole.REPEALED)


_ROLE_NAMES = {
    CitationRole.BASIS: because("căn cứ vào"),
    CitationRole.IMPLEMENTED: because("thực hiện"),
    CitationRole.COMPLIED_WITH: because("theo quy định tại"),
    CitationRole.REPLACED: because("thay thế"),
    CitationRole.AMENDED: because("sửa đổi bổ sung"),
    CitationRole.REPEALED: because("bãi bỏ"),
    CitationRole.GUIDED: because("hướng dẫn thi hành"),
    CitationRole.REVIEWED: because("sơ kết tổng kết"),
    CitationRole.VIOLATED: because("trái với"),
    CitationRole.MENTION: because("nhắc đến"),
}

SELF: Final = "self"
"""The document that speaks, as the target of a pinpoint or the agent of a relation."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that give a citation its role (từ ngữ chỉ vai trò): ``theo quy định tại``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What replaces, amends or repeals the directive that a citation names (quan hệ văn bản).

    ``agent`` does it: ``self`` for the document that speaks, the span of the citation that names
    another (``Quy định 22 thay thế Quy định 30``), None where nothing tells.  ``makes_relation``
    tells that the document itself does it with these words, and does not report, propose or quote
    it.  ``since`` is the day that the text names for it, or None; ``since_cue`` are the words that
    name it, also ``ngày ký``, which is a day only with that of the document.
    """

    agent: Literal["self"] | Span | None = None
    makes_relation: bool = False
    since: PartialDate | None = None
    since_cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a directive (viện dẫn): where it stands and what it says.

    ``span`` is the minimal core, from the type word to the end of the symbol; date, organ and
    term of a numbered citation may lie outside it.  ``number`` is the written symbol in normal
    form (``213-QĐ/TW``); ``body`` the organ as stated, else the generic one of its code;
    ``date`` and ``term`` only what the passage states.  ``kind`` is one of ``full``, ``list``,
    ``range``, ``alias``, ``short``, ``law``.  ``subject`` holds the words after ``về`` that
    may tell homonyms apart; ``place`` the place named with the organ (``Nghệ An``).
    ``written_term`` are the words of a khóa that is not plainly ``term``: ``khóa XIl``, read as
    XII; with no ``term``, a khóa that is written and cannot be read (``khóa VV``).
    ``damaged`` are the figures of the number as they stand where they were read as others, or
    cannot be read: ``2l3`` of a 2l3-QĐ/TW that is taken for 213; ``misread_date`` is the date as
    it stands where letters were read as figures: ``15/5/20l6``.  What such a citation means is
    never certain.  ``date_is_unlabelled`` says that the date stands in a cell of a table that
    does not say what it is the date of.  ``pinpoints`` are the places in the directive that the
    text points to with this mention.
    ``role`` is what it is cited for, and ``cue`` the words that say so, None of what is only
    mentioned; ``relation`` is of what is replaced, amended or repealed.
    """

    span: Span
    text: str
    kind: str
    type: str | None = None
    number: str | None = None
    sigil: str | None = None
    body_code: str | None = None
    body: str | None = None
    date: PartialDate | None = None
    term: str | None = None
    subject: str = ""
    place: str = ""
    written_term: str = ""
    damaged: str = ""
    misread_date: str = ""
    date_is_unlabelled: bool = False
    pinpoints: tuple[Pinpoint, ...] = ()
    role: CitationRole = CitationRole.MENTION
    cue: Cue | None = None
    relation: Relation | None = None

    @property
    def has_misread_figures(self) -> bool:
        """Whether figures of its number or date were read as others, or cannot be read."""
        return bool(self.damaged or self.misread_date)

    @property
    def illegible_term(self) -> str:
        """The words of a khóa that is written and cannot be read; empty where there is none."""
        return "" if self.term else self.written_term


class Validity(StrEnum):
    """Whether a directive is in force (hiệu lực), as far as a source says so.

    ``UNKNOWN`` says nothing: neither that it is in force nor that it has ended.
    """

    IN_FORCE = "in_force"
    PARTLY_EXPIRED = "partly_expired"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Directive:
    """An instrument that may be cited (văn bản được viện dẫn): one row of the registry.

    ``key`` is ``<body>/<term>/<code>-<number>``, for example ``tw/k12/qdi-213``.
    ``supersedes`` and ``superseded_by`` hold keys, or the symbol as written (``09/2003/QH11``)
    of what the registry does not hold and whose type it does not tell.
    ``effective`` is the day from which it has been in force.
    ``confidence`` is ``confirmed``, ``partial`` or ``unconfirmed``; ``doubt`` says of what.
    """

    key: str
    type: str
    number: str
    body: str
    term: str
    date: PartialDate | None
    title: str
    aliases: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    source: str = ""
    confidence: str = "unconfirmed"
    doubt: str = ""
    effective: PartialDate | None = None
    status: Validity = Validity.UNKNOWN

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources one by one: addresses of pages, or a repository and a path in it."""
        return tuple(part.strip() for part in self.source.split(" ; ") if part.strip())


@dataclass(frozen=True, slots=True)
class Resolution:
    """A citation tied to a directive (kết quả đối chiếu), with the reason in words.

    ``key`` always exists, except for a malformed citation and one on which the program failed;
    unknown parts of it are ``_``.
    ``number`` is the symbol of the resolved directive, else the written one.  ``certainty`` tells
    how sure the key is; None where the term, or whose paper it is, stays open.
    """

    citation: Citation
    key: str | None
    outcome: Outcome
    candidates: tuple[str, ...]
    reason: Reason
    type: str | None = None
    number: str | None = None
    body: str | None = None
    certainty: Certainty | None = None
