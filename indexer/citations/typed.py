"""Citations as people type them: ``213 qđ tw``, ``QĐ213``, ``quy dinh 213``.

Used by :func:`indexer.citations.parse_one` where running text would not be a citation.
"""

from __future__ import annotations

import re
from functools import cache

from indexer.citations.context import tail_at
from indexer.citations.mentions import Mention
from indexer.citations.patterns import GAP, START, one_of
from indexer.registry.document_types import sigils, type_of_sigil, type_words
from indexer.registry.issuing_bodies import known_body, known_codes
from indexer.text import Folded

_CUT = r"[\s./_-]{0,4}"


def _any_sigil() -> str:
    return "|".join(sorted(sigils(), key=len, reverse=True))


@cache
def _loose_symbol() -> re.Pattern[str]:
    words = one_of(list(type_words()))
    return re.compile(
        rf"{START}(?:(?P<type>{words}){GAP}(?:so)?{_CUT})?(?P<number>\d{{1,4}}[a-h]?){_CUT}(?:(?P<year>(?:19|20)\d\d){_CUT})?"
        rf"(?P<sigil>{_any_sigil()}){_CUT}(?P<body>{'|'.join(known_codes())})(?![a-z0-9])"
    )


@cache
def _loose_name() -> re.Pattern[str]:
    words = one_of(list(type_words()))
    return re.compile(
        rf"\s*(?P<type>{words})[\s-]{{0,4}}(?:so)?[\s:]{{0,3}}(?P<number>\d{{1,4}}[a-h]?)(?![\d/%])(?P<rest>.*)",
        re.DOTALL,
    )


@cache
def _number_first() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?P<number>\d{{1,4}}[a-h]?){_CUT}(?P<sigil>{_any_sigil()})(?P<rest>)\s*"
    )


def typed_mentions(folded: Folded, text: str) -> list[Mention]:
    """The mentions of a short typed text in its loosest reading."""
    read = [_symbol(match, folded, text) for match in _loose_symbol().finditer(folded.text)]
    if not read:
        named = _loose_name().fullmatch(folded.text) or _number_first().fullmatch(folded.text)
        read = [_name(named, folded, text)] if named else []
    return [mention for mention in read if mention]


def _symbol(match: re.Match[str], folded: Folded, text: str) -> Mention | None:
    body = known_body(match["body"])
    if body is None:
        return None
    sigil = sigils()[match["sigil"]]
    word = type_words().get(" ".join((match["type"] or "").split()))
    kind = word or type_of_sigil(sigil, "state" if body.sphere == "state" else "party")
    year = int(match["year"]) if match["year"] else None
    tail = tail_at(folded, text, match.end(), len(folded.text))
    return Mention(
        match.start(),
        match.end(),
        "full",
        kind.name if kind and word else None,
        match["number"],
        sigil,
        body,
        tail,
        year=year,
    )


def _name(match: re.Match[str], folded: Folded, text: str) -> Mention | None:
    if match["rest"].strip() and not re.match(
        r"[\s,(]*(?:khoa|nam\s*\d{4}|ngay|cua|ve|k\d)", match["rest"]
    ):
        return None
    groups = match.groupdict()
    word = type_words().get(" ".join((groups.get("type") or "").split()))
    sigil = sigils().get(groups.get("sigil") or "")
    kind = word or (type_of_sigil(sigil, "party") if sigil else None)
    if kind is None:
        return None
    start = len(folded.text) - len(folded.text.lstrip())
    end = match.end("sigil") if sigil else match.end("number")
    tail = tail_at(folded, text, end, len(folded.text))
    return Mention(start, end, "short", kind.name, match["number"], sigil, tail=tail)
