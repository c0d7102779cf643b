"""The result page, as a reader sees it: facets, filters, cards, order, and ways out of nothing."""

import re
import string
from urllib.parse import quote

import pytest

from app import create_app
from indexer.index.build import build
from tests.pages import ids, show


def facet(page, name):
    """The links of one facet: label → (count, address)."""
    found = {}
    for section in page.tree.css(".facets > section, .facets > details"):
        if section.css_first("h3, summary").text().strip() == name:
            for link in section.css("li a"):
                count = link.css_first("b").text()
                label = " ".join(link.text().split()).removesuffix(count).strip()
                found[label] = (int(count), page.link(link))
    return found


def test_every_facet_link_leads_to_as_many_notices_as_it_says(client):
    page = show(client, "/tim?q=đảng")
    for name in (
        *("Cơ quan ban hành", "Năm", "Địa bàn", "Văn bản được viện dẫn", "Loại văn bản"),
        *("Cơ quan đứng tên", "Khóa của văn bản được viện dẫn", "Nhiệm kỳ của cấp ủy ban hành"),
        *("Ngày ban hành", "Độ mật"),
    ):
        values = facet(page, name)
        assert values
        for count, address in list(values.values())[:4]:
            found = client.get(address.replace("/tim", "/tim.json")).json
            assert found["total"] == count


def test_only_the_count_is_a_live_region(client):
    assert show(client, "/tim?q=rừng").texts("[role=status], [aria-live]") == ["2 thông báo"]


def test_a_chosen_filter_is_a_link_that_removes_it(client):
    page = show(client, "/tim?q=đảng&year=2023")
    assert page.texts(".chosen-filters a") == ["Bỏ lọc Năm: 2023"]
    (without,) = page.links(".chosen-filters a")
    assert not show(client, without).has(".chosen-filters")
    assert page.has('.find input[name="year"][value="2023"]')


def test_values_without_data_are_kept_under_unknown(tmp_path):
    for name, subject in (("a.txt", "dân vận"), ("b.txt", "thi đua")):
        (tmp_path / name).write_text(f"THÔNG BÁO\nkết luận về công tác {subject}\n", "utf-8")
    build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    values = facet(show(client, "/tim"), "Địa bàn")
    assert values["không rõ"][0] == client.get("/tim.json?unit=_").json["total"] == 2


def test_one_notice_has_no_filters_unless_some_are_chosen(client):
    alone = show(client, '/tim?q="tái+canh"')
    assert len(alone.tree.css(".hit")) == 1
    assert not alone.has(".facets")
    assert not alone.has('a[href="#loc"]')
    assert not alone.has(".sorts")
    chosen = show(client, '/tim?q="tái+canh"&year=2022')
    assert chosen.has(".facets .chosen")
    assert chosen.has('.skip[href="#loc"]')
    several = show(client, "/tim?q=rừng")
    assert several.has(".facets")
    assert several.has(".sorts")


def test_the_unit_facet_is_a_tree(client):
    page = show(client, "/tim?unit=lam-dong")
    assert page.has('.facets li:not([class]) a[href*="lam-dong"], .facets li:not([class]) a.chosen')
    assert page.has(".facets li.depth-2")


def test_hits_carry_the_query_to_the_notice_and_its_marks(client):
    page = show(client, "/tim?q=chinh+don+dang")
    assert page.has(".snippet mark")
    first = page.links(".hit h3 a")[0]
    assert first.endswith("?q=chinh+don+dang&tu=1")  # and no fragment: it opens at its head
    notice = show(client, first)
    assert notice.has("#van-ban mark#m1")
    assert int(notice.tree.css_first(".matches").attributes["data-matches"]) == len(
        notice.tree.css("#van-ban mark[id]")
    )


def test_a_typed_citation_shows_its_card_above_the_hits(client):
    page = show(client, "/tim?q=213-QĐ/TW")
    assert page.links(".card h2 a") == ["/van-ban/tw/k12/qdi-213"]
    total = client.get("/van-ban/tw/k12/qdi-213.json").json["total"]
    assert page.text(".card .facts a") == f"{total} thông báo viện dẫn"


def test_an_ambiguous_citation_shows_its_candidates(client):
    page = show(client, "/tim?q=35-CT/TW")
    choices = page.links(".card .choices a")
    assert {"/van-ban/tw/k12/ct-35", "/van-ban/tw/k13/ct-35"} <= set(choices)


def test_a_typed_place_shows_its_card(client):
    page = show(client, "/tim?q=huyện+Bảo+Lâm")
    places = [link for link in page.links(".card .choices a") if link.startswith("/dia-ban/")]
    assert places == ["/dia-ban/cao-bang/bao-lam", "/dia-ban/lam-dong/bao-lam"]


def test_a_word_that_is_a_name_too_has_no_card(client):
    assert not [
        link for link in show(client, "/tim?q=an+ninh").links(".card a") if "dia-ban" in link
    ]


@pytest.mark.parametrize("typed", ["thi hành kỷ luật huyện bảo lâm", "thi hành kỷ luật H. Bảo Lâm"])
def test_what_is_asked_besides_a_place_can_be_asked_there_alone(client, typed):
    page = show(client, "/tim", query_string={"q": typed})
    there = "/tim?q=thi+hành+kỷ+luật&unit=lam-dong%2Fbao-lam"
    assert quote(there, safe=string.punctuation) in page.links(".card a")
    assert client.get(there).status_code == 200
    alone = show(client, "/tim?q=huyện+bảo+lâm").links(".card .choices a")
    assert not [link for link in alone if "q=" in link]


def test_no_hits_offer_wider_questions_that_find_something(client):
    page = show(client, '/tim?q="Đảng+bộ+nông+thôn"&year=2024')
    assert page.text(".empty h2") == "Không có thông báo nào khớp"
    ways = page.links(".empty .choices a")
    assert ways
    for address in ways:
        assert client.get(address.replace("/tim", "/tim.json")).json["total"] > 0


def test_a_hit_without_a_match_leads_to_the_top(client):
    assert not any("#" in link for link in show(client, "/tim?year=2022").links(".hit h3 a"))


@pytest.mark.parametrize(
    ("asked", "orders", "shown"),
    [
        ("", 2, "Mới nhất"),
        ("year=2022", 2, "Mới nhất"),
        ("q=-xã", 2, "Mới nhất"),
        ("year=2022&sort=relevance", 2, "Mới nhất"),
        ("q=đảng", 3, "Phù hợp nhất"),
        ("q=đảng&sort=date", 3, "Mới nhất"),
        ("q=đảng&sort=arrival", 3, "Mới nhận"),
        ("sort=arrival", 2, "Mới nhận"),
    ],
)
def test_the_order_shown_as_chosen_is_that_of_the_list(client, asked, orders, shown):
    page = show(client, f"/tim?{asked}")
    assert page.text(".sorts [aria-current]") == shown
    assert len(page.tree.css(".sorts > :is(a, b)")) == orders
    if shown == "Mới nhất":
        dates = [one["date"] or "" for one in client.get(f"/tim.json?{asked}").json["hits"]]
        assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("asked", ['q=đảng+dia_ban:"Bảo+Lẫmm"', "q=đảng&unit=Bảo+Lẫmm"])
def test_a_place_that_does_not_exist_offers_the_nearest_names(client, asked):
    page = show(client, f"/tim?{asked}&year=2022")
    assert "Không có địa bàn “Bảo Lẫmm”" in page.texts(".card h2")
    link = "/tim?q=%C4%91%E1%BA%A3ng&year=2022&unit=lam-dong%2Fbao-lam"
    assert link in page.links(".card .choices a")
    assert client.get(link.replace("/tim?", "/tim.json?")).json["total"] > 0


def test_days_are_filters_that_can_be_removed(client):
    page = show(client, "/tim?q=đảng+tu_ngay:01/2022+den_ngay:2023&year=2022&sort=date")
    assert page.texts(".chosen-filters a > span:last-of-type") == ["2022", "01/2022", "31/12/2023"]
    rest = "/tim?q=%C4%91%E1%BA%A3ng&year=2022"
    assert page.links(".chosen-filters a")[1:] == [
        f"{rest}&den_ngay=2023-12-31&sort=date", f"{rest}&tu_ngay=2022-01&sort=date",
    ]  # fmt: skip
    assert page.has('.find input[name="tu_ngay"][value="2022-01"]')
    typed = client.get("/tim.json?q=tu_ngay:01/01/2022+den_ngay:2023").json
    given = client.get("/tim.json?tu_ngay=2022-01-01&den_ngay=31/12/2023").json
    assert typed == given
    assert 0 < given["total"] < client.get("/tim.json").json["total"]
    assert client.get("/tim.json?tu_ngay=&den_ngay=").json["understood"] == ""


@pytest.mark.parametrize("asked", ["cites=tw%2Fk12%2Fqdi-213", "q=vien_dan:213-QĐ/TW"])
def test_a_filter_by_directive_shows_and_marks_where_it_is_cited(client, asked):
    page = show(client, f"/tim?{asked}")
    assert all("213" in mark for mark in page.texts(".snippet mark"))
    assert len(page.texts(".snippet mark")) >= len(page.texts(".hit"))
    notice = show(client, page.links(".hit h3 a")[0])
    assert all("213" in mark for mark in notice.texts("#van-ban mark"))
    assert "có “Quy định 213-QĐ/TW (khóa XII)”" in notice.text(".matches")


@pytest.mark.parametrize(
    "text",
    ["999-CT/TW", "213-CT/TW", "quyết định số 213", "213-QĐ/TW", "Nghị quyết Trung ương 4",
     "05-NQ/TU", "35-CT/TW", "1234/QĐ-UBND", "Luật Đất đai 2024", "Nghị quyết 99/2030/QH15"],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/tim?q=", "/tra-cuu?q=", "/tra-cuu?viec=kiem-tra&q="])
def test_no_link_to_a_citation_leads_nowhere(client, address, text):
    page = show(client, f"{address}{text}")
    for link in page.links("main a[href]"):
        if link.startswith(("/van-ban/", "/tim")):
            assert client.get(link).status_code in (200, 301), link


@pytest.mark.parametrize("key", ["zzz", "_", "a/b/c", "tw/_/qd-" + "9" * 5_000, "%00//"])
def test_no_key_is_too_odd_for_a_way_on(client, key):
    assert client.get("/tim", query_string={"cites": key}).status_code == 200


def test_a_page_past_the_end_leads_back_to_the_first_of_the_same_list(client):
    page = show(client, "/tim?q=rừng&sort=date&page=999999999")
    assert "/tim?q=r%E1%BB%ABng&sort=date" in page.links("main p a")


def test_a_word_offered_keeps_the_filters(client):
    page = show(client, "/tim?q=nôngn+thôn&year=2022&sort=date")
    assert "/tim?q=n%C3%B4ng+th%C3%B4n&year=2022&sort=date" in page.links(".note a")


def test_pages_of_a_list_hold_every_notice_once(client):
    seen = []
    address = "/tim?sort=date&per_page=7"
    while address:
        page = show(client, address)
        seen += [link.split("?")[0] for link in page.links(".hit h3 a")]
        steps = page.tree.css(".steps > *")
        at = next(i for i, one in enumerate(steps) if one.attributes.get("aria-current"))
        address = page.link(steps[at + 1]) if at + 1 < len(steps) else None
    assert len(seen) == len(set(seen)) == len(ids(client))


def test_each_word_that_no_notice_has_is_named_with_what_is_near_to_it(client):
    notes = show(client, "/tim?q=nôngn+trunng").texts("#ket-qua > .note")
    said = [one for one in notes if "có phải là" in one]
    assert [one.partition(";")[0] for one in said] == [
        "Kho không có từ “nôngn”",
        "Kho không có từ “trunng”",
    ]
    assert "nông (" in said[0]
    assert "trung (" in said[1]


def test_the_page_offers_all_this(client):
    page = show(client, "/tim?q=nôngn+thôn")
    assert "có phải là" in page.text("main")
    assert "Mức khớp:" in show(client, "/tim?q=nông+thôn&explain=1").text(".hits")
    answer = client.get("/goi-y.json?q=213").get_json()
    assert answer[0]["address"] == "/van-ban/tw/k12/qdi-213"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("quy chế dân vận", "tw/k13/qd-23"),
        ("kỷ luật đảng viên", "tw/k13/qdi-69"),
        ("luật đất đai", "nn.qh/y2024/luat-31"),
        ("nghị quyết 18 đất đai", "tw/k13/nq-18"),
        ('"về những điều đảng viên không được làm" 2026', "tw/k14/qdi-207"),
    ],
)
def test_directives_that_are_named_stand_above_the_notices(client, typed, first):
    page = show(client, "/tim", query_string={"q": typed})
    links = [link for link in page.links(".card a") if link.startswith("/van-ban/")]
    assert links[0] == f"/van-ban/{first}"
    told = client.get("/tim.json", query_string={"q": typed}).json
    assert told["directives"][0]["key"] == first
    assert len(told["directives"]) <= 3


@pytest.mark.parametrize(
    "typed",
    ["nông thôn mới", "rừng", "xã Bảo Lâm 1", "nghị quyết", '"quy chế dân vận"', "-luật đất"],
)
def test_words_that_name_no_directive_find_notices_alone(client, typed):
    page = show(client, "/tim", query_string={"q": typed})
    assert [link for link in page.links(".card a") if link.startswith("/van-ban/")] == []
    assert client.get("/tim.json", query_string={"q": typed}).json["directives"] == []


def test_more_directives_than_are_shown_are_a_link_away(client):
    page = show(client, "/tim", query_string={"q": "kỷ luật đảng viên"})
    assert "/van-ban?q=" in "".join(page.links(".card .note a"))


def test_a_hit_says_what_it_is(client):
    page = show(client, "/tim?q=198-TB/HU")
    assert page.texts(".hit:first-of-type .line > *") == [
        "198-TB/HU", "15/12/2022", "do Ban Thường vụ Huyện ủy Bảo Lâm, Lâm Đồng ban hành",
        "nói về xã Lộc Ngãi", "văn bản mẫu",
    ]  # fmt: skip
    title = page.text(".hit h3 a")
    assert title.startswith("Thông báo kết quả kiểm tra việc lãnh đạo")
    assert "198-TB/HU" not in title


def test_year_place_issuer_and_directive_come_first_the_newest_year_before_the_others(client):
    page = show(client, "/tim")
    names = ["Năm", "Địa bàn", "Cơ quan ban hành", "Văn bản được viện dẫn"]
    assert page.texts(".facets > section > h3") == names
    assert "Loại văn bản" in page.texts(".facets > details > summary")
    years = page.texts(".facets > section:first-of-type .by-year a")
    known = [year.split()[0] for year in years if year[0].isdecimal()]
    assert known == sorted(known, reverse=True)
    assert known[0] == "2026"


def test_the_other_filters_stand_open_where_one_of_them_is_chosen(client):
    assert not show(client, "/tim").has(".facets > details[open]")
    assert show(client, "/tim?level=district").has(".facets > details[open]")


def test_places_without_a_notice_do_not_stand_before_the_hits(client):
    html = client.get("/tim?q=rừng+xã+An+Ninh").get_data(as_text=True)
    assert html.index('<ol class="hits') < html.index("/dia-ban/")
    html = client.get("/tim?q=Bảo+Lâm").get_data(as_text=True)
    assert html.index("/dia-ban/lam-dong/bao-lam") < html.index('<ol class="hits')


@pytest.mark.parametrize(
    ("asked", "order", "counts"),
    [
        # Found by its words and cited by none: behind; what some cite, and only this: before.
        ("khai thác dầu khí", ["ol", "section"], []),
        ("tín dụng chính sách", ["section", "ol"], ["1 thông báo", "2 thông báo"]),
        ("05-CT/TW", ["section", "ol"], []),
        # Where there are no hits it is the answer.
        ("999-QĐ/TW", ["section"], []),
    ],
)
def test_directives_without_a_notice_do_not_stand_before_the_hits(client, asked, order, counts):
    page = show(client, "/tim", query_string={"q": asked})
    assert [one.tag for one in page.tree.css("#ket-qua > .card, #ket-qua > .hits")] == order
    assert page.texts(".card .count") == counts


def test_why_several_hits_are_taken_to_cite_a_directive_is_said_once_above_them(client):
    page = show(client, "/tim", query_string={"q": "05-CT/TW"})
    said = "văn bản thường được viện dẫn chỉ bằng số"
    inferred = [one for one in page.texts(".hit .tie") if one.startswith("suy luận")]
    assert len(inferred) > 1
    assert page.text("main").count(said) == 1
    assert said in page.text("#ket-qua > .tie")
    # What stands under one hit alone keeps its reason.
    alone = [one for one in page.texts(".hit .tie") if ":" in one]
    assert len(alone) == len(set(alone))


@pytest.mark.parametrize(
    ("address", "selector", "said"),
    [
        ("/tim", ".total b", r"\d+ văn bản"),
        ("/tim?type=thong-bao", ".total b", r"\d+ thông báo"),
        ("/tim?type=quy-dinh", ".total b", r"\d+ văn bản"),
        ("/tim?type=thong-bao&type=quy-dinh", ".total b", r"\d+ văn bản"),
        # Papers of several types cite this one, notices alone that one.
        ("/van-ban/tw/k12/qdi-213", "#thong-bao", r"\d+ văn bản viện dẫn"),
        ("/van-ban/hu.bao-lam.lam-dong/nk2020/qdi-07", "#thong-bao", r"\d+ thông báo viện dẫn"),
        ("/", ".figures dt", "văn bản"),
    ],
)
def test_only_a_list_of_notices_alone_is_called_so(client, address, selector, said):
    assert re.fullmatch(said, show(client, address).text(selector))
