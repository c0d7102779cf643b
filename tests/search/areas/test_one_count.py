"""A place has one number: wherever it is told, and at the address that stands beside it."""

import csv
import io
import random
import re
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

import pytest

from app import create_app
from bench import generated
from indexer.gazetteer import CENTRE
from indexer.index.backends import open_store
from indexer.index.entry import VERSION, make_card, make_entry
from indexer.index.store import State
from indexer.model import Level, Outcome, PlaceResolution, because
from tests.pages import show

ROLES = ("", "about", "issued")
GENERATED = 120
GROUND = (
    "lam-dong/bao-lam", "lam-dong/bao-lam-1", "lam-dong/bao-lam/loc-ngai", "lam-dong", "binh-thuan",
    "binh-dinh/quy-nhon", "gia-lai/quy-nhon", "binh-dinh", "gia-lai", "lao-cai", "yen-bai/luc-yen",
    "hue", "thua-thien-hue/hue", "kien-giang/chau-thanh", "kien-giang", "an-giang",
    "ha-noi/tu-liem", "ha-noi/nam-tu-liem", "ha-noi/me-linh", "vinh-phuc/me-linh", "ha-tay/ha-dong",
    "ha-noi/ha-dong", "quang-ngai/ly-son/an-vinh", "quang-ngai/ly-son", "phu-tho",
    "quang-ngai/ly-son-dac-khu", "ba-ria-vung-tau/con-dao", "hai-duong/chi-linh", CENTRE, None,
)  # fmt: skip
"""Places that stand, that became one or several, that moved, and that the records lose track of."""


@pytest.fixture(scope="module")
def generated_index(tmp_path_factory, gazetteer):
    """Generated notices, each about one of some places, from the office of another."""
    directory = tmp_path_factory.mktemp("generated") / "index"
    directory.mkdir()
    chance = random.Random(16)
    store = open_store(directory)
    readings = generated.readings(0, GENERATED)
    entries = [_moved(one, chance, gazetteer) for one in readings]
    segment = store.writer().write(entries)
    store.commit(State(VERSION, generation="1"), [], [segment])
    return directory


def _moved(reading, chance, gazetteer):
    about, issued = _place(chance.choice(GROUND)), chance.choice(GROUND)
    notice = reading.notice
    if issued == CENTRE:
        notice = replace(notice, level=replace(notice.level, value=Level.CENTRAL))
    further = ()
    if about.place and chance.random() < 0.3:  # about several
        others = (one for one in chance.sample(GROUND, 3) if one not in (about.place, CENTRE, None))
        further = tuple(map(_place, others))
    moved = replace(
        reading,
        notice=notice,
        unit_place=about,
        issuer_place=_place(issued),
        further_units=further,
    )
    return make_entry(moved, make_card(moved, "", gazetteer), gazetteer)


def _place(key):
    place = None if key == CENTRE else key
    return PlaceResolution(None, place, Outcome.RESOLVED, (), because("sinh ra để thử"))


class Told:
    """What a site tells of places, each address asked once."""

    def __init__(self, client):
        self._client = client
        self.json, self.table = cache(self._json), cache(self._table)

    def _json(self, address, **more):
        path, asked = urlsplit(address).path, urlsplit(address).query
        parameters = "&".join(filter(None, (asked, *(f"{k}={v}" for k, v in more.items() if v))))
        return self._client.get(f"{path}.json?{parameters}").json

    def _table(self, address, **more):
        path, asked = urlsplit(address).path, urlsplit(address).query
        parameters = "&".join(filter(None, (asked, *(f"{k}={v}" for k, v in more.items() if v))))
        text = self._client.get(f"{path}.csv?{parameters}").text.lstrip("\ufeff")
        return list(csv.DictReader(io.StringIO(text)))

    def totals(self, address, **more):
        """The number of notices in a list: both roles, and each."""
        return tuple(
            self.json(address, unit_role=role, per_page=1, **more)["total"] for role in ROLES
        )

    def rows(self, address):
        return tuple(len(self.table(address, unit_role=role)) for role in ROLES)

    def facet(self, key, **more):
        for one in self.json("/tim", **more)["facets"]["unit"]:
            if one["value"] == key:
                return one["count"], one.get("about", 0), one.get("issued", 0)
        return 0, 0, 0

    def hints(self, path, name):
        """(address, number) of the places that are offered for a name."""
        offered = self._client.get(path, query_string={"q": name}).json
        return {one["address"]: one["count"] for one in offered if one["kind"] == "place"}

    def cards(self, name, **more):
        """(address, number) of the places above the hits of a name."""
        asked = "".join(f"&{key}={value}" for key, value in more.items())
        page = show(self._client, f"/tim?q={name.replace(' ', '+')}{asked}")
        return dict(_numbers(page, ".card .choices li"))

    def heading(self, address):
        return _number(show(self._client, address).texts("main h2")[0])


def _numbers(page, items):
    for item in page.tree.css(items):
        for link in item.css("a[href^='/dia-ban/']"):
            told = link if re.match(r"\d", link.text()) else item.css_first(".count")
            if told is not None:
                yield page.link(link), _number(told.text())


def _number(text):
    return int(re.match(r"[\d.]+", text)[0].replace(".", ""))


def _nodes(nodes):
    for one in nodes:
        yield one
        yield from _nodes(one["children"])


@pytest.fixture(scope="module", params=["samples", "generated"])
def told(request):
    index = "sample_index" if request.param == "samples" else "generated_index"
    return Told(create_app(request.getfixturevalue(index)).test_client())


def test_a_place_as_of_today_has_one_number(told, gazetteer):
    nodes = list(_nodes(told.json("/dia-ban")["provinces"]))
    rows = {row["key"]: int(row["notices"]) for row in told.table("/dia-ban")}
    assert len(nodes) > 10
    for node in nodes:
        key, address, count = node["key"], node["url"], node["count"]
        assert rows[key] == count, key
        totals = told.totals(address)
        assert totals[0] == count, key
        assert told.totals("/tim", unit=key, luc="nay") == totals, key
        assert told.totals(f"/dia-ban/{key}", luc="nay") == totals, key
        assert told.facet(key, luc="nay") == totals, key
        assert told.rows(address) == totals, key
        page = told.json(address, per_page=1)
        assert (page["count"], page["about"], page["issued"]) == totals, key
        assert told.heading(address) == count, key
        name = gazetteer.label(key)
        assert told.cards(name, luc="nay")[address] == count, key
        assert told.hints("/dia-ban/goi-y.json", name)[address] == count, key
        assert told.hints("/goi-y.json", name)[address] == count, key


def test_a_place_of_then_has_one_number(told, gazetteer):
    nodes = list(_nodes(told.json("/dia-ban?luc=truoc")["provinces"]))
    rows = {row["key"]: int(row["notices"]) for row in told.table("/dia-ban?luc=truoc")}
    assert len(nodes) > 10
    for node in nodes:
        key, address, count = node["key"], node["url"], node["count"]
        assert rows[key] == count, key
        totals = told.totals(address)
        assert totals[0] == count, key
        assert told.totals("/tim", unit=key) == totals, key
        assert told.totals(f"/dia-ban/{key}") == totals, key
        assert told.totals(f"/dia-ban/{key}", gom=0) == totals, key
        assert told.facet(key) == totals, key
        assert told.rows(address) == totals, key
        assert told.cards(gazetteer.label(key))[f"/dia-ban/{key}"] == count, key


def test_every_number_beside_an_address_is_that_of_its_list(told):
    """On the pages of all places with notices, then and now: what they were, became and hold."""
    asked = [
        one["url"]
        for tree in ("/dia-ban", "/dia-ban?luc=truoc")
        for one in _nodes(told.json(tree)["provinces"])
    ]
    asked += [f"{address}{'&' if '?' in address else '?'}gom=1" for address in asked]
    beside = {}
    for address in asked:
        page = told.json(address, per_page=1)
        assert told.json(page["url"])["total"] == page["count"], address
        for part in ("today", "children", "namesakes"):
            beside |= {one["url"]: one["count"] for one in page[part]}
    for tree in ("/dia-ban", "/dia-ban?luc=truoc"):
        beside |= {one["url"]: one["count"] for one in told.json(tree)["without_notices"]}
    assert len(beside) > 100
    # What has none is asked at a part of the addresses, since there are many of them.
    few = [one for one, count in beside.items() if not count][::10]
    for address in [*(one for one, count in beside.items() if count), *few]:
        assert told.json(address, per_page=1)["total"] == beside[address], address


@pytest.mark.parametrize(
    "name", ["Huế", "Lào Cai", "Quy Nhơn, Bình Định", "Châu Thành, Kiên Giang", "xã Bảo Lâm 1"]
)
@pytest.mark.parametrize("moment", ["", "nay"])
def test_hints_and_cards_tell_what_the_page_of_a_place_tells(told, name, moment):
    numbers = {
        **told.hints("/dia-ban/goi-y.json", name),
        **told.hints("/goi-y.json", name),
        **told.cards(name, luc=moment),
    }
    assert numbers
    for address, count in numbers.items():
        assert told.json(address)["total"] == count, address


@pytest.mark.parametrize("moment", ["", "nay"])
def test_a_list_holds_what_the_card_above_counts_and_those_that_only_name_the_place(told, moment):
    for name in ("thành phố Huế", "tỉnh Lâm Đồng", "huyện Bảo Lâm", "tỉnh Gia Lai", "xã Lộc Ngãi"):
        found = told.json("/tim", q=name.replace(" ", "+"), luc=moment, per_page=100)
        under = "&".join(f"unit={key}" for key in _units(told, name))
        own = told.json(f"/tim?{under}", luc=moment, per_page=100)
        assert under, name
        assert {hit["id"] for hit in own["hits"]} <= {hit["id"] for hit in found["hits"]}, name


def _units(told, name):
    for address in told.cards(name):
        yield urlsplit(address).path.removeprefix("/dia-ban/")
