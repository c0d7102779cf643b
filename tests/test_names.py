"""One name, one thing: no two public classes of the product bear the same name."""

import ast
from collections import defaultdict

from tests.test_rooms import MODULES

SHARED = {}
"""The modules of a name that two classes may bear, each with a comment why: it is the word of both
fields, and nobody meets both on one path.  There is none today."""


def test_no_two_public_classes_have_one_name():
    homes = defaultdict(list)
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(module)
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == SHARED
