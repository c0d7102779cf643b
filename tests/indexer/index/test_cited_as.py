"""The fields of the index that tell what a notice cites, how surely, what for and where."""

from dataclasses import replace

import pytest

from indexer.citations import parse_citation
from indexer.directives.knowledge import Knowledge
from indexer.directives.resolver import CitingContext, resolve
from indexer.index.cited_as import MAX_VALUES, citation_fields
from indexer.model import Certainty, CitationRole, Outcome

REGISTRY = Knowledge.load().registry
QD_22 = "tw/k13/qdi-22"


def cited(text):
    return resolve(parse_citation(text), text, CitingContext(), REGISTRY)


def fields(text, *roles):
    found = cited(text)
    roled = [
        replace(one, citation=replace(one.citation, role=role))
        for one, role in zip(found, roles or [CitationRole.MENTION] * len(found), strict=True)
    ]
    return citation_fields(roled)


def test_one_mention_has_a_directive_a_role_and_a_place_together():
    text = "Điều 7 Quy định số 22-QĐ/TW ngày 28/7/2021"
    found = fields(text, CitationRole.BASIS)
    assert found == {
        "cites": [QD_22], "infers": [], "may_cite": [],
        "cites_as": [f"{QD_22}|can-cu|", f"{QD_22}||dieu-7", f"{QD_22}|can-cu|dieu-7"],
        "infers_as": [], "may_cite_as": [], "cite_role": ["can-cu"], "dieu": ["dieu-7"],
    }  # fmt: skip


def test_two_mentions_of_one_directive_are_not_mixed():
    one = "Quy định số 22-QĐ/TW ngày 28/7/2021"
    found = fields(f"Điều 7 {one}; Điều 9 {one}", CitationRole.BASIS, CitationRole.REPLACED)
    assert f"{QD_22}|can-cu|dieu-7" in found["cites_as"]
    assert f"{QD_22}|thay-the|dieu-9" in found["cites_as"]
    assert f"{QD_22}|can-cu|dieu-9" not in found["cites_as"]


def test_a_place_is_as_sure_as_the_surest_mention_that_names_it():
    sure = cited("Điều 7 Quy định số 22-QĐ/TW ngày 28/7/2021")[0]
    inferred = replace(
        cited("Điều 9 Quy định số 22-QĐ/TW ngày 28/7/2021")[0], certainty=Certainty.INFERRED
    )
    open_one = replace(
        cited("Điều 10 Quy định số 22-QĐ/TW ngày 28/7/2021")[0],
        outcome=Outcome.AMBIGUOUS, key="tw/_/qdi-22", candidates=(QD_22,), certainty=None,
    )  # fmt: skip
    found = citation_fields([sure, inferred, open_one])
    # The notice cites the directive as surely as its surest mention does, and each place likewise.
    assert (found["cites"], found["infers"]) == ([QD_22, "tw/_/qdi-22"], [])
    assert found["may_cite"] == []
    assert f"{QD_22}||dieu-7" in found["cites_as"]
    assert f"{QD_22}||dieu-9" in found["cites_as"]
    assert f"{QD_22}||dieu-10" not in found["cites_as"]
    assert found["infers_as"] == [f"{QD_22}||dieu-9", f"{QD_22}|nhac-den|dieu-9"]
    assert found["may_cite_as"] == [f"{QD_22}||dieu-10", f"{QD_22}|nhac-den|dieu-10"]
    # Said once more, and surely, it is sure.
    again = replace(inferred, certainty=Certainty.STATED)
    assert citation_fields([inferred, again])["infers_as"] == []


@pytest.mark.parametrize("text", ["", "Chi bộ họp.", "Quy định số 99999999-QĐ/TW"])
def test_a_notice_without_citations_has_none_of_these_values(text):
    found = fields(text)
    assert found["dieu"] == found["may_cite_as"] == []


def test_a_notice_that_names_thousands_of_articles_stays_bounded():
    one = "Quy định số 22-QĐ/TW ngày 28/7/2021"
    text = "; ".join(f"Điều {number} {one}" for number in range(1, 3_000))
    found = fields(text)
    assert found["cites"] == [QD_22]
    assert len(found["cites_as"]) == MAX_VALUES
    # What it is cited for is not among what is left out.
    late = fields(f"{text}; {one}", *[CitationRole.MENTION] * 2_999, CitationRole.BASIS)
    assert late["cite_role"] == ["nhac-den", "can-cu"]
