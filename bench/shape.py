"""The floor plan in figures: rooms, circles, large and small pieces, and what a facet touches.

Everything is read from the files alone (nothing of the product is imported), so that two states
of the program can be compared however their modules are named or placed.  A room is a package; one
within another is a room of its own, and the loose files of the outer one are the outer room.
"""

from __future__ import annotations

import ast
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, nodes

_ROOT = Path(__file__).resolve().parent.parent
_PRODUCT = ("indexer", "search", "viendan", "app.py")
_LARGE, _SMALL, _COMPLEX = 400, 60, 15
"""Lines of a file that is two ideas, lines of one that is none, and radon's complexity."""

_FACETS = ("type", "issuer", "level", "province", "year", "unit", "cites", "lacks")
"""The facets' names as they stand in addresses."""

_ELSEWHERE, _INDEXER, _TEMPLATES = "search, viendan, app", "indexer", "templates"

Graph = Mapping[str, Iterable[str]]
Row = tuple[str, object, Iterable[str]]
"""A measure, its figure, and what was counted or what the figure is made of."""


@dataclass(frozen=True)
class Module:
    """A file of the product under its dotted name; a package under that of its folder."""

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        """The source."""
        return self.path.read_text("utf-8")

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """All of its syntax tree."""
        return list(ast.walk(ast.parse(self.text)))

    @property
    def is_face(self) -> bool:
        """Whether it is a package's ``__init__``."""
        return self.path.stem == "__init__"

    @property
    def room(self) -> str:
        """The package in which it stands; ``app.py`` stands alone."""
        return self.name if self.is_face else self.name.rpartition(".")[0] or self.name

    @cached_property
    def lines(self) -> int:
        """Its length, with blank lines and comments."""
        return len(self.text.splitlines())

    @cached_property
    def imported(self) -> list[tuple[str, str, str]]:
        """Module, name and the name it has here, of every import, also within functions."""
        found = []
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found += [
                    (one.name, "", one.asname or one.name.split(".")[0]) for one in node.names
                ]
            elif isinstance(node, ast.ImportFrom):
                above = self.room.split(".")[: -node.level + 1 or None] if node.level else []
                module = ".".join([*above, *filter(None, [node.module])])
                found += [(module, one.name, one.asname or one.name) for one in node.names]
        return found

    @cached_property
    def spoken(self) -> set[str]:
        """The names that its own code uses."""
        return {node.id for node in self.nodes if isinstance(node, ast.Name)}


class House:
    """The modules of a checkout and who uses whom."""

    def __init__(self, root: Path) -> None:
        self.root = root
        found = (_module(root, path) for top in _PRODUCT for path in _python(root / top))
        self.modules = {module.name: module for module in found}

    @cached_property
    def uses(self) -> dict[str, set[str]]:
        """The modules that each module uses."""
        return {one.name: set(self._used(one)) - {one.name} for one in self.modules.values()}

    @cached_property
    def users(self) -> dict[str, set[str]]:
        """The modules that use each module."""
        return _turned(self.uses)

    @cached_property
    def rooms(self) -> dict[str, set[str]]:
        """The rooms that each room uses."""
        graph: dict[str, set[str]] = {module.room: set() for module in self.modules.values()}
        for name, used in self.uses.items():
            room = self.modules[name].room
            graph[room] |= {self.modules[one].room for one in used} - {room}
        return graph

    def _used(self, module: Module) -> Iterator[str]:
        """What a module uses; a package's face that only hands a name on does not use it."""
        for source, name, here in module.imported:
            if not module.is_face or here in module.spoken:
                yield from self._home(source, name)

    def _home(self, source: str, name: str) -> Iterator[str]:
        """The module where a name is made, behind the faces that hand it on."""
        if f"{source}.{name}" in self.modules:
            yield f"{source}.{name}"
        elif source in self.modules:
            face = self.modules[source]
            handed = [(one, its) for one, its, here in face.imported if its and here == name]
            if face.is_face and handed and handed[0][0] in self.modules:
                yield from self._home(*handed[0])
            else:
                yield source


def run() -> None:
    """Print the tables."""
    house = House(_ROOT)
    for name, figure, told in (*_sizes(house), *_plan(house), *_functions(house), *_tests(house)):
        print(f"{name:42}{figure:>8}")
        for line in textwrap.wrap(" · ".join(told), 96, break_on_hyphens=False):
            print(f"    {line}")
    heads = (_ELSEWHERE, _INDEXER, _TEMPLATES)
    print("\nfiles in which the name of a facet is a string")
    print(f"{'':12}{''.join(f'{head:>22}' for head in heads)}")
    for facet, counts in _literals(house).items():
        print(f"{facet:12}{''.join(f'{counts[head]:22}' for head in heads)}")


def _python(top: Path) -> Iterator[Path]:
    yield from [top] if top.is_file() else sorted(top.rglob("*.py"))


def _module(root: Path, path: Path) -> Module:
    parts = path.relative_to(root).with_suffix("").parts
    return Module(".".join(parts[:-1] if parts[-1] == "__init__" else parts), path)


def _turned(graph: Graph) -> dict[str, set[str]]:
    """Every arrow the other way round."""
    turned: dict[str, set[str]] = {one: set() for one in graph}
    for one, others in graph.items():
        for other in others:
            turned[other].add(one)
    return turned


def _circles(graph: Graph) -> list[list[str]]:
    """The greatest sets of which each reaches every other.

    >>> _circles({"a": "b", "b": "ac", "c": "d", "d": ""})
    [['a', 'b']]
    """
    reached = {one: _reached(one, graph) for one in graph}
    found = {
        frozenset(other for other in reached[one] if one in reached[other])
        for one in graph
        if one in reached[one]
    }
    return sorted(map(sorted, found))


def _reached(start: str, graph: Graph) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += graph[one]
    return seen


def _sizes(house: House) -> Iterator[Row]:
    """How much there is, by top-level name."""
    by_top: dict[str, list[int]] = defaultdict(list)
    for module in house.modules.values():
        by_top[module.path.relative_to(house.root).parts[0]].append(module.lines)
    yield "files of product code", len(house.modules), ()
    parts = [f"{top} {sum(one):,} in {len(one)}" for top, one in sorted(by_top.items())]
    yield "lines of product code", f"{sum(map(sum, by_top.values())):,}", parts
    large = [one for one in house.modules.values() if one.lines > _LARGE]
    yield f"files above {_LARGE} lines", len(large), _with_lines(large)


def _plan(house: House) -> Iterator[Row]:
    """Rooms and files, and who uses whom."""
    rooms = sorted(room for room in house.rooms if house.modules[room].is_face)
    yield "rooms", len(rooms), rooms
    most = max(rooms, key=lambda room: _held(house, room))
    yield "files in the fullest room", _held(house, most), [most]
    for name, graph in (("rooms", house.rooms), ("files", house.uses)):
        circles = [" ↔ ".join(circle) for circle in _circles(graph)]
        yield f"circles between {name}", len(circles), circles
        both = [one for one in graph for other in graph[one] if one in graph[other]]
        yield f"pairs of {name} that import each other", len(both) // 2, ()
    alone = [
        module
        for module in house.modules.values()
        if len(house.users[module.name]) <= 1
        and not module.is_face
        and module.path.stem not in ("app", "__main__")
    ]
    yield "modules with at most one product user", len(alone), ()
    small = [one for one in alone if one.lines < _SMALL]
    yield f"  of them below {_SMALL} lines", len(small), _with_lines(small)


def _with_lines(modules: list[Module]) -> list[str]:
    return [f"{one.name} {one.lines}" for one in modules]


def _held(house: House, room: str) -> int:
    """The files right in a room, its face not counted."""
    return sum(one.room == room and not one.is_face for one in house.modules.values())


def _functions(house: House) -> Iterator[Row]:
    """The largest, and those with too many branches."""
    sizes = [
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{module.name}.{node.name}")
        for module in house.modules.values()
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    yield "functions", f"{len(sizes):,}", ()
    lines, name = max(sizes)
    yield "lines of the largest function", lines, [name]
    measure = f"functions above complexity {_COMPLEX}"
    if find_spec("radon") is None:
        yield measure, "?", ["radon is not installed"]
        return
    visit = import_module("radon.complexity").cc_visit
    found = {
        (block.complexity, f"{module.name}.{block.name}")
        for module in house.modules.values()
        for block in visit(module.text)
        if block.letter in "FM" and block.complexity > _COMPLEX
    }
    yield measure, len(found), [f"{one} {branches}" for branches, one in sorted(found)[::-1]]


def _tests(house: House) -> Iterator[Row]:
    """The test files named and placed as the module they are about."""
    folder = house.root / "tests"
    files = sorted(folder.rglob("test_*.py"))
    mirrored = [_mirrored(path.relative_to(folder), house) for path in files]
    yield "test files", len(files), ()
    yield "  that mirror a module", sum(map(bool, mirrored)), ()
    tested = {name for names in mirrored for name in names if not house.modules[name].is_face}
    own = [one for one in house.modules.values() if not one.is_face]
    yield "modules with a test file of their name", len(tested), [f"of {len(own)}"]


def _mirrored(test: Path, house: House) -> set[str]:
    """The modules that a test file mirrors.

    ``search/engine/test_planner.py`` mirrors ``search.engine.planner``, and with less of the path
    ``test_language.py`` mirrors ``indexer.language``; ``test_knowledge.py`` the face of the room
    ``indexer.knowledge``.
    """
    wanted = ".".join([*test.parent.parts, test.stem.removeprefix("test_")])
    return {name for name in house.modules if f".{name}".endswith(f".{wanted}")}


def _literals(house: House) -> dict[str, dict[str, int]]:
    """In how many files the name of each facet stands as a string; in the indexer a field of a
    notice may have the same name."""
    counts = {facet: dict.fromkeys((_ELSEWHERE, _INDEXER, _TEMPLATES), 0) for facet in _FACETS}
    for module in house.modules.values():
        where = _INDEXER if module.name.split(".")[0] == "indexer" else _ELSEWHERE
        for facet in _facets(node.value for node in module.nodes if isinstance(node, ast.Constant)):
            counts[facet][where] += 1
    jinja = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    for path in sorted((house.root / "templates").rglob("*.html")):
        tree = jinja.parse(path.read_text("utf-8"))
        for facet in _facets(node.value for node in tree.find_all(nodes.Const)):
            counts[facet][_TEMPLATES] += 1
    return counts


def _facets(values: Iterable[object]) -> set[str]:
    """The names of facets among the constants of a file."""
    return {value for value in values if isinstance(value, str) and value in _FACETS}
