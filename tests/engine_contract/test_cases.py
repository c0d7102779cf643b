"""What every engine has to answer: one table of questions with their notices, best first."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from indexer.directives.knowledge import Knowledge
from search.engine.results import MatchKind
from search.query.parser import parse
from tests.engine_contract.notices import NOTICES

KNOWLEDGE = Knowledge.load()


def ask(engine, typed, **options):
    return engine.search(parse(typed, KNOWLEDGE, **{"per_page": 100, **options}))


def name(card):
    return PurePosixPath(card.source).stem


def names(found):
    return " ".join(name(hit.card) for hit in found.hits)


BEST_FIRST = [
    # Words: the title before the text, the spelling typed before its form without marks.
    ("rừng", "title often once"),
    ("rung", "title often once"),
    ("chỉnh đốn", "chinh telex"),
    ("chinh don", "chinh don telex"),
    # A word typed with marks has those; one without any, whatever stands there.
    ("chinh đồn", "telex don"),
    ("chính đồn", "don telex"),
    ("bàn", "telex once"),
    ("bàn giữ", "once"),
    ('"chinh đốn"', "chinh telex"),
    ("chỉ* đốn", "chinh telex"),
    ("chỉnh đốn đảng", "chinh"),
    # Phrases, groups, exclusions.
    ('"giữ rừng"', "often once"),
    ('"giu rung"', "often once"),
    ("rừng -gỗ", "title once"),
    ("(rừng OR đồn) xã", "title"),
    ("rừng OR đồn", "title often don once telex"),
    # Beginnings, fields.
    ("gi*", "telex cam-my once often"),
    ("tieu_de:rừng", "title"),
    ("co_quan:cẩm", "cam-my"),
    # Abbreviations and what they stand for.
    ("HĐND", "cam-my"),
    ("ban thường vụ", "cam-my"),
    # Conditions in groups, ranges of days.
    ("nam:2021 OR rừng", "title often once cites-same cites-two cites"),
    ("tu_ngay:2022-03 OR đua", "tie-a tie-b chinh don often once own-number telex title"),
    # Citations, a notice's own number, dates.
    ("213-QĐ/TW", "cites-same cites-two cites"),
    ("05-CT/TW", "cites-same cites-two"),
    ("vien_dan:(213-QĐ/TW 05-CT/TW)", "cites-same cites-two"),
    ("213-TB/HU", "own-number"),
    ("thông báo số 213", "own-number"),
    ("12/7/2023", "own-number"),
    # Ties stand in the order of the index.
    ("thi đua", "tie-a tie-b"),
    # Without a word that has to occur: newest first, the undated last.
    (
        "",
        "own-number telex don chinh once often title cites-same cites-two cites tie-a tie-b cam-my",
    ),
    ("-rừng", "own-number telex don chinh cites-same cites-two cites tie-a tie-b cam-my"),
    ("nam:2021", "cites-same cites-two cites"),
    ("đảng -nam:2021", "own-number chinh"),
    ("tu_ngay:2022-03-05 den_ngay:2022-12", "telex don chinh"),
    ('dia_ban:"huyện Cẩm Mỹ"', "cam-my"),
]


@pytest.mark.parametrize(("typed", "wanted"), BEST_FIRST)
def test_a_question_is_answered_best_first(engine, typed, wanted):
    found = ask(engine, typed)
    assert names(found) == wanted
    assert found.total == len(found.hits)
    assert not found.partial
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True) or typed in ("", "-rừng")


def test_scores_add_up_over_what_is_met(engine):
    (only,) = ask(engine, "chỉnh đốn đảng").hits
    words = [ask(engine, one).hits for one in ("chỉnh", "đốn", "đảng")]
    scores = [next(hit.score for hit in hits if name(hit.card) == "chinh") for hits in words]
    assert only.score > sum(scores) > max(scores) > 0


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("rừng khôngcótừnày", "title often once"),
        ("khôngcótừnày rừng nam:2021", ""),
        # A long question is answered in part, whether or not something meets all of it.
        ("kết quả trồng rừng ở xã lộc ngãi báo cáo", "title often"),
    ],
)
def test_where_nothing_meets_the_whole_a_part_is_enough(engine, typed, wanted):
    found = ask(engine, typed)
    assert names(found).startswith(wanted)
    assert found.partial == bool(found.hits)


def test_a_filter_that_nothing_passes_makes_no_part_of_the_words_enough(engine):
    found = ask(engine, "chỉnh đốn đảng nam:1999")
    assert (found.total, found.partial) == (0, False)


@pytest.mark.parametrize(
    ("typed", "wanted", "more"),
    [("chỉnh đốn", "chinh telex", 1), ("chinh don", "chinh don telex", 0), ("rừng", None, 0)],
)
def test_what_other_marks_would_find_is_counted(engine, typed, wanted, more):
    found = ask(engine, typed)
    assert (found.without_marks, found.marks_ignored) == (more, False)
    loose = engine.search(replace(parse(typed, KNOWLEDGE), ignore_marks=True))
    assert loose.total == found.total + more
    assert loose.without_marks == 0
    if wanted:
        assert names(found) == wanted


def test_other_marks_are_taken_where_nothing_has_those_that_were_typed(engine):
    found = ask(engine, "trông rưng")
    assert names(found) == "title often"
    assert (found.marks_ignored, found.partial, found.without_marks) == (True, False, 0)
    assert [mark.of(one.text) for one in found.hits[0].snippets for mark in one.marks][:2] == [
        "trồng",
        "rừng",
    ]


def test_a_filter_that_nothing_passes_does_not_change_the_spelling(engine):
    found = ask(engine, "chỉnh đốn nam:1999")
    assert (found.total, found.marks_ignored, found.without_marks) == (0, False, 0)


def test_by_date(engine):
    assert names(ask(engine, "rừng", sort="date")) == "once often title"
    assert names(ask(engine, "kết", sort="date")).endswith("tie-a tie-b cam-my")


def test_pages_are_parts_of_one_list(engine):
    whole = names(ask(engine, "kết")).split()
    pages = [ask(engine, "kết", page=page, per_page=5) for page in (1, 2, 3, 4)]
    assert [names(page).split() for page in pages] == [whole[:5], whole[5:10], whole[10:], []]
    assert {(page.total, page.pages) for page in pages} == {(13, 3)}
    assert all(page.counts == pages[0].counts for page in pages)
    scanned = engine.scan(parse("kết", KNOWLEDGE, page=2, per_page=3))
    assert [name(card) for card in scanned] == whole


@pytest.mark.parametrize("sort", ["relevance", "date", "arrival"])
@pytest.mark.parametrize(("first", "count"), [(0, 2), (1, 3), (12, 3), (13, 1), (10**9, 2)])
def test_some_cards_of_a_list_are_those_of_the_whole(engine, sort, first, count):
    query = parse("kết", KNOWLEDGE, sort=sort, page=2)
    cards, total = engine.cards(query, first, count)
    assert total == 13
    assert cards == list(engine.scan(query))[first : first + count]


@pytest.mark.parametrize("typed", ["", "chinh đồn", "rừng biển đảo", "rừng hay không?"])
def test_the_cards_of_a_list_are_its_hits(engine, typed):
    found = ask(engine, typed)
    cards, total = engine.cards(parse(typed, KNOWLEDGE), 0, 100)
    assert ([name(card) for card in cards], total) == (names(found).split(), found.total)


# Facets.


def test_a_facet_is_counted_without_its_own_filter(engine):
    found = ask(engine, "", filters={"year": ["2021"], "type": ["thong-bao"]})
    assert found.total == 3
    assert found.counts["year"] == {"2020": 2, "2021": 3, "2022": 6, "2023": 1, "_": 1}
    assert found.counts["type"] == {"thong-bao": 3}
    assert found.counts["cites"] == {"tw/k12/qdi-213": 3, "tw/k12/ct-05": 2}


def test_values_are_or_within_a_facet_and_and_between_facets(engine):
    years = ask(engine, "", filters={"year": ["2020", "2023"]})
    assert names(years) == "own-number tie-a tie-b"
    both = ask(engine, "", filters={"year": ["2020", "2021"], "cites": ["tw/k12/ct-05"]})
    assert names(both) == "cites-same cites-two"
    assert both.counts["year"] == {"2021": 2}
    assert both.counts["cites"] == {"_": 2, "tw/k12/ct-05": 2, "tw/k12/qdi-213": 3}


def test_what_is_excluded_and_a_range_narrow_every_facet(engine):
    assert "2022" not in ask(engine, "kết -nam:2022").counts["year"]
    assert ask(engine, "tu_ngay:2022-03-05").counts["year"] == {"2022": 3, "2023": 1}


def test_counts_pass_every_filter(engine):
    query = parse("", KNOWLEDGE, {"year": ["2021", "2022"], "cites": ["tw/k12/ct-05"]})
    assert engine.counts("year", query) == {"2021": 2}
    assert engine.counts("cites", query) == {"tw/k12/ct-05": 2, "tw/k12/qdi-213": 2}
    assert engine.counts("year", parse("rừng", KNOWLEDGE)) == {"2022": 3}
    assert sum(engine.counts("level").values()) == len(NOTICES)


def test_values_are_what_filters_name_and_what_notices_say(engine):
    assert engine.values("type") == {"thong-bao": "Thông báo"}
    issuers = engine.values("issuer")
    assert issuers.keys() == engine.counts("issuer").keys()
    assert issuers["huyen-uy-bao-lam"] == "Huyện ủy Bảo Lâm"


# One notice.


def test_a_notice_by_its_id(engine):
    for hit in ask(engine, "").hits:
        card, reading = engine.notice(hit.card.id)
        assert card == hit.card
        assert reading.document.id == card.id
    assert engine.notice("khong-co") is None


def test_more_like_this_cites_two_of_the_same(engine):
    ids = {name(hit.card): hit.card.id for hit in ask(engine, "").hits}
    found = engine.more_like_this(ids["cites-two"], 5)
    assert [(name(card), shared) for card, shared in found] == [("cites-same", 2)]
    assert list(engine.more_like_this(ids["cites"], 5)) == []
    assert list(engine.more_like_this("khong-co", 5)) == []


@pytest.mark.parametrize(
    ("typed", "notice", "marked"),
    [
        ("rừng", "once", ["rừng"]),
        ("rung", "once", ["rừng"]),
        ('"giữ rừng"', "often", ["giữ rừng"]),
        ("213-QĐ/TW", "cites", ["Quy định số 213-QĐ/TW"]),
        ("HĐND", "cam-my", ["HĐND"]),
        ("ban thường vụ", "cam-my", ["BTV"]),
    ],
)
def test_passages_mark_what_matched(engine, typed, notice, marked):
    (hit,) = (one for one in ask(engine, typed).hits if name(one.card) == notice)
    spans = [mark.of(passage.text) for passage in hit.snippets for mark in passage.marks]
    assert spans == marked


@pytest.mark.parametrize(
    ("typed", "notice", "wanted"),
    [
        ("rừng", "title", [MatchKind.TITLE]),
        ("rừng", "once", [MatchKind.TEXT]),
        ("rừng khôngcótừnày", "once", [MatchKind.TEXT, MatchKind.NOT]),
        (
            "chỉnh đốn",
            "telex",
            [MatchKind.OTHER_MARKS, MatchKind.OTHER_MARKS, MatchKind.NEIGHBOURS],
        ),
        ("ban thường vụ", "cam-my", [MatchKind.OTHER_WRITING]),
        ("213-QĐ/TW", "cites", [MatchKind.CITATION]),
        ("213-TB/HU", "own-number", [MatchKind.OWN_NUMBER]),
        ("12/7/2023", "own-number", [MatchKind.OWN_DATE]),
        ("nam:2021 OR rừng", "cites", [MatchKind.CONDITION]),
    ],
)
def test_a_hit_is_explained(engine, typed, notice, wanted):
    found = ask(engine, typed, explain=True)
    (hit,) = (one for one in found.hits if name(one.card) == notice)
    assert [one.kind for one in hit.explanation] == wanted
    assert sum(one.share for one in hit.explanation) == pytest.approx(100, abs=len(wanted))
    assert all(hit.explanation == () for hit in ask(engine, typed).hits)


# The words of the index.


def test_how_many_notices_have_a_word(engine):
    assert engine.document_frequency("rung") == 3
    assert engine.document_frequency("ket") == len(NOTICES)
    assert engine.document_frequency("rừng") == engine.document_frequency("ru") == 0


@pytest.mark.parametrize(
    ("beginning", "after", "accented", "wanted"),
    [
        ("gi", "", True, {"giao": 2, "giữ": 2}),
        ("giu", "", True, {"giữ": 2}),
        ("chin", "", True, {"chinh": 1, "chính": 4, "chỉnh": 1}),
        ("ru", "giữ", True, {"rừng": 2}),
        ("ru", "giu", True, {}),
        ("ru", "giu", False, {"rung": 2}),
        ("qua", "kết", True, {"quả": 12}),
        ("xyz", "", True, {}),
    ],
)
def test_a_beginning_is_completed(engine, beginning, after, accented, wanted):
    found = engine.completions(beginning, after, accented=accented)
    assert list(found.items()) == list(wanted.items())


def test_words_near_another(engine):
    near = {one.word: (one.edits, one.count) for one in engine.near_words("runng", 1)}
    assert near == {"rung": (1, 3)}
    assert ("rung", 1, 3) in [
        (one.word, one.edits, one.count) for one in engine.near_words("rugn", 1)
    ]
    assert engine.near_words("khongcotunay", 2) == []


def test_the_beginning_that_stands_for_too_many_words_is_told(engine, monkeypatch):
    monkeypatch.setattr("search.engine.planner.MAX_EXPANSIONS", 2)
    assert ask(engine, "th*").truncated == ("th",)
    assert ask(engine, "gi*").truncated == ()


# The index.


def test_the_summary(engine):
    summary = engine.summary()
    assert summary.notices == len(NOTICES)
    assert (summary.first_year, summary.last_year) == (2020, 2023)
    assert (summary.without_number, summary.without_date, summary.samples) == (0, 1, 0)


def test_a_generation_has_a_name_and_keeps_what_is_made_of_it(engine):
    assert engine.generation == engine.generation != ""
    assert engine.changed_at >= 0
    first = engine.cached("list", list)
    assert engine.cached("list", list) is first
    assert engine.cached("other", list) is not first


def test_a_range_has_both_its_ends(engine):
    query = parse("", KNOWLEDGE, per_page=100)
    for day in ("2022-03-04", "2022-03-05"):
        found = engine.search(replace(query, since=day, until=day))
        assert [hit.card.date for hit in found.hits] == [day]
