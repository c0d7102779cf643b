"""How far a term had come in a register on a day."""

import pytest

from indexer.directives.keys import DirectiveKey
from indexer.directives.registers import Registers, Standing
from indexer.directives.registry import Registry
from indexer.directives.sequence import sequence_of
from indexer.model import Directive, PartialDate

REGISTRY = Registry.load()
HAD, MAY, CANNOT = Standing.HAD, Standing.MAY_HAVE_HAD, Standing.CANNOT_HAVE_HAD

STANDINGS = [
    # 32-CT/TW of 10/4/2024 means that there was a 30
    ("tw/k13/ct-30", (2024, 4, 10), HAD),
    ("tw/k13/ct-30", (2024, 3, 10), MAY),
    # 34-CT/TW of 24/5/2024 means that there was no 36 before
    ("tw/k13/ct-36", (2024, 5, 20), CANNOT),
    ("tw/k13/ct-36", (2024, 7, 1), MAY),
    # Quyết định and Quy định of the centre share a register
    ("tw/k13/qd-21", (2021, 8, 1), HAD),
    # a year alone: by its end it may have come so far
    ("tw/k13/ct-36", (2024,), MAY),
    # before the term, and on the day on which its congress closed
    ("tw/k14/ct-01", (2026, 1, 22), CANNOT),
    ("tw/k14/ct-01", (2026, 1, 23), HAD),
    # higher than a term can have come in two months
    ("tw/k14/kl-228", (2026, 3, 20), CANNOT),
    ("tw/k14/kl-30", (2026, 3, 20), CANNOT),
    ("tw/k14/kl-16", (2026, 3, 20), MAY),
    # a term that is over has what it had
    ("tw/k12/qd-213", (2025, 1, 1), HAD),
    ("tw/k12/ct-300", (2025, 1, 1), CANNOT),
    # a register with hardly a row tells no pace
    ("btgdvtw/k13/hd-90", (2025, 11, 1), MAY),
]


@pytest.mark.parametrize(("key", "on", "standing"), STANDINGS)
def test_the_rows_of_a_register_tell_what_a_term_had(key, on, standing):
    figure = DirectiveKey.parse(key).figure
    found = REGISTRY.registers.standing(sequence_of(key), figure, PartialDate(*on))
    assert found is standing


def row(key, number, day, **more):
    return Directive(key, "Chỉ thị", number, "Ban Bí thư", "XII", day, "về", **more)


def test_a_row_whose_day_was_not_seen_tells_nothing():
    seen = row("tw/k12/ct-20", "20-CT/TW", PartialDate(2018, 1, 1), confidence="confirmed")
    doubtful = row(
        "tw/k12/ct-20", "20-CT/TW", PartialDate(2018, 1, 1),
        confidence="partial", doubt="day unconfirmed",
    )  # fmt: skip
    sequence = sequence_of("tw/k12/ct-20")
    asked = sequence, 19, PartialDate(2018, 2, 1)
    assert Registers.of([seen]).standing(*asked) is HAD
    assert Registers.of([doubtful]).standing(*asked) is MAY
