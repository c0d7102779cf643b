"""The parts that pages are made of: text with what lies over it, charts, feeds, choices."""

import csv
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import (
    Citation,
    Document,
    Evidence,
    Field,
    Notice,
    Outcome,
    PlaceResolution,
    Reading,
    Resolution,
    Section,
    Span,
    Status,
    because,
)
from search.display.links import page_links, year_chart
from search.display.results import FacetValue
from search.forms import feeds
from search.pages.notice import paragraphs
from search.query.model import Query

REASON = because("không rõ")
UNKNOWN = Field(None, Evidence(Status.UNKNOWN, REASON))
NOWHERE = PlaceResolution(None, None, Outcome.NOT_HELD, (), REASON)


def reading(text, citations=(), sections=()):
    notice = Notice(*[UNKNOWN] * 10, sections=tuple(sections))
    document = Document("id", "a.txt", "0", "text/plain", text)
    return Reading(document, notice, tuple(citations), NOWHERE, NOWHERE, ())


def cited(text, written, key="tw/k12/qdi-213"):
    start = text.index(written)
    citation = Citation(Span(start, start + len(written)), written, "full")
    return Resolution(citation, key, Outcome.RESOLVED, (), REASON)


def written_out(all_paragraphs):
    return [
        "".join(piece.text for inline in one.inlines for piece in inline.runs)
        for one in all_paragraphs
    ]


def test_paragraphs_are_parted_at_blank_lines_and_keep_their_inner_breaks():
    found = list(paragraphs(reading("\n\n  Một\nhai\n \n\nBa.\n")))
    assert written_out(found) == ["  Một\nhai", "Ba."]


def test_a_page_break_inside_a_sentence_is_marked():
    found = list(paragraphs(reading("chưa đi vào chiều sâu; công\n\ntác giám sát.\n\nMục mới")))
    assert [one.joined for one in found] == [False, True, False]


def test_a_citation_cut_by_a_page_break_and_by_a_match_stays_one_link():
    text = "theo Quy định\n\nsố 213-QĐ/TW của"
    one = cited(text, "Quy định\n\nsố 213-QĐ/TW")
    first, second = paragraphs(reading(text, [one]), [Span(text.index("213"), text.index("-"))])
    assert [bool(run.citations) for run in first.inlines] == [False, True]
    assert [bool(run.citations) for run in second.inlines] == [True, False]
    assert [run.first for run in first.inlines + second.inlines] == [False, True, False, False]
    assert [(piece.text, piece.match) for piece in second.inlines[0].runs] == [
        ("số ", 0), ("213", 1), ("-QĐ/TW", 0),
    ]  # fmt: skip


def test_two_readings_of_one_span_share_a_run():
    text = "Nghị quyết Trung ương 4 (khóa XII, XIII)."
    written = text[:-1]
    both = [cited(text, written, "tw/k12/nq-04"), cited(text, written, "tw/k13/kl-21")]
    (paragraph,) = paragraphs(reading(text, both))
    assert [len(run.citations) for run in paragraph.inlines] == [2, 0]


def test_emphasis_is_shown_and_its_signs_are_kept_faint():
    (paragraph,) = paragraphs(reading("**I- MỘT**, *hai* và 3 * 4 ***"))
    pieces = [piece for inline in paragraph.inlines for piece in inline.runs]
    assert [piece.text for piece in pieces if piece.sign] == ["**", "**", "*", "*"]
    assert [piece.text for piece in pieces if piece.strong and not piece.sign] == ["I- MỘT"]
    assert [piece.text for piece in pieces if piece.light and not piece.sign] == ["hai"]


def test_sections_stand_at_their_paragraphs():
    text = "mở đầu\n\nI- KẾT QUẢ\n\n1. Một"
    sections = [Section("I-", 1, "KẾT QUẢ", Span(8, 18)), Section("1.", 2, "Một", Span(20, 26))]
    found = list(paragraphs(reading(text, sections=sections)))
    assert [[one.mark for one in paragraph.sections] for paragraph in found] == [[], ["I-"], ["1."]]


spans = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 12)), max_size=8)


@given(st.text(alphabet="ab *#\n.Đ", max_size=80), spans, spans)
def test_no_character_is_added_or_lost(text, marked, citing):
    def inside(pairs):
        return [Span(a, min(a + n, len(text))) for a, n in pairs if a < len(text)]

    citations = [
        Resolution(Citation(span, span.of(text), "full"), "k", Outcome.RESOLVED, (), REASON)
        for span in inside(citing)
    ]
    found = written_out(paragraphs(reading(text, citations), sorted(inside(marked))))
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["*a" * 30_000, "**a\n" * 20_000, "\n" * 100_000, "# " * 40_000])
def test_hostile_text_is_cut_in_linear_time(text):
    assert sum(map(len, written_out(paragraphs(reading(text))))) <= len(text)


def year(value, count, selected=False):
    return FacetValue(value, value, count, selected)


def test_a_chart_has_every_year_and_a_scale():
    chart = year_chart(
        [year("2020", 2), year("2023", 4, True), year("_", 9)], "/tim?year={}".format
    )
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("2020", 2), ("2021", 0), ("2022", 0), ("2023", 4),
    ]  # fmt: skip
    low, high = chart.bars[0], chart.bars[-1]
    assert high.height == 2 * low.height
    assert all(bar.y + bar.height == chart.base for bar in chart.bars)
    assert high.selected
    assert high.address == "/tim?year=2023"


@pytest.mark.parametrize("values", [[], [("2020", 1)], [("1200", 1), ("2020", 1)], [("_", 3)]])
def test_no_chart_where_there_is_nothing_to_compare(values):
    assert year_chart([year(*one) for one in values], str) is None


@given(st.lists(st.lists(st.text(max_size=20) | st.integers() | st.none(), min_size=1, max_size=4)))
def test_csv_never_starts_a_cell_as_a_formula(rows):
    text = "".join(feeds.csv_parts(feeds.Table(["a"], rows)))
    assert text.startswith("\ufeff")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))[1:]
    for row, given_row in zip(read, rows, strict=True):
        for cell, value in zip(row, given_row, strict=True):
            assert isinstance(value, int) or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_feed_is_well_formed_whatever_it_holds():
    entry = feeds.FeedEntry("/thong-bao/a", "<b>\x00\x0b&\ud800", "2023-08", "]]>")
    tree = ElementTree.fromstring(feeds.atom(feeds.Feed("t", [entry]), "/tim.atom", "http://x"))
    assert tree.find("{*}entry/{*}title").text == "<b>&"
    assert tree.find("{*}updated").text == "2023-08-01T00:00:00Z"


@given(st.integers(1, 40), st.integers(1, 40))
def test_steps_name_first_last_and_current(page, pages):
    found = page_links(Query(), page, pages, lambda query: str(query.page))
    numbers = [one.number for one in found]
    if pages == 1:
        assert numbers == []
    elif page <= pages:
        assert {1, pages, page} <= set(numbers)
        assert sum(one.current for one in found) == 1
    assert all(one.address == str(one.number) for one in found if one.number)


def test_steps_keep_the_query():
    query = replace(Query(text="a"), page=2)
    assert page_links(query, 2, 3, lambda wanted: wanted.text)[0].address == "a"
