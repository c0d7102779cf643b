"""A notice: its text with what lies over it, its fields, and its neighbours in time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import create_app
from indexer.index.build import build
from indexer.model import (
    Citation,
    Document,
    Outcome,
    PlaceResolution,
    Reading,
    Resolution,
    Section,
    Span,
    because,
)
from indexer.understanding import unknown_notice
from search.pages.notice import paragraphs
from tests.pages import ids, show

MONTHS = range(1, 13)


def text(month):
    return (
        "HUYỆN ỦY BẢO LÂM\n*\n"
        f"Số {month:02d}-TB/HU\n\nBảo Lâm, ngày 15 tháng {month} năm 2022\n\n"
        f"THÔNG BÁO\nkết quả làm việc với Đảng ủy xã Lộc Quảng tháng {month}\n\n"
        "Thường trực Huyện ủy Bảo Lâm, tỉnh Lâm Đồng thông báo như sau.\n"
    )


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    (folder / "in").mkdir()
    for month in MONTHS:
        (folder / "in" / f"thang-{month:02d}.txt").write_text(text(month), "utf-8")
    assert build([folder / "in"], folder / "index").failed == {}
    return create_app(folder / "index").test_client()


@pytest.mark.parametrize("month", MONTHS)
def test_the_notices_before_and_after_are_the_nearest_in_time(office, month):
    found = office.get("/tim.json?per_page=100").json["hits"]
    by_month = {int(one["date"][5:7]): one for one in found}
    assert {one["unit"] for one in found} == {"xã Lộc Quảng, huyện Bảo Lâm, Lâm Đồng"}
    page = show(office, by_month[month]["url"])
    later = [n for n in (month + 3, month + 2, month + 1) if n in MONTHS]
    earlier = [n for n in (month - 1, month - 2, month - 3) if n in MONTHS]
    panel = next(one for one in page.tree.css(".panel") if one.css_first(".others"))
    assert [one.attributes["href"] for one in panel.css(".others a")] == [
        by_month[one]["url"] for one in (*later, *earlier)
    ]
    headings = ["Sau thông báo này"] * bool(later) + ["Trước thông báo này"] * bool(earlier)
    assert [one.text() for one in panel.css("h3")] == headings
    assert panel.css("p a")[-1].text() == "Tất cả 12 thông báo"


def test_every_match_of_a_notice_is_linked_without_script(client):
    most = 0
    for link in show(client, "/tim?q=đảng+OR+xã+OR+ủy").links(".hit h3 a"):
        notice = show(client, link)
        marks = [f"#{one.attributes['id']}" for one in notice.tree.css("#van-ban mark[id]")]
        steps = [one.attributes["href"] for one in notice.tree.css(".matches a")]
        assert steps == marks
        assert len(notice.tree.css(".matches > a")) == min(20, len(marks))
        most = max(most, len(marks))
    assert most > 20


def test_notice_fields_say_how_they_are_known(client):
    for notice_id in ids(client)[:6]:
        page = show(client, f"/thong-bao/{notice_id}")
        told = client.get(f"/thong-bao/{notice_id}.json").json["fields"]
        assert page.text(".fields .why p") == told["type"]["reason"]
        assert len(page.tree.css(".fields > div")) == len(page.tree.css(".fields .why summary"))


def test_samples_say_that_they_are_samples(client):
    told = client.get("/tim.json?per_page=100").json["hits"]
    for hit in told:
        assert show(client, hit["url"]).has(".banner") == hit["sample"]
    assert any(hit["sample"] for hit in told)


def test_every_citation_is_linked_where_it_stands(client):
    for notice_id in ids(client):
        page = show(client, f"/thong-bao/{notice_id}")
        for one in client.get(f"/thong-bao/{notice_id}.json").json["citations"]:
            anchor = page.tree.css_first(f"#vd-{one['start']}")
            assert anchor is not None, one
            assert anchor.attributes["title"]
            if one["key"]:
                assert page.has(f'#van-ban a[href="/van-ban/{one["key"]}"]')


def test_the_real_notices_show_what_is_inferred(real_client):
    found = real_client.get("/tim.json?sort=date").json["hits"]
    assert [hit["unit_key"] for hit in found] == ["lam-dong/bao-lam/loc-quang", "dong-nai/cam-my"]
    page = show(real_client, found[1]["url"])
    assert "2022 (suy ra)" in page.text(".page-head .facts")
    assert page.has(".fields .status.inferred")
    assert len(page.tree.css("#vien-dan .cited > li")) == 12


REASON = because("không rõ")


NOWHERE = PlaceResolution(None, None, Outcome.NOT_HELD, (), REASON)


def reading(text, citations=(), sections=()):
    notice = replace(unknown_notice(), sections=tuple(sections))
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


@pytest.mark.parametrize("address", ["/thong-bao/{id}", "/thong-bao/{id}?q=Lộc+Quảng"])
def test_a_paragraph_is_linked_to_by_where_its_first_letter_stands(office, address):
    for notice_id in ids(office):
        told = office.get(f"/thong-bao/{notice_id}.json").json["text"]
        page = show(office, address.format(id=notice_id))
        paragraphs = page.tree.css("#van-ban p[id]")
        assert len(paragraphs) > 3
        for one in paragraphs:
            start = int(one.attributes["id"].removeprefix("doan-"))
            assert told[start:].split()[:3] == one.text().split()[:3]
            assert one.css_first("a.pilcrow").attributes["href"] == f"#doan-{start}"
