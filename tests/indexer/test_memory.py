"""Every cache of the product has a bound, and is known: a new one has to be declared here."""

import ast
import gc
import sys
from urllib.parse import quote

import pytest

from indexer import memory
from indexer.memory import LONGEST_KEPT, all_remembered, remembered, without_collector
from tests.test_rooms import MODULES

FEW_QUESTIONS = {
    "indexer.citations.patterns.pattern": "names of patterns",
    "indexer.citations.pinpoint_parts._pattern": "units of the registry",
    "indexer.citations.role_words.may_stand_between": "roles",
    "indexer.directives.bodies_cited._unit_words": "levels",
    "indexer.knowledge.abbreviations.abbreviations": "the one folder of tables",
    "indexer.knowledge.committees.committees_of_units": "levels",
    "indexer.language._catalogue": "languages",
    "indexer.places.issuer._words_below": "levels",
}
"""Functions that keep every answer, and of what there are so few."""

SHORT_QUESTIONS = {
    "indexer.analysis._forms": "tokens of LONGEST letters",
    "indexer.citations.pinpoint_parts._unit_written": "words of units",
    "indexer.citations.pinpoint_rows.kept_row": "rows of LONGEST_KEPT_ROW letters",
    "indexer.index.whoosh.writer._description": "numbers",
    "indexer.knowledge.committees.has_districts": "days",
    "indexer.knowledge.terms.term_numeral": "numbers",
    "indexer.text._short_unaccented": "as its caller sees to",
    "search.areas.counts._facet_label": "keys of places in the index",
    "search.areas.counts._facet_order": "keys of places in the index",
    "search.areas.counts._ground": "keys of places in the index",
    "search.lookup.draft_citation._terms_with": "keys of the registry",
}
"""What spares itself the look at a question, and why none is long."""

KEPT_IN_OBJECTS = {
    "indexer.directives.registers.Registers.paces": "registers",
    "indexer.directives.registers.Registers.rows": "registers",
    "indexer.citations.headed.HeadReader.adjacent": "symbols of the text",
    "indexer.directives.collection_numbers.CollectionNumbers.asked": "MOST_ASKED",
    "indexer.directives.registry.FoundOnce._found": "directives",
    "indexer.directives.state_table.StateTable._read": "rows of the registry",
    "indexer.gazetteer.succession.SuccessionGraph._forward": "units",
    "indexer.gazetteer.succession.SuccessionGraph._today": "units",
    "indexer.gazetteer.units.Gazetteer._histories": "units",
    "indexer.gazetteer.units.Gazetteer._kinds": "_KINDS_KEPT",
    "indexer.segmentation.vocabulary.ChunkCache._ids": "MAX_CHUNKS, MAX_CHARACTERS",
    "indexer.segmentation.vocabulary.ChunkCache.tokens": "MAX_CHUNKS, MAX_CHARACTERS",
    "search.directives.index.DirectiveIndex._names": "directives of the index",
    "search.display.results.FacetLabeller._named": "facets",
    "search.engine.embedded.cache.ByteCache._kept": "its budget",
    "search.held.passages.HeldPassages._divided": "MOST_DIVIDED",
    "search.engine.embedded.index_reader.IndexReader._columns": "fields",
    "search.engine.embedded.index_reader.IndexReader._met": "_MOST_MET",
    "search.engine.embedded.index_reader.IndexReader._norms": "fields",
    "search.engine.embedded.segment_reader.SegmentReader._lengths": "fields",
    "search.engine.embedded.segment_reader.SegmentReader._values": "fields",
    "search.engine.embedded.segment_reader.SegmentReader._vocabularies": "fields",
    "search.web.drafts.ReadingTurns._clients": "MAX_READ",
}
"""What objects that stay add to outside of their making, and its bound."""

OF_ONE_TEXT = {
    "indexer.citations.finder._Scanner", "indexer.citations.roles._Governors",
    "indexer.citations.relations.RelationReader", "indexer.directives.bodies_cited.NamedUnits",
    "indexer.directives.local_registers.LocalRegisters",
    "indexer.directives.local_registers.NumbersNearby",
    "indexer.notices.heading_lines.OrganLines", "indexer.notices.signing.SigningBlock",
    "indexer.outline.anchors.Addresses", "indexer.outline.composition._Composer",
    "indexer.places.mentions._Finder", "indexer.places.typed_units.UnitReader",
    "search.pages.paper_lines._Body",
    "indexer.stages.StageGuard",
    "search.directives.typed._Reader",
    "search.engine.highlight.Highlighter", "search.engine.planner.PrefixExpander",
    "search.query.lexer.OpenGroup", "search.query.parser._Parser",
}  # fmt: skip
"""Objects that are gone with the text or the query that they were made for."""

OF_ONE_RUN = ("indexer.documents.", "indexer.index.")
"""What reads files and builds an index, and does not stay in a serving process."""


def trees():
    for module, path in MODULES.items():
        yield module, ast.parse(path.read_text("utf-8"))


def functions():
    """Every function with its whole name and what decorates it."""
    for module, tree in trees():
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                names, at = [node.name], node
                while at := parents.get(at):
                    if isinstance(at, ast.ClassDef | ast.FunctionDef):
                        names.insert(0, at.name)
                yield (
                    ".".join([module, *names]),
                    node,
                    [ast.unparse(d) for d in node.decorator_list],
                )


def test_caches_are_made_in_two_places():
    """Of answers by ``remembered``, of lists in bytes by ``ByteCache``."""
    makers = {
        (module, node.id)
        for module, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in ("lru_cache", "LRUCache", "TTLCache")
    }
    assert makers == {
        ("indexer.memory", "lru_cache"), ("search.engine.embedded.cache", "LRUCache"),
    }  # fmt: skip


def test_what_keeps_every_answer_has_few_questions():
    keeping = {
        name
        for name, node, decorators in functions()
        if "cache" in decorators and ast.unparse(node.args)
    }
    assert keeping == set(FEW_QUESTIONS)


def test_what_spares_itself_the_look_at_a_question_has_short_ones():
    sparing = {
        name
        for name, _, decorators in functions()
        if any(one.startswith("remembered(") and "is_short=True" in one for one in decorators)
    }
    assert sparing == set(SHORT_QUESTIONS)


def added_to(function):
    """The parts of its object to which a method adds under keys that it is given."""
    for node in ast.walk(function):
        found = None
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found = next((one.value for one in targets if isinstance(one, ast.Subscript)), None)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            adds = node.func.attr in ("add", "append", "setdefault", "update", "extend")
            found = node.func.value if adds else None
        if isinstance(found, ast.Attribute) and ast.unparse(found.value) == "self":
            yield found.attr


def test_what_objects_add_to_while_they_answer_is_bounded():
    added = {
        f"{name.rpartition('.')[0]}.{attribute}"
        for name, node, _ in functions()
        if not name.endswith("__init__") and not name.startswith(OF_ONE_RUN)
        for attribute in added_to(node)
        if name.rpartition(".")[0] not in OF_ONE_TEXT
    }
    assert added == set(KEPT_IN_OBJECTS)


def test_all_that_is_remembered_is_told():
    declared = {
        name
        for name, _, decorators in functions()
        if any(one.startswith("remembered(") for one in decorators)
    }
    for module in MODULES:
        if any(name.startswith(f"{module}.") for name in declared):
            __import__(module)
    told = dict(all_remembered())
    assert declared <= told.keys()
    assert all(one.entries <= one.most <= 1 << 17 for one in told.values())


def test_answers_are_kept_and_those_to_long_questions_are_not():
    asked = []

    @remembered(2)
    def one(text):
        asked.append(text)
        return text

    @remembered(2)
    def two(texts, sigil=""):
        asked.append((texts, sigil))
        return sigil

    long = "ă" * (LONGEST_KEPT + 1)
    for _ in range(2):
        assert one("a") == one(text="a") == "a"
        assert one(long) == long
        assert two(("a", "b"), "c") == two(("a", "b"), sigil="c") == "c"
        assert two(("a", long)) == ""
        assert two(("a",), sigil=long) == long
    assert asked.count("a") == 1
    assert asked.count(long) == 2
    assert asked.count((("a", "b"), "c")) == 2  # by place, and by name
    assert asked.count((("a", long), "")) == asked.count((("a",), long)) == 2
    for name in ("one", "two"):
        memory._kept.pop(next(key for key in memory._kept if key.endswith(f"<locals>.{name}")))


def letters(value):
    if isinstance(value, str):
        return len(value)
    return sum(map(letters, value)) if isinstance(value, tuple | list) else 0


@pytest.mark.parametrize(
    "word", ["a" * 9_000, "a_" * 4_000, "ế-" * 900, "xã " * 3_000, "a" + "/a" * 900]
)
def test_nothing_long_is_kept_of_what_is_asked(client, word):
    for path in (
        "/tim?q={}", '/tim?q="{}"', "/tim?q=vien_dan:{}", "/tim?q=Quy+định+số+5-{}",
        "/tim.json?unit={}&cites={}", "/van-ban/{}", "/dia-ban/{}", "/goi-y.json?q={}",
        "/tra-cuu?q=Nghị+quyết+số+05-NQ/{}", "/dia-ban/goi-y.json?q={}", "/thong-bao/{}",
    ):  # fmt: skip
        assert client.get(path.replace("{}", quote(word))).status_code in (200, 301, 302, 404)
    registry = "search.lookup.draft_citation._terms_with"  # all its keys are the question
    for name, cached in memory._kept.items() - {(registry, memory._kept[registry])}:
        kept = [one for one in gc.get_referents(cached) if isinstance(one, dict)]
        assert max((letters(key) for one in kept for key in one), default=0) <= 2 * LONGEST_KEPT, (
            name
        )


@pytest.mark.parametrize("was_looking", [True, False])
def test_the_collector_looks_again_as_before_whatever_happened_meanwhile(was_looking):
    def fail_within():
        with without_collector():
            with without_collector():
                assert not gc.isenabled()
            assert not gc.isenabled()
            raise KeyError

    before = gc.isenabled()
    (gc.enable if was_looking else gc.disable)()
    try:
        with pytest.raises(KeyError):
            fail_within()
        assert gc.isenabled() is was_looking
    finally:
        (gc.enable if before else gc.disable)()


def test_no_more_bytes_are_kept_than_are_told():
    @remembered(1024)
    def shout(word, often):
        return (word.upper(),) * often

    name = next(key for key in memory._kept if key.endswith("<locals>.shout"))
    clearings = 0
    try:
        for number in range(2_000):
            word = f"{number:04}" + "ă" * (number % LONGEST_KEPT // 2)
            before = dict(all_remembered())[name].entries
            assert shout(word, number % 3) == (word.upper(),) * (number % 3)
            told = dict(all_remembered())[name]
            clearings += told.entries < before
            kept = [one for one in gc.get_referents(memory._kept[name]) if isinstance(one, dict)]
            keys = [key for one in kept for key in one if not isinstance(key, str)]
            assert len(keys) == told.entries <= 1024
            assert sum(sys.getsizeof(part) for key in keys for part in key) <= told.bytes
            assert told.bytes <= told.most_bytes == 1024 * memory._BYTES
        assert clearings > 1
        assert shout("a", 2) is shout("a", 2)
    finally:
        memory._kept.pop(name)
        memory._ledgers.pop(name)
