"""What ``/healthz`` tells whoever watches over the site."""

import pytest

from tests.pages import ids


def told(client):
    return client.get("/healthz").json


def test_a_site_that_is_well_says_so(client):
    health = told(client)
    assert health["status"] == "ok"
    assert health["notices"] == len(ids(client))
    assert 10_000_000 < health["memory"] < 2_000_000_000


def test_every_cache_has_a_bound_and_keeps_to_it(client):
    client.get("/tim?q=đảng+viên")
    client.get('/tim?q="nông thôn mới"&type=TB')
    kept = {one["name"]: one for one in told(client)["kept"]}
    assert {"postings", "matches", "positions", "texts", "citations", "masks"} <= kept.keys()
    assert kept["matches"]["entries"] > 0
    assert kept["indexer.analysis._forms"]["entries"] > 0
    client.get("/dia-ban/dong-nai")
    kept = {one["name"]: one for one in told(client)["kept"]}
    assert kept["indexer.segmentation.vocabulary.ChunkCache"]["entries"] > 0
    assert kept["indexer.gazetteer.units.Gazetteer.history"]["entries"] > 0
    for one in kept.values():
        held, most = ("bytes", "max_bytes") if one["max_bytes"] else ("entries", "max_entries")
        assert 0 <= one[held] <= one[most], one


@pytest.mark.parametrize("query", ["khongcotunao", "213-QĐ/TW", '"xã Lộc Ngãi"'])
def test_nothing_of_what_was_asked_is_told(client, query):
    client.get("/tim", query_string={"q": query})
    assert query not in client.get("/healthz").get_data(as_text=True)


def test_it_is_of_this_moment(client):
    first = client.get("/healthz")
    assert "ETag" not in first.headers
    assert client.get("/healthz", headers={"If-None-Match": "*"}).status_code == 200
