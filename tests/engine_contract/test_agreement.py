"""Every engine agrees with the plainest one over the sample notices: ids, order, scores, counts."""

from itertools import islice

import pytest

from indexer.directives.knowledge import Knowledge
from search.engine.plan import MatchAll, Term
from search.engine.searcher import SearchRequest
from search.query.facets import FACETS
from search.query.model import SORTS
from search.query.parser import parse

KNOWLEDGE = Knowledge.load()

TYPED = [
    "", "xã", "nông thôn mới", "nong thon moi", '"nông thôn mới"', "rừng -xã", "-xã", "nghi*",
    "th*", "xã OR phường", '(xã -"HĐND xã") OR rừng', "tieu_de:(kiểm tra)", "nguoi_ky:bí",
    'co_quan:"huyện ủy"', "nam:2020..2023", "nam:2022 OR rừng", "213-QĐ/TW", "thông báo số 287",
    "12/7/2022", "vien_dan:213-QĐ/TW đảng", 'dia_ban:"huyện Bảo Lâm"', "loai:TB OR loai:KL",
    "đảng -nam:2022", "tu_ngay:6/2021 den_ngay:2023", "tu_ngay:15/6/2021 OR rừng", "HĐND",
    "hội đồng nhân dân", "nông thôn khôngcótừnày", "kết luận 21", "bảo lâm", "khôngcótừnày",
    "công tác kiểm tra giám sát và thi hành kỷ luật của đảng năm 2022 ở xã",
]  # fmt: skip

CHOSEN = [
    {},
    {"year": ["2022"]},
    {"unit": ["lam-dong"], "year": ["2021", "2022", "2023"]},
    {"level": ["district"], "lacks": ["so", "suy-luan"]},
    {"cites": ["tw/k12/qdi-213"], "province": ["lam-dong", "dong-nai"]},
    {"type": ["thong-bao"], "issuer": ["khong-co"]},
]


def same(found, wanted):
    assert [hit.card.id for hit in found.hits] == [hit.card.id for hit in wanted.hits]
    scores = [hit.score for hit in wanted.hits]
    assert [hit.score for hit in found.hits] == pytest.approx(scores, abs=1e-9)
    assert [hit.snippets for hit in found.hits] == [hit.snippets for hit in wanted.hits]
    assert [hit.explanation for hit in found.hits] == [hit.explanation for hit in wanted.hits]
    assert (found.total, found.partial, found.truncated) == (
        wanted.total,
        wanted.partial,
        wanted.truncated,
    )
    assert found.counts == wanted.counts


@pytest.mark.parametrize("typed", TYPED)
def test_the_same_answers(both, typed):
    for number, chosen in enumerate(CHOSEN):
        options = {"per_page": 4, "page": 1 + number % 2, "sort": SORTS[number % 3]}
        query = parse(typed, KNOWLEDGE, chosen, explain=number == 0, **options)
        same(both.engine.search(query), both.plain.search(query))
        assert list(both.engine.scan(query)) == list(both.plain.scan(query))
        assert both.engine.counts("unit", query) == both.plain.counts("unit", query)


def test_the_same_values_words_and_neighbours(both):
    engine, plain = both.engine, both.plain
    assert engine.summary() == plain.summary()
    for facet in FACETS:
        assert engine.values(facet) == plain.values(facet)
    for beginning in ("a", "ch", "nghi", "đ", "d", "xa", "zz"):
        found = engine.completions(beginning)
        assert list(found.items()) == list(plain.completions(beginning).items())
    for after, accented in (("nông", True), ("nong", False), ("đảng", True), ("xyz", True)):
        for beginning in ("", "t", "th", "uy"):
            found = engine.completions(beginning, after, accented=accented)
            assert dict(found) == dict(plain.completions(beginning, after, accented=accented))
    for word, edits in (("nongn", 2), ("nogn", 1), ("dang", 1), ("kiemtra", 2)):
        assert set(engine.near_words(word, edits)) == set(plain.near_words(word, edits))
        assert engine.document_frequency(word) == plain.document_frequency(word)
    for card in islice(engine.scan(parse("", KNOWLEDGE)), 8):
        assert list(engine.more_like_this(card.id, 5)) == list(plain.more_like_this(card.id, 5))
        assert engine.of_same_number(card, 5) == plain.of_same_number(card, 5)


def test_the_same_below_the_seam(both):
    """What only the engine itself calls: expansions with their bound, scores, bare requests."""
    found, base = both.found.searcher(), both.base.searcher()
    for field, prefix, limit in (("body", "th", 5), ("title_bare", "k", 50), ("type", "", 10)):
        terms = found.expansions(field, prefix, limit)
        assert list(terms.items()) == list(base.expansions(field, prefix, limit).items())
    everything = SearchRequest(MatchAll(), limit=0, facets=tuple(FACETS))
    assert found.search(everything).counts == base.search(everything).counts
    documents = [found.number_of(card.id) for card in both.plain.scan(parse("", KNOWLEDGE))]
    wanted = [base.number_of(card.id) for card in both.plain.scan(parse("", KNOWLEDGE))]
    for plan in (Term("body", "xã"), Term("cites", "tw/k12/qdi-213", 8.0), Term("body", "zz")):
        scores = list(base.scores(plan, wanted))
        assert list(found.scores(plan, documents)) == pytest.approx(scores, abs=1e-9)
