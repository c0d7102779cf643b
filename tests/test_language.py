"""Every sentence for people has its English, with the same slots; no English is left over."""

import ast
import re
import string
import tomllib
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from indexer.language import english, say

PROJECT = Path(__file__).resolve().parent.parent
CATALOGUES = sorted((PROJECT / "indexer" / "english").glob("*.toml"))
SPEAKING = {"because", "say", "_say", "_"}


def python_sources():
    yield from sorted(PROJECT.glob("*.py"))
    for package in ("indexer", "search", "viendan"):
        yield from sorted((PROJECT / package).rglob("*.py"))


def sentences_of_python(path):
    """(line, template or None) of each call that says something."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SPEAKING:
                first = node.args[0]
                choice = isinstance(first, ast.IfExp)
                for said in (first.body, first.orelse) if choice else (first,):
                    is_literal = isinstance(said, ast.Constant) and isinstance(said.value, str)
                    yield node.lineno, said.value if is_literal else None


def sentences_of_template(path):
    tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "_":
            said = call.args[0]
            yield call.lineno, said.value if isinstance(said, nodes.Const) else None


def every_sentence():
    for path in python_sources():
        yield from ((path, *one) for one in sentences_of_python(path))
    for path in sorted((PROJECT / "templates").glob("*.html")):
        yield from ((path, *one) for one in sentences_of_template(path))


def slots(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def used():
    return {template for _, _, template in every_sentence() if template is not None}


def test_every_sentence_is_a_literal():
    # These two hand on a template that another call wrote as a literal.
    passing_on = {PROJECT / "indexer" / "language.py", PROJECT / "search" / "presentation.py"}
    loose = [
        f"{path.relative_to(PROJECT)}:{line}"
        for path, line, template in every_sentence()
        if template is None and path not in passing_on
    ]
    assert loose == []


def test_every_sentence_has_its_english():
    assert sorted(used() - english().keys()) == []


def test_no_english_is_left_over():
    assert sorted(english().keys() - used()) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)
def test_translations_have_the_same_slots(path):
    for vietnamese, translation in tomllib.loads(path.read_text("utf-8")).items():
        assert slots(vietnamese) == slots(translation), vietnamese


def test_the_site_in_english_has_no_vietnamese_left():
    letters = re.compile("[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]", re.IGNORECASE)
    names = re.compile("Viện Dẫn|QĐ/TW")
    site = tomllib.loads((PROJECT / "indexer" / "english" / "site.toml").read_text("utf-8"))
    assert [one for one in site.values() if letters.search(names.sub("", one))] == []


def test_a_sentence_is_said_in_both_languages():
    assert say("không rõ ngày") == "không rõ ngày"
    assert say("không rõ ngày", "en") == "date unknown"
