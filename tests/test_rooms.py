"""The floor plan: rooms on floors, imports that run down, a face for each, files of one idea."""

import ast
from graphlib import TopologicalSorter

import pytest

from tests.checkout import ROOT

FLOORS = """
indexer.memory indexer.normalization indexer.numerals indexer.stages
indexer.letter_table indexer.model
indexer.paths indexer.platforms indexer.problems indexer.text indexer.child_process
indexer.inert_pickle indexer.regular_file
indexer.language
indexer.documents indexer.segmentation indexer.gazetteer
indexer.analysis
indexer.knowledge indexer.missing_marks
indexer.organs
indexer.notices
indexer.places indexer.citations indexer.secrecy
indexer.directives indexer.outline
indexer.understanding
indexer.corrections
indexer.index
indexer.index.whoosh
search.typography
search.wording
search.query
search.engine
search.engine.embedded
search.display
search.held
search.areas search.directives
search.lookup
search.suggest
search.pages
search.forms
search.page search.version
search.site
search.web
app
viendan.quality
viendan
"""
"""From the ground up.  A room imports from the floors below its own and from none beside it."""

FLOOR = {room: at for at, line in enumerate(FLOORS.split("\n")) for room in line.split()}

OPENERS = {
    ("indexer.index", "indexer.index.whoosh"): "opens the store that an address names",
    ("search.engine", "search.engine.embedded"): "opens the engine that an address names",
    ("app", "viendan"): "python app.py is viendan serve",
}
"""The few arrows that run up, each imported inside a function when it is wanted."""

HTTP = {"flask", "werkzeug", "waitress"}
"""The libraries that speak it."""

LARGEST = 400
"""Lines of a file of code or tests."""

SMALLEST = 60
"""Lines of a module that only one other uses: what is shorter belongs there."""


def modules():
    """Each product module by its dotted name, with its file."""
    for top in ("indexer", "search", "viendan"):
        for path in sorted((ROOT / top).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__"), path
    yield "app", ROOT / "app.py"


MODULES = dict(modules())


def imports(path):
    """The product modules that a file imports, each with whether that is inside a function."""
    tree = ast.parse(path.read_text("utf-8"))
    top = set(map(id, tree.body))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                whole = f"{node.module}.{one.name}"
                name = whole if whole in MODULES else node.module
                if name in MODULES:
                    yield name, id(node) not in top


def through_faces(face, name):
    """The module in which a name is defined that a face passes on."""
    while MODULES[face].stem == "__init__":
        tree = ast.parse(MODULES[face].read_text("utf-8"))
        passed_on = (
            node.module
            for node in tree.body
            if isinstance(node, ast.ImportFrom) and name in [one.name for one in node.names]
        )
        face = next((one for one in passed_on if one in MODULES), None)
        if face is None:
            break
    return face


def used_by(path):
    """The modules that a file uses, those behind faces too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            for one in node.names:
                whole = f"{node.module}.{one.name}"
                if whole in MODULES:
                    yield whole
                elif node.module in MODULES:
                    yield through_faces(node.module, one.name)


def room(module):
    """The innermost room or loose module of the plan that a module belongs to."""
    parts = module.split(".")
    while ".".join(parts) not in FLOOR and parts:
        parts.pop()
    return ".".join(parts)


ARROWS = {
    (room(module), room(name), module, name, late)
    for module, path in MODULES.items()
    for name, late in imports(path)
    if room(module) != room(name)
}


def test_every_module_has_a_room():
    assert [name for name in MODULES if not room(name) and name not in ("indexer", "search")] == []


def test_no_import_runs_up():
    wrong = [
        f"{module} imports {name}"
        for here, there, module, name, late in sorted(ARROWS)
        if here and there and FLOOR[there] >= FLOOR[here]
        if not (late and (here, there) in OPENERS)
    ]
    assert wrong == []


def test_every_opener_opens():
    assert {(here, there) for here, there, *_ in ARROWS} >= OPENERS.keys()


def speaks_http(path):
    """Whether a module imports what the site is served with."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [one.name for one in node.names] if isinstance(node, ast.Import) else []
        if {name.partition(".")[0] for name in names} & HTTP:
            return True
    return False


def test_few_know_http():
    found = {room(name) for name, path in MODULES.items() if speaks_http(path)}
    assert found == {"app", "search.web", "viendan"}


def test_no_modules_form_a_circle():
    graph = {
        module: {name for name, late in imports(path) if not late and name != module}
        for module, path in MODULES.items()
    }
    list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize(
    "name",
    [one for one, path in MODULES.items() if path.stem == "__init__" and one != "viendan"],
)
def test_a_face_names_what_is_public(name):
    tree = ast.parse(MODULES[name].read_text("utf-8"))
    assert ast.get_docstring(tree)
    imported = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    lists = [node.value for node in tree.body if isinstance(node, ast.Assign)]
    assert len(tree.body) == 1 + len(imported) + len(lists)
    assert {one.name for node in imported for one in node.names} == set(
        *map(ast.literal_eval, lists)
    )


def test_files_are_of_one_idea():
    files = [*MODULES.values()]
    for folder in ("tests", "bench"):
        files += (ROOT / folder).rglob("*.py")
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_bytes().splitlines()) for path in files
    }
    assert {name: count for name, count in lines.items() if count > LARGEST} == {}


def test_no_small_module_has_a_single_user():
    users = {name: set() for name in MODULES}
    for user, path in MODULES.items():
        if path.stem != "__init__":
            for name in used_by(path):
                users.setdefault(name, set()).add(user)
    wrong = {
        name: by
        for name, path in MODULES.items()
        if path.stem not in ("__init__", "__main__")
        and len(path.read_bytes().splitlines()) < SMALLEST
        and len(by := users[name] - {name}) < 2
    }
    assert wrong == {}
