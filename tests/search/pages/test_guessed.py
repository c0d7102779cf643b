"""Addresses that people guess lead on: one meaning to its page, several to a list, none to the
nearest; in every form."""

import pytest

from tests.pages import show

FORMS = ["", ".json", ".csv", ".atom"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("guessed", "page"),
    [
        # A symbol in the parts and signs of an address.
        ("/van-ban/05-ct-tw", "/van-ban/tw/k12/ct-05"),
        ("/van-ban/tw/ct-05", "/van-ban/tw/k12/ct-05"),
        ("/van-ban/ct-05-tw", "/van-ban/tw/k12/ct-05"),
        ("/van-ban/213-QĐ/TW", "/van-ban/tw/k12/qdi-213"),
        ("/van-ban/213_qd_tw", "/van-ban/tw/k12/qdi-213"),
        ("/van-ban/nghi-dinh-30-2020", "/van-ban/nn.cp/y2020/nd-30"),
        ("/van-ban/TW/K12/CT-05", "/van-ban/tw/k12/ct-05"),
        # A place in every form that it is typed in.
        ("/dia-ban/bao-lam-lam-dong", "/dia-ban/lam-dong/bao-lam"),
        ("/dia-ban/bao-lam/lam-dong", "/dia-ban/lam-dong/bao-lam"),
        ("/dia-ban/Lâm Đồng/huyen-bao-lam/", "/dia-ban/lam-dong/bao-lam"),
        ("/dia-ban/tp-hcm", "/dia-ban/ho-chi-minh"),
        ("/dia-ban/phuong-5-quan-3", "/dia-ban/ho-chi-minh/quan-3/phuong-5"),
        ("/dia-ban/lam_dong/loc_quang", "/dia-ban/lam-dong/bao-lam/loc-quang"),
        ("/dia-ban/Lam-Dong", "/dia-ban/lam-dong"),
    ],
)
def test_one_meaning_leads_to_its_page(client, guessed, page, form):
    answer = client.get(f"{guessed}{form}?year=2022")
    assert (answer.status_code, answer.location) == (302, f"{page}{form}?year=2022")
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize(
    ("guessed", "page"),
    [
        # Quyết định and Quy định of the centre are numbered together; a khóa has no letter.
        ("/van-ban/tw/k12/qd-213", "/van-ban/tw/k12/qdi-213"),
        ("/van-ban/tw/12/ct-05", "/van-ban/tw/k12/ct-05"),
        ("/van-ban/tw/xii/ct-05", "/van-ban/tw/k12/ct-05"),
    ],
)
def test_a_key_that_can_mean_one_thing_alone_leads_there_for_good(client, guessed, page):
    answer = client.get(guessed)
    assert (answer.status_code, answer.location) == (301, page)


@pytest.mark.parametrize(
    ("guessed", "keys"),
    [
        ("/van-ban/21-kl-tw", ["tw/k11/kl-21", "tw/k13/kl-21"]),
        ("/van-ban/213", ["tw/k12/qdi-213", "tw/k13/kl-213"]),
        # Whose a local paper is stays open, though one notice alone cites one of the number.
        ("/van-ban/61-kh-hu", ["hu.bao-lam.lam-dong/nk2020/kh-61"]),
    ],
)
def test_several_directives_are_listed(client, guessed, keys):
    told = client.get(f"{guessed}.json")
    assert told.status_code == 200
    assert sorted(one["key"] for one in told.json["directives"]) == keys
    page = show(client, guessed)
    assert {f"/van-ban/{key}" for key in keys} <= set(page.links("main a"))
    assert all(key in client.get(f"{guessed}.csv").text for key in keys)
    assert client.get(f"{guessed}.atom").status_code == 200


@pytest.mark.parametrize(
    ("guessed", "heading", "keys"),
    [
        ("/dia-ban/huyen-bao-lam", "huyện Bảo Lâm", ["cao-bang/bao-lam", "lam-dong/bao-lam"]),
        ("/dia-ban/h.%20Bảo%20Lâm", "huyện Bảo Lâm", ["cao-bang/bao-lam", "lam-dong/bao-lam"]),
    ],
)
def test_several_places_are_listed_under_the_name_that_they_share(client, guessed, heading, keys):
    told = client.get(f"{guessed}.json").json
    assert (told["name"], sorted(one["key"] for one in told["places"])) == (heading, keys)
    assert show(client, guessed).text("h1") == heading


@pytest.mark.parametrize(
    ("guessed", "offered"),
    [
        ("/dia-ban/xa-bao-lan", "/dia-ban/lam-dong/bao-lam"),
        ("/dia-ban/huyen-cam-mi-xuan", None),
        ("/van-ban/999-qd-tw", None),
        ("/van-ban/khong-co", None),
        ("/van-ban/tw/k12/khong-co", None),
        (f"/van-ban/{'a' * 3000}", None),
        (f"/dia-ban/{'a/' * 500}", None),
        ("/dia-ban/'\"<script>", None),
    ],
)
def test_no_meaning_is_not_found_and_offers_the_nearest(client, guessed, offered):
    page = show(client, guessed)
    assert page.status == 404
    assert client.get(f"{guessed}.json").status_code == 404
    assert offered is None or offered in page.links("main .choices a")


@pytest.mark.parametrize(
    ("guessed", "number"),
    [
        ("/van-ban/999-QĐ/TW", "999-QĐ/TW"),
        ("/van-ban/tw/ct-999", "999-CT/TW"),
        ("/van-ban/khong-co", ""),
        ("/dia-ban/khong-co-noi-nay", ""),
    ],
)
def test_a_directive_that_is_not_held_is_said_so_and_can_be_looked_up(client, guessed, number):
    said = f"Chưa có văn bản {number} trong danh mục."
    page = show(client, guessed)
    assert (said in page.text("main")) is bool(number)
    assert page.has("main a[href^='/tra-cuu?q=999-']") is bool(number)
    assert (client.get(f"{guessed}.json").json["detail"] == said) is bool(number)
