"""Imports run one way: indexer ← search ← app, and between the parts of each without a circle."""

import ast
from graphlib import TopologicalSorter

import pytest

from tests.checkout import ROOT


def imported(path):
    """The modules that a file imports anywhere, also inside its functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def imports_of(package):
    for path in sorted((ROOT / package).rglob("*.py")):
        for name in imported(path):
            yield path, name


@pytest.mark.parametrize(
    ("package", "never"),
    [
        ("indexer", ("search", "viendan", "app", "flask", "werkzeug")),
        ("search", ("viendan", "app", "flask", "werkzeug")),
    ],
)
def test_imports_run_one_way(package, never):
    wrong = [(path.name, name) for path, name in imports_of(package) if name.split(".")[0] in never]
    assert wrong == []


def test_only_the_app_knows_http():
    knowing = {
        path.name
        for path in ROOT.glob("*.py")
        for name in imported(path)
        if name.split(".")[0] == "flask"
    }
    assert knowing == {"app.py"}


def test_the_parts_of_the_indexer_form_no_circle():
    """A part is a module or a package right below ``indexer``."""
    root = ROOT / "indexer"
    parts = {path.stem for path in root.glob("*.py")} | {
        p.name for p in root.iterdir() if p.is_dir()
    }
    graph = {}
    for path, name in imports_of("indexer"):
        own = path.relative_to(root).parts[0].removesuffix(".py")
        names = name.split(".")
        if names[0] == "indexer" and len(names) > 1 and names[1] in parts and names[1] != own:
            graph.setdefault(own, set()).add(names[1])
    list(TopologicalSorter(graph).static_order())
