"""What the program calls its own things, in the person's language: facets and levels.

What a person reads for a facet value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indexer.directives import Knowledge
from indexer.index import Card
from indexer.language import reason_text
from indexer.model import UNKNOWN, Citation, CitationRole, Level, Reason, because
from indexer.text import slug
from search.display.addresses import UNIT_ROLE
from search.display.roles import ROLE_NAMES
from search.query import FACETS, LEVELS

_OTHERS = {
    "since": because("Từ ngày"),
    "until": because("Đến ngày"),
    UNIT_ROLE: because("Quan hệ với địa bàn"),
}
"""The headings of filters that are no facets."""

_SEARCHES = {
    "type": because("Tìm trong {n} loại văn bản", n=0),
    "issuer": because("Tìm trong {n} cơ quan", n=0),
    "organ": because("Tìm trong {n} cơ quan đứng tên", n=0),
    "province": because("Tìm trong {n} tỉnh, thành phố", n=0),
    "unit": because("Tìm trong {n} địa bàn", n=0),
    "cites": because("Tìm trong {n} văn bản", n=0),
    "term": because("Tìm trong {n} khóa", n=0),
    "committee_term": because("Tìm trong {n} nhiệm kỳ", n=0),
    "dieu": because("Tìm trong {n} điều, mục", n=0),
}
"""What stands above the field in which words are sought among the values of a facet."""

_SEARCH = because("Tìm trong {n} mục", n=0)
"""The same of facets that have too few values to be searched today."""


def facet_name(name: str, language: str) -> str:
    """The heading of a facet, or of another filter."""
    heading = FACETS[name].heading if name in FACETS else _OTHERS[name]
    return reason_text(heading, language)


def search_label(name: str, n: int) -> Reason:
    """How many there are of what the values of a facet are, above the search among them.

    >>> str(search_label("issuer", 19))
    'Tìm trong 19 cơ quan'
    """
    return Reason(_SEARCHES.get(name, _SEARCH).template, (("n", str(n)),))


def value_name(facet: str, value: str, label: str, language: str) -> str:
    """A facet value; names that the documents themselves give stay as they are."""
    return reason_text(describe_value(facet, value, label), language)


def describe_value(facet: str, value: str, label: str) -> Reason:
    """The same, to be said in any language later.

    >>> str(describe_value("level", "district", "district")), str(describe_value("year", "_", ""))
    ('cấp huyện', 'không rõ')
    """
    if facet in FACETS and value in FACETS[facet].names:
        return FACETS[facet].names[value]
    if facet == UNIT_ROLE:
        return ROLE_NAMES[value]
    return Reason("{name}", (("name", label),)) if label else because("không rõ")


def has_vietnamese_label(facet: str) -> bool:
    """Whether the values of a facet have Vietnamese names in every language."""
    return facet in FACETS and FACETS[facet].has_vietnamese_labels


def citation_role_name(role: CitationRole, language: str) -> str:
    """What a directive is cited for.

    >>> citation_role_name(CitationRole.BASIS, "vi")
    'căn cứ vào'
    """
    return reason_text(role.named, language)


def cited_for(citation: Citation, language: str) -> str:
    """What a text cites a directive for; where it only tells that something is done to it, or is to
    be, it says so: a proposal replaces nothing.

    >>> from indexer.citations import find_citations
    >>> (one,) = find_citations("đề xuất bãi bỏ Quy định số 22-QĐ/TW")
    >>> cited_for(one, "vi")
    'nói về việc bãi bỏ'
    """
    if citation.role.changes and not (citation.relation and citation.relation.makes_relation):
        return reason_text(_TOLD_OF[citation.role], language)
    return citation_role_name(citation.role, language)


_TOLD_OF = {
    CitationRole.REPLACED: because("nói về việc thay thế"),
    CitationRole.AMENDED: because("nói về việc sửa đổi bổ sung"),
    CitationRole.REPEALED: because("nói về việc bãi bỏ"),
}


def level_name(level: Level, language: str) -> str:
    """The level of a committee."""
    return reason_text(LEVELS[level], language)


def _no_written_names(_facet: str) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class FacetLabels:
    """Labels of facet values; ``written`` gives what the notices themselves call them, by facet."""

    knowledge: Knowledge
    written: Callable[[str], Mapping[str, str]] = _no_written_names

    def of(self, facet: str, value: str) -> str:
        """The label of a value; one that nobody knows is its own label.

        The label of notices without data, and of what no notice writes, is left to the interface,
        which says it in the person's language.
        """
        if value == UNKNOWN:
            return ""
        declared = FACETS[facet]
        if not declared.is_written:
            return declared.label(value, self.knowledge)
        if value in declared.names:
            return ""
        fields = filter(None, (facet, declared.finer))
        found = (self.written(one).get(value) for one in fields)
        return next(filter(None, found), declared.label(value, self.knowledge))


_OPENINGS = ("về", "kết", "ý", "việc", "của", "thực", "nâng", "triển")
"""First words of titles that are no names, and so are small behind the type."""


def headline(card: Card) -> str:
    """The title of a notice behind its type, as one says it; empty without a title.

    A title in capitals, or one that names the type itself, stands alone.

    >>> from dataclasses import replace
    >>> card = Card("a", "a", "", "Kết luận về rừng", None, "", None, "", *4 * [None], False)
    >>> card = replace(card, type="Thông báo")
    >>> headline(card), headline(replace(card, title="THÔNG BÁO VỀ RỪNG"))
    ('Thông báo kết luận về rừng', 'THÔNG BÁO VỀ RỪNG')
    """
    title = " ".join((card.title or "").split())
    if not title or not card.type or names_type(card, title):
        return title[:1].upper() + title[1:]
    return f"{card.type} {within_sentence(title)}"


def names_type(card: Card, title: str) -> bool:
    """Whether a title in capitals, or one that names the paper's type, needs no type before it."""
    named = slug(card.type or "")
    return title.isupper() or (named != "" and slug(title).startswith(named))


def within_sentence(title: str) -> str:
    """A title behind other words: its first word is small, unless it is a name.

    >>> within_sentence("Kết luận về rừng"), within_sentence("V/v giữ rừng")
    ('kết luận về rừng', 'về việc giữ rừng')
    """
    first, _, rest = title.partition(" ")
    if first.casefold() == "v/v":
        return f"về việc {rest}"
    return f"{first.lower()} {rest}" if first.casefold() in _OPENINGS and rest else title


def with_mark(card: Card, text: str) -> str:
    """What names a notice, behind its level of secrecy if it has one: ``[TỐI MẬT] 12-TB/HU``."""
    return f"[{card.secrecy.upper()}] {text}".rstrip() if card.secrecy else text
