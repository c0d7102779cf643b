"""What replaced, amended or repealed what, as pages, drafts and JSON tell it."""

import json

import pytest
from click.testing import CliRunner

from app import create_app
from indexer.documents import document_id
from indexer.index.build import build
from tests.held_papers import CENTRE, DONG_NAI, paper
from tests.notices import drop
from tests.pages import show
from viendan.commands import main

RULE_30, RULE_22, RULE_31 = "tw/k12/qdi-30", "tw/k13/qdi-22", "tw/k13/qdi-31"
OLD, NEW, CUT = (f"tu.dong-nai/nk2020/qdi-{n}" for n in ("05", "12", "06"))
OF_30 = "Quy định số 30-QĐ/TW, ngày 26/7/2016 của Ban Chấp hành Trung ương (khóa XII)"
OF_05 = "Quy định số 05-QĐ/TU, ngày 02/3/2021 của Tỉnh ủy Đồng Nai"
OF_06 = "Quy định số 06-QĐ/TU, ngày 03/3/2021 của Tỉnh ủy Đồng Nai"
SIGNED = "T/M BAN CHẤP HÀNH TRUNG ƯƠNG\nTỔNG BÍ THƯ\nNguyễn Văn B"
OF_12 = "Quy định số 12-QĐ/TU, ngày 05/5/2022 của Tỉnh ủy Đồng Nai"
GUIDE = {**DONG_NAI, "kind": "HƯỚNG DẪN", "day": "05/6/2022"}
RULE = {**DONG_NAI, "kind": "QUY ĐỊNH"}
SENTENCE = f"Quy định này có hiệu lực kể từ ngày 01/6/2022, thay thế {OF_05}"
TEXTS = {
    "qd-12": paper(
        "12-QĐ/TU", "về họp chi bộ",
        f"Điều 1. {SENTENCE}.\nĐiều 2. Bãi bỏ khoản 2 Điều 4 {OF_06}.",
        day="05/5/2022", **RULE,
    ),
    # Later than the registry has rule 22 in its list, and of another number than its 22.
    "qd-31": paper(
        "31-QĐ/TW", "về kiểm tra", f"Điều 1. Quy định này thay thế {OF_30}.", day="01/9/2021",
        **CENTRE, signed=SIGNED,
    ),
    "tb-198": paper(
        "198-TB/HU", "kết quả",
        f"Căn cứ {OF_06}.\nThực hiện {OF_05}.\nHướng dẫn thi hành {OF_12}.",
    ),
    "hd-03": paper("03-HD/TU", "họp chi bộ", f"1. Hướng dẫn thi hành {OF_12}.", **GUIDE),
    "hd-04": paper(
        "04-HD/TU", "họp chi bộ", f"1. Hướng dẫn thi hành {OF_12}.",
        **GUIDE | {"above": "TỈNH ỦY ĐỒNG NAI\nDỰ THẢO"},
    ),
}  # fmt: skip


def site(folder, **papers):
    drop(folder / "in", **papers)
    assert build([folder / "in"], folder / "index", jobs=1).failed == {}
    return create_app(folder / "index").test_client()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("relations")


@pytest.fixture(scope="module")
def client(folder):
    return site(folder, **TEXTS)


def page_of(client, key):
    return show(client, f"/van-ban/{key}")


def facts(page):
    """The names of the facts of a directive, each with its words."""
    rows = page.tree.css("#quan-he > div")
    return {
        one.css_first("dt").text(): " ".join(one.css_first("dd").text().split()) for one in rows
    }


@pytest.mark.parametrize(
    ("key", "name", "other"), [(OLD, "Được thay thế bởi", NEW), (NEW, "Thay thế", OLD)]
)
def test_both_pages_tell_it_with_the_sentence_its_day_and_its_place(client, key, name, other):
    page = page_of(client, key)
    told = facts(page)[name]
    assert SENTENCE in told
    assert "Từ ngày 01/6/2022, theo văn bản trong kho (qd-12.txt)" in told
    links = page.links("#quan-he a")
    assert f"/van-ban/{other}" in links
    at = next(one for one in links if document_id("qd-12.txt") in one and "#" in one)
    place = show(client, at.partition("#")[0])
    assert place.has(f"#{at.partition('#')[2]}")


def test_what_is_repealed_in_part_is_amended(client):
    assert "Sửa đổi, bổ sung" in facts(page_of(client, NEW))
    told = facts(page_of(client, CUT))
    assert "Được sửa đổi, bổ sung bởi" in told
    assert not {"Bị bãi bỏ bởi", "Được thay thế bởi"} & {*told}


@pytest.mark.parametrize(("key", "is_marked"), [(OLD, True), (CUT, False), (NEW, False)])
def test_what_a_text_replaced_is_marked_as_what_the_registry_has_so(client, key, is_marked):
    badge = page_of(client, key).texts(".badge.replaced")
    assert badge == (
        ["đã được thay thế bởi Quy định 12-QĐ/TU (Đồng Nai, nhiệm kỳ 2020)"] * is_marked
    )


@pytest.mark.parametrize("address", ["/tim?q=", "/tra-cuu?q="])
@pytest.mark.parametrize(("cited", "is_marked"), [(OF_05, True), (OF_06, False), (OF_30, True)])
def test_cards_and_look_ups_mark_it_too(client, address, cited, is_marked):
    assert show(client, f"{address}{cited}").has(".badge.replaced") is is_marked


def test_what_guides_a_directive_stands_on_its_page(client):
    # Neither the notice that says so nor a draft does.
    (told,) = [one for name, one in facts(page_of(client, NEW)).items() if "hướng dẫn" in name]
    assert "03-HD/TU" in told
    assert "04-HD/TU" not in told
    assert "198-TB/HU" not in told
    assert not any("hướng dẫn" in name for name in facts(page_of(client, OLD)))
    (guide,) = client.get(f"/van-ban/{NEW}.json").json["guided_by"]
    assert guide["source"] == "hd-03.txt"


@pytest.mark.parametrize(("key", "roles"), [(CUT, ["căn cứ vào"]), (OLD, ["thực hiện"])])
def test_a_text_lists_what_it_rests_on_by_roles(client, key, roles):
    page = show(client, f"/thong-bao/{document_id('tb-198.txt')}")
    (entry,) = [
        one for one in page.tree.css("#vien-dan .cited > li")
        if one.css_first("a").attributes["href"] == f"/van-ban/{key}"
    ]  # fmt: skip
    assert [one.text() for one in entry.css(".places-in-text .tag")] == roles


def test_registry_and_text_that_contradict_each_other_are_both_shown(client):
    page = page_of(client, RULE_30)
    told = facts(page)["Được thay thế bởi"]
    assert "Quy định 22-QĐ/TW" in told
    assert "Quy định 31-QĐ/TW" in told
    assert any("ghi khác nhau về văn bản thay thế" in one for one in page.texts(".caution"))
    assert not any("ghi khác nhau" in one for one in page_of(client, OLD).texts(".caution"))


def test_json_tells_it_with_its_evidence(client):
    told = client.get(f"/van-ban/{OLD}.json").json
    (newer,) = told["superseded_by"]
    (said,) = newer["evidence"]
    assert (newer["key"], newer["source"], newer["doubtful"]) == (NEW, "", False)
    assert (said["since"], said["source"], said["inferred"]) == ("2022-06-01", "qd-12.txt", False)
    assert SENTENCE in said["sentence"]
    assert (told["is_contradicted"], told["supersedes"]) == (False, [])
    assert client.get(f"/van-ban/{RULE_30}.json").json["is_contradicted"]


@pytest.mark.parametrize(
    ("cited", "day", "judgement", "said"),
    [
        (OF_05, "2022-06-01", "replaced",
         "đã được thay thế bởi Quy định số 12-QĐ/TU, ngày 05/5/2022 (theo văn bản qd-12.txt"),
        # The day has not come.
        (OF_05, "2022-05-31", "not_held", "danh mục chưa có văn bản này"),
        (OF_06, "2022-06-01", "not_held", "danh mục chưa có văn bản này"),
        # What the draft leaves open is not told apart by a text.
        ("Quy định số 05-QĐ/TU", "2022-06-01", None, None),
        # What the registry says stands, with a note of the text that says otherwise.
        (OF_30, "2022-06-01", "replaced", "đã được thay thế bởi Quy định số 22-QĐ/TW"),
    ],
)  # fmt: skip
def test_a_draft_is_told(client, cited, day, judgement, said):
    sent = {"text": f"Thực hiện {cited}.", "ngay": day, "kiem-tra": "1"}
    (found,) = client.post("/du-thao.json", data=sent).json["findings"]
    if judgement is None:
        assert found["judgement"] != "replaced"
    else:
        assert found["judgement"] == judgement
        assert said in found["because"]


def test_check_tells_of_texts_that_contradict_themselves(tmp_path):
    ring = {
        "a": paper("01-KH/TU", "trồng cây", "1. Kế hoạch này thay thế Kế hoạch số 02-KH/TU của "
                   "Tỉnh ủy Đồng Nai, nhiệm kỳ 2020 - 2025.", day="05/01/2022", **DONG_NAI),
        "b": paper("02-KH/TU", "trồng hoa", "1. Kế hoạch này thay thế Kế hoạch số 01-KH/TU, ngày "
                   "05/01/2022 của Tỉnh ủy Đồng Nai.", day="05/02/2022", **DONG_NAI),
        "c": paper("03-KH/TU", "trồng rau", "1. Kế hoạch này thay thế Kế hoạch số 03-KH/TU, ngày "
                   "04/02/2022 của Tỉnh ủy Đồng Nai.", day="05/02/2022", **DONG_NAI),
    }  # fmt: skip
    client = site(tmp_path, **TEXTS, **ring)
    done = CliRunner().invoke(main, ["check", "--index", str(tmp_path / "index"), "--json"])
    told = json.loads(done.stdout)["relations"]
    one, two, three = (f"tu.dong-nai/nk2020/kh-0{n}" for n in (1, 2, 3))
    by_31 = f"{RULE_31} (qd-31.txt)"
    assert told["notes"] == [
        f"{three} (c.txt): văn bản tự ghi là thay thế, sửa đổi hoặc bãi bỏ chính mình",
        f"thay thế vòng quanh: {one} (a.txt) → {two} (b.txt) → {one} (a.txt)",
        f"{RULE_30}: danh mục và toàn văn ghi văn bản thay thế khác nhau: {RULE_22}, {by_31}",
    ]
    assert (told["problems"], told["doubtful"]) == ([], 3)
    # Each is shown, as in doubt, and neither is marked.
    page = page_of(client, one)
    assert {"Thay thế", "Được thay thế bởi"} <= {*facts(page)}
    assert not page.has(".badge.replaced")
    assert "Thay thế" not in facts(page_of(client, three))
