"""Which directive a citation means, and when that stays open."""

from dataclasses import replace

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.keys import BodyKey
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.language import reason_text
from indexer.model import Directive, Outcome, PartialDate
from viendan.quality.citations import gold_passages

REGISTRY = Registry.load()
BAO_LAM = CitingContext(PartialDate(2023, 8, 9), BodyKey("hu", ("bao-lam", "lam-dong")), "Lâm Đồng")


def resolved(text, context=None):
    """What is found, in a context; without one, what the registry answers to a question."""
    return resolve(find_citations(text), text, context or CitingContext(asked=True), REGISTRY)


def keys(text, context=None):
    return [(r.key, r.outcome.value) for r in resolved(text, context)]


def issued(*date):
    return CitingContext(PartialDate(*date))


TERMS = [
    # 1. khóa written
    ("Nghị quyết số 20-NQ/TW khóa XI", None, "tw/k11/nq-20", "resolved"),
    ("Chỉ thị số 05-CT/TW (khóa XIII)", None, "tw/k13/ct-05", "not_held"),
    ("Nghị quyết số 36-NQ/TW khóa 12", None, "tw/k12/nq-36", "resolved"),
    # 2. date written
    ("Chỉ thị số 35-CT/TW ngày 30/5/2019", None, "tw/k12/ct-35", "resolved"),
    ("Chỉ thị số 35-CT/TW ngày 14 tháng 6 năm 2024", None, "tw/k13/ct-35", "resolved"),
    ("Nghị quyết số 26-NQ/TW năm 2008", None, "tw/k10/nq-26", "resolved"),
    ("Chỉ thị số 05-CT/TW ngày 02/3/2022", None, "tw/k13/ct-05", "not_held"),
    # January of a congress year belongs to the old term
    ("Quy định số 399-QĐ/TW ngày 09/01/2026", None, "tw/k13/qdi-399", "resolved"),
    ("Quy định số 01-QĐ/TW ngày 03/02/2026", None, "tw/k14/qdi-01", "resolved"),
    # 3. one entry only, not later than the notice
    ("Quy định số 76-QĐ/TW", None, "tw/k8/qdi-76", "resolved"),
    ("Quy định số 144-QĐ/TW", (2023, 5, 1), "tw/_/qdi-144", "not_held"),
    ("Nghị quyết số 36-NQ/TW", (2005,), "tw/k9/nq-36", "resolved"),
    # 4. subject
    ("Nghị quyết số 20-NQ/TW về phát triển kinh tế tập thể", None, "tw/k13/nq-20", "resolved"),
    (
        "Nghị quyết số 20-NQ/TW về phát triển khoa học và công nghệ",
        None,
        "tw/k11/nq-20",
        "resolved",
    ),
    ("Nghị quyết số 10-NQ/TW về kinh tế tư nhân", (2023, 1, 1), "tw/k12/nq-10", "resolved"),
    # 5. the term in force on the notice's date
    ("Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp", (2019, 9, 2), "tw/k12/ct-35", "resolved"),
    ("Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp", (2024, 9, 2), "tw/k13/ct-35", "resolved"),
    ("Kết luận số 01-KL/TW", (2018, 4, 1), "tw/k12/kl-01", "resolved"),
    ("Kết luận số 01-KL/TW", (2022, 4, 1), "tw/k13/kl-01", "resolved"),
    # 6. unknown
    ("Chỉ thị số 35-CT/TW", None, "tw/_/ct-35", "ambiguous"),
    ("Nghị quyết số 99-NQ/TW", None, "tw/_/nq-99", "not_held"),
]


@pytest.mark.parametrize(("text", "date", "key", "outcome"), TERMS)
def test_the_term_is_told_by_the_evidence_in_order(text, date, key, outcome):
    assert keys(text, issued(*date) if date else None) == [(key, outcome)]


NO_TERM = [
    ("Nghị quyết Đại hội 99 của Đảng", None, "malformed"),
    ("Nghị quyết Đại hội 40 của Đảng", None, "malformed"),
    ("Nghị quyết Trung ương 4 khóa IIX", "tw/_/hntw-04", "ambiguous"),
]


@pytest.mark.parametrize(("text", "key", "outcome"), NO_TERM)
def test_a_numeral_that_no_term_has_names_no_term(text, key, outcome):
    assert keys(text) == [(key, outcome)]


# Đảng ủy Công an Trung ương and those of provinces and, until 2025, of districts all sign ĐUCA.
OF_TU = CitingContext(PartialDate(2024, 4, 5), BodyKey("tu", ("lam-dong",)), "Lâm Đồng")
POLICE = {
    "Nghị quyết số 12-NQ/ĐUCA của Đảng ủy Công an Trung ương": "duca/nk2020/nq-12",
    "Nghị quyết số 12-NQ/ĐUCATW": "duca/nk2020/nq-12",
    "Nghị quyết số 12 của Đảng ủy Công an Trung ương": "duca/nk2020/nq-12",
    "Nghị quyết số 12-NQ/ĐUCA, ngày 14/3/2016 của Đảng ủy Công an Trung ương": "duca/nk2015/nq-12",
    "Nghị quyết số 12-NQ/ĐUCA của Đảng ủy Công an tỉnh": "duca.lam-dong/nk2020/nq-12",
    "Nghị quyết số 12-NQ/ĐUCA của Ban Thường vụ Đảng ủy Công an tỉnh": "duca.lam-dong/nk2020/nq-12",
    "Nghị quyết số 12 của Đảng ủy Công an tỉnh": "duca.lam-dong/nk2020/nq-12",
    "Nghị quyết số 12-NQ/ĐUCA, ngày 05/02/2019 của Đảng ủy Công an tỉnh":
        "duca.lam-dong/nk2015/nq-12",
    "Nghị quyết số 12-NQ/ĐUCA của Đảng ủy Công an tỉnh Bình Thuận": "duca.binh-thuan/nk2020/nq-12",
    "Nghị quyết số 12-NQ/ĐUCA của Đảng ủy Công an Thành phố Hồ Chí Minh":
        "duca.ho-chi-minh/nk2020/nq-12",
    "Nghị quyết số 12-NQ/ĐUCA của Đảng ủy Công an huyện Di Linh":
        "duca.di-linh.lam-dong/nk2020/nq-12",
    "Nghị quyết số 12-NQ/ĐUQS của Đảng ủy Quân sự tỉnh": "duqs.lam-dong/nk2020/nq-12",
    "Nghị quyết số 12-NQ/ĐUQS, ngày 05/02/2019 của Đảng ủy Quân sự tỉnh":
        "duqs.lam-dong/nk2015/nq-12",
    "Nghị quyết số 12-NQ/ĐUQS": "duqs.lam-dong/nk2020/nq-12",
    # The code alone does not tell whose it is.
    "Nghị quyết số 12-NQ/ĐUCA": "duca._/nk2020/nq-12",
}  # fmt: skip


@pytest.mark.parametrize(("text", "key"), POLICE.items(), ids=POLICE)
def test_the_police_and_the_army_of_a_province_are_not_the_centres(text, key):
    assert keys(text, OF_TU) == [(key, "not_held")]


def test_two_committees_of_one_code_in_a_row_have_each_their_own_name():
    text = "Kết luận số 47-KL/ĐUCATW, Nghị quyết số 48-NQ/ĐUCA của Đảng ủy Công an tỉnh"
    assert [(one.body, one.key) for one in resolved(text, OF_TU)] == [
        ("Đảng ủy Công an Trung ương", "duca/nk2020/kl-47"),
        ("Đảng ủy Công an tỉnh", "duca.lam-dong/nk2020/nq-48"),
    ]


TYPES = [
    # a Quyết định is never signed QĐi, so this is not 217-QĐ/TW, the only one that is held
    ("Quy định số 217-QĐi/TW của Bộ Chính trị", "tw/_/qdi-217", "not_held"),
    ("Quy định số 08-QĐi/TW", "tw/k12/qdi-08", "resolved"),
    ("Quyết định số 213-QĐ/TW", "tw/k12/qdi-213", "resolved"),
    ("Quyết định số 11-QĐ/TW ngày 18/02/2019", "tw/k12/qdi-11", "resolved"),
    ("Nghị quyết 144-QĐ/TW", "tw/k13/qdi-144", "resolved"),
    ("Quyết định số 347-CT/TW", "tw/k13/qd-347", "resolved"),
    # a Chỉ thị may well have this number, so the sigil stands
    ("Quy định số 22-CT/TW", "tw/_/ct-22", "not_held"),
    ("Quyết định số 00-QĐ/TW", None, "malformed"),
    ("từ số 28 đến số 26-NQ/TW", None, "malformed"),
]


@pytest.mark.parametrize(("text", "key", "outcome"), TYPES)
def test_the_type_code_is_the_registrys_then_the_sigils_then_the_words(text, key, outcome):
    assert keys(text) == [(key, outcome)]


LOCAL = [
    ("Quyết định số 842-QĐ/TU", "tu.lam-dong/nk2020/qd-842"),
    ("Quy định số 04-QĐ/TU, ngày 17/3/2017", "tu.lam-dong/nk2015/qdi-04"),
    ("Chỉ thị số 05-CT/TU của Tỉnh ủy Quảng Trị", "tu.quang-tri/nk2020/ct-05"),
    ("Tỉnh ủy Quảng Trị đã ban hành Chỉ thị số 05-CT/TU", "tu.quang-tri/nk2020/ct-05"),
    ("Nghị quyết số 06-NQ/HU", "hu.bao-lam.lam-dong/nk2020/nq-06"),
    ("Nghị quyết số 06-NQ/HU của Huyện ủy Di Linh", "hu.di-linh.lam-dong/nk2020/nq-06"),
    (
        "Nghị quyết số 08-NQ/ĐU của Đảng ủy xã Lộc Quảng",
        "du.loc-quang.bao-lam.lam-dong/nk2020/nq-08",
    ),
    (
        "Nghị quyết số 08-NQ/ĐU của Đảng ủy phường 7, thành phố Đà Lạt",
        "du.phuong-7.da-lat.lam-dong/nk2020/nq-08",
    ),
    ("Nghị quyết số 05-NQ/TU của Thành ủy Bảo Lộc", "thu.bao-loc.lam-dong/nk2020/nq-05"),
    ("Nghị quyết số 05-NQ/TPU của Thành ủy Bảo Lộc", "thu.bao-loc.lam-dong/nk2020/nq-05"),
    (
        "Nghị quyết số 05-NQ/HU của Quận ủy Ô Môn, thành phố Cần Thơ",
        "qu.o-mon.can-tho/nk2020/nq-05",
    ),
    ("Nghị quyết 05 của thị xã", "thu.bao-lam.lam-dong/nk2020/nq-05"),
    ("Nghị quyết 03 của Chi ủy", "cb._.bao-lam.lam-dong/nk2020/nq-03"),
    ("Hướng dẫn số 11-HD/BTCHU", "btchu.bao-lam.lam-dong/nk2020/hd-11"),
    ("Quy chế số 05-QC/BTCTU-BDVTU", "btctu-bdvtu.lam-dong/nk2020/qc-05"),
    ("Kế hoạch số 45/KH-UBND năm 2023 của UBND huyện", "nn.ubnd.bao-lam.lam-dong/y2023/kh-45"),
    ("Quyết định số 30/2018/QĐ-UBND của UBND tỉnh", "nn.ubnd.lam-dong/y2018/qd-30"),
    ("Nghị quyết số 847-NQ/QUTW", "qutw/nk2020/nq-847"),
    ("Quyết định số 3447/QĐ-BYT", "nn.byt/_/qd-3447"),
    # in the months of the congresses a date does not tell the term
    ("Kết luận số 12-KL/TU ngày 15/10/2020", "tu.lam-dong/_/kl-12"),
    ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI", "tu.lam-dong/nk2020/dh"),
    (
        "Nghị quyết Đại hội Đảng bộ huyện, nhiệm kỳ 2015-2020",
        "hu.bao-lam.lam-dong/nk2015/dh",
    ),
]


@pytest.mark.parametrize(("text", "key"), LOCAL)
def test_a_local_directive_belongs_to_the_named_place_or_ones_own(text, key):
    assert keys(text, BAO_LAM) == [(key, "not_held")]


SINCE_2025 = [
    (
        "Nghị quyết số 08-NQ/ĐU ngày 05/9/2025 của Đảng ủy xã Lộc Quảng",
        "du.loc-quang.lam-dong/nk2025/nq-08",
    ),
    ("Kế hoạch số 06-KH/UBKTĐU ngày 08/9/2025", "ubktdu._.lam-dong/nk2025/kh-06"),
    (
        "Nghị quyết số 02-NQ/ĐU ngày 08/9/2025 của Đảng ủy đặc khu Phú Quý",
        "du.phu-quy.lam-dong/nk2025/nq-02",
    ),
    # a day that is to come
    ("Kế hoạch số 06-KH/TU ngày 08/9/2027", "tu.lam-dong/_/kh-06"),
]


@pytest.mark.parametrize(("text", "key"), SINCE_2025)
def test_a_local_directive_of_today_has_no_district_above_it(text, key):
    context = replace(BAO_LAM, issued=PartialDate(2026, 3, 10))
    assert keys(text, context) == [(key, "not_held")]


def test_without_an_issuer_the_place_is_unknown():
    assert keys("Quyết định số 842-QĐ/TU") == [("tu._/_/qd-842", "not_held")]
    assert keys("Nghị quyết số 06-NQ/HU", CitingContext(None, None, "Lâm Đồng")) == [
        ("hu._.lam-dong/_/nq-06", "not_held")
    ]


def test_a_province_speaks_of_the_district_that_the_notice_is_about():
    text = "Đảng bộ huyện Cẩm Mỹ thực hiện Nghị quyết Đại hội Đảng bộ huyện, nhiệm kỳ 2020 - 2025"
    context = CitingContext(PartialDate(2023), BodyKey("tu", ("dong-nai",)))
    assert keys(text, context) == [("hu.cam-my.dong-nai/nk2020/dh", "not_held")]
    two = text + "; Đảng bộ huyện Long Thành"
    assert keys(two, context) == [("hu._.dong-nai/nk2020/dh", "not_held")]


ALIASES = [
    ("Nghị quyết Trung ương 4 khóa XI", "tw/k11/nq-12", "resolved"),
    ("Nghị quyết TW 3 khóa X", "tw/k10/nq-04", "resolved"),
    ("Kết luận Trung ương 4 khóa XIII", "tw/k13/kl-21", "resolved"),
    ("Nghị quyết Trung ương 8 khóa XII", "tw/k12/nq-36", "resolved"),
    ("Nghị quyết Trung ương 6 khóa XII", "tw/k12/hntw-06", "ambiguous"),
    ("Nghị quyết Trung ương 6 khóa XII về công tác dân số", "tw/k12/nq-21", "resolved"),
    ("Nghị quyết Trung ương 5 khóa VIII", "tw/k8/hntw-05", "not_held"),
    ("Nghị quyết Trung ương 4", "tw/_/hntw-04", "ambiguous"),
    ("Nghị quyết Đại hội XIII của Đảng", "tw/k13/dh", "resolved"),
    ("Nghị quyết Đại hội XI của Đảng", "tw/k11/dh", "not_held"),
    ("Luật Đất đai năm 2013", "nn.qh/y2013/luat-45", "resolved"),
    ("Luật Đất đai số 31/2024/QH15", "nn.qh/y2024/luat-31", "resolved"),
    ("Hiến pháp năm 2013", "nn.qh/y2013/hien-phap", "resolved"),
]


@pytest.mark.parametrize(("text", "key", "outcome"), ALIASES)
def test_unnumbered_citations(text, key, outcome):
    assert keys(text) == [(key, outcome)]


def test_a_list_of_khoa_gives_one_citation_for_each():
    assert keys("Nghị quyết Trung ương 4 (khóa XII, XIII)") == [
        ("tw/k12/nq-04", "resolved"),
        ("tw/k13/kl-21", "resolved"),
    ]


def test_a_plenum_without_khoa_takes_the_antecedent():
    text = "Nghị quyết Trung ương 4 khóa XI; sau đó Nghị quyết Trung ương 4 được tổng kết"
    assert [key for key, _ in keys(text)] == ["tw/k11/nq-12", "tw/k11/nq-12"]
    twins = "Nghị quyết Trung ương 4 (khóa XI, XII); sau đó Nghị quyết Trung ương 4"
    assert keys(twins)[-1] == ("tw/_/hntw-04", "ambiguous")


def test_a_short_form_prefers_the_notice_to_the_registry():
    text = "Chỉ thị số 05-CT/HU của Huyện ủy; Chỉ thị 05 được quán triệt"
    assert [key for key, _ in keys(text, BAO_LAM)] == ["hu.bao-lam.lam-dong/nk2020/ct-05"] * 2
    assert keys("Chỉ thị 05 được quán triệt", BAO_LAM) == [("tw/k12/ct-05", "resolved")]


def test_the_antecedent_may_stand_after_but_the_nearest_before_wins():
    after = "Nghị quyết 05 đã sơ kết; xem Nghị quyết số 05-NQ/HU"
    assert keys(after, BAO_LAM)[0][0] == "hu.bao-lam.lam-dong/nk2020/nq-05"
    both = "Nghị quyết số 09-NQ/TU; Nghị quyết số 09-NQ/HU; Nghị quyết 09"
    assert keys(both, BAO_LAM)[2][0] == "hu.bao-lam.lam-dong/nk2020/nq-09"


SHORT = [
    ("Chỉ thị 35 năm 2019", "tw/k12/ct-35", "resolved"),
    ("Nghị quyết 18 khóa XIII", "tw/k13/nq-18", "resolved"),
    ("Quy định số 58, ngày 8-2-2022", "tw/k13/qdi-58", "resolved"),
    ("Chỉ thị 35", "tw/_/ct-35", "ambiguous"),
    ("Kế hoạch số 57", "_/_/kh-57", "not_held"),
    # the alias means the khóa XII paper, but the subject speaks of another
    ("Nghị quyết 19 về nông nghiệp, nông dân, nông thôn", "tw/k13/nq-19", "resolved"),
    ("Nghị quyết 12 của Chính phủ", "nn.cp/_/nq-12", "not_held"),
]


@pytest.mark.parametrize(("text", "key", "outcome"), SHORT)
def test_short_forms_without_antecedent(text, key, outcome):
    assert keys(text) == [(key, outcome)]


def test_an_alias_of_a_later_directive_is_not_meant():
    assert keys("Nghị quyết 57", issued(2020, 1, 1)) == [("tw/_/nq-57", "not_held")]


def test_a_repeated_symbol_takes_the_date_of_its_first_mention():
    text = "Chỉ thị số 35-CT/TW ngày 30/5/2019; đến nay Chỉ thị số 35-CT/TW đã sơ kết"
    assert [key for key, _ in keys(text)] == ["tw/k12/ct-35"] * 2


def test_a_repeated_symbol_with_another_subject_is_another_directive():
    text = "Nghị quyết số 10-NQ/TW ngày 10/02/2022; Nghị quyết 10-NQ/TW về kinh tế tư nhân"
    assert [key for key, _ in keys(text)] == ["tw/k13/nq-10", "tw/k12/nq-10"]


def test_a_bare_symbol_is_ones_own_even_beside_another_provinces():
    text = "Kết luận số 205-KL/TU ngày 17/5/2022 của Tỉnh ủy Ninh Bình và Kết luận số 205-KL/TU"
    assert [key for key, _ in keys(text, BAO_LAM)] == [
        "tu.ninh-binh/nk2020/kl-205",
        "tu.lam-dong/nk2020/kl-205",
    ]


def test_khoa_and_date_that_contradict_leave_the_citation_open():
    (one,) = resolved("Kết luận số 01-KL/TW, ngày 18/5/2021 (khóa XII)")
    assert (one.key, one.outcome) == ("tw/k12/kl-01", Outcome.AMBIGUOUS)
    assert set(one.candidates) == {"tw/k12/kl-01", "tw/k13/kl-01"}


NO_WRONG_LINK = [
    # a plenum named after the number tells the khóa
    ("Nghị quyết số 29-NQ/TW Hội nghị lần thứ 8 Ban Chấp hành Trung ương khóa XI", "tw/k11/nq-29"),
    # organ or date may stand before the number
    ("Nghị quyết, ngày 22/10/2018, số 36-NQ/TW", "tw/k12/nq-36"),
    ("Nghị quyết của Bộ Chính trị số 36-NQ/TW (khóa IX)", "tw/k9/nq-36"),
    # a local paper is not the central one of that short name
    ("Huyện ủy ban hành Chỉ thị 05", "hu.bao-lam.lam-dong/nk2020/ct-05"),
    ("Nghị quyết 18 của tỉnh", "tu.lam-dong/nk2020/nq-18"),
    # an organ in the subject does not own the directive
    ("Chỉ thị số 10-CT/TU về trách nhiệm của Huyện ủy Di Linh", "tu.lam-dong/nk2020/ct-10"),
    ("Chỉ thị số 05-CT/TU ngày 23/5/2021", "tu.lam-dong/nk2020/ct-05"),
    ("Nghị quyết số 68/NQ-CP ngày 09/5/2024", "nn.cp/y2024/nq-68"),
]


@pytest.mark.parametrize(("text", "key"), NO_WRONG_LINK)
def test_what_looks_like_another_directive_is_not_linked_to_it(text, key):
    assert [found for found, _ in keys(text, BAO_LAM)] == [key]


def test_a_date_a_few_days_off_is_a_slip_and_is_told():
    (one,) = resolved("Quy định số 58-QĐ/TW ngày 28/2/2022")
    assert (one.key, one.outcome) == ("tw/k13/qdi-58", Outcome.RESOLVED)
    assert "08/02/2022" in str(one.reason)


def test_the_resolution_says_what_the_document_is():
    text = "Quyết định số 11-QĐ/TW ngày 18/02/2019 của Bộ Chính trị; QĐ 65-QĐ/TW"
    one, other = resolved(text)
    assert (one.type, one.number, one.body) == ("Quyết định", "11-QĐi/TW", "Bộ Chính trị")
    assert (other.type, other.body) == ("Quy định", "Trung ương")


def test_a_directive_added_to_the_registry_is_resolved():
    key = "tu.lam-dong/nk2020/qd-842"
    added = Directive(key, "Quyết định", "842-QĐ/TU", "Tỉnh ủy", "2020-2025", None, "lập đoàn")
    registry = Registry((*REGISTRY.directives, added), REGISTRY.plenums)
    text = "Quyết định số 842-QĐ/TU"
    (one,) = resolve(find_citations(text), text, BAO_LAM, registry)
    assert (one.key, one.outcome) == (added.key, Outcome.RESOLVED)


def test_every_resolution_has_a_reason_in_both_languages():
    for passage in gold_passages():
        for one in resolve(find_citations(passage.text), passage.text, passage.context, REGISTRY):
            assert reason_text(one.reason, "en") != str(one.reason)
            assert one.key or one.outcome is Outcome.MALFORMED
