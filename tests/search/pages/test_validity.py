"""What the card of a directive says of its effect, its sources and what replaced what."""

from urllib.parse import unquote

import pytest

from indexer.directives.doubts import known_validity
from indexer.directives.unnumbered import edition_keys
from search.pages.relatives import successor
from tests.pages import show

# key, the kind of its badge, what that says, what the card says of the day of its effect
EFFECT = [
    ("tw/k12/qdi-213", "unknown", "chưa rõ hiệu lực", ""),
    ("tw/k12/qdi-30", "replaced", "đã được thay thế bởi Quy định 22-QĐ/TW (khóa XIII)", ""),
    # That another replaced it is in doubt, or unknown; that it has ended is neither.
    ("tw/k12/qdi-205", "replaced", "hết hiệu lực", ""),
    ("tw/k13/qdi-362", "unknown", "chưa rõ hiệu lực", ""),
    ("nn.cp/y2020/nd-30", "unknown", "chưa rõ hiệu lực", "áp dụng từ ngày 05/3/2020"),
    ("nn.qh/y2013/hien-phap", "in_force", "đang có hiệu lực", "áp dụng từ ngày 01/01/2014"),
    (
        "nn.qh/y2001/luat-32",
        "replaced",
        "đã được thay thế bởi Luật Tổ chức Chính phủ (76/2015/QH13)",
        "",
    ),
]


@pytest.mark.parametrize(("key", "kind", "said", "since"), EFFECT)
def test_a_card_says_whether_the_directive_is_in_force(client, key, kind, said, since):
    page = show(client, f"/van-ban/{key}")
    assert page.text(".page-head .badge").replace("\xa0", " ") == said
    assert page.has(f".page-head .badge.{kind}")
    assert since in page.text(".page-head .facts")
    assert ("áp dụng từ" in page.text(".page-head .facts")) == bool(since)


@pytest.mark.parametrize(
    "address",
    [
        "/van-ban?q=30-QĐ/TW khóa XII",
        "/tra-cuu?q=30-QĐ/TW (khóa XII)",
        "/tim?q=30-QĐ/TW (khóa XII)",
    ],
)
def test_lists_and_cards_say_it_too_and_lead_to_what_replaced_it(client, address):
    page = show(client, address)
    assert "/van-ban/tw/k13/qdi-22" in page.links(".badge.replaced a")


def test_nothing_is_in_force_or_replaced_but_by_a_source_without_doubt(app, knowledge):
    site = app.extensions["viendan"]
    for row in site.registry:
        newer = successor(row.key, site.knowledge, site.texts.relations)
        assert newer is None or newer.other.key in row.superseded_by
        assert newer is None or known_validity(row) != "in_force"
        if row.confidence == "unconfirmed":
            assert newer is None


def test_only_a_source_makes_a_directive_be_in_force(app, client):
    for one in app.extensions["viendan"].registry:
        is_edition = one.key in edition_keys()  # whose source is that of the instrument
        if one.status == "unknown" and not one.superseded_by and not is_edition:
            assert known_validity(one) == "unknown"
    told = client.get("/van-ban/nn.cp/y2020/nd-30.json").json["directive"]
    assert (told["status"], told["effective"]) == ("unknown", "2020-03-05")


def test_remarks_of_a_confirmed_row_are_shown(client):
    page = show(client, "/van-ban/nn.qh/y2013/hien-phap")
    assert "được sửa đổi bởi 203/2025/QH15" in page.text("#quan-he")
    assert not page.has(".caution")


def test_sources_are_shown_one_by_one(client):
    page = show(client, "/van-ban/nn.qh/y2013/hien-phap")
    assert "https://dafulbrightteachers.org/hien-phap-viet-nam/" in page.links("#quan-he a")


def test_what_was_replaced_and_is_not_held_has_a_page(client):
    (older,) = client.get("/van-ban/nn.cp/y2018/nd-83.json").json["supersedes"]
    assert (older["key"], older["directive"]) == ("nn.cp/y2010/nd-02", None)
    page = show(client, older["url"])
    assert page.status == 200
    assert "/van-ban/nn.cp/y2018/nd-83" in page.links("#quan-he a")
    assert show(client, "/van-ban/nn.cp/y1901/nd-02").status == 404


def test_a_replaced_number_whose_type_is_not_known_leads_to_the_look_up(client):
    page = show(client, "/van-ban/nn.qh/y2008/luat-14")
    assert "/tra-cuu?q=09/2003/QH11" in [unquote(one) for one in page.links("#quan-he a")]


def test_a_number_of_the_state_without_a_year_is_a_choice(client):
    page = show(client, "/van-ban/nn.ttg/_/qd-749")
    assert page.status == 200
    assert page.links("#co-the-la a") == ["/van-ban/nn.ttg/y2020/qd-749"]


def test_a_long_doubt_is_told_whole_on_the_card_alone(client):
    page = show(client, "/van-ban/tw/k14/nq-26")
    assert "hai đề của hai nơi khớp nhau" in page.text(".caution")
    assert page.text(".page-head .tag.doubt") == "chưa kiểm chứng đủ"
    short = show(client, "/van-ban/tw/k13/ct-50").text(".page-head .tag.doubt")
    assert short == "chưa kiểm chứng: cơ quan ban hành"
