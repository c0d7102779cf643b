"""Worn pages: streaks and specks are taken off the picture, and specks out of the words."""

import random

import pytest
from PIL import Image, ImageDraw

from indexer.documents import worn
from indexer.documents.ocr import RecognisedPage
from indexer.documents.ocr_words import RecognisedWord, is_worn, without_specks

LETTER = 30.0


def line(*words: tuple[str, float, float, float]) -> list[RecognisedWord]:
    """Words by text, left, width and height, their feet on one line."""
    return [
        RecognisedWord(text, left, 100 - high, wide, high, 95.0) for text, left, wide, high in words
    ]


BAN, DANG = ("Ban", 100.0, 60.0, 30.0), ("đảng,", 170.0, 90.0, 32.0)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ((BAN, DANG, ("'", 400, 3, 3)), "Ban đảng,"),
        ((BAN, DANG, (":", 272, 4, 6)), "Ban đảng,"),
        ((("_", 70, 4, 4), BAN, DANG), "Ban đảng,"),
        ((("._", 20, 14, 6), BAN, DANG), "Ban đảng,"),
        ((("Ỉ", 60, 3, 3), BAN, DANG), "Ban đảng,"),  # no letter is so small
        ((BAN, DANG, ("-", 250, 18, 48)), "Ban đảng,"),  # a box over the last word
        ((BAN, DANG, ("_", 400, 30, 12)), "Ban đảng,"),
        (((".Ban", 90, 70, 30), DANG), "Ban đảng,"),
        (((".-", 70, 18, 33), BAN), "- Ban"),
        ((("L", 80, 9, 4), BAN, DANG), "- Ban đảng,"),  # as flat as a hyphen
        ((("-", 80, 8, 4), BAN, DANG), "- Ban đảng,"),
        ((("+", 80, 18, 20), BAN, DANG), "+ Ban đảng,"),
        ((("a)", 80, 20, 28), BAN), "a) Ban"),
        ((BAN, ("-", 165, 8, 4), ("Đảng", 178, 90, 32)), "Ban - Đảng"),
        ((BAN, (".", 162, 4, 4)), "Ban ."),  # a full stop at its word
        ((BAN, (".", 180, 4, 4), (".", 200, 4, 4), (".", 220, 4, 4)), "Ban . . ."),
        ((("*", 200, 8, 8),), "*"),
        ((("./.", 200, 20, 20),), "./."),
        ((("_____", 200, 90, 3),), "_____"),  # a rule
        ((("3", 200, 15, 25),), "3"),
        (((".docx", 200, 80, 25),), "docx"),
        (((":", 200, 4, 8),), ""),
    ],
)
def test_a_sign_smaller_than_letters_that_stands_apart_is_no_text(words, kept):
    assert " ".join(word.text for word in without_specks(line(*words), LETTER)) == kept


def test_a_line_of_specks_is_no_line():
    lines = [line(BAN, DANG), line((":", 300, 4, 8)), line(BAN, DANG)]
    lines[1] = [word._replace(top=word.top + 30) for word in lines[1]]
    lines[2] = [word._replace(top=word.top + 60) for word in lines[2]]
    assert RecognisedPage(lines, 1200.0).text.split() == ["Ban", "đảng,", "Ban", "đảng,"]


def test_a_page_is_worn_where_a_sign_is_too_small_or_some_words_are_doubtful():
    clean = [line(BAN, DANG)] * 20
    doubtful = [[word._replace(confidence=30.0) for word in clean[0]]]
    assert not is_worn(clean, LETTER)
    assert not is_worn([*clean[1:], [clean[0][0]._replace(confidence=30.0)]], LETTER)
    assert is_worn(clean[1:] + doubtful, LETTER)
    assert is_worn([*clean, line(BAN, ("'", 400, 3, 3))], LETTER)


# --- pictures -----------------------------------------------------------------------------------


def page() -> Image.Image:
    """A page with rows of strokes as high as letters, each with a full stop, and list marks."""
    picture, chance = Image.new("L", (800, 2000), 250), random.Random(1)
    pen = ImageDraw.Draw(picture)
    for top in range(100, 1900, 50):
        pen.rectangle((60, top + 14, 67, top + 16), 40)  # a mark of a list
        left = 100
        while left < 690:
            pen.rectangle((left, top, left + 3, top + 29), 40)
            pen.rectangle((left, top + 26, left + 9, top + 29), 40)
            stop = left + 14
            left += chance.randrange(14, 24)
        pen.rectangle((stop, top + 26, stop + 3, top + 29), 40)  # a full stop
    return picture


def strokes(picture: Image.Image) -> bytes:
    return picture.point(lambda grey: 255 * (grey < 128)).tobytes()


@pytest.mark.parametrize("lean", [-30, -7, 0, 12, 30])
@pytest.mark.parametrize("left", [84, 405, 745])
@pytest.mark.parametrize("grey", [120, 190])
def test_a_streak_from_edge_to_edge_is_taken_off_and_the_letters_stay(lean, left, grey):
    streaked = page()
    ImageDraw.Draw(streaked).line((left, 0, left + lean, 2000), grey, 2)
    clean = worn.mended(Image.fromarray(_darker(streaked)), LETTER)
    assert clean is not None
    wrong = sum(a != b for a, b in zip(strokes(clean), strokes(page()), strict=True))
    assert wrong < 0.004 * 800 * 2000
    assert sum(clean.crop((0, 0, 800, 90)).point(lambda one: one < 225).tobytes()) == 0


def _darker(streaked: Image.Image):
    import numpy as np

    return np.minimum(np.asarray(streaked), np.asarray(page()))


@pytest.mark.parametrize(
    "rule", [(405, 195, 405, 1905), (50, 90, 50, 1860), (60, 1940, 740, 1940), (0, 500, 799, 500)]
)
def test_a_ruled_line_that_ends_on_the_page_stays(rule):
    ruled = page()
    ImageDraw.Draw(ruled).line(rule, 60, 2)
    assert worn.mended(ruled, LETTER) is None


def test_specks_go_and_stops_and_marks_of_lists_stay():
    specked, chance = page(), random.Random(5)
    pen = ImageDraw.Draw(specked)
    for _ in range(60):
        x, y = chance.choice((20, 770)), chance.randrange(20, 1980)
        pen.ellipse((x, y, x + 2, y + 2), 60)
    clean = worn.mended(specked, LETTER)
    assert clean is not None
    assert strokes(clean.crop((40, 0, 760, 2000))) == strokes(page().crop((40, 0, 760, 2000)))
    assert sum(strokes(clean.crop((0, 0, 40, 2000)))) < 255 * 40


def test_the_full_stops_of_a_typewriter_stay_on_a_worn_page_too():
    typed, chance = page(), random.Random(5)
    pen = ImageDraw.Draw(typed)
    stops = [(x, y) for x in range(60, 740, 140) for y in range(60, 1900, 90)]
    for x, y in stops:
        pen.ellipse((x, y, x + 3, y + 3), 0)
    words = [RecognisedWord("Ban", x - 60, y - 26, 50, 30, 90.0) for x, y in stops]
    assert len(stops) > 100
    assert worn.mended(typed, LETTER, words) is None
    for _ in range(200):
        x, y = chance.choice((8, 780)), chance.randrange(20, 1980)
        pen.ellipse((x, y, x + 2, y + 2), 60)
    clean = worn.mended(typed, LETTER, words)
    assert clean is not None
    assert all(clean.getpixel((x + 1, y + 1)) < 100 for x, y in stops)


def test_a_clean_page_and_one_too_large_are_left_as_they_are():
    assert worn.mended(page(), LETTER) is None
    assert worn.mended(Image.new("L", (4001, 4000), 250), LETTER) is None
    assert worn.mended(Image.new("L", (5, 5), 250), 0.0) is None
