"""The life of a unit in one answer: what it was, what it came from and what it became."""

from datetime import date

import pytest

from indexer.gazetteer.history import UnitVersion
from indexer.gazetteer.units import Gazetteer, gazetteer


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


def forerunners(places, key):
    return places.history(key).forerunners


@pytest.mark.parametrize(
    ("key", "former"),
    [
        ("lam-dong/bao-lam-1", {"lam-dong/bao-lam/loc-thang", "lam-dong/bao-lam/loc-ngai",
                                "lam-dong/bao-lam/loc-quang"}),
        ("lam-dong", {"binh-thuan", "dak-nong"}),
        ("ho-chi-minh/con-dao", {"ba-ria-vung-tau/con-dao"}),
        ("lam-dong/bao-lam/loc-quang", set()),
        ("khong-co", set()),
    ],
)  # fmt: skip
def test_a_unit_gathers_those_it_came_from(places, key, former):
    assert set(forerunners(places, key)) == former


def test_a_district_is_no_forerunner_of_a_commune_that_is_a_part_of_it(places):
    assert "dong-nai/cam-my" not in forerunners(places, "dong-nai/cam-my-xa")
    assert "dong-nai/cam-my/long-giao" in forerunners(places, "dong-nai/cam-my-xa")


def test_a_former_district_goes_on_as_the_communes_on_its_ground(places):
    district = places.history("dong-nai/cam-my")
    assert set(district.heirs) == {
        "dong-nai/cam-my-xa", "dong-nai/song-ray", "dong-nai/xuan-dong", "dong-nai/xuan-duong",
        "dong-nai/xuan-que", "dong-nai/xuan-dinh",
    }  # fmt: skip
    assert places.history("lam-dong/bao-lam-1").heirs == ()
    assert "lam-dong/bao-lam-1" in places.history("lam-dong/bao-lam/loc-quang").kin


def test_every_unit_of_today_gathers_all_former_units_that_became_it(places):
    """The filter finds what the facet and the tree count."""
    for key in places:
        level = places.place(key).level
        heirs = places.history(key).heirs
        for heir in heirs:
            if places.place(heir).level is level or len(heirs) == 1:
                assert key in forerunners(places, heir), (key, heir)


def test_what_changed_its_province_is_gathered_by_the_new_one(places):
    assert "vinh-phuc/me-linh" in forerunners(places, "ha-noi")
    assert places.history("vinh-phuc/me-linh").provinces_today == ("ha-noi",)


# key, then where its notices stand under the names of now: the province, and the unit in it
SPOTS = [
    # a unit that stands, in its province
    ("lam-dong/bao-lam-1", [("lam-dong", "lam-dong/bao-lam-1")]),
    ("lam-dong", [("lam-dong", "lam-dong")]),
    # a former commune in the one that took it in, also across a province's border
    ("lam-dong/bao-lam/loc-quang", [("lam-dong", "lam-dong/bao-lam-1")]),
    ("binh-phuoc", [("dong-nai", "dong-nai")]),
    # a former district that became several communes, right below the province of today
    ("dong-nai/cam-my", [("dong-nai", "dong-nai/cam-my")]),
    ("vinh-phuc/me-linh", [("ha-noi", "vinh-phuc/me-linh")]),
    # one that became a single unit, in that
    ("ba-ria-vung-tau/con-dao", [("ho-chi-minh", "ho-chi-minh/con-dao")]),
    # what no record knows, where its key says
    ("lam-dong/khong-co", [("lam-dong", "lam-dong/khong-co")]),
]


@pytest.mark.parametrize(("key", "spots"), SPOTS)
def test_where_notices_of_then_stand_now(places, key, spots):
    assert list(places.history(key).spots_today) == spots


def test_the_stages_of_a_life(places):
    commune = places.history("dong-nai/cam-my/long-giao")
    assert commune.versions[0].began is None  # the records begin with it, it does not
    assert commune.versions[-1].ended == commune.last_day == date(2025, 6, 30)
    assert [one.full_name for one in commune.above] == ["tỉnh Đồng Nai", "huyện Cẩm Mỹ"]
    assert [(one.key, one.label) for one in commune.became] == [
        ("dong-nai/cam-my-xa", "xã Cẩm Mỹ, Đồng Nai")
    ]
    heir = places.history("dong-nai/cam-my-xa")
    assert heir.versions[0] == UnitVersion("xã Cẩm Mỹ", date(2025, 7, 1), None, "1662/NQ-UBTVQH15")
    assert "dong-nai/cam-my/long-giao" in [one.key for one in heir.made_of]
    assert not heir.has_ended
    assert not heir.spans_the_reform


def test_only_a_commune_passes_on_in_part(places):
    """A district's heirs are its parts anyway; a commune that was split says so on each side."""
    assert not any(one.in_part for one in places.history("dong-nai/cam-my").became)
    split = next(one for key in places for one in places.history(key).became if one.in_part)
    old = places.history(split.step.old)
    assert len(old.became) > 1
    (back,) = [one for one in places.history(split.key).made_of if one.key == split.step.old]
    assert back.in_part
