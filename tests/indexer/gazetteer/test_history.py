"""The life of a unit in one answer: what it was, what it came from and what it became."""

from datetime import date

import pytest

from indexer.gazetteer.history import UnitVersion


def forerunners(gazetteer, key):
    return gazetteer.history(key).forerunners


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
def test_a_unit_gathers_those_it_came_from(gazetteer, key, former):
    assert set(forerunners(gazetteer, key)) == former


def test_a_district_is_no_forerunner_of_a_commune_that_is_a_part_of_it(gazetteer):
    assert "dong-nai/cam-my" not in forerunners(gazetteer, "dong-nai/cam-my-xa")
    assert "dong-nai/cam-my/long-giao" in forerunners(gazetteer, "dong-nai/cam-my-xa")


def test_a_former_district_goes_on_as_the_communes_on_its_ground(gazetteer):
    district = gazetteer.history("dong-nai/cam-my")
    assert set(district.heirs) == {
        "dong-nai/cam-my-xa", "dong-nai/song-ray", "dong-nai/xuan-dong", "dong-nai/xuan-duong",
        "dong-nai/xuan-que", "dong-nai/xuan-dinh",
    }  # fmt: skip
    assert gazetteer.history("lam-dong/bao-lam-1").heirs == ()
    assert "lam-dong/bao-lam-1" in gazetteer.history("lam-dong/bao-lam/loc-quang").kin


def test_a_province_that_took_others_in_stands_for_none_of_them(gazetteer):
    """Lâm Đồng has kept its name: Bảo Lâm lay in it before, and never in Bình Thuận."""
    kin = gazetteer.history("binh-thuan").kin
    assert "lam-dong/phu-quy" in kin
    assert not {"lam-dong", "lam-dong/bao-lam-1"} & set(kin)
    assert gazetteer.history("thua-thien-hue").kin == ("hue",)


def test_every_unit_of_today_gathers_all_former_units_that_became_it(gazetteer):
    """The filter finds what the facet and the tree count."""
    for key in gazetteer:
        level = gazetteer.place(key).level
        heirs = gazetteer.history(key).heirs
        for heir in heirs:
            if gazetteer.place(heir).level is level or len(heirs) == 1:
                assert key in forerunners(gazetteer, heir), (key, heir)


def test_what_changed_its_province_is_gathered_by_the_new_one(gazetteer):
    assert "vinh-phuc/me-linh" in forerunners(gazetteer, "ha-noi")
    assert gazetteer.history("vinh-phuc/me-linh").provinces_today == ("ha-noi",)


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
def test_where_notices_of_then_stand_now(gazetteer, key, spots):
    assert list(gazetteer.history(key).spots_today) == spots


def test_the_stages_of_a_life(gazetteer):
    commune = gazetteer.history("dong-nai/cam-my/long-giao")
    assert commune.versions[0].began is None  # the records begin with it, it does not
    assert commune.versions[-1].ended == commune.last_day == date(2025, 6, 30)
    assert [one.full_name for one in commune.above] == ["tỉnh Đồng Nai", "huyện Cẩm Mỹ"]
    assert [(one.key, one.label) for one in commune.became] == [
        ("dong-nai/cam-my-xa", "xã Cẩm Mỹ, Đồng Nai")
    ]
    heir = gazetteer.history("dong-nai/cam-my-xa")
    assert heir.versions[0] == UnitVersion("xã Cẩm Mỹ", date(2025, 7, 1), None, "1662/NQ-UBTVQH15")
    assert "dong-nai/cam-my/long-giao" in [one.key for one in heir.made_of]
    assert not heir.has_ended
    assert not heir.spans_the_reform


def test_only_a_commune_passes_on_in_part(gazetteer):
    """A district's heirs are its parts anyway; a commune that was split says so on each side."""
    assert not any(one.in_part for one in gazetteer.history("dong-nai/cam-my").became)
    split = next(one for key in gazetteer for one in gazetteer.history(key).became if one.in_part)
    old = gazetteer.history(split.step.old)
    assert len(old.became) > 1
    (back,) = [one for one in gazetteer.history(split.key).made_of if one.key == split.step.old]
    assert back.in_part
