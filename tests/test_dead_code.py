"""The names that ``.vulture.py`` excepts from the search for dead code are still what it says."""

import ast
import re
from functools import cache

import pytest

from tests.checkout import ROOT

EXCEPTED = [
    (node.value.value.id, node.value.attr)
    for node in ast.parse((ROOT / ".vulture.py").read_text("utf-8")).body
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Attribute)
]
CODE = [
    ROOT / "app.py",
    *(path for room in ("indexer", "search", "viendan") for path in (ROOT / room).rglob("*.py")),
]
READ_BY = {
    "templates": sorted((ROOT / "templates").glob("*.html")),
    "tests": sorted((ROOT / "tests").rglob("*.py")),
}


@cache
def defined():
    """The names of functions, classes, fields and variables."""
    found = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found.add(node.name)
            elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
                found.add(node.id if isinstance(node, ast.Name) else node.attr)
    return found


def words(paths):
    return {word for path in paths for word in re.findall(r"\w+", path.read_text("utf-8"))}


@pytest.mark.parametrize("user", sorted({user for user, _ in EXCEPTED}))
def test_an_excepted_name_is_defined_and_has_its_user(user):
    names = {name for one, name in EXCEPTED if one == user}
    assert names <= defined()
    assert names <= words(READ_BY.get(user, CODE))
