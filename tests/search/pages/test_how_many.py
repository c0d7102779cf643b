"""Lists of nothing, of one and of many: each offers what helps there."""

import pytest

from tests.pages import show


@pytest.mark.parametrize(
    "address", ["/tim?q=trunng+ương&year=1999", "/tim?q=zzzz", "/tim?year=1999"]
)
def test_where_nothing_is_found_the_most_cited_directives_are_offered(client, address):
    page = show(client, address)
    offered = page.links(".empty .rank > li > a")
    counts = [client.get(f"{one}.json").json["total"] for one in offered]
    assert len(offered) > 3
    assert counts == sorted(counts, reverse=True)
    assert not page.has(".hits")


def test_a_misspelt_word_is_offered_too(client):
    assert show(client, "/tim?q=trunng+ương&year=1999").has(".results > .note a")


def test_a_single_hit_shows_its_passages_whole(client):
    one = show(client, '/tim?q="tái+canh"')
    assert len(one.tree.css(".hit")) == 1
    assert one.has(".hits:not(.brief)")
    assert not one.has(".empty, .rank")
    told = client.get('/tim.json?q="tái+canh"').json["hits"][0]["snippets"]
    assert len(one.tree.css(".hit .snippet")) == len(told)


def test_many_hits_show_one_line_each(client):
    many = show(client, "/tim?q=đảng")
    assert many.has(".hits.brief")
    assert all(len(one.css(".snippet")) <= 1 for one in many.tree.css(".hit"))


@pytest.mark.parametrize(
    ("address", "filtered"),
    [
        ("/van-ban/tw/k12/ct-05", True),
        ("/van-ban/tw/k12/ct-05?year=2016", True),  # one, but of a choice that can be taken back
        ("/van-ban/tw/k12/qdi-30", False),
        ("/van-ban/tw/k4/ct-100", False),
        ("/dia-ban/can-tho?gom=1", True),
        ("/dia-ban/lam-dong/bao-lam/loc-ngai", False),
        ("/dia-ban/ho-chi-minh", False),
    ],
)
def test_filters_stand_where_there_is_something_to_choose(client, address, filtered):
    page = show(client, address)
    assert page.has(".with-facets > div > .facets") == filtered
    assert page.has(".tools [href='#loc']") == filtered
    assert page.has(".skip[href='#loc']") == filtered
    assert page.status == 200


def test_a_directive_that_nothing_cites_says_so(client):
    page = show(client, "/van-ban/tw/k4/ct-100")
    assert page.text(".empty") == "Chưa có thông báo nào trong kho viện dẫn văn bản này."


@pytest.mark.parametrize("place", ["ho-chi-minh", "ha-noi", "lam-dong", "lam-dong/bao-lam"])
def test_what_lies_in_a_place_is_no_wall_and_all_there(client, place):
    told = client.get(f"/dia-ban/{place}.json?gom=1").json["children"]
    page = show(client, f"/dia-ban/{place}?gom=1")
    listed = page.links("#truc-thuoc .names a")
    assert sorted(listed) == sorted(one["url"] for one in told)
    open_at_once = [
        one
        for one in page.tree.css("#truc-thuoc .names")
        if one.parent.tag != "details" or "open" in one.parent.attributes
    ]
    assert sum(len(one.css("li")) for one in open_at_once) <= 30


def test_no_code_of_http_is_shown_to_people(client):
    for address in ("/van-ban/tw/k12/ct-9999", "/thong-bao/khong-co"):
        page = show(client, address)
        assert page.status == 404
        assert "404" not in page.text("main")
