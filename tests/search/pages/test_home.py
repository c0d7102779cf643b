"""The home page: what the corpus holds, and examples that find something."""

import pytest

from search.pages.home import year_band
from tests.pages import ids, show


def test_home_says_what_the_corpus_holds(client):
    page = show(client, "/")
    figures = dict(zip(page.texts(".figures dt"), page.texts(".figures dd"), strict=True))
    told = client.get("/index.json").json["summary"]
    assert figures["văn bản"] == str(told["notices"]) == str(len(ids(client)))
    assert f"Không rõ số: {told['without_number']};" in page.text(".hero section")
    assert sum(int(one.split()[0]) for one in page.texts(".band a > b")) <= told["notices"]
    assert figures["tỉnh, thành phố"] == str(len(client.get("/dia-ban.json").json["provinces"]))
    assert "không phải nguồn chính thức" in page.text("footer")


def test_the_worked_examples_of_home_find_something(client):
    for address in show(client, "/").links(".examples a"):
        assert client.get(address.replace("/tim", "/tim.json")).json["total"] > 0


def test_a_band_has_every_year_and_a_scale():
    band = year_band({"2020": 2, "2023": 4, "_": 9}, 10)
    assert [(bar.year, bar.count) for bar in band] == [(2020, 2), (2021, 0), (2022, 0), (2023, 4)]
    assert band[-1].height == 2 * band[0].height
    assert band[-1].address == "/tim?year=2023"
    assert [bar.year for bar in year_band({"1200": 1, "2020": 1, "2023": 1}, 3)] == [
        2021, 2022, 2023,
    ]  # fmt: skip


@pytest.mark.parametrize("counts", [{}, {"2020": 1}, {"_": 3}])
def test_no_band_where_there_is_nothing_to_compare(counts):
    assert year_band(counts, 10) == ()


def test_home_leads_to_the_directives_whose_text_is_held(client):
    page = show(client, "/")
    told = client.get("/van-ban.json?kho=co-toan-van").json["directives"]
    (link,) = [one for one in page.tree.css("main a") if "kho=" in one.attributes["href"]]
    assert link.text() == f"{len(told)} văn bản có toàn văn trong kho"
    assert link.attributes["href"] == "/van-ban?kho=co-toan-van"
