"""Resolve a numbered citation: its body, its term and its type make its key (§7, §8).

Resolve unnumbered citations: plenums, congresses, named laws (citation-forms §6).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.citations import CONGRESS_SIGIL, PLENUM_SIGIL, normal_number
from indexer.directives.bodies_cited import NamedUnits, body_segment, cited_body
from indexer.directives.homonyms import (
    Verdict,
    by_subject,
    code_of,
    dated,
    decide,
    resolved,
    speaks_of,
    term_of,
)
from indexer.directives.keys import UNKNOWN, Seat
from indexer.directives.registry import Registry
from indexer.knowledge import (
    Body,
    central_key,
    central_term_at,
    first_day,
    local_term_at,
    type_named,
    type_of_sigil,
    written_date,
)
from indexer.model import Citation, Directive, Outcome, PartialDate, Reason, because
from indexer.text import slug


@dataclass(frozen=True, slots=True)
class Setting:
    """What a resolver knows beside the citation: the notice's date, seat and other units."""

    issued: PartialDate | None
    own: Seat
    named: NamedUnits
    registry: Registry


def number_of(citation: Citation) -> str:
    """The number of a citation with at least two places: ``05``; empty when it has none."""
    match = re.match(r"\d+[a-h]?(?![a-z])", citation.number or "")
    return normal_number(match.group()) if match else ""


def year_of(citation: Citation) -> int | None:
    """The year inside a State symbol, or at the end of a named law."""
    match = re.search(r"/((?:19|20)\d\d)/", citation.number or "")
    if match is None and citation.kind == "law" and citation.number is None:
        match = re.search(r"((?:19|20)\d\d)\W*$", citation.text)
    return int(match[1]) if match else None


def written_code(citation: Citation, body: Body | None) -> str:
    """The type code that sigil and type word give (§8): a plain QĐ takes the type word."""
    word = type_named(citation.type) if citation.type else None
    if citation.sigil is None or citation.sigil.startswith("HNTW"):
        return word.code if word else "cv"
    kind = type_of_sigil(citation.sigil, "state" if body and body.sphere == "state" else "party")
    if kind is None:
        return word.code if word else UNKNOWN
    # QĐ is Quyết định or Quy định, CT now and then Chương trình.
    shares = word is not None and citation.sigil in word.sigils
    return word.code if word and shares else kind.code


def term_key(citation: Citation, body: Body, level: str) -> tuple[str, Reason] | None:
    """The term that the citation itself states by its khóa, nhiệm kỳ, date or year (§7, 1–2)."""
    if body.term == "year":
        year = year_of(citation) or (citation.date.year if citation.date else None)
        return (f"y{year}", because("năm {year} ghi trong văn bản", year=year)) if year else None
    if body.term == "central" and citation.term and "-" not in citation.term:
        return central_key(citation.term), because(
            "khóa {term} ghi trong văn bản", term=citation.term
        )
    if body.term == "local" and citation.term and "-" in citation.term:
        start = citation.term.split("-")[0]
        return f"nk{start}", because("nhiệm kỳ {term} ghi trong văn bản", term=citation.term)
    if citation.date is None:
        return None
    if body.term == "central":
        term = central_term_at(citation.date)
        key = f"k{term.number}" if term else None
    else:
        key = local_term_at(citation.date, level)
    return (
        (key, because("ngày {date} ghi trong văn bản", date=written_date(citation.date)))
        if key
        else None
    )


def level_of(body: Body, segment: str) -> str:
    """The level whose congresses divide a body's terms."""
    if body.place in ("province", "district", "commune"):
        return body.place
    places = segment.count(".") - (1 if segment.startswith("nn.") else 0)
    return (
        {2: "district", 3: "commune"}.get(places, "province")
        if body.place == "unit"
        else "province"
    )


def resolve_numbered(citation: Citation, setting: Setting, body: Body | None = None) -> Verdict:
    """Resolve a citation that has a number and a body."""
    body = body or cited_body(citation)
    number = number_of(citation)
    if body is None or not number or not int(number.rstrip("abcdefgh")):
        return Verdict(
            None,
            Outcome.MALFORMED,
            because("số hiệu {number} không thể có", number=citation.number or citation.text),
        )
    segment = body_segment(citation, body, setting.own, setting.named, setting.issued)
    code = written_code(citation, body)
    held = _held(citation, segment, number, code, body, setting.registry)
    stated = term_key(citation, body, level_of(body, segment))
    if stated:
        return _by_statement(
            citation, f"{segment}/{stated[0]}/{code}-{number}", stated[1], held, body
        )
    open_key = f"{segment}/{UNKNOWN}/{code}-{number}"
    if citation.date and held:
        agreeing = dated(held, citation.date)
        if len(agreeing) == 1:
            return resolved(
                agreeing[0],
                because("ngày {date} ghi trong văn bản", date=written_date(citation.date)),
            )
    if body.term == "central":
        if citation.date:
            return _open(open_key, dated(held, citation.date) or held)
        return decide(held, open_key, citation.subject, setting.issued, setting.registry)
    return _local(citation, segment, number, code, body, held, setting)


def told_by_subject(citation: Citation, setting: Setting) -> bool:
    """Whether the words after the number single out one of several homonyms."""
    body = cited_body(citation)
    if body is None or body.term != "central" or not citation.subject:
        return False
    number, code = number_of(citation), written_code(citation, body)
    held = _held(citation, body.segment, number, code, body, setting.registry)
    return len(held) > 1 and len(by_subject(held, citation.subject, setting.registry)) == 1


def _open(open_key: str, held: Sequence[Directive]) -> Verdict:
    outcome = Outcome.AMBIGUOUS if held else Outcome.NOT_HELD
    reason = because("ngày ghi trong văn bản không cho biết thuộc khóa nào")
    return Verdict(open_key, outcome, reason, tuple(d.key for d in held))


def _held(
    citation: Citation, segment: str, number: str, code: str, body: Body, registry: Registry
) -> list[Directive]:
    """The directives that the symbol may mean; writers confuse Quyết định and Quy định."""
    numbered = registry.numbered(segment, number)
    found = [d for d in numbered if code_of(d) == code]
    if body.term == "central" and code in ("qd", "qdi"):
        # At the centre both share one sequence, so a term has one of the two (§7).
        terms = {term_of(d) for d in found}
        found += [d for d in numbered if code_of(d) in ("qd", "qdi") and term_of(d) not in terms]
    if found or citation.type is None:
        return sorted(found, key=lambda d: d.key)
    word = type_named(citation.type)
    if word is None or word.code == code or not _beyond(number, code, segment, registry):
        return []
    # "Quyết định số 347-CT/TW": no Chỉ thị has so high a number, so the sigil is the slip.
    return [
        d
        for d in numbered
        if code_of(d) in (word.code, *(("qd", "qdi") if word.code in ("qd", "qdi") else ()))
    ]


def _beyond(number: str, code: str, segment: str, registry: Registry) -> bool:
    highest = max(
        (
            int(re.sub(r"\D", "", d.key.rpartition("-")[2]) or 0)
            for d in registry.directives
            if d.key.startswith(segment + "/") and code_of(d) == code
        ),
        default=0,
    )
    return int(number.rstrip("abcdefgh")) > highest > 0


def _by_statement(
    citation: Citation, key: str, reason: Reason, held: Sequence[Directive], body: Body
) -> Verdict:
    """The verdict when the text itself states the term."""
    term = key.split("/")[1]
    fitting = [d for d in held if term_of(d) == term]
    elsewhere = tuple(d.key for d in held)
    if not fitting:
        return Verdict(key, Outcome.NOT_HELD, reason, elsewhere)
    directive = fitting[0]
    day = citation.date
    if day and body.term == "central" and citation.term and "-" not in citation.term:
        said = central_term_at(day)
        if said and f"k{said.number}" != term and dated(held, day):
            why = because("khóa và ngày ghi trong văn bản trái nhau")
            return Verdict(key, Outcome.AMBIGUOUS, why, elsewhere)
    if day and directive.date and not dated([directive], day):
        return _misdated(citation, key, directive, reason)
    return resolved(directive, reason)


def _misdated(citation: Citation, key: str, directive: Directive, reason: Reason) -> Verdict:
    """A date that differs from the registry's: a slip, unless the type differs as well."""
    if citation.date is None or directive.date is None:
        return resolved(directive, reason)
    apart = abs((first_day(citation.date) - directive.date.latest()).days)
    if apart > 31 and key.rpartition("/")[2] != directive.key.rpartition("/")[2]:
        return Verdict(key, Outcome.NOT_HELD, reason, (directive.key,))
    if apart > 366 and directive.confidence == "confirmed":
        why = because(
            "ngày ghi trong văn bản khác xa ngày {date} trong danh mục",
            date=written_date(directive.date),
        )
        return Verdict(directive.key, Outcome.AMBIGUOUS, why, (directive.key,))
    return resolved(
        directive,
        because(
            "đúng số và khóa; ngày ghi trong văn bản khác ngày {date} trong danh mục",
            date=written_date(directive.date),
        ),
    )


def _local(
    citation: Citation,
    segment: str,
    number: str,
    code: str,
    body: Body,
    held: Sequence[Directive],
    setting: Setting,
) -> Verdict:
    """A local or State directive whose term the text does not state."""
    if body.term == "local" and setting.issued and citation.date is None:
        term = local_term_at(setting.issued, level_of(body, segment))
        if term:
            key = f"{segment}/{term}/{code}-{number}"
            directive = setting.registry.get(key)
            reason = because("nhiệm kỳ của cấp ủy vào ngày của thông báo")
            return (
                resolved(directive, reason) if directive else Verdict(key, Outcome.NOT_HELD, reason)
            )
    open_key = f"{segment}/{UNKNOWN}/{code}-{number}"
    if UNKNOWN not in segment.split(".") and held:
        return decide(held, open_key, citation.subject, setting.issued, setting.registry)
    return Verdict(open_key, Outcome.NOT_HELD, because("văn bản không ghi ngày, năm hoặc nhiệm kỳ"))


def with_stated(citation: Citation, statement: Citation) -> Citation:
    """A citation that borrows term, date and place from a fuller mention of the same symbol."""
    return replace(
        citation,
        date=citation.date or statement.date,
        term=citation.term or statement.term,
        place=citation.place or statement.place,
        body=statement.body if statement.place and not citation.place else citation.body,
    )


def plenum_number(citation: Citation) -> int | None:
    """The number of the plenum that an alias names, or None for another kind of alias."""
    sigil = citation.sigil or ""
    return int(sigil.removeprefix(f"{PLENUM_SIGIL}-")) if sigil.startswith(PLENUM_SIGIL) else None


def is_congress(citation: Citation) -> bool:
    """Whether a citation is the resolution of a congress."""
    return citation.kind == "alias" and citation.sigil == CONGRESS_SIGIL


def resolve_plenum(citation: Citation, number: int, setting: Setting) -> Verdict:
    """``Nghị quyết Trung ương 4 khóa XII``: the one document, or the set of the plenum."""
    term = citation.term
    if term is None and citation.date:
        dated = central_term_at(citation.date)
        term = dated.term if dated else None
    if term is None:
        return _any_plenum(number, setting)
    set_key = f"tw/{central_key(term)}/hntw-{number:02d}"
    plenum = setting.registry.plenum(term, number)
    meant: Sequence[str] = ()
    if plenum:
        meant = plenum.conclusions if citation.type == "Kết luận" else plenum.resolutions
    else:
        aliased = setting.registry.by_alias(f"{citation.type} Trung ương {number} khóa {term}")
        meant = [directive.key for directive in aliased]
    if not meant:
        return Verdict(
            set_key, Outcome.NOT_HELD, because("chưa rõ hội nghị này ban hành văn bản nào")
        )
    if len(meant) == 1:
        directive = setting.registry.get(meant[0])
        reason = because("tên gọi quen dùng của văn bản, khóa {term} ghi trong văn bản", term=term)
        return (
            resolved(directive, reason)
            if directive
            else Verdict(meant[0], Outcome.NOT_HELD, reason)
        )
    held = [d for d in map(setting.registry.get, meant) if d]
    fitting = by_subject(held, citation.subject, setting.registry) if citation.subject else []
    if len(fitting) == 1 and (
        len(held) > 1 or speaks_of(fitting[0], citation.subject, setting.registry)
    ):
        return resolved(fitting[0], because("nội dung nêu sau tên hội nghị khớp với tên văn bản"))
    return Verdict(
        set_key,
        Outcome.AMBIGUOUS,
        because("hội nghị này ban hành {n} nghị quyết", n=len(meant)),
        tuple(meant),
    )


def _any_plenum(number: int, setting: Setting) -> Verdict:
    candidates = tuple(
        key
        for (_, n), plenum in setting.registry.plenums.items()
        if n == number
        for key in plenum.resolutions
    )
    outcome = Outcome.AMBIGUOUS if candidates else Outcome.NOT_HELD
    return Verdict(
        f"tw/{UNKNOWN}/hntw-{number:02d}",
        outcome,
        because("văn bản không ghi khóa nào"),
        candidates,
    )


def resolve_congress(citation: Citation, setting: Setting) -> Verdict:
    """``Nghị quyết Đại hội XIII`` and the resolutions of local congresses."""
    body = cited_body(citation)
    if body is None:
        return Verdict(None, Outcome.MALFORMED, because("không rõ đại hội nào"))
    if body.segment == "tw":
        key = f"tw/{central_key(citation.term or '')}/dh"
        reason = because("Đại hội {term} ghi trong văn bản", term=citation.term or "")
    else:
        segment = body_segment(citation, body, setting.own, setting.named, setting.issued)
        key, reason = (
            f"{segment}/{_congress_term(citation, body, segment, setting)}/dh",
            because("nghị quyết đại hội của đảng bộ {unit}", unit=segment),
        )
    directive = setting.registry.get(key)
    return resolved(directive, reason) if directive else Verdict(key, Outcome.NOT_HELD, reason)


def _congress_term(citation: Citation, body: Body, segment: str, setting: Setting) -> str:
    if citation.term and "-" in citation.term:
        return f"nk{citation.term.split('-')[0]}"
    when = citation.date or setting.issued
    return (local_term_at(when, level_of(body, segment)) if when else None) or UNKNOWN


def resolve_named_law(citation: Citation, setting: Setting) -> Verdict:
    """``Luật Đất đai năm 2013``: a law by its title and year."""
    kind = type_named(citation.type or "")
    year = year_of(citation)
    body = "nn.ubtvqh" if citation.type == "Pháp lệnh" else "nn.qh"
    code = kind.code if kind else "luat"
    name = code if code == "hien-phap" else f"{code}.{slug(citation.subject)}"
    key = f"{body}/y{year}/{name}"
    directive = setting.registry.get(key)
    reason = because("tên và năm {year} ghi trong văn bản", year=year)
    return resolved(directive, reason) if directive else Verdict(key, Outcome.NOT_HELD, reason)
