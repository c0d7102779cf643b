"""The khóa behind a citation is read whole, or not at all; and what is not read leaves it open."""

import pytest

from indexer.citations.finder import find_citations, parse_citation
from indexer.citations.terms import term_at
from indexer.directives.keys import BodyKey
from indexer.directives.knowledge import Knowledge
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.model import Outcome, PartialDate
from indexer.text import fold
from search.lookup import check_draft
from search.lookup.lookup import look_up
from search.query.citations import citation_end, typed_citations

REGISTRY = Registry.load()
# The only 12-NQ/TW of the registry, of 16/01/2012.
ONLY = "tw/k11/nq-12"

# Behind "12-NQ/TW của Bộ Chính trị": the khóa that is read.
LEGIBLE = {
    "khóa XI": "XI",
    "khoá XII": "XII",
    "(khóa XIII)": "XIII",
    "khóa (XIII)": "XIII",
    "khóa 13": "XIII",
    "khóa xii": "XII",
    "khóa Xii": "XII",
    "khóa thứ XII": "XII",
    "khóa lần thứ XII": "XII",
    "khóa thứ mười hai": "XII",
    "khóa mười hai": "XII",
    "khóa: XI": "XI",
    "khóa “XI”": "XI",
    "khóa XII¹": "XII",
    "khóa XII. I. ĐẶC ĐIỂM": "XII",
    "khóa XII\nI. ĐẶC ĐIỂM": "XII",
    "khóa XII.Thực hiện": "XII",
    "khóa XII?": "XII",
    "khóa XII và 5 nghị quyết": "XII",
    "khóa VIII (1996-2001)": "VIII",
    "khóa XIII, nhiệm kỳ 2021-2026": "XIII",
    # One stroke in print: a small l among capitals, a letter of another script, one character.
    "khóa XIl": "XII",
    "khóa Xl": "XI",
    "khóa lX": "IX",
    "khóa XlII": "XIII",
    "khóa \u0425\u0406\u0406": "XII",
    "khóa ⅩⅡ": "XII",
}


def cited(behind, before="Nghị quyết số 12-NQ/TW của Bộ Chính trị "):
    text = before + behind
    found = find_citations(text)
    return found, resolve(found, text, CitingContext(), REGISTRY)


@pytest.mark.parametrize(("written", "term"), LEGIBLE.items(), ids=LEGIBLE)
def test_a_legible_khoa_is_read(written, term):
    (citation, *_), (resolution, *_) = cited(written)
    assert (citation.term, citation.illegible_term) == (term, "")
    assert (resolution.outcome is Outcome.RESOLVED) == (term == "XI")
    assert (resolution.key == ONLY) == (term == "XI")


ILLEGIBLE = {
    # numerals that no term has: 40, 50, 60, 99, none
    "khóa XL": "khóa XL",
    "khóa xl": "khóa xl",
    "khóa L": "khóa L",
    "khóa LX": "khóa LX",
    "khóa MM": "khóa MM",
    "khóa 99": "khóa 99",
    "khóa 40": "khóa 40",
    "khóa 0": "khóa 0",
    "khóa 2016": "khóa 2016",
    "khóa 2016-2021": "khóa 2016-2021",
    # no numerals
    "khóa VV": "khóa VV",
    "khóa X■": "khóa X■",
    "khóa X■I,": "khóa X■I",
    "khóa IIX": "khóa IIX",
    "khóa XIIII": "khóa XIIII",
    "khóa XVX": "khóa XVX",
    "(khóa VV)": "khóa VV",
    "khóa 1.5": "khóa 1.5",
    "khóa XIII.1": "khóa XIII.1",
    "khóa 12/2020": "khóa 12/",
    "khóa XI I": "khóa XI I",
    "(khóa X I I)": "khóa X I I",
    # what a scanner left of one
    "khóa X1": "khóa X1",
    "khóa X11": "khóa X11",
    "khóa X|I": "khóa X|I",
    "khóa X!I": "khóa X!I",
    "khóa X??": "khóa X??",
    "khóa X…": "khóa X…",
    "khóa Xm": "khóa Xm",
    "khóa XHI": "khóa XHI",
    "khóa XỈ": "khóa XỈ",
    # nothing yet
    "khóa ...": "khóa ...",
    "khóa …": "khóa …",
    "(khóa )": "khóa",
    "khóa.": "khóa",
    "khóa ????": "khóa ????",
    # known only to who wrote it
    "khóa trước": "khóa trước",
    "khóa này": "khóa này",
}


@pytest.mark.parametrize(("written", "said"), ILLEGIBLE.items(), ids=ILLEGIBLE)
def test_a_khoa_that_cannot_be_read_leaves_the_citation_open(written, said):
    (citation,), (resolution,) = cited(written)
    assert citation.term is None
    assert (resolution.key, resolution.outcome) == ("tw/_/nq-12", Outcome.AMBIGUOUS)
    assert resolution.candidates == (ONLY,)
    assert str(resolution.reason) == f"“{said}”: không đọc được là khóa nào"


STILL_OPEN = {
    # neither its date nor its subject nor the term in office makes it certain
    "date": "Nghị quyết số 12-NQ/TW, ngày 16/01/2012 (khóa VV)",
    "date behind": "Nghị quyết số 12-NQ/TW (khóa VV) ngày 16/01/2012",
    "subject": "Chỉ thị số 35-CT/TW (khóa VV) về đại hội đảng bộ các cấp",
    "subject before it": "Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp (khóa VV)",
    "short form": "Nghị quyết 12 khóa VV",
    "plenum": "Nghị quyết Trung ương 4 khóa VV",
    "plenum of a date": "Nghị quyết Trung ương 4 khóa VV ngày 16/01/2012",
    "list": "Nghị quyết số 12-NQ/TW và 20-NQ/TW (khóa VV)",
}


@pytest.mark.parametrize("text", STILL_OPEN.values(), ids=STILL_OPEN)
def test_nothing_else_makes_it_certain(text):
    context = CitingContext(PartialDate(2019, 9, 2))
    found = resolve(find_citations(text), text, context, REGISTRY)
    assert found
    for one in found:
        assert one.outcome is Outcome.AMBIGUOUS
        assert "không đọc được là khóa nào" in str(one.reason)
        assert one.candidates


def test_a_date_narrows_what_may_be_meant():
    text = "Chỉ thị số 35-CT/TW, ngày 30/5/2019 (khóa VV)"
    (one,) = resolve(find_citations(text), text, CitingContext(), REGISTRY)
    assert one.candidates == ("tw/k12/ct-35",)


def test_no_other_mention_lends_its_khoa():
    text = (
        "Nghị quyết số 12-NQ/TW (khóa XI). Nghị quyết số 12-NQ/TW (khóa VV). Nghị quyết 12 khóa VV."
    )
    first, *others = resolve(find_citations(text), text, CitingContext(), REGISTRY)
    assert first.outcome is Outcome.RESOLVED
    assert [one.outcome for one in others] == [Outcome.AMBIGUOUS] * 2


def test_who_repeats_a_number_repeats_its_khoa():
    text = "Nghị quyết số 12-NQ/TW (khóa VV). Thực hiện Nghị quyết số 12-NQ/TW, cấp ủy kiểm tra."
    found = resolve(find_citations(text), text, CitingContext(), REGISTRY)
    assert [one.outcome for one in found] == [Outcome.AMBIGUOUS] * 2


def test_of_a_list_each_khoa_is_read_by_itself():
    (first, second), (held, left) = cited("(khóa XI, XIIII)")
    assert (first.term, second.term) == ("XI", None)
    assert (held.key, left.key) == (ONLY, "tw/_/nq-12")


@pytest.mark.parametrize("term", ["XV", "XX", "XXXIX", "IV"])
def test_a_term_of_which_nothing_is_held_is_no_other_term(term):
    _, (resolution,) = cited(f"khóa {term}")
    assert resolution.outcome is Outcome.NOT_HELD
    assert resolution.candidates == (ONLY,)
    assert str(resolution.reason) == f"khóa {term} ghi trong văn bản"


NO_CONGRESS = ["XL", "VV", "XIIII", "99"]


@pytest.mark.parametrize("numeral", NO_CONGRESS)
def test_a_congress_that_cannot_be_is_none(numeral):
    text = f"Nghị quyết Đại hội {numeral} của Đảng"
    (one,) = resolve(find_citations(text), text, CitingContext(), REGISTRY)
    assert (one.key, one.outcome) == (None, Outcome.MALFORMED)


# Words that are no khóa: the number is resolved as before.
NO_KHOA = [
    "khoa học và công nghệ",
    "Khoa Luật",
    "khoai tây",
    "khoan dầu",
    "khóa họp thứ 5",
    "khóa đào tạo",
    "khóa luận",
    "vì dân",
]


@pytest.mark.parametrize("behind", NO_KHOA)
def test_other_words_state_no_khoa(behind):
    (citation,), _ = cited(behind)
    assert (citation.term, citation.written_term) == (None, "")


OTHER_BODIES = [
    ("Nghị quyết số 12/2022/QH15 khóa VV", "nn.qh/y2022/nq-12"),
    ("Nghị quyết số 05/NQ-HĐND ngày 03/02/2022 của HĐND tỉnh khóa X",
     "nn.hdnd.lam-dong/y2022/nq-05"),
    ("Nghị quyết số 05-NQ/TU của Tỉnh ủy khóa XI", "tu.lam-dong/nk2020/nq-05"),
    ("Nghị quyết số 05-NQ/TU của Tỉnh ủy khóa XI, nhiệm kỳ 2020-2025", "tu.lam-dong/nk2020/nq-05"),
    ("Nghị quyết số 05-NQ/TU của Tỉnh ủy khóa 2015-2020", "tu.lam-dong/nk2015/nq-05"),
    ("Nghị quyết số 05-NQ/TU của Tỉnh ủy nhiệm kỳ 2015 - 2020", "tu.lam-dong/nk2015/nq-05"),
    ("Nghị quyết số 05-NQ/TU của Tỉnh ủy khóa VV", "tu.lam-dong/_/nq-05"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), OTHER_BODIES)
def test_terms_of_other_bodies_are_theirs(text, key):
    context = CitingContext(PartialDate(2023, 8, 9), BodyKey("tu", ("lam-dong",)), "Lâm Đồng")
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert (one.key, one.outcome) == (key, Outcome.NOT_HELD)


def test_the_look_up_says_which_khoa_cannot_be_read():
    (row,) = look_up("12-NQ/TW khóa VV", REGISTRY).rows
    assert row.status == 300
    assert [one.key for one in row.directives] == [ONLY]
    assert str(row.resolution.reason) == "“khóa VV”: không đọc được là khóa nào"


def test_a_draft_is_told_which_khoa_cannot_be_read():
    (held,) = check_draft("Nghị quyết số 12-NQ/TW (khóa VV)", Knowledge.load()).findings
    assert (held.judgement, str(held.because)) == (
        "ambiguous", "“khóa VV”: không đọc được là khóa nào"
    )  # fmt: skip
    (unheld,) = check_draft("Nghị quyết số 999-NQ/TW (khóa VV)", Knowledge.load()).findings
    assert (unheld.judgement, str(unheld.because)) == (
        "not_held", "“khóa VV”: không đọc được là khóa nào"
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["12-NQ/TW khóa VV", "nq 12 khoa iix", "12-NQ/TW (khóa ...)"])
def test_a_khoa_typed_belongs_to_the_citation_and_leaves_it_open(typed):
    (one,) = typed_citations(typed, REGISTRY)
    assert one.key == "tw/_/nq-12"
    assert citation_end(parse_citation(typed)[0], typed) == len(typed)


def test_a_khoa_ends_before_the_words_behind_it():
    text = " (khóa VV) về xây dựng Đảng"
    found = term_at(fold(text), text, 0)
    assert found is not None
    assert text[: found[1]] == " (khóa VV)"


@pytest.mark.parametrize("written", ["X■", "XI□", "X\ufffd"])
def test_a_numeral_with_a_blot_behind_it_is_not_read(written):
    (citation,) = find_citations(f"Chỉ thị số 35-CT/TW của Bộ Chính trị (khóa {written}) trong")
    assert (citation.term, citation.illegible_term) == (None, f"khóa {written}")
