"""What is found where nothing meets the whole: whole words, two of several, whatever has a name."""

import pytest

from tests.asking import indexed, told


@pytest.fixture(scope="module")
def some(tmp_path_factory):
    """Notices with the syllables of some words, each in a sentence of its own."""
    return indexed(
        tmp_path_factory.mktemp("parts"),
        safe="Công an xã giữ an toàn cho dân.",
        forest="Nhân dân trồng rừng ở ven suối.",
        other="Cán bộ chăm sóc rừng và đường giao thông.",
        place="Đoàn cán bộ đã đến xã Lộc Quảng.",
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        # A syllable of a word is no part of it.
        ("an ninh", set()),
        ("an ninh khôngcó", set()),
        ("an toàn khôngcó", {"safe"}),
        # A word is one, of two.
        ("rừng khôngcó", {"forest", "other"}),
        # Of three and more words, two.
        ("trồng rừng khôngcó", {"forest"}),
        ("trồng đường khôngcó", set()),
        ("rừng đường khôngcó nào", {"other"}),
        # What has a name is found by itself.
        ("khôngcó nàocả xã Lộc Quảng", {"place"}),
        ('khôngcó nàocả "giao thông"', {"other"}),
        # What meets all of it is all that is found.
        ("trồng rừng", {"forest"}),
    ],
)
def test_a_part_is_enough_where_it_says_something(some, typed, found):
    hits = told(some, typed).hits
    assert {hit.card.source.removesuffix(".txt") for hit in hits} == found


def test_what_meets_more_comes_first(some):
    hits = told(some, "trồng rừng ven đường khôngcó").hits
    assert [hit.card.source for hit in hits] == ["forest.txt", "other.txt"]


def test_that_nothing_meets_the_whole_is_said(some):
    (said,) = map(str, told(some, "trồng rừng khôngcó").understood)
    assert said.startswith("có một phần các chữ trồng, rừng, khôngcó, khớp nhiều")
    assert [str(one) for one in told(some, "an ninh").understood] == ["có đủ các chữ an, ninh"]
