"""What a notice's page keeps of the list that led to it."""

import re

import pytest

from indexer.model import Span
from search.display import addresses
from search.pages.from_results import first_match
from search.query import Query
from tests.pages import show

LISTS = [
    # A list, and how many results stand on the pages before.
    ("/tim?q=đảng", 0),
    ("/tim?q=đảng&sort=date&per_page=3&page=2", 3),
    ("/tim?q=dang+vien&year=2022&year=2023", 0),
    ("/tim?q=nông+thôn+213-QĐ/TW&explain=1", 0),
    ("/tim?cites=tw/k12/qdi-213", 0),
    ("/tim?unit=lam-dong", 0),
    ("/tim?unit=lam-dong/bao-lam-1&luc=nay", 0),
    ("/tim?q=bàn+giao&dau=bo", 0),
    ("/tim?sort=arrival", 0),
    ("/tim", 0),
    ("/dia-ban/lam-dong", 0),
    ("/dia-ban/lam-dong?sort=relevance&per_page=2&page=2", 2),
    ("/dia-ban/lam-dong?luc=truoc&year=2022", 0),
    ("/dia-ban/lam-dong/bao-lam?gom=1", 0),
    ("/dia-ban/lam-dong/bao-lam-1", 0),
    ("/dia-ban/lam-dong/bao-lam?unit_role=issued", 0),
    ("/van-ban/tw/k12/qdi-213", 0),
    ("/van-ban/tw/k12/qdi-213?sort=relevance&per_page=2&page=2", 2),
    ("/van-ban/tw/k12/qdi-213?unit=lam-dong", 0),
]


@pytest.mark.parametrize(("address", "above"), LISTS)
def test_every_result_knows_its_neighbours_and_the_way_back(client, address, above):
    found = show(client, address)
    links = found.links("#ket-qua > .hits .hit h3 a")
    total = client.get(addresses.in_form(address, "json")).json["total"]
    assert links
    for at, link in enumerate(links):
        page = show(client, link)
        number = above + at + 1
        assert f"{number} trong {total}" in page.text(".way > span")
        before, after = page.links(".way [rel^=prev]"), page.links(".way [rel^=next]")
        assert bool(before) == (number > 1)
        assert bool(after) == (number < total)
        if at:
            assert before == [links[at - 1]]
        if at + 1 < len(links):
            assert after == [links[at + 1]]
        back = show(client, page.links(".way a")[0])
        assert link in back.links("#ket-qua > .hits .hit h3 a")
        assert page.tree.css_first("meta[name=robots]").attributes["content"] == "noindex, nofollow"
        assert all("nofollow" in one.attributes["rel"] for one in page.tree.css(".way a"))


BROKEN = ["", "0", "-1", "x", "999999", "9" * 400, "1e3", "２x", "2"]


@pytest.mark.parametrize("number", BROKEN)
def test_a_broken_position_is_ignored(client, number):
    first, second = client.get("/tim.json?q=đảng").json["hits"][:2]
    page = show(client, f"{first['url']}?q=đảng&tu={number}")
    assert page.status == 200
    assert not page.has(".way")
    assert page.has(".first-match")
    assert show(client, f"{second['url']}?q=đảng&tu=2").has(".way")


def test_a_notice_that_no_list_led_to_has_no_bar(client):
    (hit, *_) = client.get("/tim.json?q=đảng").json["hits"]
    page = show(client, hit["url"])
    assert not page.has(".way, .matches, .first-match")
    assert page.tree.css_first("link[rel=canonical]").attributes["href"] == hit["url"]


def test_a_query_too_long_for_every_link_leaves_its_words():
    units = tuple(f"lam-dong/bao-lam/xa-{n}" for n in range(99))
    query = Query("nông thôn", filters={"unit": units, "cites": ("tw/k12/ct-05",)})
    address = addresses.result("x", addresses.results(query), 3)
    assert address == "/thong-bao/x?q=nông+thôn&cites=tw%2Fk12%2Fct-05"


@pytest.mark.parametrize(
    ("listed", "way_back"),
    [
        ("/tim?q=đảng", "← Về danh sách"),
        ("/dia-ban/lam-dong/bao-lam", "← Về huyện Bảo Lâm, Lâm Đồng:"),
        ("/van-ban/tw/k12/qdi-213", "← Về Quy định 213-QĐ/TW"),
    ],
)
def test_the_way_back_says_where_to(client, listed, way_back):
    page = show(client, show(client, listed).links(".hit h3 a")[0])
    assert page.text(".way a").startswith(way_back)


@pytest.mark.parametrize(
    "page",
    ["dia-ban/khong-co", "van-ban/..", "van-ban/" + "x" * 300, "khac/x", "//vd.example", "%"],
)
def test_a_page_that_shows_no_list_is_passed_over(client, page):
    first, *_ = client.get("/tim.json?q=đảng&sort=date").json["hits"]
    address = addresses.with_parameters(
        first["url"], [("q", "đảng"), ("tu_trang", page), ("tu", "1")]
    )
    shown = show(client, address)
    assert shown.links(".way a")[0].startswith("/tim?q=")


LONG = "Đoàn đã " + "làm việc " * 60 + "tại xã " + "và huyện " * 60 + "."
MATCHES = [
    # The text, what is looked for, the match that is shown first, its sentence.
    ("Một câu. Câu hai có chữ. Ba.", "chữ", 1, "Câu hai có chữ."),
    ("Chữ một. Hai chữ.", "Chữ", 1, "Chữ một."),
    ("Làm tốt công\n\ntác thu. Hết.", "thu", 1, "Làm tốt công\n\ntác thu."),
]


@pytest.mark.parametrize(("text", "word", "number", "sentence"), MATCHES)
def test_the_first_match_is_shown_in_its_sentence(text, word, number, sentence):
    start = text.index(word)
    found = first_match(text, 0, [Span(start, start + len(word))])
    assert (found.number, found.sentence.text, found.is_whole) == (number, sentence, True)
    assert [one.of(found.sentence.text) for one in found.sentence.marks] == [word]


FULLEST = [
    # The text, what is looked for, where its head ends, the sentence that is shown.
    ("Ban Đảng bộ. Mỗi đảng viên. Đảng viên nữa.", ["đảng", "viên"], 0, "Mỗi đảng viên."),
    ("Một đảng bộ. Hai đảng.", ["đảng", "viên"], 0, "Một đảng bộ."),
    # The same word twice is not more, whatever its case.
    ("Một đảng. Đảng, đảng.", ["đảng"], 0, "Một đảng."),
    ("Đảng viên. Một đảng. Hai viên.", ["đảng", "viên"], 11, "Một đảng."),
    ("Đảng viên. Không gì.", ["đảng", "viên"], 11, "Đảng viên."),
]


@pytest.mark.parametrize(("text", "words", "body", "sentence"), FULLEST)
def test_the_sentence_with_most_of_the_words_is_shown(text, words, body, sentence):
    found = re.finditer("|".join(words), text, re.IGNORECASE)
    assert first_match(text, body, [Span(*one.span()) for one in found]).sentence.text == sentence


def test_of_a_long_sentence_whole_words_around_the_match_are_shown():
    start = LONG.index("xã")
    found = first_match(LONG, 0, [Span(start, start + 2)])
    sentence = found.sentence
    assert not found.is_whole
    assert len(sentence.text) <= 230
    assert {"việc", "tại", "xã", "huyện"} <= set(sentence.text.split()) <= set(LONG.split())


def test_a_match_of_the_title_is_shown_only_where_the_text_has_none(client):
    (link, *_) = show(client, "/tim?q=lộc+quảng").links(".hit h3 a")
    page = show(client, link)
    shown = page.tree.css_first(".first-match a").attributes["href"]
    assert page.tree.css_first(f"#van-ban .zone {shown}") is None
    assert page.tree.css_first(f"#van-ban {shown}") is not None
