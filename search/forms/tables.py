"""The lists of the site as tables: what stands in each row, for programs and for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from indexer.directives import (
    Knowledge,
    doubt_text,
    key_label,
    known_validity,
    validity_text,
)
from indexer.gazetteer import CENTRE, CENTRE_NAME
from indexer.index import Card
from indexer.language import gettext, reason_text
from indexer.model import Certainty, Outcome, PartialDate, Resolution, Status, because
from search.areas import PlaceTreeNode, expand_places, search_notices
from search.display import FacetLabels, addresses, citation_role_name, headline, with_mark
from search.engine import Engine
from search.forms import lookup_answers
from search.forms.citation_cells import (
    BETWEEN,
    cited_keys,
    doubt_of,
    roles_of_keys,
    tied_cells,
    written_form,
    written_forms,
)
from search.forms.lookup_answers import LookedUpCitation
from search.forms.tabular import Coded, ColumnKind, Table, TableColumn
from search.forms.terminal_lookup import judgement_name, row_outcome_name
from search.held import Availability, HeldText, HeldTexts, availability_name, what_is_open
from search.lookup import CheckedDraft, DraftFinding, LookupResult, LookupRow
from search.pages.citing import citing_sentences
from search.pages.directives import DirectiveList
from search.pages.listed import ListedDirective
from search.pages.place import DisambiguationPage, PlaceTree
from search.query import CITES, Query
from search.wording import outcome_name, status_name

_COUNT = TableColumn("notices", because("Số thông báo"), ColumnKind.COUNT, width=20)
_KEY = TableColumn("key", because("Mã văn bản"))
_CERTAINTY = TableColumn("certainty", because("Mức chắc chắn"), width=24, order=6)
_CONFIDENCE = TableColumn("confidence", because("Kiểm chứng"))
_DOUBT = TableColumn("doubt", because("Chưa kiểm chứng"), width=44)

_NOTICE = (
    TableColumn("id", because("Mã thông báo")),
    TableColumn("url", because("Địa chỉ"), ColumnKind.ADDRESS),
    TableColumn("title", because("Trích yếu"), width=70, order=4),
    TableColumn("number", because("Số, ký hiệu"), width=36, order=1),
    TableColumn("date", because("Ngày"), ColumnKind.DATE, width=24, order=2),
    TableColumn("year", because("Năm"), ColumnKind.YEAR),
    TableColumn("year_status", because("Căn cứ của năm")),
    TableColumn("type", because("Loại văn bản")),
    TableColumn("issuer", because("Cơ quan ban hành"), width=46, order=3),
    TableColumn("unit", because("Đơn vị được nói đến")),
    TableColumn("unit_key", because("Mã đơn vị được nói đến")),
    TableColumn("sample", because("Văn bản mẫu")),
    TableColumn("secrecy", because("Độ mật")),
    TableColumn("unit_status", because("Căn cứ của đơn vị")),
    TableColumn("issuer_place", because("Địa bàn của cơ quan ban hành")),
    TableColumn("issuer_place_key", because("Mã địa bàn của cơ quan ban hành")),
    TableColumn("cites", because("Mã văn bản được viện dẫn")),
    TableColumn("infers", because("Mã văn bản chỉ do suy luận")),
    TableColumn("may_cite", because("Mã văn bản có thể được viện dẫn")),
    TableColumn("cites_written", because("Viện dẫn như viết trong văn bản")),
    TableColumn("cites_named", because("Văn bản được viện dẫn"), width=62, order=5),
    TableColumn("cites_roles", because("Viện dẫn từng văn bản để làm gì")),
    TableColumn("own_key", because("Mã của chính văn bản")),
)
_SENTENCES = TableColumn("sentences", because("Câu viện dẫn"))
_ROLE = TableColumn("role", because("Viện dẫn để làm gì"))


@dataclass(frozen=True, slots=True)
class NoticeTables:
    """Makes the tables of notices over one index; ``site`` stands before every address."""

    engine: Engine
    knowledge: Knowledge
    site: str

    def listed(self, query: Query, subject: str) -> Table:
        """Every notice of a list; of one filtered by directives, how surely each cites them."""
        keys = query.filters.get(CITES.name, ())
        rows = (
            [*self._cells(card, cited), *(tied_cells(keys, query, cited) if keys else ())]
            for card, cited in self._found(query)
        )
        columns = (*_NOTICE, _CERTAINTY, _ROLE) if keys else _NOTICE
        return self._table(columns, rows, query, subject)

    def citing(self, key: str, query: Query, subject: str) -> Table:
        """The notices that cite a directive, or may, with how surely and their citing sentences."""
        rows = (
            [
                *self._cells(card, cited),
                self._sentences(card, key),
                *tied_cells((key,), query, cited),
            ]
            for card, cited in self._found(query)
        )
        return self._table((*_NOTICE, _SENTENCES, _CERTAINTY, _ROLE), rows, query, subject)

    def _found(self, query: Query) -> Iterator[tuple[Card, Sequence[Resolution]]]:
        places = self.knowledge.gazetteer
        return self.engine.scan_with_citations(expand_places(query, places))

    def _table(
        self,
        columns: Sequence[TableColumn],
        rows: Iterable[list[object]],
        query: Query,
        subject: str,
    ) -> Table:
        """A table that says what was asked for, how much it holds, and how old its data are."""
        one = replace(query, page=1, per_page=1, sort="date")
        found = search_notices(self.engine, FacetLabels(self.knowledge), one)
        changed = self.engine.changed_at
        return Table(
            title=because("Danh sách thông báo"),
            columns=columns,
            rows=rows,
            total=found.total,
            subject=subject,
            asked=found.understood,
            as_of=date.fromtimestamp(changed) if changed else None,
        )

    def _cells(self, card: Card, citations: Sequence[Resolution]) -> list[object]:
        return [
            card.id, self.site + addresses.notice(card.id),
            Coded(card.title or "", partial(_title, card)), card.number,
            card.date or Coded("", partial(_year_alone, card)), card.year,
            _status(card.year_status), card.type, card.issuer, card.unit, "; ".join(card.unit_keys),
            Coded("sample", partial(gettext, "văn bản mẫu")) if card.sample else "", card.secrecy,
            _status(card.unit_status), self._place(card), card.issuer_key,
            *cited_keys(citations), written_forms(citations),
            Coded(None, partial(self._named, citations)),
            Coded(" ".join(roles_of_keys(citations)), partial(self._roles, citations)),
            card.own_key,
        ]  # fmt: skip

    def _name(self, one: Resolution) -> str:
        """A directive by its label, else as it is written."""
        return key_label(one.key or "", self.knowledge) or written_form(one)

    def _named(self, citations: Sequence[Resolution], language: str) -> str:
        """The directives that a notice cites by their names, with what is not sure of them."""
        doubts: dict[str, str] = {}
        for one in citations:
            if one.outcome is not Outcome.MALFORMED:
                name, doubt = self._name(one), doubt_of(one, language)
                doubts[name] = doubt and doubts.get(name, doubt)
        return "; ".join(f"{name} ({doubt})" if doubt else name for name, doubt in doubts.items())

    def _roles(self, citations: Sequence[Resolution], language: str) -> str:
        """The directives that a notice cites by their names, each with what for."""
        named = (one for one in citations if one.key and one.outcome is not Outcome.MALFORMED)
        return "; ".join(
            dict.fromkeys(
                f"{self._name(one)}: {citation_role_name(one.citation.role, language)}"
                for one in named
            )
        )

    def _place(self, card: Card) -> str:
        """The place of the issuer, under its name on the day of the notice."""
        on = card.date or (str(card.year) if card.year else "")
        day = PartialDate.parse(on).latest() if on else None
        return self.knowledge.gazetteer.label(card.issuer_key, day) if card.issuer_key else ""

    def _sentences(self, card: Card, key: str) -> str:
        found = self.engine.notice(card.id)
        cited = citing_sentences(found[1], key) if found else ()
        return BETWEEN.join(" ".join(sentence.text.split()) for sentence in cited)


def _title(card: Card, language: str) -> str:
    """The title behind the type and the level of secrecy; what is no true notice says so."""
    title = with_mark(card, headline(card))
    return f"{title} ({gettext('văn bản mẫu', language)})" if card.sample else title


def _status(code: str) -> Coded:
    return Coded(code, partial(status_name, Status(code)))


def _year_alone(card: Card, language: str) -> str:
    """What is known of the time of a notice that states no date."""
    if card.year and card.year_status == Status.INFERRED:
        return gettext("năm {year} (suy luận)", language, year=card.year)
    if card.year:
        return gettext("năm {year}", language, year=card.year)
    return gettext("không rõ ngày", language)


_DIRECTIVE = (
    _KEY,
    TableColumn("type", because("Loại văn bản"), width=24),
    TableColumn("number", because("Số, ký hiệu"), width=30),
    TableColumn("body", because("Cơ quan ban hành"), width=34),
    TableColumn("term", because("Khóa")),
    TableColumn("date", because("Ngày"), ColumnKind.DATE, width=24),
    TableColumn("title", because("Trích yếu"), width=74),
    _CONFIDENCE,
    _DOUBT,
    _COUNT,
    TableColumn("effective", because("Ngày có hiệu lực"), ColumnKind.DATE),
    TableColumn("status", because("Hiệu lực"), width=26),
    TableColumn("availability", because("Trong kho")),
)


def directive_table(listed: DirectiveList, texts: HeldTexts) -> Table:
    """The list of directives, held or only cited."""
    held = texts.of(one.key for one in listed.all if not one.directive)
    rows = (
        _directive_cells(one, texts.availability(one.key), held.get(one.key)) for one in listed.all
    )
    title = because("Danh sách văn bản được viện dẫn")
    return Table(title, _DIRECTIVE, rows, len(listed.all), listed.filter_text)


def _directive_cells(
    counted: ListedDirective, availability: Availability, text: HeldText | None
) -> list[object]:
    """A row of the list; of what the registry lacks, as its text says, where that is held."""
    one, there = counted.directive, Coded(availability, partial(availability_name, availability))
    if one is None:
        not_held = Coded("not_held", partial(outcome_name, Outcome.NOT_HELD))
        known = {"key": counted.key, "number": counted.label, "confidence": not_held}
        known |= {"notices": counted.count, "availability": there}
        if text and not text.is_inferred:
            card = text.first
            known |= {"type": card.type, "number": card.number, "body": card.issuer}
            known |= {"date": card.date, "title": with_mark(card, card.title or "")}
        return [known.get(column.name, "") for column in _DIRECTIVE]
    return [
        one.key, one.type, one.number, one.body, one.term, one.date.iso if one.date else "",
        one.title, _confidence(one.confidence), Coded(one.doubt, partial(doubt_text, one)),
        counted.count, one.effective.iso if one.effective else "",
        Coded(known_validity(one), partial(validity_text, one)), there,
    ]  # fmt: skip


def _confidence(code: str) -> Coded:
    return Coded(code, partial(_confidence_words, code))


def _confidence_words(code: str, language: str) -> str:
    """How far a row of the registry was held against sources."""
    return {
        "confirmed": gettext("đã kiểm chứng", language),
        "partial": gettext("chưa kiểm chứng đủ", language),
        "unconfirmed": gettext("chưa kiểm chứng", language),
    }.get(code, "")


_PLACE = (
    TableColumn("key", because("Mã địa bàn")),
    TableColumn("label", because("Địa bàn"), width=60, order=1),
    TableColumn("standing", because("Vào thời điểm liệt kê"), width=28, order=3),
    replace(_COUNT, order=4),
)
_WITHIN = TableColumn("within", because("Thuộc"), width=45, order=2)


def place_table(tree: PlaceTree) -> Table:
    """The tree of places, each below what it lies in."""
    central = [[CENTRE, CENTRE_NAME, _standing(True), tree.central, ""]] if tree.central else []
    within = (cells for root in tree.provinces for cells in _places_in(root, ""))
    rows = [*central, *within]
    return Table(because("Danh sách địa bàn có thông báo"), (*_PLACE, _WITHIN), rows, len(rows))


def _places_in(node: PlaceTreeNode, within: str) -> Iterator[list[object]]:
    yield [node.key, node.label, _standing(node.standing), node.count, within]
    inside = f"{node.label}, {within}" if within else node.label
    for child in node.children:
        yield from _places_in(child, inside)


def place_name_table(page: DisambiguationPage) -> Table:
    """The places of one name."""
    rows = ([one.key, one.label, _standing(not today), one.count] for one, today in page.places)
    title = because("Danh sách địa bàn cùng tên")
    return Table(title, _PLACE, rows, len(page.places), page.name)


def _standing(standing: bool) -> Coded:
    return Coded(str(standing), partial(_standing_words, standing))


def _standing_words(standing: bool, language: str) -> str:
    return gettext("có", language) if standing else gettext("không có", language)


_CITED = (
    TableColumn("start", because("Từ ký tự"), ColumnKind.COUNT),
    TableColumn("end", because("Đến ký tự"), ColumnKind.COUNT),
    TableColumn("text", because("Viết trong văn bản")),
)
_LOOKUP = (
    *_CITED,
    TableColumn("status", because("Kết quả")),
    _CERTAINTY,
    _KEY,
    TableColumn("type", because("Loại văn bản")),
    TableColumn("number", because("Số, ký hiệu")),
    TableColumn("body", because("Cơ quan ban hành")),
    TableColumn("date", because("Ngày"), ColumnKind.DATE),
    TableColumn("term", because("Khóa")),
    TableColumn("candidates", because("Mã văn bản có thể được viện dẫn")),
    TableColumn("reason", because("Lý do")),
    _ROLE,
)


def lookup_table(found: LookupResult, answers: Sequence[LookedUpCitation]) -> Table:
    """The citations of a text looked up; ``answers`` are what is told of each."""

    def row(one: LookupRow, answer: LookedUpCitation) -> list[object]:
        role, key = one.resolution.citation.role, one.resolution.key
        name = partial(row_outcome_name, one)
        if answer.possible and key:
            name = partial(reason_text, what_is_open(key))
        elif answer.status != one.status:
            name = partial(gettext, "có trong kho")
        told = {
            "candidates": " ".join(answer.candidates),
            "status": Coded(str(answer.status), name),
            "certainty": _sure(answer.certainty),
            "role": Coded(role.value, partial(citation_role_name, role)),
        }
        return [told[c.name] if c.name in told else getattr(answer, c.name) for c in _LOOKUP]

    rows = map(row, found.rows, answers)
    return Table(because("Tra cứu viện dẫn"), _LOOKUP, rows, len(found.rows))


def _sure(certainty: Certainty | None) -> Coded | None:
    return _status(certainty) if certainty else None


_DRAFT = (
    *_CITED,
    TableColumn("judgement", because("Nhận xét")),
    TableColumn("because", because("Lý do")),
    TableColumn("wordings", because("Cách viết đề nghị")),
    _KEY,
    _CERTAINTY,
    _CONFIDENCE,
    _DOUBT,
    TableColumn("remarks", because("Nhận xét khác")),
)


def draft_table(checked: CheckedDraft, language: str) -> Table:
    """The citations of a draft judged."""

    def row(one: DraftFinding) -> list[object]:
        found = lookup_answers.finding(one, language)
        alone = one.directives[0] if len(one.directives) == 1 else None
        return [
            found.start, found.end, found.text,
            Coded(found.judgement, partial(judgement_name, found.judgement)), found.because,
            BETWEEN.join(form.text for form in found.wordings), found.key, _sure(found.certainty),
            _confidence(alone.confidence) if alone else "",
            doubt_text(alone, language) if alone else "",
            BETWEEN.join(remark.because for remark in found.remarks[1:]),
        ]  # fmt: skip

    return Table(because("Kiểm tra bản thảo"), _DRAFT, map(row, checked.findings))
