"""A local number without its committee: what it may mean is offered, and none of it is taken."""

import json
from urllib.parse import unquote

import pytest

from app import create_app
from indexer.index.build import build
from tests.held_papers import paper
from tests.notices import drop
from tests.pages import Shown, show

BODY = "hu.{}.lam-dong/nk2020/qdi-0{}"
BAO_LAM, DI_LINH = BODY.format("bao-lam", 7), BODY.format("di-linh", 7)
ONLY_CITED, ALONE = BODY.format("bao-lam", 8), BODY.format("di-linh", 6)
OF_DI_LINH = {"above": "TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY DI LINH", "place": "Di Linh", "kind": "QUY ĐỊNH"}
PAPERS = {
    "bao-lam": paper(
        "07-QĐi/HU", "về giữ vệ sinh", "Điều 1. Giữ vệ sinh.", kind="QUY ĐỊNH", day="18/7/2022"
    ),
    "di-linh": paper(
        "07-QĐi/HU", "về trồng cây", "Điều 1. Trồng cây.", day="19/8/2022", **OF_DI_LINH
    ),
    "di-linh-6": paper(
        "06-QĐi/HU", "về trồng hoa", "Điều 1. Trồng hoa.", day="18/8/2022", **OF_DI_LINH
    ),
    "tb-198": paper(
        "198-TB/HU", "kết quả",
        "Thực hiện khoản 2 Điều 4 Quy định số 07-QĐi/HU, ngày 18/7/2022 của Huyện ủy Bảo Lâm, các "
        "xã giữ vệ sinh. Thực hiện Quy định số 08-QĐi/HU, ngày 19/7/2022 của Huyện ủy.",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("open")
    drop(folder / "in", **PAPERS)
    assert build([folder / "in"], folder / "index", jobs=1).failed == {}
    return create_app(folder / "index").test_client()


def keys(links):
    return [one.removeprefix("/van-ban/") for one in links if one.startswith("/van-ban/")]


OFFERED = [
    # One alone is no more certain than several.
    ("06-QĐi/HU", [ALONE]),
    ("Quy định 07-QĐi/HU", [BAO_LAM, DI_LINH]),
    # What is cited and not held is known, too.
    ("08-QĐi/HU", [ONLY_CITED]),
    # A quyết định has a register of its own; and this number nobody has.
    ("Quyết định 07-QĐ/HU", []),
    ("09-QĐi/HU", []),
    # The committee, with the day, settles it.
    ("07-QĐi/HU ngày 18/7/2022 của Huyện ủy Bảo Lâm, tỉnh Lâm Đồng", []),
]


@pytest.mark.parametrize(("typed", "meant"), OFFERED)
def test_a_search_offers_what_an_open_number_may_mean(client, typed, meant):
    page = show(client, f"/tim?q={typed}")
    offered = page.links(".results .card .choices a:not(.held)")
    assert keys(offered) == meant
    said = page.text(".results")
    assert ("chưa rõ của cấp ủy nào" in said) is bool(meant)
    assert not (meant and ("chưa có trong danh mục" in said or "0 thông báo viện dẫn" in said))


@pytest.mark.parametrize(("typed", "meant"), OFFERED)
def test_a_look_up_offers_them(client, typed, meant):
    page = show(client, f"/tra-cuu?q={typed}")
    assert keys(page.links(".rows .choices a")) == meant
    assert ("chưa rõ của cấp ủy nào" in page.text(".rows .chip")) is bool(meant)
    (row,) = client.get("/tra-cuu.json", query_string={"q": typed}).json["rows"]
    assert [one["key"] for one in row["possible"]] == meant
    assert not meant or (row["status"], row["outcome"], row["held"]) == (300, "ambiguous", [])


def test_a_list_of_an_open_number_leads_to_those_that_it_may_mean(client):
    page = show(client, "/tim?cites=07-QĐi/HU")
    links = page.links(".results .card .choices a")
    assert [unquote(one).rpartition("cites=")[2] for one in links] == [BAO_LAM, DI_LINH]
    assert "chưa rõ của cấp ủy nào" in page.text(".results .card h2")
    assert not show(client, f"/tim?cites={BAO_LAM}").has(".results .card")


POSSIBLY = "Thông báo viện dẫn Điều 4 của văn bản có thể là văn bản cần tìm: 1"
SAID = [
    # Of a regulation that is not settled it is not said that nobody cites its article.
    ("Điều 4 Quy định 07-QĐi/HU", [POSSIBLY]),
    ("Điều 5 Quy định 07-QĐi/HU", []),
    ("Điều 5 Quy định 09-QĐi/HU", []),
    # Of a settled one it is.
    ("Điều 5 Quy định 22-QĐ/TW khóa XIII", ["Không thông báo nào viện dẫn Điều 5"]),
]


@pytest.mark.parametrize(("typed", "said"), SAID)
def test_what_is_said_of_an_article(client, typed, said):
    notes = show(client, f"/tim?q={typed}").texts(".results > .note")
    assert [one for one in notes if "Điều" in one] == said


DRAFT = "Thực hiện Quy định số 07-QĐi/HU, ngày {}/7/2022 của Huyện ủy Bảo Lâm, tỉnh Lâm Đồng."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("18", "Đúng theo bản trong kho: số và ngày."),
        ("19", "Bản trong kho ghi ngày 18/7/2022, văn bản này ghi ngày 19/7/2022."),
    ],
)
def test_a_draft_is_checked_by_the_text_and_leads_to_it_once(client, day, said):
    sent = client.post("/du-thao", data={"text": DRAFT.format(day)})
    page = Shown(sent)
    assert said in page.texts(".findings p")
    assert keys(page.links(".findings a")) == [BAO_LAM]


def test_a_directive_is_called_by_its_own_number(client):
    assert show(client, f"/van-ban/{BAO_LAM}").text("h1").startswith("Quy định 07-QĐi/HU (Bảo Lâm")
    table = client.get(f"/tim.csv?cites={BAO_LAM}").text
    assert "07-QĐi/HU (Bảo Lâm" in table
    assert "07-QĐ/HU" not in table
    listed = json.dumps(client.get("/van-ban.json").json, ensure_ascii=False)
    assert "07-QĐ/HU" not in listed
