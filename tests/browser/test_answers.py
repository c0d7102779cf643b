"""What lists and addresses answer, in a browser: places with their committees, marks, places in
short, guessed addresses, what is taken away as a file."""

from pathlib import Path

import pytest

# What is asked, and what the only hit, or the card above the hits, has to say.
ASKED = [
    ("/dia-ban/thanh-hoa/nhu-xuan", ".hit", "58-KH/HU"),
    ("/dia-ban/thanh-hoa/nhu-xuan?unit_role=issued", ".hit", "58-KH/HU"),
    ("/tim?q=TX Long Khánh", ".card", "Long Khánh, Đồng Nai"),
    ("/tim?q=huyện Thuận An", ".card", "Thuận An, Bình Dương"),
    ("/tim?q=P. 5 Q. 3", ".card", "phường 5, quận 3"),
    ("/tim?q=05-CT/TW", ".card", "Chỉ thị 05-CT/TW"),
]


@pytest.mark.parametrize(("address", "where", "said"), ASKED)
def test_what_is_asked_is_understood(open_page, address, where, said):
    page = open_page(address, "phone, dark, no script")
    assert page.locator(where).count() == 1
    assert said.casefold() in " ".join(page.locator(where).inner_text().split()).casefold()


@pytest.mark.parametrize(
    ("guessed", "page_of"),
    [
        ("/van-ban/05-ct-tw", "/van-ban/tw/k12/ct-05"),
        ("/van-ban/tw/ct-05", "/van-ban/tw/k12/ct-05"),
        ("/van-ban/213-QĐ/TW", "/van-ban/tw/k12/qdi-213"),
        ("/dia-ban/bao-lam-lam-dong", "/dia-ban/lam-dong/bao-lam"),
    ],
)
def test_a_guessed_address_leads_on(open_page, site, guessed, page_of):
    assert open_page(guessed).url == site + page_of


def test_a_list_is_taken_away_in_the_forms_of_an_office(open_page):
    page = open_page("/tim?q=đảng", "desktop, no script")
    begins = {"Excel": b"PK", "Word": b"PK", "CSV": b"number,"}
    for name, first in begins.items():
        with page.expect_download() as taken:
            page.get_by_role("link", name=name, exact=True).click()
        assert first in Path(taken.value.path()).read_bytes()[:200], name


def test_no_notice_is_offered_to_search_engines(open_page):
    page = open_page("/tim")
    address = page.locator(".hit h3 a").first.get_attribute("href")
    with page.expect_response(lambda response: response.url.endswith(address)) as answer:
        page.goto(address)
    assert "noindex" in answer.value.headers["x-robots-tag"]


def test_programs_post_json_and_get_problems_in_json(page_of_programs):
    asked = {"text": "Căn cứ Quy định 213-QĐ/TW", "date": "2020-01-02"}
    answer = page_of_programs.post("/tra-cuu.json", data=asked)
    assert answer.json()["citations"][0]["resolution"]["key"] == "tw/k12/qdi-213"
