"""Places in the search box: no line is read worse than it was, and the labels are sound."""

import pytest

from tests.gold.typed_places import ReadLine, TypedLine, read_lines, typed_lines

FLOOR = 79
"""Lines of the open files that are read right; it is not lowered."""

BAO_LAM = frozenset({"lam-dong/bao-lam"})


def test_no_line_is_read_worse_than_it_was(gazetteer):
    wrong = [one for one in read_lines(typed_lines(), gazetteer) if not one.is_right]
    assert len(typed_lines()) - len(wrong) >= FLOOR, wrong


def test_what_a_line_means_is_in_the_gazetteer(gazetteer):
    lines = [*typed_lines(), *typed_lines(held_out=True)]
    keys = {key for line in lines for key in line.places | line.may}
    assert [key for key in keys if key not in gazetteer] == []
    assert len({line.typed for line in lines}) == len(lines)


@pytest.mark.parametrize(
    ("found", "rest", "right"),
    [
        (BAO_LAM, "Kiểm tra.", True),
        (BAO_LAM | {"cao-bang/bao-lam"}, "kiểm tra", True),
        (BAO_LAM | {"lam-dong"}, "kiểm tra", False),
        (frozenset[str](), "kiểm tra", False),
        (BAO_LAM, "kiểm tra huyện", False),
    ],
)
def test_a_line_is_right_with_its_places_and_the_words_left(found, rest, right):
    line = TypedLine("kiểm tra Bảo Lâm", BAO_LAM, ("kiểm tra",), frozenset({"cao-bang/bao-lam"}))
    assert ReadLine(line, found, rest).is_right is right
