"""Homonyms (văn bản trùng số): which of several directives with one number is meant.

Numbering restarts each term, so ``20-NQ/TW`` names six resolutions, of which the registry holds
five or four: that it holds no other says nothing about the world.  Evidence is taken in the order
of citation-forms §7, and where it does not suffice the answer stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from indexer.directives.contradictions import (
    contradicts,
    contradicts_organ,
    matching_date,
    names_another_organ,
)
from indexer.directives.following_words import FollowingWords, symbol_in_title
from indexer.directives.keys import DirectiveKey
from indexer.directives.registers import Standing
from indexer.directives.registry import Registry
from indexer.directives.sequence import sequence_of
from indexer.directives.telling_apart import (
    agrees,
    agrees_in_part,
    begins_title,
    is_title_of_another,
    is_titled,
    issued_before,
    leaning,
    opens_with,
    telling_words,
)
from indexer.directives.verdicts import Verdict, code_of, open_verdict, resolved_verdict, term_of
from indexer.knowledge import CentralTerm, central_term_at, central_terms
from indexer.model import Certainty, Citation, Directive, Outcome, PartialDate, Reason, because


@dataclass(frozen=True)
class BareNumber:
    """A number of a central body whose term the text does not state, and what is known around it.

    ``open_key`` is its key with the term left open, ``held`` the directives of the registry that
    bear it, of whatever term; ``asked`` that a person typed it, and no paper cites it.
    """

    citation: Citation
    open_key: str
    sigil: str
    held: Sequence[Directive]
    issued: PartialDate | None
    registry: Registry = field(repr=False)
    asked: bool = False
    wording: FollowingWords | None = field(default=None, repr=False)

    @cached_property
    def dated(self) -> list[Directive]:
        """The directives that the day of the notice allows."""
        return issued_before(self.held, self.issued)

    @cached_property
    def meant(self) -> list[Directive]:
        """Those of them that organ and subject allow too."""
        citation, registry = self.citation, self.registry
        left = [row for row in self.dated if not contradicts(row, citation, registry)]
        if self._behind and citation.subject:
            left = [row for row in left if not is_title_of_another(row, self._behind, registry)]
        if self._carried:
            left = [row for row in left if symbol_in_title(row) in ("", self._carried)]
        return leaning(left, citation.subject, registry)

    def of_term(self, term: CentralTerm) -> list[Directive]:
        """The directives held of a term."""
        return [row for row in self.held if term_of(row) == term.key]

    def named_by_subject(self) -> Directive | None:
        """The one directive that the words after the number name."""
        carried = self._carried
        carrying = [row for row in self.dated if carried and symbol_in_title(row) == carried]
        if len(carrying) == 1:
            return carrying[0]
        registry = self.registry
        titled = [row for row in self.dated if is_titled(row, self._behind, registry, self.issued)]
        named = titled if len(titled) == 1 else self._agreeing()
        return named[0] if len(named) == 1 else None

    def _agreeing(self) -> list[Directive]:
        """The directives whose titles agree with the subject."""
        subject, registry = self.citation.subject, self.registry
        named = [row for row in self.dated if agrees(row, subject, registry, self.issued)]
        if not named:
            return [row for row in self.dated if opens_with(row, subject, registry, self.issued)]
        return named if len(named) == 1 else [row for row in named if begins_title(row, subject)]

    @cached_property
    def _carried(self) -> str:
        """The symbol that its subject is said to carry on; empty where it names none."""
        found = self.wording.carried_on(self.citation) if self.wording else None
        return found.symbol if found and found.is_subject else ""

    @cached_property
    def _behind(self) -> tuple[str, ...]:
        return self.wording.title_behind(self.citation) if self.wording else ()

    def standing(self, term: CentralTerm) -> Standing:
        """Whether a term can have had the number by then, whoever holds it."""
        key = DirectiveKey.parse(self.open_key).in_term(term.key)
        sequence = sequence_of(str(key), self.sigil)
        if self.issued is None or sequence is None:
            return Standing.MAY_HAVE_HAD
        return self.registry.registers.standing(sequence, key.figure, self.issued)


def choose_homonym(number: BareNumber) -> Verdict:
    """Choose among directives of one number when neither khóa nor date is written (§7, 3–5)."""
    if not number.held:
        reason = because("chưa có văn bản nào mang số này trong danh mục")
        return open_verdict(number.open_key, reason, ())
    if not number.dated:
        reason = because(
            "văn bản mang số này trong danh mục ban hành sau ngày của văn bản viện dẫn"
        )
        return Verdict(
            number.open_key, Outcome.NOT_HELD, reason, tuple(row.key for row in number.held)
        )
    named = number.named_by_subject()
    if named:
        doubted = contradicts_organ(named, number.citation) or _is_hardly_told(named, number)
        reason = because("nội dung nêu sau số hiệu khớp với tên văn bản")
        return resolved_verdict(named, reason, Certainty.INFERRED if doubted else Certainty.STATED)
    if not number.meant:
        reason = because(
            "cơ quan, ngày hoặc nội dung nêu trong câu không khớp với văn bản mang số này trong "
            "danh mục"
        )
        return open_verdict(number.open_key, reason, ())
    return _asked(number) if number.asked and number.issued is None else _of_some_term(number)


_FEWEST_OF_DISPATCH = 3
"""Telling words below which a subject is as likely that of another dispatch."""


def _is_hardly_told(row: Directive, number: BareNumber) -> bool:
    """Whether a word or two are all that is said of a dispatch: offices send thousands of them."""
    return (
        code_of(row) == "cv" and len(telling_words(number.citation.subject)) < _FEWEST_OF_DISPATCH
    )


def _asked(number: BareNumber) -> Verdict:
    """What the registry answers when it is asked for a number, with no paper around it."""
    meant = number.meant
    if len(meant) == 1:
        reason = because("chỉ có một văn bản mang số này trong danh mục")
        return resolved_verdict(meant[0], reason, Certainty.INFERRED)
    reason = because("{n} văn bản mang cùng số này, chưa đủ căn cứ để chọn", n=len(meant))
    return open_verdict(number.open_key, reason, meant)


def _of_some_term(number: BareNumber) -> Verdict:
    """The directive of the term in force, or of the latest term that can have had the number."""
    current = central_term_at(number.issued) if number.issued else None
    if current is None:
        return _of_no_day(number)
    passed_over = False
    for term in reversed([one for one in central_terms() if one.number <= current.number]):
        of_term = number.of_term(term)
        chosen = [row for row in of_term if row in number.meant]
        if chosen:
            reason = _why(term, current, passed_over)
            return _not_of_the_organ(chosen[0], number, passed_over) or _of_term(
                chosen[0], number, reason
            )
        if of_term:
            # Not yet issued, or of another organ or subject: so this term is not meant.
            passed_over |= any(row in number.dated for row in of_term)
            continue
        standing = number.standing(term)
        if standing is not Standing.CANNOT_HAVE_HAD:
            return _well_known(number, term) or open_verdict(
                number.open_key, _unheld(term, standing), number.meant
            )
    reason = because("không khóa nào có số này vào ngày của văn bản viện dẫn")
    return open_verdict(number.open_key, reason, number.meant)


def _not_of_the_organ(row: Directive, number: BareNumber, passed_over: bool) -> Verdict | None:
    """The verdict where a later row was passed over, and the earlier is hardly the organ's."""
    if not (passed_over and names_another_organ(row, number.citation)):
        return None
    reason = because("cơ quan nêu trong câu không khớp với văn bản của khóa đương nhiệm")
    return open_verdict(number.open_key, reason, number.dated)


def _of_term(row: Directive, number: BareNumber, reason: Reason) -> Verdict:
    """The directive that the terms lead to; stated where the subject begins like its title too."""
    slip = contradicts_organ(row, number.citation)
    if not slip and agrees_in_part(row, number.citation.subject, number.registry, number.issued):
        reason = because("nội dung nêu sau số hiệu khớp với tên văn bản")
        return resolved_verdict(row, reason, Certainty.STATED)
    return resolved_verdict(row, reason, Certainty.INFERRED)


def _why(term: CentralTerm, current: CentralTerm, passed_over: bool) -> Reason:
    if passed_over:
        return because(
            "văn bản cùng số của khóa {term}; văn bản khóa sau không khớp cơ quan hoặc nội dung "
            "nêu trong câu",
            term=term.term,
        )
    if term == current:
        return because(
            "văn bản cùng số của khóa {term}, khóa đương nhiệm vào ngày của văn bản viện dẫn",
            term=term.term,
        )
    return because(
        "khóa {term} là khóa gần nhất có số này vào ngày của văn bản viện dẫn", term=term.term
    )


def _unheld(term: CentralTerm, standing: Standing) -> Reason:
    if standing is Standing.HAD:
        return because("khóa {term} cũng có số này, chưa có trong danh mục", term=term.term)
    return because("khóa {term} có thể cũng có số này, chưa có trong danh mục", term=term.term)


def _well_known(number: BareNumber, unheld: CentralTerm | None) -> Verdict | None:
    """The directive that is commonly cited by its bare number, where one of them is."""
    for row in number.meant:
        if number.registry.is_cited_bare(row.key, number.issued):
            reason = because("văn bản thường được viện dẫn chỉ bằng số")
            if unheld:
                reason = because(
                    "văn bản thường được viện dẫn chỉ bằng số; cũng có thể là số {number} của "
                    "khóa {term}, chưa có trong danh mục",
                    number=DirectiveKey.parse(row.key).number,
                    term=unheld.term,
                )
            return resolved_verdict(row, reason, Certainty.INFERRED)
    return None


def _of_no_day(number: BareNumber) -> Verdict:
    """The verdict where the day of the notice tells no term: other terms had the number too."""
    known = _well_known(number, None)
    reason = because("không rõ ngày của văn bản viện dẫn, mà khóa khác cũng có thể có số này")
    return known or open_verdict(number.open_key, reason, number.meant)


def unread_term(
    citation: Citation, open_key: str, held: Sequence[Directive], issued: PartialDate | None
) -> Verdict:
    """The verdict where a khóa is written that nobody can read: open, whatever else tells.

    That one directive alone has the number, or the date, makes it likely and no more: the khóa
    that is written may be another.
    """
    left = issued_before(held, issued)
    dated = matching_date(left, citation.date) if citation.date else []
    outcome = Outcome.AMBIGUOUS if left else Outcome.NOT_HELD
    return Verdict(
        open_key, outcome, not_legible(citation), tuple(d.key for d in dated or left or held)
    )


def not_legible(citation: Citation) -> Reason:
    """Why a citation stays open whose khóa cannot be read."""
    return because("“{written}”: không đọc được là khóa nào", written=citation.illegible_term)
