"""Whose paper is cited where no organ stands behind it: who issued it, or sent it.

``Tỉnh ủy Quảng Trị đã ban hành Chỉ thị số 12-CT/TU``, ``Nghị quyết 05 của huyện``, and in a row of
senders ``Đảng ủy xã Hải Anh | 10-QC/ĐU``.
"""

from __future__ import annotations

import re

from indexer.citations.cells import Tables
from indexer.knowledge import IssuingBody, known_body
from indexer.organs import (
    GAP,
    SPACE,
    WALL,
    CitedOrgan,
    central_organ_in,
    is_centre_of,
    last_organ_in,
    organ_of_unit_at,
    signs_with,
    unit_signing_at,
)
from indexer.text import Folded, unaccent

_OF_UNIT = re.compile(rf"{GAP},?{GAP}cua{SPACE}")
# "Trung ương đã ban hành bốn nghị quyết: …", "Huyện ủy Di Linh có Công văn số …",
# "Tỉnh ủy Đồng Nai chỉ đạo tại Công văn số …"
ISSUES = re.compile(
    rf"{GAP}(?:(?:da|vua|cung{SPACE}da|cung){SPACE})?"
    rf"(?:(?:ky{SPACE})?ban{SPACE}hanh|(?:co|ky|ra|thong{SPACE}qua)(?![a-z])"
    rf"|(?:chi{SPACE}dao|yeu{SPACE}cau|giao|huong{SPACE}dan|thong{SPACE}bao|quy{SPACE}dinh){SPACE}tai(?![a-z]))"
    rf"(?:{SPACE}(?:cac|dong{SPACE}thoi|tiep|them|\d{{1,2}}|hai|ba|bon|nam|sau|bay|tam|chin)(?![a-z0-9])){{0,3}}"
    rf"(?:{SPACE}(?:van{SPACE}ban|nghi{SPACE}quyet|ket{SPACE}luan|quy{SPACE}dinh|quyet{SPACE}dinh|chi{SPACE}thi))?"
    rf"{GAP}[:(]?{GAP}(?:so{GAP})?\Z"
)
"""What stands between an issuer and what it issues."""


def owner_of_short(folded: Folded, text: str, start: int, end: int) -> CitedOrgan | None:
    """Whose a short form is when no organ is named: "Nghị quyết 05 của huyện".

    Without this a local paper would be taken for the central one of that short name.
    """
    of = _OF_UNIT.match(folded.text, end)
    unit = organ_of_unit_at(folded, of.end()) if of else None
    return unit or issuer_before(folded, text, start, None)


def owner_of_symbol(
    folded: Folded, text: str, body: IssuingBody, start: int, end: int
) -> CitedOrgan | None:
    """Whose a symbol is by its unit, "của tỉnh Đồng Nai", or by who issues what is cited."""
    if body.place == "none":
        return _centre_before(folded, text, body, start)
    of = _OF_UNIT.match(folded.text, end)
    unit = unit_signing_at(folded, text, of.end(), body) if of else None
    return unit or issuer_before(folded, text, start, body)


def _centre_before(folded: Folded, text: str, body: IssuingBody, start: int) -> CitedOrgan | None:
    """The central organ before a symbol that shortens its code: "BTC TW | 38-HD/BTC"."""
    if body.sphere != "state" or known_body(f"{unaccent(body.written)}tw") is None:
        return None
    organ = central_organ_in(folded, text, max(0, start - 60), start)
    if organ is None or not is_centre_of(organ, body):
        return None
    issues = ISSUES.match(folded.text[organ.end : start])
    return organ if issues or _BESIDE.fullmatch(folded.text, organ.end, start) else None


def issuer_before(
    folded: Folded, text: str, start: int, body: IssuingBody | None
) -> CitedOrgan | None:
    """The organ that issues what is cited: "Tỉnh ủy Quảng Trị đã ban hành Chỉ thị …".

    Where the symbol names a ``body``, only an organ that signs so.
    """
    low = max(0, start - 90)
    if not ISSUES.search(folded.text, max(low, start - 40), start):
        return None
    organ = last_organ_in(folded, text, low, start)
    if organ is None or not (body is None or signs_with(organ, body)):
        return None
    return organ if ISSUES.match(folded.text[organ.end : start]) else None


# Between the sender and the number of what it sent, in a table or in what a scanner left of one.
_BESIDE = re.compile(rf"[ *_]{{0,12}}(?:[|{WALL}][ *_]{{0,12}})?")
# What stands before a sender: the edge of its cell, and a number or a sign of the row.
_OPENS_ROW = re.compile(rf"(?:\A|[\n|{WALL}]|\d[.)]?)[ *_+•-]{{0,12}}(?:(?:cua|do) )?\Z")


# "2 | Huyện ủy Mai Châu (BC số 512-BC/HU, 19/3/2025)"
_IN_BRACKETS = re.compile(r"[ *_]{0,3}\([ *_]{0,3}")


def sender_beside(
    folded: Folded, text: str, start: int, body: IssuingBody, tables: Tables, headed: bool
) -> CitedOrgan | None:
    """The organ right before a symbol, in a row of senders: "Đảng ủy xã Hải Anh | 10-QC/ĐU".

    It must be one that signs so, its place be named, and its column be none of receivers.  With a
    type word (``headed``) what it sent stands in brackets.
    """
    if headed and "(" not in folded.text[max(0, start - 4) : start]:
        return None
    organ = last_organ_in(folded, text, max(0, start - 90), start)
    if organ is None or not organ.place or not signs_with(organ, body):
        return None
    between = _IN_BRACKETS.fullmatch(folded.text, organ.end, start)
    if not between and (headed or not _BESIDE.fullmatch(folded.text, organ.end, start)):
        return None
    low = max(0, organ.start - 20)
    opens = _OPENS_ROW.search(folded.text[low : organ.start])
    return organ if opens and tables.may_send(organ.start) else None
