"""Provisional keys (khóa tạm): what a key with an unknown part may mean, and when it leads on.

``tw/_/ct-05`` leaves the term open, ``hu.bao-lam._/nk2020/nq-05`` the province.  Such a key
means every key of the same kind of body and the same document whose known parts agree.  It
leads straight on only where the numbering leaves no doubt: another term that has reached the
number has a directive with it too, held or not.
"""

from __future__ import annotations

from collections.abc import Iterable

from indexer.directives.keys import UNKNOWN
from search.numbering import terms_with


def is_provisional(key: str) -> bool:
    """Whether a part of a key is unknown.

    >>> is_provisional("tw/_/ct-05"), is_provisional("tu._/nk2020/kh-57")
    (True, True)
    """
    body, term, _ = key.split("/")
    return term == UNKNOWN or UNKNOWN in body.split(".")


def may_mean(key: str, other: str) -> bool:
    """Whether a provisional key may mean another key that says more.

    >>> may_mean("tw/_/qd-213", "tw/k12/qdi-213"), may_mean("tu._/_/kh-57", "hu._._/nk2020/kh-57")
    (True, False)
    """
    body, term, document = key.split("/")
    other_body, other_term, other_document = other.split("/")
    parts, other_parts = body.split("."), other_body.split(".")
    if key == other or len(parts) != len(other_parts):
        return False
    known = [
        (one, meant)
        for one, meant in zip((*parts, term), (*other_parts, other_term), strict=True)
        if one != UNKNOWN
    ]
    same = document == other_document or (
        body == "tw" and _in_sequence(document) == _in_sequence(other_document)
    )
    return same and all(one == meant for one, meant in known)


def _in_sequence(document: str) -> str:
    """At the centre Quyết định and Quy định share one sequence of numbers (§7)."""
    return document.replace("qdi-", "qd-", 1) if document.startswith("qdi-") else document


def meanings(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """The keys that a provisional key may mean among those held or cited, in order.

    A key that itself leaves something open is no meaning.

    >>> meanings("tw/_/ct-35", ["tw/k12/ct-35", "tw/_/ct-35", "tw/k11/ct-35", "tw/k11/ct-36"])
    ('tw/k11/ct-35', 'tw/k12/ct-35')
    """
    if not is_provisional(key):
        return ()
    found = {one for one in known if may_mean(key, one) and not is_provisional(one)}
    return tuple(sorted(found))


def leads_to(key: str, known: Iterable[str]) -> str | None:
    """The one key that a provisional key can mean, or None while there may be another.

    An unknown place is never certain: every committee counts for itself.

    >>> known = ["tw/k13/ct-99", "tw/k12/ct-35", "tw/k12/ct-05", "tu.lam-dong/nk2020/kh-57"]
    >>> [leads_to(key, known) for key in ("tw/_/ct-99", "tw/_/ct-05", "tu._/_/kh-57")]
    ['tw/k13/ct-99', None, None]
    """
    known = list(known)
    found = meanings(key, known)
    if len(found) != 1 or UNKNOWN in key.split("/")[0].split("."):
        return None
    return found[0] if terms_with(found[0], known) == {found[0].split("/")[1]} else None


def other_terms(key: str, known: Iterable[str]) -> tuple[str, ...]:
    """The terms that have reached the number of a central key, and of which no such key is known.

    >>> other_terms("tw/_/ct-05", ["tw/k12/ct-05", "tw/k13/ct-35", "tw/k4/ct-02"])
    ('k13',)
    """
    known = list(known)
    if key.split("/")[1] != UNKNOWN or "." in key.split("/")[0]:
        return ()
    named = {one.split("/")[1] for one in meanings(key, known)}
    found = terms_with(key, known) - named
    return tuple(sorted(found, key=lambda term: (len(term), term)))
