"""Figures and roman numerals: their letters, and their bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.numerals import MOST, read_number, read_roman, read_year, to_roman
from indexer.text import fold


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0), ("007", 7), ("213", 213), ("２１３", 213), ("٢١٣", 213), (str(MOST), MOST),
        ("", None), (None, None), ("²", None), ("1²", None), ("½", None), ("①", None), ("四", None),
        ("1_0", None), (" 1", None), ("+1", None), ("-1", None), ("1.0", None), ("0x1", None),
        ("\ud800", None), ("1\0", None), (str(MOST + 1), None), ("9" * 5000, None),
    ],
)  # fmt: skip
def test_a_number_is_figures_and_nothing_else(written, value):
    assert read_number(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [("1", 1), ("2024", 2024), ("9999", 9999), ("0", None), ("0000", None), ("10000", None)],
)
def test_a_year_is_one_of_the_calendar(written, value):
    assert read_year(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("I", 1), ("xiv", 14), ("XXXIX", 39), ("MMXXVI", 2026), ("MMMMCMXCIX", 4999),
        ("", None), ("IIX", None), ("VX", None), ("XXXX", None), ("ABC", None), ("Ⅻ", None),
        ("M" * 5000, None), ("ⅰ", None),
    ],
)  # fmt: skip
def test_a_roman_numeral_is_written_in_one_way(written, value):
    assert read_roman(written) == value


@given(st.integers(1, 4999))
def test_what_is_written_in_roman_numerals_is_read_back(number):
    assert read_roman(to_roman(number)) == number


@given(st.text(max_size=40), st.integers(0, 3000), st.integers(0, 3000))
def test_reading_never_raises_and_keeps_its_bounds(written, least, most):
    value = read_number(written, most, least=least)
    assert value is None or (least <= value <= most and value == int(written))
    roman = read_roman(written)
    assert roman is None or to_roman(roman) == written.upper()


def test_a_folded_text_has_no_digits_but_those_of_ascii():
    """So what a pattern calls a digit there is one, also in the keys made of it."""
    digits = [letter for letter in map(chr, range(0x110000)) if letter.isdecimal()]
    assert fold("".join(digits)).text == "".join(str(int(digit)) for digit in digits)
