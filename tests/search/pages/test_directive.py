"""Looking up, checking drafts and reading about directives, as a reader and a program see it."""

import csv
import io

import pytest

from app import create_app
from indexer.directives.knowledge import Knowledge
from indexer.directives.registry import Registry
from indexer.directives.sequence import is_provisional
from indexer.index.build import build
from indexer.model import UNKNOWN, Directive
from search.display.names import FacetLabels
from search.engine.backends import open_engine
from search.pages.citing import cited_by
from search.query.model import Query
from tests.pages import Shown, show

HELD_213 = "Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)"
DRAFT = (
    "Căn cứ Quyết định số 213-QĐ/TW (khóa XII); Chỉ thị số 35-CT/TW;\n"
    "Chỉ thị số 40-CT/TW, ngày 20/11/2014; Kế hoạch số 57-KH/HU, ngày 03/02/2021."
)
WORDS_OF_OUTCOMES = [
    "đã xác định",
    "chưa phân định",
    "chưa có trong danh mục",
    "không phải viện dẫn",
]
JUDGED = ["wrong_type", "missing_term", "correct", "not_held"]


def checked(client, form="", **sent):
    return client.post(f"/tra-cuu{form}", data={"text": DRAFT, "viec": "kiem-tra", **sent})


def posted(client, data, address="/tra-cuu"):
    return Shown(client.post(address, data=data))


def rows_of(response):
    return list(csv.DictReader(io.StringIO(response.get_data(as_text=True).removeprefix("\ufeff"))))


def test_a_draft_is_checked_as_page_json_and_csv(client):
    told = checked(client, ".json").json
    assert [one["judgement"] for one in told["findings"]] == JUDGED
    assert told["findings"][0]["wordings"] == [{"text": HELD_213, "key": "tw/k12/qdi-213"}]
    assert told["counts"] == dict.fromkeys(sorted(JUDGED, key=list(told["counts"]).index), 1)
    for one in told["findings"]:
        assert DRAFT[one["start"] : one["end"]] == one["text"]
    rows = rows_of(checked(client, ".csv"))
    assert [row["judgement"] for row in rows] == JUDGED
    assert rows[0]["wordings"] == HELD_213
    assert rows[2]["doubt"] == "ngày ban hành"


@pytest.mark.parametrize(
    ("language", "chips"),
    [
        ("vi", ["Sai tên loại", "Thiếu khóa", "Chưa có trong danh mục"]),
        ("en", ["Wrong type word", "Term missing", "Not held"]),
    ],
)
def test_the_page_of_a_draft_says_what_is_wrong_and_how_to_write_it(client, language, chips):
    page = posted(client, {"text": DRAFT, "viec": "kiem-tra"}, f"/tra-cuu?lang={language}")
    assert page.texts(".row-head .judged") == chips
    wrong, missing, correct, _ = page.tree.css(".findings > li")
    assert [one.text() for one in wrong.css(".wording")] == [HELD_213]
    assert len(missing.css(".wording")) == 3
    assert correct.css_first(".tag.doubt")
    assert page.tree.css_first("textarea").text().strip() == DRAFT


def test_the_form_offers_both_tasks_and_keeps_what_was_given(client):
    page = show(client, "/tra-cuu")
    tasks = [one.attributes["value"] for one in page.tree.css("form.lookup button[name=viec]")]
    assert tasks == ["tra", "kiem-tra"]
    page = Shown(checked(client, ngay="9/8/2023", co_quan="Huyện ủy Bảo Lâm", tinh="Lâm Đồng"))
    given = {
        one.attributes["name"]: one.attributes["value"]
        for one in page.tree.css(".small-facts input")
    }
    assert given == {"ngay": "9/8/2023", "co_quan": "Huyện ủy Bảo Lâm", "tinh": "Lâm Đồng"}
    forms = {one.attributes["formaction"] for one in page.tree.css("button[formaction]")}
    assert forms == {f"/du-thao.{form}" for form in ("csv", "json")}


def test_what_is_given_decides_local_keys_and_later_directives(client):
    told = checked(client, ".json", ngay="09/8/2018", co_quan="Huyện ủy Bảo Lâm", tinh="Lâm Đồng")
    context = told.json["context"]
    assert context["issued"] == "2018-08-09"
    assert context["issuer_unit"] == "hu.bao-lam.lam-dong"
    judged = {one["text"]: one for one in told.json["findings"]}
    assert judged["Quyết định số 213-QĐ/TW"]["judgement"] == "wrong_type"
    assert "later" in [one["judgement"] for one in judged["Quyết định số 213-QĐ/TW"]["remarks"]]
    assert judged["Kế hoạch số 57-KH/HU"]["key"] == "hu.bao-lam.lam-dong/_/kh-57"
    assert judged["Kế hoạch số 57-KH/HU"]["judgement"] == "later"


def test_a_date_that_cannot_be_read_is_said(client):
    page = Shown(checked(client, ngay="hôm qua"))
    assert "hôm qua" in page.text(".caution")
    assert checked(client, ".json", ngay="hôm qua").json["context"]["issued_misread"] == "hôm qua"


def test_the_limit_of_a_draft_is_said_and_not_silent(client):
    long = {"text": "Chỉ thị số 05-CT/TW. " + "ậ" * 64_000, "viec": "kiem-tra"}
    told = client.post("/tra-cuu.json", data=long).json
    assert (told["cut"], told["limit"]) == (True, 64_000)
    assert "64" in posted(client, long).text(".caution")


@pytest.mark.parametrize("text", ["", "   ", "\x00", "<script>", "x" * 70_000, "\u202e213", "{n}"])
def test_no_draft_is_an_error(client, text):
    page = posted(client, {"text": text, "viec": "kiem-tra", "ngay": text, "co_quan": text})
    assert page.status == 200
    assert not page.has("main script")
    assert client.post("/tra-cuu.csv", data={"text": text, "viec": "kiem-tra"}).status_code == 200


LIST = "213-QĐ/TW\n35-CT/TW\n999-QĐ/TW\nQuyết định số 00-QĐ/TW"


def test_a_list_is_looked_up_line_by_line_in_every_form(client):
    told = client.post("/tra-cuu.json", data={"text": LIST}).json["rows"]
    assert [row["status"] for row in told] == [200, 300, 404, 400]
    assert [row["key"] for row in told] == [
        "tw/k12/qdi-213", "tw/_/ct-35", "tw/_/qd-999", None,
    ]  # fmt: skip
    assert [row["number"] for row in told] == ["213-QĐ/TW", "35-CT/TW", "999-QĐ/TW", "00-QĐ/TW"]
    for row in told:
        assert LIST[row["start"] : row["end"]] == row["text"]
        assert row["reason"]
    rows = rows_of(client.post("/tra-cuu.csv", data={"text": LIST}))
    assert [row["status"] for row in rows] == ["200", "300", "404", "400"]
    page = posted(client, {"text": LIST})
    assert page.texts(".chip") == WORDS_OF_OUTCOMES


def test_look_ups_speak_english(client):
    told = client.get("/tra-cuu.json?q=213-QĐ/TW&lang=en").json["rows"][0]
    assert told["reason"] == "only one directive in the registry has this number"
    assert show(client, "/tra-cuu?q=213-QĐ/TW&lang=en").text(".chip") == "resolved"


@pytest.mark.parametrize(
    ("asked", "links"),
    [
        ("213-QĐ/TW", ["/van-ban/tw/k12/qdi-213"]),
        ("quy dinh 213", ["/van-ban/tw/k12/qdi-213"]),
        ("35-CT/TW", ["/van-ban/tw/k13/ct-35", "/van-ban/tw/k12/ct-35", "/van-ban/tw/k11/ct-35"]),
        ("999-QĐ/TW", []),
    ],
)
def test_a_citation_in_the_search_box_shows_its_card_and_stays(client, asked, links):
    page = show(client, "/tim", query_string={"q": asked})
    assert page.status == 200
    card = page.tree.css_first(".card")
    found = [one.attributes["href"] for one in card.css("a") if one.parent.tag != "span"]
    assert list(dict.fromkeys(found)) == links


# --- provisional keys ---------------------------------------------------------------------------


def test_a_low_number_is_a_choice_even_with_one_candidate(client):
    """Every term of the centre has had a 05-CT/TW, so the address must not lead on by itself."""
    page = show(client, "/van-ban/tw/_/ct-05")
    assert page.status == 200
    assert page.links(".card a") == ["/van-ban/tw/k12/ct-05"]
    told = client.get("/van-ban/tw/_/ct-05.json").json
    assert {"XI", "XIII"} <= set(told["other_terms"])


@pytest.mark.parametrize("form", ["", ".json", ".csv", ".atom"])
def test_a_number_that_one_term_alone_has_reached_leads_on(client, form):
    response = client.get(f"/van-ban/tw/_/qd-399{form}?year=2026")
    assert response.status_code == 301
    assert response.location == f"/van-ban/tw/k13/qdi-399{form}?year=2026"


@pytest.mark.parametrize("form", ["", ".json", ".csv", ".atom"])
def test_a_law_by_name_and_year_leads_to_its_number(client, form):
    response = client.get(f"/van-ban/nn.qh/y2024/luat.dat-dai{form}?year=2026")
    assert response.status_code == 301
    assert response.location == f"/van-ban/nn.qh/y2024/luat-31{form}?year=2026"


def test_a_law_by_name_alone_is_a_choice_of_its_editions(client):
    page = show(client, "/van-ban/nn.qh/_/luat.dat-dai")
    assert page.links(".card a") == ["/van-ban/nn.qh/y2024/luat-31", "/van-ban/nn.qh/y2013/luat-45"]


def test_a_row_that_is_added_takes_over_its_provisional_address(app, client, monkeypatch):
    site = app.extensions["viendan"]
    assert client.get("/van-ban/tw/_/ct-99").status_code == 404
    new = Directive("tw/k13/ct-99", "Chỉ thị", "99-CT/TW", "Ban Bí thư", "XIII", None, "")
    one_more = Registry((*site.registry, new), site.registry.plenums)
    monkeypatch.setattr(site, "_knowledge", Knowledge(one_more, site.places))
    response = client.get("/van-ban/tw/_/ct-99")
    # Khóa IV is known to have had a 100-CT/TW, so the choice is offered, not made.
    assert response.status_code == 200
    assert "/van-ban/tw/k13/ct-99" in show(client, "/van-ban/tw/_/ct-99").links("main a")
    high = Directive("tw/k13/ct-199", "Chỉ thị", "199-CT/TW", "Ban Bí thư", "XIII", None, "")
    one_more = Registry((*site.registry, high), site.registry.plenums)
    monkeypatch.setattr(site, "_knowledge", Knowledge(one_more, site.places))
    assert client.get("/van-ban/tw/_/ct-199").location == "/van-ban/tw/k13/ct-199"


def test_an_address_that_notices_still_cite_never_leads_on(client):
    listed = client.get("/van-ban.json").json["directives"]
    cited = [one["key"] for one in listed if one["notices"] and is_provisional(one["key"])]
    assert cited
    for key in cited:
        assert client.get(f"/van-ban/{key}").status_code == 200


# --- the page of a directive --------------------------------------------------------------------


def test_a_replacement_is_shown_with_its_source(client):
    page = show(client, "/van-ban/tw/k12/qdi-213")
    told = client.get("/van-ban/tw/k12/qdi-213.json").json
    (older,) = told["supersedes"]
    assert older["key"] == "tw/k8/qdi-76"
    assert older["source"].startswith("https://")
    assert older["source"] in page.links(".facts-table a")
    assert HELD_213 in page.texts(".facts-table dd")


def test_a_replacement_without_a_source_is_not_shown(app, client):
    registry = app.extensions["viendan"].registry
    bare = [
        (row.key, newer.key)
        for row in registry
        for key in row.superseded_by
        if (newer := registry.get(key)) and not (row.source or newer.source)
    ]
    assert bare
    for older, newer in bare:
        assert client.get(f"/van-ban/{older}.json").json["superseded_by"] == []
        assert client.get(f"/van-ban/{newer}.json").json["supersedes"] == []


def test_a_doubtful_replacement_says_so(client):
    (newer,) = client.get("/van-ban/tw/k13/qdi-41.json").json["superseded_by"]
    assert newer["doubtful"] is True
    assert "quan hệ thay thế" in show(client, "/van-ban/tw/k13/qdi-41").text(".facts-table .doubt")


def test_the_written_forms_do_not_depend_on_what_is_filtered(client):
    whole = client.get("/van-ban/tw/k12/qdi-213.json").json
    part = client.get("/van-ban/tw/k12/qdi-213.json?per_page=1").json
    year = whole["facets"]["year"][0]["value"]
    filtered = client.get(f"/van-ban/tw/k12/qdi-213.json?year={year}").json
    assert len(whole["written"]) > 1
    assert part["written"] == filtered["written"] == whole["written"]
    assert filtered["total"] < whole["total"]


@pytest.mark.parametrize("facet", ["unit", "issuer", "year"])
def test_citing_notices_are_filtered_and_counted_alike(client, facet):
    whole = client.get("/van-ban/tw/k12/ct-05.json").json
    for one in whole["facets"][facet][:3]:
        found = client.get(f"/van-ban/tw/k12/ct-05.json?{facet}={one['value']}").json
        assert found["total"] == one["count"]
        assert all(notice["sentences"] for notice in found["notices"])


def test_newest_first_and_by_relevance_list_the_same_notices(client):
    newest = client.get("/van-ban/tw/k12/ct-05.json").json["notices"]
    dates = [one["date"] or "" for one in newest]
    assert dates == sorted(dates, reverse=True)
    relevant = client.get("/van-ban/tw/k12/ct-05.json?sort=relevance").json["notices"]
    assert sorted(one["id"] for one in relevant) == sorted(one["id"] for one in newest)


def test_relevance_puts_first_what_is_most_about_the_directive(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    told = {
        "often": "Quy định số 213-QĐ/TW được quán triệt. " * 4 + "Năm 2021.",
        "once": "Việc học tập Quy định số 213-QĐ/TW cùng nhiều việc khác của chi bộ. Năm 2024.",
    }
    for name, text in told.items():
        path = source / f"{name}.txt"
        path.write_text(f"THÔNG BÁO\nvề sinh hoạt chi bộ\n\n{text}\n", "utf-8")
    build([source], tmp_path / "index")
    engine = open_engine(tmp_path / "index")
    labels = FacetLabels(Knowledge.load())
    found = cited_by(engine, labels, "tw/k12/qdi-213", Query())
    assert [one.card.source for one in found.notices] == ["often.txt", "once.txt"]


def test_directives_cited_together_share_notices(client):
    told = client.get("/van-ban/tw/k12/ct-05.json").json
    assert told["together"]
    for one in told["together"]:
        both = client.get(f"/tim.json?cites={one['key']}").json
        assert one["key"] != UNKNOWN
        assert one["notices"] <= both["total"]


def test_a_mention_that_stays_open_is_told_on_every_page_it_may_mean(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    text = "THÔNG BÁO\nvề đại hội chi bộ\n\nCăn cứ Chỉ thị số 35-CT/TW.\n"
    (source / "mo.txt").write_text(text, "utf-8")
    build([source], tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    for term in ("k11", "k12", "k13"):
        (left,) = client.get(f"/van-ban/tw/{term}/ct-35.json").json["left_open"]
        assert (left["key"], left["notices"]) == ("tw/_/ct-35", 1)
        assert left["url"] in show(client, f"/van-ban/tw/{term}/ct-35").links("main a")
    chooser = show(client, "/van-ban/tw/_/ct-35")
    assert len(chooser.tree.css(".card .choices li")) == 3
    assert len(chooser.tree.css(".hit .snippet mark")) == 1


@pytest.mark.parametrize(
    "asked", ["q=đảng+uỷ", "q=", "q=nông+thôn&sort=date", "year=2022&year=2023", "unit=lam-dong"]
)
def test_a_table_holds_every_notice_of_a_list_in_its_order(client, asked):
    wanted, page, pages = [], 1, 1
    while page <= pages:
        told = client.get(f"/tim.json?{asked}&page={page}&per_page=5").json
        pages, page = told["pages"], page + 1
        wanted += [hit["id"] for hit in told["hits"]]
    assert len(wanted) == told["total"] > 0
    assert [row["id"] for row in rows_of(client.get(f"/tim.csv?{asked}&page=3"))] == wanted


def test_a_directive_shows_the_citing_sentences_marked(client):
    page = show(client, "/van-ban/tw/k12/qdi-213")
    assert page.text("h1").replace("\xa0", " ") == "Quy định 213-QĐ/TW"
    assert len(page.tree.css(".hit")) == client.get("/van-ban/tw/k12/qdi-213.json").json["total"]
    assert all(hit.css_first(".snippet mark") for hit in page.tree.css(".hit"))
    link = page.links(".snippet a.there")[0]
    address, _, anchor = link.partition("#")
    assert show(client, address).has(f"#{anchor}")


def test_a_doubtful_row_shows_its_doubt_everywhere(app, client):
    doubtful = [one for one in app.extensions["viendan"].registry if one.confidence != "confirmed"]
    assert doubtful
    for one in doubtful[:12]:
        assert show(client, f"/van-ban/{one.key}").has(".caution")
        if one.number:
            assert show(client, f"/tra-cuu?q={one.number}").has(".tag.doubt")


def test_a_key_without_a_term_is_a_choice(client):
    page = show(client, "/van-ban/tw/_/ct-35")
    assert "/van-ban/tw/k13/ct-35" in page.links(".card a")
    assert page.status == 200


def test_directives_not_held_still_gather_their_notices(client):
    listed = client.get("/van-ban.json").json["directives"]
    loose = [one for one in listed if one["directive"] is None]
    assert loose
    for one in loose:
        page = show(client, one["url"])
        assert page.status == 200
        assert len(page.tree.css(".hit")) == one["notices"]


def test_all_editions_that_are_known_may_be_meant_and_have_pages(client):
    page = show(client, "/van-ban/tw/_/dieu-le")
    links = page.links("#co-the-la a")
    wanted = [f"/van-ban/tw/k{number}/dieu-le" for number in (11, 10, 9, 8, 7)]
    assert [one for one in dict.fromkeys(links) if one in wanted] == wanted
    without_row = show(client, "/van-ban/tw/k8/dieu-le")
    assert without_row.status == 200
    assert without_row.text("h1").endswith("(khóa VIII)")
    assert show(client, "/van-ban/tw/k12/dieu-le").status == 404
