"""Words sought among the values of a facet."""

import pytest

from search.display.results import FacetValue
from search.display.value_search import values_with

NAMES = (
    "quận Ba Đình, Hà Nội",
    "huyện Thanh Trì, Hà Nội",
    "thành phố Việt Trì, Phú Thọ",
    "thị xã Đông Triều, Quảng Ninh",
    "Huyện ủy Vụ Bản, Nam Định",
    "Huyện ủy Bản Đình",
    "Ban Thường vụ",
    "thị xã Tây Ninh, Tây Ninh",
    "Tòa án nhân dân",
    "",
)


def found(words, places=(), chosen=None):
    values = [FacetValue(f"_{one}", one, 1, one == chosen) for one in NAMES]
    return [one.label for one in values_with(values, words, places)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ba Đình", ["quận Ba Đình, Hà Nội"]),
        ("ba dinh", ["quận Ba Đình, Hà Nội"]),
        ("bà đình", ["quận Ba Đình, Hà Nội"]),  # Nothing has these marks.
        ("bản", ["Huyện ủy Vụ Bản, Nam Định", "Huyện ủy Bản Đình"]),
        ("đình bản", ["Huyện ủy Bản Đình"]),
        ("thanh tri", ["huyện Thanh Trì, Hà Nội"]),
        ("trì hà", ["huyện Thanh Trì, Hà Nội"]),
        ("hà trì", ["huyện Thanh Trì, Hà Nội"]),
        ("tri thanh pho", ["thành phố Việt Trì, Phú Thọ"]),
        ("đông tri", ["thị xã Đông Triều, Quảng Ninh"]),
        ("H. Thanh Trì", ["huyện Thanh Trì, Hà Nội"]),
        ("TX. Tây Ninh", ["thị xã Tây Ninh, Tây Ninh"]),
        ("BTV", ["Ban Thường vụ"]),
        ("toà", ["Tòa án nhân dân"]),
        ("xyz", []),
        ("%%", []),
        ("", list(NAMES)),
    ],
)
def test_what_words_mean_among_names(words, names):
    assert found(words) == names


def test_a_place_is_meant_by_what_it_was():
    was = {"_thành phố Việt Trì, Phú Thọ"}
    assert found("thị xã Việt Trì", was) == ["thành phố Việt Trì, Phú Thọ"]
    assert found("Ba Đình", was) == ["quận Ba Đình, Hà Nội"]


def test_what_is_chosen_stays():
    assert found("xyz", chosen="Ban Thường vụ") == ["Ban Thường vụ"]
