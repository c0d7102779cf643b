"""The search-as-you-type box for places: what it offers, and the form it is without script."""

import pytest

from tests.pages import show


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("bao lam 1", "/dia-ban/lam-dong/bao-lam-1?gom=1"),
        ("Bảo Lâm", "/dia-ban/lam-dong/bao-lam"),
        ("huyện cẩm m", "/dia-ban/dong-nai/cam-my"),
        ("loc quang lam dong", "/dia-ban/lam-dong/bao-lam/loc-quang"),
        ("bảo lâm, cao bằng", "/dia-ban/cao-bang/bao-lam"),
        # A type that it once had, a short form, another spelling, what it lies in begun.
        ("huyện thuận a", "/dia-ban/binh-duong/thuan-an"),
        ("tx long kh", "/dia-ban/dong-nai/long-khanh"),
        ("tp. biên", "/dia-ban/dong-nai/bien-hoa"),
        ("tphc", "/dia-ban/ho-chi-minh?gom=1"),
        ("đắc lắ", "/dia-ban/dak-lak?gom=1"),
        ("ba ria v", "/dia-ban/ba-ria-vung-tau"),
        ("p5 q3 tp h", "/dia-ban/ho-chi-minh/quan-3/phuong-5"),
        ("huyện uỷ cẩm", "/dia-ban/dong-nai/cam-my"),
    ],
)
def test_hints_know_old_and_new_names(client, typed, address):
    found = client.get("/dia-ban/goi-y.json", query_string={"q": typed}).json
    assert address in [one["address"] for one in found]
    assert len(found) <= 8


def test_hints_tell_what_a_former_unit_is_today_and_its_notices(client):
    one, *_ = client.get("/dia-ban/goi-y.json?q=xã+lộc+ngãi").json
    assert one["label"] == "xã Lộc Ngãi, huyện Bảo Lâm, Lâm Đồng"
    assert one["today"] == "xã Bảo Lâm 1, Lâm Đồng"
    assert one["count"] == 1


@pytest.mark.parametrize("typed", ["", "   ", "zzzz", "x" * 10_000, "%00\x00", "'\"<script>"])
def test_hints_of_hostile_text(client, typed):
    answered = client.get("/dia-ban/goi-y.json", query_string={"q": typed})
    assert answered.status_code == 200
    assert answered.json == []


def test_the_box_works_without_script(client):
    form = show(client, "/dia-ban").tree.css_first("main form")
    assert form.attributes["action"] == "/dia-ban"
    assert form.css_first("input[name=q]").attributes["data-hints"] == "/dia-ban/goi-y.json"
