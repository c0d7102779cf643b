"""Homonyms (văn bản trùng số): which of several directives with one number is meant.

Numbering restarts each term, so ``20-NQ/TW`` names five resolutions.  Evidence is taken in the
order of citation-forms §7, and where it does not suffice the answer stays open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.directives.keys import DirectiveKey
from indexer.directives.registry import Registry, title_bigrams
from indexer.knowledge import central_term_at, first_day
from indexer.memory import remembered
from indexer.model import Certainty, Citation, Directive, Outcome, PartialDate, Reason, because
from indexer.text import unaccent


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of the evidence: a key, an outcome, the candidates left, and why.

    ``certainty`` is how sure the key is, None while it is open; ``fuller`` the citation that a
    short form points to.
    """

    key: str | None
    outcome: Outcome
    reason: Reason
    candidates: tuple[str, ...] = ()
    certainty: Certainty | None = None
    fuller: Citation | None = None


def term_of(directive: Directive) -> str:
    """The term of a directive as it stands in its key: ``k12``."""
    return DirectiveKey.parse(directive.key).term


def code_of(directive: Directive) -> str:
    """The type code of a directive as it stands in its key: ``qdi``."""
    return DirectiveKey.parse(directive.key).code


def resolved_verdict(directive: Directive, reason: Reason, certainty: Certainty) -> Verdict:
    """The verdict that a directive is meant."""
    return Verdict(directive.key, Outcome.RESOLVED, reason, (directive.key,), certainty)


def verdict_for_key(key: str, reason: Reason, certainty: Certainty, registry: Registry) -> Verdict:
    """The verdict that a key is meant, whether the registry holds its directive or not."""
    directive = registry.get(key)
    if directive:
        return resolved_verdict(directive, reason, certainty)
    return Verdict(key, Outcome.NOT_HELD, reason, certainty=certainty)


def issued_before(directives: Sequence[Directive], issued: PartialDate | None) -> list[Directive]:
    """The directives that existed when the notice was issued."""
    if issued is None:
        return list(directives)
    return [d for d in directives if d.date is None or first_day(d.date) <= issued.latest()]


def matching_date(directives: Sequence[Directive], when: PartialDate) -> list[Directive]:
    """The directives whose date agrees with a partial date."""
    return [
        d
        for d in directives
        if d.date and first_day(when) <= d.date.latest() and first_day(d.date) <= when.latest()
    ]


def by_subject(
    directives: Sequence[Directive], subject: str, registry: Registry
) -> list[Directive]:
    """The directives whose titles share most with the words after the number (§7, rule 4).

    Pairs of words that most titles have tell nothing; among titles much alike, only the pairs
    that a single one has decide.
    """
    bigrams = set(title_bigrams(subject))
    if not bigrams:
        return list(directives)
    titles = {d.key: _rare_bigrams(d, registry) for d in directives}
    shared = {key: len(bigrams & title) for key, title in titles.items()}
    most = max(shared.values(), default=0)
    if most == 0 or (most == 1 and len(bigrams) > 6):
        return list(directives)
    left = [d for d in directives if shared[d.key] * 2 > most]
    times = Counter(pair for d in left for pair in titles[d.key])
    best = [d for d in left if any(times[pair] == 1 for pair in bigrams & titles[d.key])]
    return best if len(best) == 1 else left


def subject_matches(directive: Directive, subject: str, registry: Registry) -> bool:
    """Whether the words after a name share enough with a title to mean it."""
    if len(set(title_bigrams(subject)) & _rare_bigrams(directive, registry)) >= 2:
        return True
    nicknames = re.findall(r"\(([^)]{6,})\)", " ".join(directive.aliases))
    return any(unaccent(nickname) in unaccent(subject) for nickname in nicknames)


def _rare_bigrams(directive: Directive, registry: Registry) -> set[str]:
    described = " ".join(
        [directive.title, *re.findall(r"\(([^)]*)\)", " ".join(directive.aliases))]
    )
    return {one for one in title_bigrams(described) if registry.bigram_counts[one] < 8}


# Words of any subject, which prove nothing by being shared.
_EMPTY_WORDS = """
ve viec va cua cac cong tac mot so voi trong cho tai theo o den tu duoc nhung thuc hien tiep tuc
day manh tang cuong nang cao xay dung dang nam doi moi chat luong hieu qua phat trien dan nuoc
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_WORD = re.compile(r"[a-z]+")


def contradicts_title(directive: Directive, subject: str) -> bool:
    """Whether the words after the number are about something else than the directive's title."""
    words = set(_WORD.findall(unaccent(subject))) - _EMPTY
    return len(words) >= 4 and words.isdisjoint(_named(directive.title, directive.aliases))


@remembered(4096)
def _named(title: str, aliases: tuple[str, ...]) -> frozenset[str]:
    """The words, folded, of all that a directive is called."""
    return frozenset(_WORD.findall(unaccent(" ".join([title, *aliases]))))


def choose_homonym(
    found: Sequence[Directive],
    open_key: str,
    subject: str,
    issued: PartialDate | None,
    registry: Registry,
) -> Verdict:
    """Choose among directives of one number when neither khóa nor date is written (§7, 3–6)."""
    candidates = tuple(d.key for d in found)
    left = issued_before(found, issued)
    if not found:
        return Verdict(
            open_key, Outcome.NOT_HELD, because("chưa có văn bản nào mang số này trong danh mục")
        )
    if not left:
        return Verdict(
            open_key,
            Outcome.NOT_HELD,
            because("văn bản mang số này trong danh mục ban hành sau ngày của thông báo"),
            candidates,
        )
    if len(left) == 1:
        return _only(left[0], len(found) == 1, open_key, subject)
    fitting = by_subject(left, subject, registry)
    if len(fitting) == 1:
        return resolved_verdict(
            fitting[0],
            because("nội dung nêu sau số hiệu khớp với tên văn bản"),
            Certainty.STATED,
        )
    current = central_term_at(issued) if issued else None
    in_force = [d for d in fitting if current and term_of(d) == f"k{current.number}"]
    if current and len(in_force) == 1 and not contradicts_title(in_force[0], subject):
        return resolved_verdict(
            in_force[0],
            because(
                "văn bản cùng số của khóa {term}, khóa đương nhiệm vào ngày của thông báo",
                term=current.term,
            ),
            Certainty.INFERRED,
        )
    return Verdict(
        open_key,
        Outcome.AMBIGUOUS,
        because("{n} văn bản mang cùng số này, chưa đủ căn cứ để chọn", n=len(fitting)),
        tuple(d.key for d in fitting),
    )


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


def _only(directive: Directive, alone: bool, open_key: str, subject: str) -> Verdict:
    if contradicts_title(directive, subject):
        return Verdict(
            open_key,
            Outcome.AMBIGUOUS,
            because("chỉ có một văn bản mang số này nhưng nội dung nêu trong câu không khớp"),
            (directive.key,),
        )
    if alone:
        why = because("chỉ có một văn bản mang số này trong danh mục")
    else:
        why = because("chỉ một văn bản mang số này đã ban hành vào ngày của thông báo")
    return resolved_verdict(directive, why, Certainty.INFERRED)
