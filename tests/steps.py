"""How much work something is, without a clock: the instructions that Python executes for it.

The same at every run and on every machine.  What a regular expression, a slice or an array does
is one instruction, however long it takes: ``python -m bench growth`` measures that by the clock.
"""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any


def steps(work: Callable[[], object]) -> int:
    """The instructions executed in Python functions that the work calls."""
    count = 0

    def inside(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return inside

    def entered(frame: FrameType, _event: str, _argument: Any) -> Any:
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return inside

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def is_linear(work: Callable[[str], object], piece: str, times: int) -> bool:
    """Whether work on a piece, repeated so many times, twice and four times as often, grows as
    the length does: the second addition costs twice the first, where quadratic work costs four
    times as much.  Caches are filled before."""
    texts = [piece * (times * more) for more in (1, 2, 4)]
    work(texts[-1])
    one, two, four = (steps(partial(work, text)) for text in texts)
    return four - two <= 2.5 * (two - one) + _UNEVEN


_UNEVEN = 500
"""Instructions more or less, since a text need not end where a step ends."""
