"""The registry and the gazetteer are loaded at the edges and handed down; none asks past them."""

import ast
from datetime import date

import pytest

from app import create_app
from indexer.directives.knowledge import Knowledge
from indexer.directives.registry import Registry
from indexer.gazetteer.units import Gazetteer
from indexer.model import Directive, Level, PartialDate, Place
from tests.pages import show
from tests.test_rooms import MODULES

EDGES = {
    "app": {"Knowledge"},
    "indexer.directives.knowledge": {"Registry", "Gazetteer"},
    "indexer.index.build": {"Knowledge"},
    "indexer.index.workers": {"Knowledge"},
    "viendan.checking": {"Knowledge", "Registry"},
    "viendan.citing": {"Registry"},
    "viendan.drafting": {"Knowledge"},
    "viendan.collection_options": {"Knowledge"},
    "viendan.looking_up": {"Registry"},
    "viendan.searching": {"Knowledge"},
}
"""The modules that load, and what: where the program begins, and where both are put together."""

LOADED = ("Knowledge", "Registry", "Gazetteer")


def loaded_by(path):
    """What a module loads or hands on the loader of, by the name of the class."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr == "load":
            of = ast.unparse(node.value).rpartition(".")[2]
            if of in LOADED:
                yield of


def test_only_the_edges_load_what_is_known():
    loading = {name: set(loaded_by(path)) for name, path in MODULES.items()}
    assert {name: found for name, found in loading.items() if found} == EDGES


DIRECTIVE = Directive(
    "tw/k13/ct-05", "Chỉ thị", "05-CT/TW", "Ban Bí thư", "XIII", PartialDate(2022, 3, 2),
    "về trồng dâu nuôi tằm", confidence="confirmed",
)  # fmt: skip
PROVINCE = Place(
    "xu-la", "Xứ Lạ", "tỉnh", Level.PROVINCE, "99", None, date(2004, 8, 31), None
)  # fmt: skip


@pytest.fixture(scope="module")
def elsewhere(sample_index):
    """The sample notices as seen by those who know one directive and one province."""
    known = Knowledge(Registry((DIRECTIVE,)), Gazetteer([("xu-la", PROVINCE)]))
    return create_app(sample_index, known).test_client()


def asked(client, address, **query):
    response = client.get(address, query_string=query)
    return response.status_code, response.json


def test_directives_are_those_of_the_registry_given(elsewhere, client):
    for one, title in ((elsewhere, "về trồng dâu nuôi tằm"), (client, None)):
        row = asked(one, "/van-ban/tw/k13/ct-05.json")[1]["directive"]
        assert (row and row["title"]) == title
        told = asked(one, "/tra-cuu.json", q="05-CT/TW")[1]["rows"][0]
        assert told["key"] == ("tw/k13/ct-05" if title else "tw/k12/ct-05")
        told = asked(one, "/tim.json", cites="05-CT/TW")[1]
        term = "XIII" if title else "XII"
        assert told["understood"] == f"viện dẫn Chỉ thị 05-CT/TW (khóa {term})"
        assert asked(one, "/tim.json", q="vien_dan:05-CT/TW")[1]["understood"] == told["understood"]
        hints = asked(one, "/goi-y.json", q="trồng dâu")[1]
        addresses = {hint["address"] for hint in hints if hint["kind"] == "directive"}
        assert ("/van-ban/tw/k13/ct-05" in addresses) is bool(title)
    held = show(elsewhere, "/van-ban?q=trồng dâu").links("main a")
    assert "/van-ban/tw/k13/ct-05" in held


def test_places_are_those_of_the_gazetteer_given(elsewhere, client):
    for one, knows in ((elsewhere, True), (client, False)):
        assert asked(one, "/dia-ban/xu-la.json")[0] == (200 if knows else 404)
        assert asked(one, "/dia-ban/lam-dong.json")[0] == (404 if knows else 200)
        told = asked(one, "/tim.json", unit="tỉnh Xứ Lạ")[1]["understood"]
        named = "Xứ Lạ" if knows else "tỉnh Xứ Lạ"
        assert told == f"của {named} hoặc nói về {named}"
        for address in ("/goi-y.json", "/dia-ban/goi-y.json"):
            hints = asked(one, address, q="xứ lạ")[1]
            assert ("tỉnh Xứ Lạ" in {hint["label"] for hint in hints}) is knows
        facet = asked(one, "/tim.json")[1]["facets"]["unit"]
        label = next(row["label"] for row in facet if row["value"] == "lam-dong/bao-lam")
        assert label == ("lam-dong/bao-lam" if knows else "huyện Bảo Lâm, Lâm Đồng")
        cited = asked(one, "/tim.json")[1]["facets"]["cites"]
        label = next(row["label"] for row in cited if ".lam-dong/" in row["value"])
        assert ("Lâm Đồng" in label) is not knows
