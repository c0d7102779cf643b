"""The words of a place that is cited, on the pages of notices, look-ups, directives and drafts."""

import pytest

from app import create_app
from indexer.documents import document_id
from indexer.index.build import build
from search.held.passages import MOST_LETTERS
from search.pages.cited_places import MOST_LINKED, MOST_SHOWN
from tests.notices import drop
from tests.pages import show
from tests.placed_papers import ARTICLES, CITED, CLAUSE, KEY, citing, pointing, regulation

REGULATION, NOTICE = f"/thong-bao/{document_id('qd.txt')}", f"/thong-bao/{document_id('tb.txt')}"
PLACE = "#van-ban a.to-place"


@pytest.fixture
def site(tmp_path):
    """Makes the site of some papers, again after each change."""

    def make(**papers):
        folder = tmp_path / "in"
        for one in folder.glob("*.txt"):
            one.unlink()
        drop(folder, **papers)
        assert build([folder], tmp_path / "index", jobs=1).failed == {}
        return create_app(tmp_path / "index").test_client()

    return make


def said(page, selector):
    return page.texts(f"{selector} blockquote")


@pytest.mark.parametrize(
    ("written", "anchor", "words", "told"),
    [
        ("khoản 2 Điều 4", "#dieu-4-khoan-2", [CLAUSE], "khoản 2 Điều 4 Quy định 12-QĐ/HU"),
        (
            "khoản 9 Điều 4", "#dieu-4", [],
            "khoản 9 Điều 4 Quy định 12-QĐ/HU: không thấy khoản 9 Điều 4 ở bản trong kho",
        ),
        (
            "mục II.3", "", [],
            "mục II.3 Quy định 12-QĐ/HU: không thấy bản trong kho chia thành điều, khoản như vậy",
        ),
    ],
)  # fmt: skip
def test_a_notice_leads_to_the_very_place_and_tells_its_words(site, written, anchor, words, told):
    page = show(site(qd=regulation(), tb=pointing(written)), NOTICE)
    assert page.links(PLACE) == [f"{REGULATION}{anchor}"]
    assert page.text(PLACE) == written
    assert page.texts("#van-ban .passage summary") == [told]
    assert said(page, "#van-ban .passage") == words
    assert page.links("#van-ban .passage a") == [f"{REGULATION}{anchor}"]


def test_the_place_is_there_on_the_page_that_a_link_opens(site):
    client = site(qd=regulation(), tb=pointing("khoản 2 Điều 4"))
    (link,) = show(client, NOTICE).links(PLACE)
    address, _, anchor = link.partition("#")
    page = show(client, address)
    assert CLAUSE in " ".join(page.tree.css_first(f"#van-ban p:has(#{anchor})").text().split())


def test_a_text_that_comes_changes_and_goes_is_seen_by_what_cites_it(site):
    tb, asked = pointing("khoản 2 Điều 4"), "#van-ban .passage"
    assert show(site(tb=tb), NOTICE).links(PLACE) == []
    assert said(show(site(tb=tb, qd=regulation()), NOTICE), asked) == [CLAUSE]
    changed = regulation(ARTICLES.replace("một trăm", "năm trăm"))
    assert said(show(site(tb=tb, qd=changed), NOTICE), asked) == [
        CLAUSE.replace("một trăm", "năm trăm")
    ]
    page = show(site(tb=tb), NOTICE)
    assert (page.links(PLACE), said(page, asked)) == ([], [])
    assert page.links("#van-ban a.cite") == [f"/van-ban/{KEY}"]


def test_a_draft_of_the_regulation_gives_no_words(site):
    draft = regulation(above="TỈNH ỦY LÂM ĐỒNG\nHUYỆN ỦY BẢO LÂM\nDỰ THẢO")
    page = show(site(tb=pointing("khoản 2 Điều 4"), qd=draft), NOTICE)
    assert not page.has(PLACE)
    assert not page.has(".passage")


def test_each_place_tells_its_words_once_and_is_linked_each_time(site):
    tb = citing(
        f"Theo khoản 2 Điều 4 {CITED}, mỗi tháng trồng cây.",
        f"Các điểm a, b khoản 1 Điều 3 và khoản 2 Điều 4 {CITED} đã làm.",
    )
    page = show(site(qd=regulation(), tb=tb), NOTICE)
    assert page.texts(PLACE) == ["khoản 2 Điều 4", "điểm a", "b khoản 1 Điều 3", "khoản 2 Điều 4"]
    assert said(page, ".passage") == [CLAUSE, "a) Trông vườn ươm;", "b) Ghi sổ."]


def test_the_words_of_a_secret_text_show_its_level(tmp_path):
    corrected = f'''[[correction]]
    notice = "{document_id("qd.txt")}"
    field = "secrecy"
    value = "Mật"
    who = "Văn thư"
    when = 2026-01-05
    why = "theo bản giấy"'''
    drop(tmp_path / "in", qd=regulation(), tb=pointing("khoản 2 Điều 4"))
    (tmp_path / "corrections.toml").write_text(corrected, "utf-8")
    build([tmp_path / "in"], tmp_path / "index", jobs=1, admitted=("Mật",))
    client = create_app(tmp_path / "index").test_client()
    assert show(client, NOTICE).texts(".passage strong.secrecy") == ["MẬT"]
    (cited,) = client.get(f"{NOTICE}.json").json["citations"]
    assert cited["pinpoints"][0]["passages"][0]["secrecy"] == "Mật"


def test_words_are_escaped(site):
    signs = "Trồng <img src=x onerror=alert(1)> &amp;"
    hostile = regulation(ARTICLES.replace("Trồng vào mùa mưa.", signs))
    page = show(site(qd=hostile, tb=pointing("khoản 1 Điều 4")), NOTICE)
    assert said(page, ".passage") == [f"1. {signs}"]
    assert not page.has(".passage img")


def test_the_page_of_many_places_stays_light(site):
    number = MOST_LINKED + 20
    long = "".join(f"Điều {at}. Việc\n{'Trồng cây. ' * 300}\n" for at in range(1, number + 1))
    many = "".join(f"Theo Điều {at} {CITED} đã làm.\n\n" for at in range(1, number + 1))
    client = site(qd=regulation(long), tb=citing(many))
    page = show(client, NOTICE)
    assert len(page.texts(PLACE)) == MOST_LINKED
    words = page.texts("#van-ban .passage blockquote")
    assert len(words) == MOST_SHOWN
    assert all(len(one) <= MOST_LETTERS + 2 and one.endswith("…") for one in words)
    told = [one["passages"][0] for x in client.get(f"{NOTICE}.json").json["citations"]
            for one in x["pinpoints"]]  # fmt: skip
    assert len(told) == number
    assert sum(one["text"] is not None for one in told) == 200


def test_different_texts_of_one_key_are_both_told(site):
    other = regulation(ARTICLES.replace("một trăm", "hai trăm"), title="về trồng hoa")
    page = show(site(qd=regulation(), other=other, tb=pointing("khoản 2 Điều 4")), NOTICE)
    assert page.links(PLACE) == [f"/van-ban/{KEY}"]
    assert sorted(said(page, ".passage")) == [CLAUSE.replace("một", "hai"), CLAUSE]


def test_what_is_only_inferred_is_told_as_such(site):
    # The number alone: the term follows from the day, and is not written.
    tb = citing("Theo khoản 2 Điều 4 Quy định số 12-QĐ/HU đã làm.")
    page = show(site(qd=regulation(), tb=tb), NOTICE)
    (told,) = page.texts(".passage summary")
    assert told == "khoản 2 Điều 4, nếu là Quy định 12-QĐ/HU"
    assert page.tree.css_first(PLACE).attributes["data-sure"] == " suy luận"


# --- look-ups, the directive's page, drafts ---------------------------------------------------


def test_a_look_up_gives_the_words(site):
    client = site(qd=regulation())
    asked = {"q": f"khoản 2 Điều 4 {CITED}", "tinh": "Lâm Đồng"}
    (row,) = client.get("/tra-cuu.json", query_string=asked).json["rows"]
    ((pinpoint,),) = [row["pinpoints"]]
    (words,) = pinpoint["passages"]
    text = client.get(f"{REGULATION}.json").json["text"]
    assert words == {
        "id": document_id("qd.txt"), "url": f"{REGULATION}#dieu-4-khoan-2", "exists": True,
        "text": CLAUSE, "start": text.index(CLAUSE), "end": text.index(CLAUSE) + len(CLAUSE),
    }  # fmt: skip
    page = show(client, "/tra-cuu", query_string=asked)
    assert said(page, ".rows .passage[open]") == [CLAUSE]


def test_a_look_up_of_a_place_that_is_not_there_says_so(site):
    client = site(qd=regulation())
    asked = {"q": f"khoản 9 Điều 4 {CITED}", "tinh": "Lâm Đồng"}
    (row,) = client.get("/tra-cuu.json", query_string=asked).json["rows"]
    (words,) = row["pinpoints"][0]["passages"]
    assert (words["exists"], words["text"], words["url"]) == (False, None, f"{REGULATION}#dieu-4")


def test_without_a_text_a_look_up_has_the_places_alone(site):
    asked = {"q": f"khoản 2 Điều 4 {CITED}", "tinh": "Lâm Đồng"}
    client = site(tb=pointing("Điều 1"))
    (row,) = client.get("/tra-cuu.json", query_string=asked).json["rows"]
    assert [(one["clause"], one["passages"]) for one in row["pinpoints"]] == [(2, [])]
    assert not show(client, "/tra-cuu", query_string=asked).has(".passage")


def test_the_page_of_a_directive_tells_the_articles_that_are_cited(site):
    client = site(
        qd=regulation(), tb=pointing("khoản 2 Điều 4"), hai=pointing("Điều 4", "31-TB/HU"),
        ba=pointing("Điều 2", "32-TB/HU"), bon=pointing("Điều 9", "33-TB/HU"),
    )  # fmt: skip
    page = show(client, f"/van-ban/{KEY}")
    # Điều 9 is counted by the facet, and has no words.
    assert page.texts("#cac-dieu summary") == ["Điều 2 1 thông báo", "Điều 4 2 thông báo"]
    assert page.links("#cac-dieu a") == [f"{REGULATION}#dieu-2", f"{REGULATION}#dieu-4"]
    assert not page.has("#cac-dieu [open]")
    chosen = show(client, f"/van-ban/{KEY}?dieu=4")
    assert CLAUSE in said(chosen, "#cac-dieu [open]")[0]


@pytest.mark.parametrize(
    ("sentence", "judged", "told"),
    [
        (f"Thực hiện Điều 11 {CITED}.", True, "có 4 điều, không có Điều 11"),
        (f"Thực hiện Điều 2 và Điều 11 {CITED}.", True, "có 4 điều, không có Điều 11"),
        (f"Thực hiện khoản 9 Điều 4 {CITED}.", True, "có 2 khoản, không có khoản 9 Điều 4"),
        (f"Thực hiện khoản 2 Điều 1 {CITED}.", False, "không kiểm được khoản 2 Điều 1"),
        (f"Thực hiện khoản 2 Điều 4 {CITED}.", False, ""),
        # Words of another sentence may mean another paper.
        (f"Thực hiện {CITED}. Như Điều 11 Quy định nêu trên.", False, ""),
        # Nothing is held of the directive.
        ("Thực hiện Điều 99 Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị.", False, ""),
    ],
)
def test_a_draft_is_told_of_a_place_that_is_not_there(site, sentence, judged, told):
    client = site(qd=regulation())
    answer = client.post("/du-thao.json", data={"text": sentence, "tinh": "Lâm Đồng"}).json
    (found,) = answer["findings"]
    kinds = {one["judgement"] for one in found["remarks"]}
    assert ("no_such_place" in kinds) is judged
    reasons = " ".join(one["because"] for one in found["remarks"])
    assert told in reasons
    assert bool(told) is ("không có" in reasons or "không kiểm được" in reasons)
    assert answer["corrected"] == sentence  # nothing is put right by itself
    assert not judged or found["gravity"] == "open"
