"""The home page: what the corpus holds, and examples that find something."""

from tests.pages import ids, show


def test_home_says_what_the_corpus_holds(client):
    page = show(client, "/")
    figures = dict(zip(page.texts(".figures dt"), page.texts(".figures dd"), strict=True))
    told = client.get("/index.json").json["summary"]
    assert figures["thông báo"] == str(told["notices"]) == str(len(ids(client)))
    assert f"Không rõ số: {told['without_number']};" in page.text(".hero section")
    assert sum(int(one.split()[0]) for one in page.texts(".band a > b")) <= told["notices"]
    assert figures["tỉnh, thành phố"] == str(len(client.get("/dia-ban.json").json["provinces"]))
    assert "không phải nguồn chính thức" in page.text("footer")


def test_the_worked_examples_of_home_find_something(client):
    for address in show(client, "/").links(".examples a"):
        assert client.get(address.replace("/tim", "/tim.json")).json["total"] > 0
