"""The tree of places and what leads on from it, as a reader sees it."""

import pytest

from tests.pages import show


@pytest.mark.parametrize("moment", ["truoc", "nay"])
def test_the_place_tree_counts_every_notice_with_a_place_once(client, moment):
    tree = client.get(f"/dia-ban.json?luc={moment}").json
    total = client.get("/tim.json").json["total"]
    assert sum(one["count"] for one in tree["provinces"]) + tree["unknown"] == total
    page = show(client, f"/dia-ban?luc={moment}")
    for address in page.links(".tree a"):
        assert client.get(address).status_code == 200


def test_the_place_tree_leads_down_to_the_notices(client):
    page = show(client, "/dia-ban?luc=truoc")
    for one in client.get("/dia-ban.json?luc=truoc").json["provinces"]:
        assert f"/dia-ban/{one['key']}?luc=truoc" in page.links(".tree > li > .leaf a")
        assert len(show(client, one["url"]).tree.css(".hit")) == one["count"]


def test_old_and_new_units_lead_to_each_other(client):
    old = show(client, "/dia-ban/lam-dong/bao-lam/loc-quang")
    assert "/dia-ban/lam-dong/bao-lam-1" in old.links(".lead a")
    new = show(client, "/dia-ban/lam-dong/bao-lam-1")
    assert "/dia-ban/lam-dong/bao-lam/loc-quang" in new.links("aside a")


def test_a_shared_name_is_told_apart_and_a_single_one_leads_on(client):
    page = show(client, "/dia-ban/bao-lam")
    assert {"/dia-ban/cao-bang/bao-lam", "/dia-ban/lam-dong/bao-lam"} <= set(page.links("main a"))
    alone = client.get("/dia-ban/loc-thang")
    assert alone.status_code == 302
    assert alone.location == "/dia-ban/lam-dong/bao-lam/loc-thang"


def test_the_place_search_knows_old_and_new_names(client):
    found = show(client, "/dia-ban?q=bao lam 1").links(".card a")
    assert "/dia-ban/lam-dong/bao-lam-1?gom=1" in found
    assert "/dia-ban/dong-nai/cam-my" in show(client, "/dia-ban?q=Cẩm Mỹ").links(".card a")


def test_a_new_unit_without_notices_shows_those_of_its_forerunners(client):
    by_itself = client.get("/dia-ban/lam-dong/bao-lam-1.json?gom=0").json
    gathered = client.get("/dia-ban/lam-dong/bao-lam-1.json").json
    assert by_itself["total"] == 0
    assert gathered["total"] > 0
    assert "lam-dong/bao-lam/loc-quang" in gathered["gathered"]
    assert "lam-dong/bao-lam" not in gathered["gathered"]
