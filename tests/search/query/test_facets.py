"""A facet is declared once: with one more declaration it is everywhere."""

import json
import subprocess
import sys

import pytest
from selectolax.lexbor import LexborHTMLParser

from indexer.index.entry import FIELDS, FieldKind
from search.query.facets import FACETS, facet_value
from search.query.fields import DAYS, TEXT_FIELDS, field_of, typed_name
from tests.checkout import ROOT

TOY = """
import json, sys

from indexer.model import because
from search.query.facets import FACETS, Facet

FACETS["number"] = Facet(
    name="number",
    heading=because("Phần của số"),
    sentence=because("số có phần {values}", values=""),
    description="A part of the number: 287, or 287 tb.",
    typed=("phan_so",),
)

from click.testing import CliRunner
from app import create_app
from viendan.commands import main

client = create_app(sys.argv[1]).test_client()
value = client.get("/tim.json?per_page=100").json["facets"]["number"][0]["value"]
print(json.dumps({
    "value": value,
    "all": client.get("/tim.json?per_page=100").json,
    "typed": client.get(f"/tim.json?q=phan_so:%22{value}%22&per_page=100").json,
    "without": client.get(f"/tim.json?q=-phan_so:%22{value}%22&per_page=100").json,
    "page": client.get(f"/tim?number={value}").text,
    "openapi": client.get("/openapi.json").json,
    "help": CliRunner().invoke(main, ["search", "--help"]).output,
}))
"""


@pytest.fixture(scope="module")
def toy(sample_index):
    """What the site and the command say in a process that has one facet more."""
    done = subprocess.run(
        [sys.executable, "-c", TOY, str(sample_index)],
        cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return json.loads(done.stdout)


def test_a_further_facet_is_counted_and_filters(toy):
    (first, *_) = toy["all"]["facets"]["number"]
    assert first["label"] == first["value"] == toy["value"]
    of_their_own = [name for name, facet in FACETS.items() if not facet.part_of]
    assert list(toy["all"]["facets"]) == [*of_their_own, "number"]
    assert toy["typed"]["total"] == first["count"] > 0
    assert toy["without"]["total"] == toy["all"]["total"] - first["count"]


def test_a_further_facet_is_typed_and_told(toy):
    assert toy["typed"]["understood"] == f"số có phần {toy['value']}"
    assert toy["without"]["understood"] == f"trừ thông báo số có phần {toy['value']}"


def test_a_further_facet_stands_on_the_page(toy):
    page = LexborHTMLParser(toy["page"])
    assert "Phần của số" in [
        one.text() for one in page.css(".facets > section > h3, .facets > details > summary")
    ]
    (chosen,) = page.css(".chosen-filters li")
    assert " ".join(chosen.text().split()) == f"Bỏ lọc Phần của số: {toy['value']}"
    assert page.css_first(f'.find input[name="number"][value="{toy["value"]}"]') is not None


def test_a_further_facet_is_described_and_an_option(toy):
    for path in ("/tim", "/van-ban/{key}", "/dia-ban/{key}"):
        parameters = toy["openapi"]["paths"][path]["get"]["parameters"]
        (its,) = (one for one in parameters if one["name"] == "number")
        assert its["description"] == "A part of the number: 287, or 287 tb."
        assert its["schema"]["type"] == "array"
    assert "--number" in toy["help"]
    assert "Phần của số / A part of the number" in " ".join(toy["help"].split())


@pytest.mark.parametrize("facet", FACETS.values(), ids=FACETS)
def test_a_facet_is_a_field_of_values(facet):
    assert FIELDS[facet.name] is FieldKind.VALUES


def test_a_typed_name_means_one_field():
    names = [
        name
        for names in (
            *TEXT_FIELDS.values(),
            *DAYS.values(),
            *(one.typed for one in FACETS.values()),
        )
        for name in names
    ]
    assert len(names) == len(set(names))
    for facet in FACETS.values():
        assert {field_of(name) for name in facet.typed} <= {facet.name}
        assert not facet.typed or typed_name(facet.name) == facet.typed[0]


@pytest.mark.parametrize(
    ("name", "typed", "values"),
    [
        ("type", "TB", ["thong-bao"]),
        ("type", "thông báo", ["thong-bao"]),
        # as it is, and with what lies above each place that the committee may be of
        (
            "issuer",
            "Huyện ủy Bảo Lâm",
            ["huyen-uy-bao-lam", "huyen-uy-bao-lam-cao-bang", "huyen-uy-bao-lam-lam-dong"],
        ),
        (
            "issuer",
            "Thường trực Huyện ủy Cẩm Mỹ",
            ["thuong-truc-huyen-uy-cam-my", "thuong-truc-huyen-uy-cam-my-dong-nai"],
        ),
        ("issuer", "Sở Nội vụ", ["so-noi-vu"]),
        ("issuer", "Tỉnh ủy Bảo Lâm", ["tinh-uy-bao-lam"]),  # which is no province
        (
            "issuer",
            "thuong-truc-huyen-uy-bao-lam-lam-dong",
            ["thuong-truc-huyen-uy-bao-lam-lam-dong"],
        ),
        ("issuer", "…", []),
        ("organ", "Ban Thường vụ", ["ban-thuong-vu"]),
        ("organ", "BTV", ["ban-thuong-vu"]),
        ("organ", "UBKT", ["uy-ban-kiem-tra"]),
        ("organ", "Thường vụ Huyện ủy", ["ban-thuong-vu"]),
        ("organ", "văn phòng", ["van-phong"]),
        ("organ", "itself", ["itself"]),
        ("organ", "…", []),
        ("term", "XII", ["XII"]),
        ("term", "khóa 12", ["XII"]),
        ("term", "IIX", []),
        ("term", "2020", []),
        ("committee_term", "2020", ["2020"]),
        ("committee_term", "2020–2025", ["2020"]),
        ("committee_term", "2020 - 2025", ["2020"]),
        ("committee_term", "XIII", ["2021"]),
        ("committee_term", "2022", []),  # no congress, and of either kind of committee
        ("committee_term", "nay", []),
        ("date_precision", "tháng", ["month"]),
        ("date_precision", "chỉ có năm", ["year"]),
        ("date_precision", "day", ["day"]),
        ("date_precision", "2022", []),
        ("secrecy", "TỐI MẬT", ["toi-mat"]),
        ("secrecy", "mat", ["mat"]),
        ("secrecy", "không", ["none"]),
        ("secrecy", "bí mật", []),
        ("year", "2022..2020", ["2020", "2021", "2022"]),
        ("year", "năm nay", []),
        ("unit", "lam-dong", ["lam-dong"]),
        ("unit", "TX Long Khánh", ["dong-nai/long-khanh"]),
        ("unit", "p5 q3", ["ho-chi-minh/quan-3/phuong-5"]),
        ("unit", "huyện bảo lâm, lâm đồng", ["lam-dong/bao-lam"]),
        ("unit", "Đắc Lắc", ["dak-lak"]),
        ("unit", "huyện bảo lâm, đồng nai", []),
        ("unit", "kiểm tra huyện Bảo Lâm", []),
        ("cites", "213-QĐ/TW", ["tw/k12/qdi-213"]),
        # an address or a feed that people keep, and a law that is typed
        ("cites", "nn.qh/y2024/luat.dat-dai", ["nn.qh/y2024/luat-31"]),
        ("cites", "Luật Đất đai năm 2024", ["nn.qh/y2024/luat-31"]),
        ("cites", "_", ["_"]),
        ("level", "district", ["district"]),
    ],
)
def test_what_a_typed_value_means(knowledge, name, typed, values):
    assert list(dict.fromkeys(FACETS[name].parse(typed, knowledge))) == values


@pytest.mark.parametrize(
    ("name", "label", "value"),
    [
        ("type", "Thông báo", "thong-bao"),
        ("type", "_", "_"),
        ("unit", "lam-dong/bao-lam", "lam-dong/bao-lam"),
        ("date", "2022-07-05", "2022-07-05"),
    ],
)
def test_a_value_is_named_by_what_the_index_holds(name, label, value):
    assert facet_value(name, label) == value
