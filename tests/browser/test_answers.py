"""What lists and addresses answer, in a browser: places with their committees, marks, places in
short, guessed addresses, what is taken away as a file."""

from pathlib import Path

import pytest

from bench.screens import follow

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


@pytest.mark.parametrize("form", ["XLSX", "DOCX", "CSV"])
def test_a_list_is_taken_away(open_page, form):
    page = open_page("/tim?q=đảng", "desktop, no script")
    page.locator(".forms summary").first.click()
    with page.expect_download() as taken:
        page.locator(".forms").get_by_role("link", name=form).first.click()
    assert taken.value.suggested_filename.endswith(f".{form.lower()}")
    assert Path(taken.value.path()).stat().st_size > 1_000


def test_no_notice_is_offered_to_search_engines(open_page):
    page = open_page("/tim", "desktop, no script")
    follow(page.locator(".hit h3 a").first)
    assert "noindex" in page.locator("meta[name=robots]").get_attribute("content")


def test_programs_post_json_and_are_told_problems_in_json(chromium, site):
    programs = chromium.new_context(base_url=site).request
    found = programs.post("/tra-cuu.json", data={"text": "Căn cứ Quy định số 213-QĐ/TW"})
    assert "tw/k12/qdi-213" in found.text()
    for sent, status in (({"headers": {"Content-Type": "image/png"}, "data": b"x"}, 415),
                         ({"data": {"text": 5}}, 400)):  # fmt: skip
        refused = programs.post("/tra-cuu.json", **sent)
        assert refused.status == status
        assert refused.headers["content-type"].startswith("application/problem+json")
    programs.dispose()
