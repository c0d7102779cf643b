"""What a directive is cited for and where in it, seen wherever it stands: pages, data, tables."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from app import create_app
from tests.mentioning_notices import mentioning_index
from tests.pages import show
from viendan.commands import main

PAGE, SEARCH = "/van-ban/tw/k13/qdi-22", "/tim?cites=tw/k13/qdi-22"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return mentioning_index(tmp_path_factory.mktemp("mentioning"))


@pytest.fixture
def client(index):
    return create_app(index).test_client()


def data(client, address):
    path, _, asked = address.partition("?")
    return client.get(f"{path}.json?{asked}")


def numbers(client, address):
    found = data(client, address).json
    hits = found["notices"] if "notices" in found else found["hits"]
    return sorted(one["number"].partition("-")[0] for one in hits)


def facet(client, address, name):
    values = data(client, address).json["facets"][name]
    return {one["label"]: one["count"] for one in values}


def test_the_directives_page_counts_its_articles_and_what_it_is_cited_for(client):
    articles = {"Điều 7": 3, "Điều 7a": 1, "Điều 10": 1, "Điều 11": 1, "Điều 12": 1}
    assert list(facet(client, PAGE, "dieu").items()) == list(articles.items())
    assert facet(client, PAGE, "cite_role") == {"căn cứ vào": 3, "thực hiện": 2, "nhắc đến": 1}
    page = show(client, PAGE)
    chosen = {link.partition("?")[2] for link in page.links(".facets a")}
    assert {"dieu=dieu-7", "dieu=dieu-7a", "cite_role=can-cu"} <= chosen


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"{PAGE}?dieu=7", ["51", "53", "55"]),
        (f"{PAGE}?dieu=dieu-7", ["51", "53", "55"]),
        (f"{PAGE}?dieu=7&cite_role=can-cu", ["51", "55"]),
        (f"{PAGE}?cite_role=thuc-hien", ["52", "53"]),
        (f"{PAGE}?dieu=9", []),
        (f"{SEARCH}&dieu=7", ["51", "53", "55"]),
        (f"{SEARCH}&dieu=7&cite_role=thuc-hien", ["53"]),
        (f"{SEARCH}&dieu=7&dieu=7a", ["51", "52", "53", "55"]),
        ("/tim?q=vien_dan:22-Q%C4%90/TW&dieu=7", ["51", "53", "55"]),
        ("/tim?cite_role=nhac-den", ["54"]),
        ("/tim?q=vai_tro:%22c%C4%83n+c%E1%BB%A9%22&cites=tw/k12/qdi-213", ["52"]),
    ],
)
def test_addresses_ask_for_both(client, address, found):
    assert numbers(client, address) == found


def test_what_is_inferred_is_told_apart_at_the_place_too(client):
    found = data(client, f"{PAGE}?dieu=7").json
    assert (found["total"], found["inferred"], found["possible"]) == (3, 1, 0)
    assert data(client, f"{PAGE}?dieu=10").json["inferred"] == 0
    open_one = data(client, "/van-ban/tw/k11/nq-20?dieu=muc-ii-3").json
    assert (open_one["total"], open_one["possible"]) == (1, 1)
    assert data(client, "/van-ban/tw/k11/nq-20?dieu=muc-ii-4").json["possible"] == 0


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/tim?dieu=7", "“dieu” chỉ dùng cùng “cites”"),
        ("/tim?q=h%E1%BB%8Dp&dieu=7", "“dieu” chỉ dùng cùng “cites”"),
        (f"{SEARCH}&dieu=abc", "“dieu” không có giá trị “abc”"),
        ("/tim?cite_role=abc", "“cite_role” không có giá trị “abc”"),
    ],
)
def test_what_means_nothing_is_refused_and_a_page_goes_on_without(client, address, told):
    answer = data(client, address)
    assert answer.status_code == 400
    assert told in answer.json["detail"]
    page = show(client, address)
    assert told in page.text("main .caution, .caution")
    assert page.has(".hits .hit")


def test_an_article_is_told_above_the_hits_and_taken_away_again(client):
    page = show(client, f"{SEARCH}&dieu=7")
    told = "viện dẫn Quy định 22-QĐ/TW (khóa XIII); dẫn Điều 7 của văn bản ấy"
    assert told in page.text("h1.total")
    directive, article = page.links(".chosen-filters a")
    assert article == "/tim?cites=tw%2Fk13%2Fqdi-22"
    # Without its directive an article means nothing.
    assert "dieu" not in directive


def test_a_citing_sentence_says_what_for_with_the_words_that_say_so(client):
    page = show(client, f"{PAGE}?dieu=10")
    assert page.texts(".hits .snippet .tag") == ["căn cứ vào"]
    assert page.tree.css_first(".snippet .tag").attributes["title"] == "do chữ “Căn cứ”"
    (only,) = data(client, f"{PAGE}?dieu=10").json["notices"]
    text = only["snippets"][0]["text"]
    (told,) = only["sentence_roles"][0]
    assert told["role"] == only["cites"][0]["role"] == "căn cứ"
    assert told["cue"]["text"] == text[: len("Căn cứ")] == "Căn cứ"
    # What is only mentioned has no word of its own.
    assert not show(client, f"{SEARCH}&cite_role=nhac-den").has(".snippet .tag")


def test_hits_of_a_directive_say_what_for(client):
    page = show(client, f"{SEARCH}&dieu=7a")
    assert page.texts(".hits .snippet .tag") == ["thực hiện"]


def test_hits_of_a_role_show_where_it_is_said_and_by_which_words(client):
    page = show(client, "/tim?cite_role=thuc-hien")
    assert page.texts(".hits .snippet .tag") == ["thực hiện"] * 3
    marked = page.texts(".hits .snippet mark")
    assert marked.count("thực hiện") == 3
    assert sum("22-QĐ/TW" in one for one in marked) == 2
    # The words searched for are marked too, but the passage is that of the role.
    with_words = show(client, "/tim?q=c%C4%83n+c%E1%BB%A9&cite_role=thuc-hien")
    assert with_words.texts(".hits .snippet .tag") == ["thực hiện"] * 3


def test_the_terminal_shows_them_too(index):
    asked = ["search", "--index", str(index), "--cite-role", "thuc-hien"]
    said = CliRunner().invoke(main, asked).stdout
    assert said.count("◦ thực hiện (“thực hiện”): Quy định số ") == 3


def table(client, address, **more):
    path, _, asked = address.partition("?")
    told = "&".join([asked, *(f"{name}={value}" for name, value in more.items())])
    text = client.get(f"{path}.csv?{told}").get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if more else ","))


def test_tables_have_columns_for_it(client):
    (row,) = table(client, f"{PAGE}?dieu=7a")
    assert row["role"] == "thuc-hien"
    assert row["cites_roles"] == "tw/k12/qdi-213:can-cu tw/k13/qdi-22:thuc-hien"
    (named,) = table(client, f"{PAGE}?dieu=7a", dialect="excel-vi")
    assert named["Viện dẫn để làm gì"] == "thực hiện"
    assert "Quy định 213-QĐ/TW (khóa XII): căn cứ vào" in named["Viện dẫn từng văn bản để làm gì"]
    both = {one["number"]: one["role"] for one in table(client, SEARCH)}
    assert both["53-TB/HU"] == "can-cu thuc-hien"
    assert {one["role"] for one in table(client, "/tra-cuu?q=213-Q%C4%90/TW")} == {"nhac-den"}


@pytest.mark.parametrize(
    ("typed", "offered", "total"),
    [
        ("Điều 7 Quy định 22-QĐ/TW", "Chỉ thông báo viện dẫn Điều 7: 3", 3),
        ("khoản 2 Điều 7 của Quy định 22-QĐ/TW", "Chỉ thông báo viện dẫn Điều 7: 3", 3),
        ("Quy định 22-QĐ/TW (Điều 10, khoản 2)", "Chỉ thông báo viện dẫn Điều 10: 1", 1),
        ("họp Điều 7 và Điều 7a Quy định 22-QĐ/TW", "Chỉ thông báo viện dẫn Điều 7, Điều 7a: 4", 4),
        ("Điều 99 Quy định 22-QĐ/TW", "Không thông báo nào viện dẫn Điều 99", None),
        ("Quy định 22-QĐ/TW", "", None),
        ("Điều 7", "", None),
    ],
)
def test_an_article_typed_with_its_directive_is_offered_and_narrows_nothing(
    client, typed, offered, total
):
    page = show(client, f"/tim?q={typed}")
    offers = [one for one in page.texts(".results .note") if "iện dẫn Điều" in one]
    assert offers == ([offered] if offered else [])
    found = data(client, f"/tim?q={typed}").json
    assert "dieu" not in found["understood"]
    if total is not None:
        (link,) = (one for one in page.links(".results .note a") if "dieu=" in one)
        assert data(client, link).json["total"] == total


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        *(
            ("--article", value, "nhận một điều như 7 hay 7a")
            for value in ("-1", "khoan-2", "điểm đ", "4,5", "<b>")
        ),
        ("--dieu", "abc", "“dieu” không có giá trị “abc”"),
        ("--cite-role", "zzz", "nhận can-cu, thuc-hien"),
        ("--year", "nay", "nhận một năm như 2022"),
    ],
)
def test_the_command_line_refuses_what_the_site_refuses(index, option, value, told):
    arguments = ["search", "--cites", "tw/k13/qdi-22", f"{option}={value}", "--index", str(index)]
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.parametrize(
    "value", ["--article=7a", "--article=muc-ii-3", "--cite-role=can-cu", "--year=2020..2023"]
)
def test_the_command_line_takes_what_the_site_takes(index, value):
    arguments = ["search", "--cites", "tw/k13/qdi-22", value, "--index", str(index)]
    assert CliRunner().invoke(main, arguments).exit_code == 0


FACET_WORDS = {
    ("cite_role", "vi"): {"căn cứ vào", "thực hiện", "nhắc đến"},
    ("cite_role", "en"): {"relies on", "carries out", "mentions"},
}


@pytest.mark.parametrize("address", [f"{SEARCH}&", f"{PAGE}?"])
@pytest.mark.parametrize(("name", "language"), FACET_WORDS)
def test_the_labels_of_facets_are_words(client, address, name, language):
    answer = data(client, f"{address}lang={language}").json["facets"][name]
    told = {one["label"] for one in answer}
    assert told <= FACET_WORDS[name, language]
    assert "can-cu" in {one["value"] for one in answer}


def test_the_command_line_asks_for_it(index):
    def run(*arguments):
        return CliRunner().invoke(main, ["search", *arguments, "--index", str(index)])

    for option in ("--dieu", "--article"):
        found = json.loads(run("--cites", "tw/k13/qdi-22", option, "7", "--json").stdout)
        assert found["total"] == 3
    found = json.loads(run("--cites", "22-QĐ/TW", "--cite-role", "căn cứ", "--json").stdout)
    assert found["total"] == 3
    alone = run("--article", "7")
    assert alone.exit_code == 2
    assert "--dieu chỉ dùng cùng --cites" in alone.stderr
    told = run("Điều 7 Quy định 22-QĐ/TW").stdout
    assert "Chỉ thông báo viện dẫn Điều 7: 3" in told
    assert "căn cứ vào (“Căn cứ”): tw/k13/qdi-22" in told
