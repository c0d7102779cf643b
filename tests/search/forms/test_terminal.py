"""``viendan search`` in a terminal: what it says beside the hits."""

import re

import pytest
from click.testing import CliRunner

from search.typography import day
from tests.pages import show
from viendan.commands import main


@pytest.fixture
def search(sample_index):
    def run(*words):
        answer = CliRunner().invoke(main, ["search", "--index", str(sample_index), *words])
        assert answer.exit_code == 0
        return answer.stdout

    return run


def test_a_page_past_the_end_says_so(search):
    assert "Danh sách không dài đến trang này." in search("đảng", "--page", "99")
    assert "beyond the end" in search("đảng", "--page", "99", "--lang", "en")
    assert "quá cuối" not in search("đảng")
    assert "quá cuối" not in search("zzzz")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ('"xây dựng nông thôn số"', 'Chỉ tìm: "xây dựng nông thôn"'),
        ("213-CT/TW", "Quy định 213-QĐ/TW (khóa XII)"),
        ("nôngn", "nông"),
        ("zzzz dia_ban:“Bảo Lẫmm”", "huyện Bảo Lâm, Lâm Đồng"),
        ("rừng nam:1999", "Bỏ mọi bộ lọc"),
    ],
)
def test_a_search_without_hits_offers_what_the_page_offers(client, search, asked, said):
    told = search("--", asked)
    assert "\n0 thông báo" in told
    offered = re.search(rf"^ +(\d+)  {re.escape(said)}$", told, re.MULTILINE)
    assert offered
    page = show(client, "/tim", query_string={"q": asked})
    shown = [one for one in [*page.texts(".choices li"), *page.texts(".note")] if said in one]
    assert offered[1] in shown[0]


def test_dates_are_written_as_people_here_write_them(client, search):
    told = search("đảng", "--sort", "date")
    hits = client.get("/tim.json?q=đảng&sort=date").json["hits"]
    dates = [day(hit["date"]) for hit in hits if hit["date"]]
    assert len(dates) > 10
    assert all(f" · {one} · " in told for one in dates)
    assert not any(hit["date"] in told for hit in hits if hit["date"])
