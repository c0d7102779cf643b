"""Counts as Vietnamese and English write them, wherever a large collection would show one."""

import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from app import create_app
from indexer.language import reason_text
from indexer.model import OneOf, because
from search.engine import Engine
from tests.pages import show
from viendan.commands import main

TIMES = 3028
BARE = re.compile(r"(?<![\w./–-])\d{4,}(?![\w/–-])")
SHOWN = (
    ".count, .facets, .steps, .total, .apart, .years figcaption, .years td, .years title, h2, "
    ".note, .switch, .bar, .figure, dt"
)
"""Where pages say how many; elsewhere stand the words and numbers of the papers themselves."""


@pytest.fixture
def many(monkeypatch, sample_index):
    """The samples, counted as if each were three thousand notices."""
    search, counts = Engine.search, Engine.counts

    def searched(self, query):
        found = search(self, query)
        multiplied = {
            name: {value: TIMES * count for value, count in values.items()}
            for name, values in found.counts.items()
        }
        told = {name: TIMES * getattr(found, name) for name in ("possible", "without_marks")}
        return replace(found, total=TIMES * found.total, counts=multiplied, **told)

    def counted(self, *asked):
        return {value: TIMES * count for value, count in counts(self, *asked).items()}

    monkeypatch.setattr(Engine, "search", searched)
    monkeypatch.setattr(Engine, "counts", counted)
    return sample_index


def bare(texts):
    """Numbers without their thousands apart, but for years."""
    return [
        found for text in texts for found in BARE.findall(text) if not 1900 <= int(found) <= 2100
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/", "/tim?q=đảng", "/tim?q=đảng&page=1500", "/tim?cites=tw/k12/ct-05", "/van-ban",
        "/van-ban/tw/k12/ct-05", "/dia-ban", "/dia-ban?luc=truoc", "/dia-ban/lam-dong",
        "/dia-ban/bao-lam",
    ],
)  # fmt: skip
def test_counts_of_pages_have_their_thousands_apart(many, address, language):
    client = create_app(many).test_client()
    page = show(client, f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert page.status == 200
    texts = page.texts(SHOWN)
    mark = "." if language == "vi" else ","
    assert any(re.search(rf"\d{re.escape(mark)}\d\d\d", text) for text in texts)
    assert bare(texts) == []


@pytest.mark.parametrize(("language", "mark"), [("vi", "."), ("en", ",")])
def test_counts_of_the_terminal_too(many, language, mark):
    total = create_app(many).test_client().get("/tim.json?q=đảng").json["total"]
    assert total > TIMES
    asked = ("search", "đảng", "--index", str(many), "--lang", language, "--page", "2")
    lines = CliRunner().invoke(main, asked).output.split("\n")
    assert lines[1].split()[0] == f"{total:,}".replace(",", mark)
    facets = [line for line in lines if line.endswith("]") and line[:9].strip(" *")[:1].isdigit()]
    assert facets
    assert bare(line[:10] for line in facets) == []


@pytest.mark.parametrize(
    ("reason", "vi", "en"),
    [
        (because("có thể là một trong {n} văn bản", n=1234), "1.234", "1,234"),
        (because("tệp tin dài quá {limit} ký tự", limit="200000"), "200.000", "200,000"),
        (because("năm {year}", year=2022), "2022", "2022"),
        (because("mang số {number}", number="1234"), "1234", "1234"),
        (OneOf("{values}", (), (because("thêm {n}", n=28_000),)), "28.000", "28,000"),
    ],
)
def test_a_reason_tells_counts_so_and_years_and_numbers_as_they_are(reason, vi, en):
    assert vi in reason_text(reason)
    assert en in reason_text(reason, "en")
