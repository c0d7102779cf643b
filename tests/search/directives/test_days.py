"""Days as they are typed of a directive."""

import pytest

from search.directives.days import typed_days


@pytest.mark.parametrize(
    ("text", "best", "rest"),
    [
        ("qđ 2/1/2020", "day:2020-01-02", ["qđ"]),
        ("qđ 25/10/17", "day:2017-10-25", ["qđ"]),
        ("ngày 09 tháng 5 năm 2024 qđ", "day:2024-05-09", ["qđ"]),
        ("ngày 22.12.2024", "day:2024-12-22", []),
        ("20250526_QD294", "day:2025-05-26", ["_QD294"]),
        ("2020-01-02 qđ", "day:2020-01-02", ["qđ"]),
        ("đạo đức ngày 9/5", "on:05-09", ["đạo", "đức"]),
        ("ngày 9 tháng 5", "on:05-09", []),
        ("nq tháng 5/2025", "month:2025-05", ["nq"]),
        ("tháng 12 năm 2025", "month:2025-12", []),
    ],
)
def test_a_day_is_read_and_taken_out(text, best, rest):
    ((readings, _),), left = typed_days(text)
    assert max(readings, key=readings.get) == best
    assert left.split() == rest


@pytest.mark.parametrize(
    "text",
    ["30/2020/NĐ-CP", "213-QĐ/TW", "nđ 30/2020", "99/99/2020", "1/2", "45/2013/QH13", "2025"],
)
def test_what_is_no_day_stays(text):
    assert typed_days(text) == ([], text)
