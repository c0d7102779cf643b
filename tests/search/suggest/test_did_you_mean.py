"""Did you mean: the nearest words and the nearest citations that the index has."""

import pytest

from search.query.parser import parse
from search.suggest.did_you_mean import spelling_suggestions
from tests.pages import show


@pytest.mark.parametrize(
    ("typed", "offered", "text"),
    [
        # Who types marks is offered the commonest spelling, also for a word that was typed bare.
        ("trunng ương", "trung", "trung ương"),
        ("nongn thôn", "nông", "nông thôn"),
        # Who types none looks for every spelling, and still reads words as they are written.
        ("nongn thon", "nông / nòng", "nong thon"),
        ("chii bo", "chi / chỉ", "chi bo"),
    ],
)
def test_a_word_is_offered_as_people_write_it(engine, knowledge, typed, offered, text):
    first = spelling_suggestions(engine, parse(typed, knowledge))[0]
    assert (first.offered, first.text) == (offered, text)
    assert first.count > 0


@pytest.mark.parametrize(
    "asked", ["213-CT/TW", "231-QĐ/TW", "quyết định số 213", "vien_dan:231-QĐ/TW", "213-QĐ/TU"]
)
def test_no_hits_offer_the_nearest_citations_with_their_counts(client, asked):
    page = show(client, f"/tim?q={asked}")
    assert page.text(".total b") == "Không thông báo nào"
    offered = next(one for one in page.tree.css(".empty li") if "213-QĐ/TW" in one.text())
    link = page.link(offered.css_first("a"))
    assert link == "/tim?cites=tw%2Fk12%2Fqdi-213"
    total = client.get(link.replace("/tim?", "/tim.json?")).json["total"]
    assert offered.css_first(".count").text() == f"{total} thông báo"


def test_two_letters_swapped_are_one_slip(engine, knowledge):
    # A word of four letters may have one; left out and added again, these would be two.
    assert spelling_suggestions(engine, parse("nogn thôn", knowledge))[0].offered == "nông"


def test_a_word_that_no_notice_has_is_offered_its_nearest(engine, knowledge):
    offered = spelling_suggestions(engine, parse("nôngn thôn", knowledge))
    assert offered[0].offered == "nông"
    assert offered[0].text == "nông thôn"
    assert "đảng" in [
        one.offered for one in spelling_suggestions(engine, parse("đảngg", knowledge))
    ]
    assert engine.search(parse(offered[0].text, knowledge)).total > 0
    assert spelling_suggestions(engine, parse("nông thôn", knowledge)) == ()
    # A word is replaced where it stands alone, never inside of another.
    assert spelling_suggestions(engine, parse("thônx ônx", knowledge))[-1].text.startswith("thônx ")


@pytest.mark.parametrize("typed", ["an ninh", "an ninh xa"])
def test_a_syllable_with_another_first_letter_is_no_slip(engine, knowledge, typed):
    assert spelling_suggestions(engine, parse(typed, knowledge)) == ()
