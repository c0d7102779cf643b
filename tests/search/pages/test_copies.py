"""A notice of several files of the same bytes: one page, to which the addresses of all lead."""

import pytest

from app import create_app
from indexer.documents import document_id
from indexer.index.build import build
from tests.notices import drop, notice
from tests.pages import show

ID, ALIAS = document_id("a.txt"), document_id("c.txt")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("copies")
    drop(home / "in", a=notice(1), b=notice(2), c=notice(1))
    return home / "in"


@pytest.fixture(scope="module")
def client(folder):
    build([folder], folder.parent / "index", jobs=1)
    return create_app(folder.parent / "index").test_client()


def test_the_page_lists_the_other_files_with_their_originals(client):
    page = show(client, f"/thong-bao/{ID}")
    assert "1 tệp khác giống hệt tệp này: c.txt" in page.texts(".page-head .note")
    assert f"/thong-bao/{ALIAS}/goc" in page.links(".page-head .note a")
    assert client.get(f"/thong-bao/{ID}.json").json["copies"] == [
        {"source": "c.txt", "url": f"/thong-bao/{ALIAS}/goc", "is_same": True, "is_scan": False}
    ]
    alone = client.get(f"/thong-bao/{document_id('b.txt')}.json").json
    assert alone["copies"] == []


@pytest.mark.parametrize("form", ["", ".json", ".bib", ".ris"])
def test_the_address_of_a_copy_leads_to_the_one_that_stands(client, form):
    answer = client.get(f"/thong-bao/{ALIAS}{form}?q=xã")
    assert answer.status_code == 302
    assert answer.location.startswith(f"/thong-bao/{ID}{form}?q=")


def test_each_original_is_given_under_its_own_name(client, folder):
    for address, source in ((ID, "a.txt"), (ALIAS, "c.txt")):
        answer = client.get(f"/thong-bao/{address}/goc")
        assert answer.data == (folder / source).read_bytes()
        assert source in answer.headers["Content-Disposition"]


def test_it_is_counted_once(client):
    found = client.get("/tim.json").json
    assert found["total"] == 2
    assert len(client.get("/tim.csv").get_data(as_text=True).splitlines()) == 1 + 2


def test_an_address_that_none_has_is_not_found(client):
    assert client.get("/thong-bao/nothing-123456").status_code == 404
    assert client.get("/thong-bao/nothing-123456/goc").status_code == 404
