"""Normalising: in bounded runs, everywhere, and unseen in every real text."""

import ast
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.normalization import (
    _MAY_BE_LONG,
    LONGEST_RUN,
    bound_marks,
    composed,
    decomposed,
)
from tests.checkout import ROOT
from tests.test_rooms import MODULES

JOINER = "\u034f"
# A mark of each order, one that stays where it is, a letter with marks, and what vanishes.
marked = st.text(st.sampled_from("aế\u0301\u0323\u0345\u0f73\u0344\U0001d165\u0489\u200b ")).map(
    lambda text: text * 20
)


def longest_run(text):
    """The most characters in a row that are put in order."""
    longest = run = 0
    for letter in text:
        first = unicodedata.normalize("NFD", letter)[0]
        run = run + 1 if unicodedata.combining(first) else 0
        longest = max(longest, run)
    return longest


def normalizing(path):
    """What a module uses of ``unicodedata`` that puts marks in order."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "unicodedata":
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "unicodedata":
            yield node.attr


def test_everything_is_normalized_behind_one_gate():
    """So whatever text enters wherever, its runs of marks are bounded before they are ordered."""
    harmless = {"combining", "east_asian_width", "category", "name", "numeric"}
    past = {name: set(normalizing(path)) - harmless for name, path in MODULES.items()}
    assert {name for name, used in past.items() if used} == {"indexer.normalization"}


def test_every_long_run_is_suspected():
    """The quick look misses no character that is put in order, in this Python's Unicode."""
    missed = [
        hex(code)
        for code in range(0x110000)
        if longest_run(chr(code)) and not _MAY_BE_LONG.search(chr(code) * (LONGEST_RUN + 1))
    ]
    assert missed == []


@given(marked)
def test_runs_are_bounded_and_nothing_is_lost(text):
    bounded = bound_marks(text)
    assert longest_run(bounded) <= LONGEST_RUN
    assert bounded.replace(JOINER, "") == text
    assert bound_marks(bounded) == bounded
    if longest_run(text) <= LONGEST_RUN:
        assert bounded is text
    for form, made in (("NFC", composed(text)), ("NFD", decomposed(text))):
        assert made == unicodedata.normalize(form, bounded)
        assert longest_run(made) <= 2 * LONGEST_RUN + 3  # some are two in one


@pytest.mark.parametrize(
    "text",
    [
        "…" * 400,  # the dots of a form
        "─" * 400,
        "漢字かな交じり文" * 20,
        "👩\u200d👩\u200d👧" * 40,
        unicodedata.normalize("NFD", "Nghị quyết Trung ương ") * 40,
        "བསྒྲུབས་" * 20,
        "e" + LONGEST_RUN * "\u0301",
    ],
    ids=["dots", "table", "Han", "emoji", "decomposed", "Tibetan", "longest"],
)
def test_what_people_write_passes_as_it_is(text):
    assert bound_marks(text) is text


def test_the_sample_notices_pass_as_they_are():
    for file in sorted((ROOT / "corpus" / "notices").rglob("*.md")):
        text = file.read_text("utf-8")
        for form in ("NFC", "NFD"):
            whole = unicodedata.normalize(form, text)
            assert bound_marks(whole) is whole


def test_marks_are_put_in_order_in_so_many_steps_as_there_are_marks(monkeypatch):
    """What ``unicodedata`` is given never has a run whose square matters."""
    seen = []
    with monkeypatch.context() as patched:
        passed_on = "indexer.normalization.normalize"
        patched.setattr(passed_on, lambda _, text: seen.append(text) or text)
        for put_in_order in (composed, decomposed):
            put_in_order("việc a" + "\u0301\u0323" * 50_000)
    assert [longest_run(text) for text in seen] == [LONGEST_RUN, LONGEST_RUN]
