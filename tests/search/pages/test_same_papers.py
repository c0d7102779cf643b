"""A notice of several files of one paper, and papers that bear one number and are not one."""

import pytest

from app import create_app
from indexer.documents import document_id
from indexer.index.build import build
from tests.notices import drop, notice
from tests.pages import show
from tests.specimens import docx, para

TEXT, WORD, DRAFT, OTHER = (
    document_id(name) for name in ("a.txt", "a.docx", "du-thao.txt", "khac.txt")
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers") / "in"
    drop(folder, a=notice(1), khac=notice(2))
    drop(folder, **{"du-thao": notice(1, "một phần")})
    lines = (para(line) for line in notice(1).splitlines() if line)
    (folder / "a.docx").write_bytes(docx("".join(lines)))
    return folder


@pytest.fixture(scope="module")
def client(folder):
    build([folder], folder.parent / "index", jobs=1)
    return create_app(folder.parent / "index").test_client()


def test_the_page_names_the_other_files_of_the_paper(client):
    page = show(client, f"/thong-bao/{WORD}")
    assert "1 tệp khác của chính văn bản này: a.txt (bản chữ)" in page.texts(".page-head .note")
    assert f"/thong-bao/{TEXT}/goc" in page.links(".page-head .note a")
    assert client.get(f"/thong-bao/{WORD}.json").json["copies"] == [
        {"source": "a.txt", "url": f"/thong-bao/{TEXT}/goc", "is_same": False, "is_scan": False}
    ]


@pytest.mark.parametrize("form", ["", ".json", ".bib", ".ris"])
def test_the_address_of_each_other_file_leads_to_the_notice(client, form):
    answer = client.get(f"/thong-bao/{TEXT}{form}")
    assert (answer.status_code, answer.location) == (302, f"/thong-bao/{WORD}{form}")


def test_each_original_is_given(client, folder):
    for address, source in ((WORD, "a.docx"), (TEXT, "a.txt")):
        assert client.get(f"/thong-bao/{address}/goc").data == (folder / source).read_bytes()


def test_the_paper_is_counted_once(client):
    found = client.get("/tim.json").json
    assert found["total"] == 3
    assert len(client.get("/tim.csv").get_data(as_text=True).splitlines()) == 1 + 3
    assert sum(one["count"] for one in found["facets"]["type"]) == 3


@pytest.mark.parametrize(
    ("here", "there", "source"), [(WORD, DRAFT, "du-thao.txt"), (DRAFT, WORD, "a.docx")]
)
def test_another_text_of_the_number_is_shown_beside_it(client, here, there, source):
    page = show(client, f"/thong-bao/{here}")
    assert page.texts("#cung-so h2") == ["Cùng số, nội dung khác"]
    assert page.links("#cung-so a") == [f"/thong-bao/{there}"]
    assert page.texts("#cung-so .note") == [f"05/7/2022 · {source}"]
    (one,) = client.get(f"/thong-bao/{here}.json").json["same_number"]
    assert one.pop("title")
    assert one == {
        "id": there,
        "url": f"/thong-bao/{there}",
        "source": source,
        "date": "2022-07-05",
    }


def test_a_number_that_only_one_paper_has_shows_none(client):
    assert show(client, f"/thong-bao/{OTHER}").texts("#cung-so h2") == []
    assert client.get(f"/thong-bao/{OTHER}.json").json["same_number"] == []
