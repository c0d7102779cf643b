"""The same plan for stock Whoosh, whose unlimited search is the oracle."""

from whoosh import query as wq
from whoosh.query import Query as StockQuery

from search.engine.plan import (
    Adjacent,
    AllOf,
    AnyOf,
    AnyTerm,
    Between,
    Everything,
    Plan,
    Preferring,
    Term,
)


def stock(plan: Plan) -> StockQuery:
    """A plan without exclusions as a query of stock Whoosh."""
    match plan:
        case Term(field, text, boost):
            return wq.Term(field, text, boost=boost)
        case Adjacent(field, texts, boost):
            return wq.Phrase(field, list(texts), boost=boost)
        case AnyTerm(field, texts, score):
            return wq.ConstantScoreQuery(wq.Or([wq.Term(field, text) for text in texts]), score)
        case Between(field, first, last, score):
            # A month or a year may lie in a range that begins within it.
            whole = [wq.Term(field, first[:4]), wq.Term(field, first[:7])] if first else []
            dates = wq.Or([wq.TermRange(field, first, last or "9999"), *whole])
            return wq.ConstantScoreQuery(dates, score)
        case AllOf(parts):
            return wq.And([stock(part) for part in parts])
        case AnyOf(parts):
            return wq.Or([stock(part) for part in parts])
        case Preferring(wanted, better):
            return wq.AndMaybe(stock(wanted), stock(better))
        case Everything():
            return wq.Every()
        case _:
            raise TypeError(plan)
