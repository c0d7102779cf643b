"""What the card of a directive says of its effect, its sources and what replaced what."""

from urllib.parse import unquote

import pytest

from indexer.directives.doubts import known_validity
from tests.pages import show

# key, what its card says of its effect
EFFECT = [
    ("tw/k12/qdi-213", "chưa rõ hiệu lực"),
    ("tw/k12/qdi-30", "hết hiệu lực"),
    ("nn.cp/y2020/nd-30", "chưa rõ hiệu lực, áp dụng từ ngày 05/03/2020"),
    ("nn.qh/y2013/hien-phap", "còn hiệu lực, áp dụng từ ngày 01/01/2014"),
    ("nn.qh/y2001/luat-32", "hết hiệu lực"),
]


@pytest.mark.parametrize(("key", "said"), EFFECT)
def test_a_card_says_whether_the_directive_is_in_force(client, key, said):
    page = show(client, f"/van-ban/{key}")
    facts = {row.css_first("dt").text(): row.css_first("dd") for row in page.tree.css("dl > div")}
    assert facts["Hiệu lực"].text().strip() == said


def test_only_a_source_makes_a_directive_be_in_force(app, client):
    for one in app.extensions["viendan"].registry:
        if one.status == "unknown" and not one.superseded_by:
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
    assert page.text("h1 .tag.doubt") == "chưa kiểm chứng đủ"
    short = show(client, "/van-ban/tw/k13/ct-50").text("h1 .tag.doubt")
    assert short == "chưa kiểm chứng: cơ quan ban hành"
