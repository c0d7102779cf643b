"""The texts that are held of directives, as pages, hints and JSON lead to them."""

import pytest

from app import create_app
from indexer.documents import document_id
from indexer.index.build import build
from search.held.elsewhere import VARIABLE
from tests.held_papers import DONG_NAI, HD_95, HELD, KH_196, QDI_213, TB_198, paper
from tests.notices import drop
from tests.pages import Shown, show
from tests.search.forms.test_templates import unmarked
from tests.specimens import docx, para

TB_199 = "hu.bao-lam.lam-dong/nk2020/tb-199"
OPEN_95, CT_05 = "btctw/_/hd-95", "tw/k12/ct-05"
SECRET = f"""
[[correction]]
notice = "{document_id("mat.txt")}"
field = "secrecy"
value = "Mật"
who = "Văn thư"
when = 2026-01-05
why = "theo bản giấy"
"""
PLAN = {"number": "196-KH/TU", "body": "1. Mỗi xã trồng cây.", **DONG_NAI}


def site(folder, **papers):
    drop(folder / "in", **papers)
    assert build([folder / "in"], folder / "index", jobs=1).failed == {}
    return create_app(folder / "index").test_client()


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return site(tmp_path_factory.mktemp("held"), **HELD)


@pytest.fixture(scope="module")
def disputed(tmp_path_factory):
    """Several papers that bear the number of the plan."""
    others = {
        "sua": paper(**PLAN, day="06/01/2022", title="trồng hoa ở công sở"),
        "ban-2": paper(**PLAN, day="05/01/2022", title="trồng cây xanh năm 2022", signed=""),
    }
    return site(tmp_path_factory.mktemp("disputed"), **HELD, **others)


def notice(name):
    return f"/thong-bao/{document_id(f'{name}.txt')}"


def held(name, **more):
    id_ = document_id(f"{name}.txt")
    return [{"id": id_, "url": f"/thong-bao/{id_}", "source": f"{name}.txt", **more}]


def page_of(client, key):
    return show(client, f"/van-ban/{key}")


def test_the_page_of_a_row_leads_to_its_text_and_says_what_differs(client):
    page = page_of(client, QDI_213)
    assert page.links(".page-head .button") == [notice("qd-213")]
    (told,) = page.texts(".page-head .caution")
    assert "ngày: danh mục ghi 02/01/2020, bản trong kho ghi 03/01/2020" in told
    assert "trích yếu: danh mục ghi “về trách nhiệm" in told
    assert not page.has("#noi-khac")
    # The registry's own words stay those of the card.
    assert page.text(".page-head time") == "02/01/2020"


def test_a_key_that_only_a_text_knows_has_a_page_made_of_the_text(client):
    page = page_of(client, KH_196)
    assert page.text("h1") == "Kế hoạch 196-KH/TU (Đồng Nai, nhiệm kỳ 2020)"
    assert page.text(".page-head .lead") == "Kế hoạch trồng cây xanh năm 2022"
    assert page.text(".page-head .facts") == "Ban Thường vụ Tỉnh ủy Đồng Nai · 05/01/2022"
    assert "Ghi theo bản trong kho" in page.text(".above")
    # One that no notice cites has a page, too.
    other = page_of(client, HD_95)
    assert (other.status, other.links(".page-head .button")) == (200, [notice("hd-95")])
    assert page_of(client, "tu.dong-nai/nk2020/kh-197").status == 404


def test_the_page_of_an_open_key_offers_the_text_that_it_may_mean(client):
    page = page_of(client, OPEN_95)
    assert page.links("#co-the-la a") == [f"/van-ban/{HD_95}", notice("hd-95")]
    assert page.links(".page-head .button") == []
    # And the page of the text tells of the notices that leave it open.
    assert page_of(client, HD_95).links("#chua-ro") == [f"/van-ban/{OPEN_95}"]


def test_what_is_not_held_leads_to_its_sources_and_to_no_search(client):
    page = page_of(client, CT_05)
    assert page.links(".page-head .button") == []
    assert page.text("#noi-khac").startswith("Kho chưa có toàn văn. Đọc ở nguồn: ")
    assert "Tìm toàn văn ở" not in page.text("#noi-khac")


def test_searches_elsewhere_are_links_from_the_configuration(client, tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "https://tim.example/?q={query}")
    page = page_of(site(tmp_path, **HELD), CT_05)
    (link,) = [one for one in page.links("#noi-khac a") if "tim.example" in one]
    assert link == "https://tim.example/?q=Ch%E1%BB%89%20th%E1%BB%8B%2005-CT%2FTW"
    nodes = {one.text(): one.attributes for one in page.tree.css("#noi-khac a")}
    assert nodes["tim.example"]["rel"] == "noreferrer nofollow external"


@pytest.mark.parametrize(
    ("name", "marks", "classes"),
    [
        ("tb-198", ["kh-196", "qd-213"], ["resolved", "resolved"]),
        # The notice before, and by its number alone the guidance; the directive is not held.
        ("tb-199", ["tb-198", "hd-95"], ["resolved", "resolved", "resolved"]),
    ],
)
def test_a_notice_marks_what_is_held_of_what_it_cites(client, name, marks, classes):
    page = show(client, notice(name))
    assert page.links("#vien-dan .tag.held") == [notice(one) for one in marks]
    assert all(one.startswith("toàn văn trong kho") for one in page.texts("#vien-dan .tag.held"))
    cited = page.tree.css("#van-ban a.cite")
    assert [one.attributes["class"] for one in cited] == [f"cite {one}" for one in classes]
    assert ["data-held" in one.attributes for one in cited] == [
        one.attributes["href"].removeprefix("/van-ban/") != CT_05 for one in cited
    ]
    assert "chưa có trong danh mục" not in page.text("#vien-dan")


def test_a_text_by_an_open_key_is_marked_as_inferred(client):
    page = show(client, notice("tb-199"))
    assert page.texts("#vien-dan .tag.held") == [
        "toàn văn trong kho",
        "toàn văn trong kho (suy luận)",
    ]


def test_json_tells_the_texts(client):
    cited = {
        one["key"]: one["held"] for one in client.get(notice("tb-199") + ".json").json["citations"]
    }
    assert cited == {TB_198: held("tb-198"), OPEN_95: held("hd-95", inferred=True), CT_05: []}
    told = client.get(f"/van-ban/{QDI_213}.json").json
    assert told["held"] == held("qd-213")
    assert (told["directive"]["date"], told["card"]["date"]) == ("2020-01-02", "2020-01-03")
    plan = client.get(f"/van-ban/{KH_196}.json").json
    assert (plan["directive"], plan["card"]["title"]) == (None, "trồng cây xanh năm 2022")
    assert [(one["field"], one["here"], one["of_texts"]) for one in told["differences"]][:1] == [
        ("date", "2020-01-02", False)
    ]
    assert client.get(f"/van-ban/{CT_05}.json").json["held"] == []
    assert client.get(f"/van-ban/{CT_05}.json").json["elsewhere"][0]["host"]
    listed = {one["key"]: one["held"] for one in client.get("/van-ban.json").json["directives"]}
    assert listed[QDI_213] == held("qd-213")
    assert listed[KH_196] == held("kh-196")
    assert listed[CT_05] == []
    found = client.get(f"/tim.json?cites={KH_196}").json["hits"]
    assert [one["held"] for hit in found for one in hit["cites"]] == [held("kh-196")]


def test_different_texts_of_one_key_are_all_shown(disputed):
    page = page_of(disputed, KH_196)
    assert page.links(".page-head .button") == [notice("sua")]
    assert page.links("#cung-ma a") == [notice("kh-196"), notice("ban-2")]
    told = page.text("#cung-ma")
    assert "3 văn bản khác nhau cùng mang số này; chưa rõ bản nào đúng" in told
    assert "ngày: bản đứng đầu ghi 06/01/2022, bản này ghi 05/01/2022" in told
    assert "trích yếu: bản đứng đầu ghi “trồng hoa ở công sở”" in told
    answer = disputed.get(f"/van-ban/{KH_196}.json").json
    assert [one["source"] for one in answer["held"]] == ["sua.txt", "kh-196.txt", "ban-2.txt"]
    assert {one["id"] for one in answer["differences"] if one["of_texts"]} == {
        document_id("kh-196.txt"), document_id("ban-2.txt")
    }  # fmt: skip


def test_a_text_with_a_level_of_secrecy_shows_it_wherever_its_title_stands(tmp_path):
    drop(tmp_path / "in", **HELD, mat=HELD["kh-196"].replace("196-KH", "197-KH"))
    (tmp_path / "corrections.toml").write_text(SECRET, "utf-8")
    build([tmp_path / "in"], tmp_path / "index", jobs=1, admitted=("Mật",))
    client = create_app(tmp_path / "index").test_client()
    key = KH_196.replace("196", "197")
    assert page_of(client, key).texts("strong.secrecy") == ["MẬT", "MẬT"]
    (hint,) = client.get("/goi-y.json", query_string={"q": "197-KH/TU"}).json
    assert hint["title"] == "[MẬT] trồng cây xanh năm 2022"
    assert client.get(f"/van-ban/{key}.json").json["held"][0]["secrecy"] == "Mật"
    for address in ("/tra-cuu?text=Kế+hoạch+197-KH/TU", "/van-ban?q=197-KH/TU"):
        assert show(client, address).texts("main strong.secrecy") == ["MẬT"]


def test_a_notice_tells_of_others_that_bear_its_own_key(disputed):
    # One is signed on behalf of the standing committee, one by nobody: the issuers differ.
    for here in ("kh-196", "ban-2", "sua"):
        others = {notice(one) for one in ("kh-196", "ban-2", "sua") if one != here}
        shown = show(disputed, notice(here)).links("#cung-so a")
        assert others <= set(shown)
        assert len(shown) == len(set(shown))


def test_the_look_up_finds_what_only_a_text_knows(client):
    line = "Kế hoạch số 196-KH/TU, ngày 05/01/2022 của Tỉnh ủy Đồng Nai"
    page = show(client, "/tra-cuu", query_string={"text": line})
    assert page.texts(".row-head .chip") == ["có trong kho"]
    assert page.links(".rows .tag.held") == [notice("kh-196")]
    (row,) = client.get("/tra-cuu.json", query_string={"text": line}).json["rows"]
    assert (row["status"], row["outcome"], row["held"]) == (200, "resolved", held("kh-196"))
    table = client.get("/tra-cuu.csv", query_string={"text": line}).get_data(as_text=True)
    assert ",200," in table.splitlines()[1]


def test_a_number_alone_is_offered_the_texts_that_bear_it(client):
    page = show(client, "/tra-cuu", query_string={"text": "Kế hoạch 196-KH/TU"})
    assert page.links(".rows .choices .tag.held") == [notice("kh-196")]
    page = show(client, "/tim", query_string={"q": "196-KH/TU"})
    assert f"/van-ban/{KH_196}" in page.links(".card a")
    # Another number of that committee is not offered.
    assert (
        show(client, "/tra-cuu", query_string={"text": "Kế hoạch 197-KH/TU"}).links(".held") == []
    )


def test_hints_and_the_list_find_it_by_number_and_title(client):
    for typed in ("196-KH/TU", "trồng cây xanh"):
        hints = client.get("/goi-y.json", query_string={"q": typed}).json
        (hint,) = [one for one in hints if one["address"] == f"/van-ban/{KH_196}"]
        assert (hint["held"], hint["title"]) == (True, "trồng cây xanh năm 2022")
    rows = show(client, "/van-ban", query_string={"q": "196-KH/TU"})
    assert f"/van-ban/{KH_196}" in rows.links("main a")
    assert notice("kh-196") in rows.links("main .tag.held")


def test_a_checked_draft_marks_what_is_held(client):
    text = "Thực hiện Kế hoạch số 196-KH/TU, ngày 05/01/2022 của Tỉnh ủy Đồng Nai."
    page = Shown(client.post("/du-thao", data={"text": text}))
    assert notice("kh-196") in page.links(".findings .tag.held")
    (one,) = client.post("/du-thao.json", data={"text": text}).json["findings"]
    assert one["held"] == held("kh-196")


def test_a_page_follows_its_folder(tmp_path):
    folder = tmp_path / "in"
    client = site(tmp_path, **{name: text for name, text in HELD.items() if name != "kh-196"})
    before = show(client, notice("tb-198"))
    assert "chưa có trong danh mục" in before.text("#vien-dan")
    drop(folder, **{"kh-196": HELD["kh-196"]})
    report = build([folder], tmp_path / "index", jobs=1)
    assert notice("kh-196") in show(client, notice("tb-198")).links("#vien-dan .tag.held")
    (folder / "kh-196.txt").unlink()
    build([folder], tmp_path / "index", jobs=1)
    after = show(client, notice("tb-198"))
    assert after.links("#vien-dan .tag.held") == before.links("#vien-dan .tag.held")
    assert "chưa có trong danh mục" in after.text("#vien-dan")
    assert report.failed == {}


@pytest.mark.parametrize(
    ("name", "citing", "inferred"),
    [
        ("tb-198", ["tb-199"], 0),
        ("kh-196", ["tb-198"], 0),
        ("qd-213", ["tb-198"], 0),
        # Cited by its number alone, which leaves the term open.
        ("hd-95", ["tb-199"], 1),
        # Nobody cites this one, nor a draft, which bears no key.
        ("tb-199", [], 0),
        ("kh-196-du-thao", [], 0),
    ],
)
def test_a_notice_tells_which_notices_cite_it(client, name, citing, inferred):
    page = show(client, notice(name))
    assert page.links("#duoc-vien-dan li > a") == [notice(one) for one in citing]
    assert page.has("#duoc-vien-dan .snippet mark") is bool(citing)
    assert len(page.texts("#duoc-vien-dan .tag.sure")) == inferred
    told = client.get(notice(name) + ".json").json
    assert told["cited_in_total"] == len(citing)
    assert [one["source"] for one in told["cited_in"]] == [f"{one}.txt" for one in citing]


def test_of_many_notices_that_cite_one_the_newest_are_listed(tmp_path):
    cites = "Căn cứ Thông báo số 198-TB/HU, ngày 15/12/2022 của Huyện ủy Bảo Lâm."
    many = {
        f"n{day}": paper(f"{300 + day}-TB/HU", "kết quả họp", cites, day=f"{day}/8/2023")
        for day in range(11, 18)
    }
    client = site(tmp_path, **HELD, **many)
    page = show(client, notice("tb-198"))
    assert page.texts("#duoc-vien-dan h2") == ["Được viện dẫn trong 8 văn bản"]
    newest = [notice(f"n{day}") for day in range(17, 12, -1)]
    assert page.links("#duoc-vien-dan li > a") == newest
    assert page.links("#duoc-vien-dan > p a") == [f"/van-ban/{TB_198}"]


def test_a_citing_sentence_says_what_for_and_how_many_more_there_are(tmp_path):
    one = "Thông báo số 198-TB/HU, ngày 15/12/2022 của Huyện ủy Bảo Lâm"
    cites = f"Căn cứ {one}.\n\nHội nghị đọc {one}.\n\nChi bộ thực hiện {one}."
    asks = f"Hội nghị đề xuất thay thế {one}."
    more = {
        "ba": paper("301-TB/HU", "kết quả họp", cites, day="11/8/2023"),
        "xin": paper("302-TB/HU", "kết quả họp", asks, day="12/8/2023"),
    }
    page = show(site(tmp_path, **{"tb-198": HELD["tb-198"]}, **more), notice("tb-198"))
    # A proposal replaces nothing.
    assert page.texts("#duoc-vien-dan .snippet .tag") == ["nói về việc thay thế", "căn cứ vào"]
    assert page.texts("#duoc-vien-dan li .snippet ~ .note") == ["và 2 câu nữa"]


def test_the_page_tells_the_own_key_or_why_there_is_none(client):
    name = "Thông báo 198-TB/HU (Bảo Lâm, Lâm Đồng, nhiệm kỳ 2020)"
    wanted = {"tb-198": name, "kh-196-du-thao": "dự thảo chưa phải là văn bản ban hành"}
    for name, words in wanted.items():
        rows = show(client, notice(name)).texts("#thong-tin .fields div")
        (told,) = [one for one in rows if "Được viện dẫn là" in one]
        assert words in told.replace("\xa0", " ")
        assert TB_198 not in told  # a name says more than a key
    hits = client.get("/tim.json").json["hits"]
    assert {one["source"]: one["own_key"] for one in hits}["tb-198.txt"] == TB_198


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("kh-196", KH_196, "Trang của văn bản này: 1 văn bản viện dẫn"),
        ("tb-199", TB_199, "Trang của văn bản này"),
        ("kh-196-du-thao", None, None),
    ],
)
def test_a_text_leads_to_its_own_directive_page_near_its_title(client, name, key, told):
    page = show(client, notice(name))
    if key is None:
        assert not page.has("#trang-rieng")
        return
    assert page.links(".page-head #trang-rieng a") == [f"/van-ban/{key}"]
    assert page.text("#trang-rieng") == told


LISTED = {
    # The row of the registry whose text is held, the plan, the notice before, all cited; and what
    # nobody cites by its key: the notice after, and the guidance.
    "co-toan-van": {QDI_213, KH_196, TB_198, TB_199, HD_95},
    # What notices only name: by its number alone, and so not surely the text that is held.
    "chi-nhac-den": {OPEN_95},
}


@pytest.mark.parametrize(("availability", "keys"), LISTED.items())
def test_the_list_of_directives_is_narrowed_by_what_is_there_of_each(client, availability, keys):
    told = client.get(f"/van-ban.json?kho={availability}").json
    assert {one["key"] for one in told["directives"]} == keys
    assert told["availabilities"][availability] == len(keys)
    page = show(client, f"/van-ban?kho={availability}")
    assert set(page.links("main table th a")) == {f"/van-ban/{key}" for key in keys}
    assert page.text(".switch [aria-current]").endswith(f" {len(keys)}")
    # Orders, pages and forms of the list stay within what was chosen.
    assert all(f"kho={availability}" in one for one in page.links(".sorts a, .forms a"))


def test_what_is_there_of_directives_adds_up_to_all_of_them(client):
    told = client.get("/van-ban.json").json
    assert sum(told["availabilities"].values()) == len(told["directives"])
    rows = client.get("/van-ban.csv?kho=co-toan-van").get_data(as_text=True).splitlines()
    assert all(one.endswith("co-toan-van") for one in rows[1:])
    (plan,) = [one for one in rows if one.startswith(KH_196)]
    assert "Kế hoạch,196-KH/TU,Ban Thường vụ Tỉnh ủy Đồng Nai,,2022-01-05,trồng cây xanh" in plan
    assert len(rows) == 1 + 5


def test_a_holding_that_is_none_is_refused(client):
    assert client.get("/van-ban.json?kho=het").status_code == 400
    assert show(client, "/van-ban?kho=het").status == 200


def test_files_of_one_paper_are_one_text(tmp_path):
    folder = tmp_path / "in"
    drop(folder, **HELD)
    lines = (para(line) for line in HELD["kh-196"].splitlines() if line)
    (folder / "kh-196.docx").write_bytes(docx("".join(lines)))
    assert build([folder], tmp_path / "index", jobs=1).failed == {}
    client = create_app(tmp_path / "index").test_client()
    told = client.get(f"/van-ban/{KH_196}.json").json["held"]
    assert [one["source"] for one in told] == ["kh-196.docx"]
    assert not page_of(client, KH_196).has("#cung-ma")


@pytest.mark.parametrize(
    "address",
    [
        notice("tb-199"),
        notice("kh-196"),
        f"/van-ban/{KH_196}",
        f"/van-ban/{QDI_213}",
        f"/van-ban/{OPEN_95}",
        "/van-ban?kho=co-toan-van",
        "/van-ban?q=196-KH/TU",
        "/tra-cuu?text=Kế+hoạch+196-KH/TU",
        "/tim?q=196-KH/TU",
    ],
)
def test_vietnamese_words_of_english_pages_are_marked(disputed, address):
    page = show(disputed, f"{address}{'&' if '?' in address else '?'}lang=en")
    assert list(unmarked(page)) == []
