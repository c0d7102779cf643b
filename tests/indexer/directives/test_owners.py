"""Whose paper is cited, as far as the text tells, and what its figures tell."""

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.keys import BodyKey
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.language import reason_text
from indexer.model import PartialDate

REGISTRY = Registry.load()


def resolved(text):
    return resolve(find_citations(text), text, CitingContext(asked=True), REGISTRY)


# ⏎ is the end of a line.
OWNERS = [
    ("theo Kế hoạch số 57-KH/ĐU của Đảng ủy phường.⏎⏎3. Công tác cán bộ", "du._/_/kh-57"),
    ("theo Kế hoạch số 57-KH/ĐU của Đảng ủy xã. Ban Chỉ huy chủ trì", "du._/_/kh-57"),
    ("theo Kế hoạch số 57-KH/ĐU của Đảng ủy phường⏎3. Công tác cán bộ", "du._/_/kh-57"),
    ("theo Kế hoạch số 57-KH/HU của Ban Thường vụ Huyện ủy⏎⏎Văn phòng Huyện ủy", "hu._/_/kh-57"),
    ("Thông báo số 55-TB/HU của Huyện ủy⏎⏎HUYỆN ỦY DI LINH", "hu.di-linh._/_/tb-55"),
    ("Kế hoạch số 312/KH-UBND năm 2021 của UBND TP.⏎⏎3. Phương án", "nn.ubnd._/y2021/kh-312"),
    ("Thông báo số 14-TBKL/HU ngày 1/9/2023", "hu._/nk2020/tb-14"),
    # departments of a commune's committee are of the Party, and count by its terms
    ("Thông báo số 20-TB/UBKTĐU ngày 29/4/2026", "ubktdu._/nk2025/tb-20"),
    ("Công văn số 5-CV/VPĐU ngày 29/4/2026", "vpdu._/nk2025/cv-05"),
    ("Kế hoạch số 6-KH/BTCĐU ngày 29/4/2026", "btcdu._/nk2025/kh-06"),
    ("Hướng dẫn số 8-HD/BTGĐU ngày 29/4/2026", "btgdu._/nk2025/hd-08"),
    ("Thông báo số 10-TB/BTGDVĐU ngày 29/4/2026", "btgdvdu._/nk2025/tb-10"),
    ("Kế hoạch số 9-KH/BXDĐ ngày 29/4/2026", "bxdd._/nk2025/kh-09"),
    # it came to be with that term, so the days of the congresses leave no doubt
    ("Kế hoạch số 9-KH/BXDĐ ngày 08/8/2025", "bxdd._/nk2025/kh-09"),
    ("Kế hoạch số 9-KH/ĐU ngày 08/8/2025", "du._/_/kh-09"),
    ("Báo cáo 12-BC/ĐUCA ngày 5/9/2023 của Đảng ủy Công an tỉnh Huế", "duca.hue/nk2020/bc-12"),
    ("Quy chế phối hợp số 05-QCPH/BTGTU-CATU ngày 12/3/2022", "btgtu-catu._/nk2020/qc-05"),
    # decisions on persons have a register of their own
    ("Quyết định số 144-QĐNS/TW ngày 9/5/2024", "tw/k13/qdns-144"),
    ("Quyết định số 366-QĐNS/TW chỉ định đồng chí A", "tw/_/qdns-366"),
    ("Quyết định số 144-QĐ/TW ngày 9/5/2024", "tw/k13/qdi-144"),
    ("Quy chế phối hợp số 924/QC-SNNMT-SXD ngày 14/4/2026", "nn.snnmt-sxd/y2026/qc-924"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), OWNERS)
def test_no_owner_is_read_over_the_end_of_a_line(text, key):
    (found,) = resolved(text.replace("⏎", "\n"))
    assert found.key == key


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("theo Báo cáo số §7-BC/HU", None, "“§7”: không đọc được là số nào"),
        ("theo Quy định số 2l3-QĐ/TW", "tw/k12/qdi-213", "“2l3” trong văn bản đọc là 213-QĐ/TW"),
        (
            "Nghị quyết số 19-NQ/TU ngày 15/5/20l6 của Tỉnh ủy Lâm Đồng",
            "tu.lam-dong/nk2015/nq-19",
            "“15/5/20l6” trong văn bản đọc là ngày 15/05/2016",
        ),
        (
            "Nghị quyết số l9-NQ/TU ngày 15/5/20l6 của Tỉnh ủy Lâm Đồng",
            "tu.lam-dong/nk2015/nq-19",
            "“l9” trong văn bản đọc là 19-NQ/TU, “15/5/20l6” đọc là ngày 15/05/2016",
        ),
        # a number that nobody can read, with a date that was misread
        ("Báo cáo số §7-BC/HU ngày 15/5/20l6", None, "“§7”: không đọc được là số nào"),
        ("Nghị định số 1 93/2025/NĐ-CP", "nn.cp/y2025/nd-193", "“1 93” trong văn bản đọc là 193"),
    ],
)
def test_nothing_is_stated_of_figures_that_were_misread(text, key, reason):
    (found,) = resolved(text)
    assert found.key == key
    assert found.certainty != "stated"
    assert reason_text(found.reason).startswith(reason)


UNLABELLED = "theo ngày ở ô bên cạnh; bảng không ghi đó là ngày gì"
IN_TABLES = [
    # a row, its key, how sure, and why
    ("35-CT/TW | 14/6/2024 |", "tw/k13/ct-35", "inferred", UNLABELLED),
    ("212-TB/BTCTW | 03/5/2019 |", "btctw/k12/tb-212", "inferred", UNLABELLED),
    ("749/QĐ-TTg | 03/6/2020 |", "nn.ttg/y2020/qd-749", "inferred", UNLABELLED),
    ("Chỉ thị 35 | 14/6/2024 |", "tw/k13/ct-35", "inferred", UNLABELLED),
    # a later mention leans on it, and is no surer
    (
        "35-CT/TW | 14/6/2024 |\n\nThực hiện Chỉ thị số 35-CT/TW",
        "tw/k13/ct-35",
        "inferred",
        UNLABELLED,
    ),
    # the heading says what the date is
    (
        "Số, ký hiệu | Ngày ban hành |\n| 35-CT/TW | 14/6/2024 |",
        "tw/k13/ct-35",
        "stated",
        "ngày 14/06/2024 ghi trong văn bản",
    ),
    # the text itself says the year or the khóa, or the date stands in the symbol's own cell
    ("30/2020/NĐ-CP | 05/3/2020 |", "nn.cp/y2020/nd-30", "stated", "năm 2020 ghi trong văn bản"),
    (
        "35-CT/TW (khóa XIII) | 14/6/2024 |",
        "tw/k13/ct-35",
        "stated",
        "khóa XIII ghi trong văn bản",
    ),
    ("35-CT/TW ngày 14/6/2024 |", "tw/k13/ct-35", "stated", "ngày 14/06/2024 ghi trong văn bản"),
]


@pytest.mark.parametrize(("text", "key", "certainty", "reason"), IN_TABLES)
def test_a_date_of_a_table_is_certain_where_its_heading_tells(text, key, certainty, reason):
    *_, found = resolved(f"| {text}")
    assert (found.key, found.certainty) == (key, certainty)
    assert str(found.reason).startswith(reason)


# In a paper of November 2025 of the commune Lộc An, which has no district above it.
OF_A_NEW_COMMUNE = [
    ("Nghị quyết số 12-NQ/ĐU ngày 15/9/2025", "du.loc-an.lam-dong/nk2025/nq-12"),
    ("Kế hoạch số 15-KH/ĐU", "du.loc-an.lam-dong/nk2025/kh-15"),
    # older than the commune: one of those that it was made of, or the centre's
    ("Nghị quyết số 12-NQ/ĐU ngày 15/3/2024", "du._.lam-dong/nk2020/nq-12"),
    ("Công văn số 03-CV/BCĐ ngày 15/4/2025", "bcd._/nk2020/cv-03"),
    (
        "Nghị quyết số 12-NQ/ĐU ngày 15/3/2024 của Đảng ủy xã Lộc Đức",
        "du.loc-duc._.lam-dong/nk2020/nq-12",
    ),
]


IN_COLUMNS = [
    # who receives, carries out or is checked has not issued what stands beside it
    ("| Cơ quan chủ trì | Văn bản |⏎| Đảng ủy xã Lộc Ngãi | Công văn 45-CV/ĐU |", "du._.bao-lam"),
    ("| Nơi nhận | Số hiệu |⏎| Đảng ủy xã Lộc Ngãi | 12-TB/ĐU |", "du._.bao-lam"),
    ("| Đơn vị được kiểm tra | Quyết định |⏎| Đảng ủy xã Lộc Ngãi | 45-QĐ/ĐU |", "du._.bao-lam"),
    ("| Kính gửi | Số |⏎| Huyện ủy Di Linh | 45-CV/HU |", "hu.bao-lam"),
    ("Gửi Huyện ủy Di Linh | 45-CV/HU", "hu.bao-lam"),
    # a column of issuers, no heading, a line below the table, a bureau
    ("| Cơ quan ban hành | Số |⏎| Đảng ủy xã Lộc Ngãi | 12-TB/ĐU |", "du.loc-ngai.bao-lam"),
    ("| Đảng ủy xã Lộc Ngãi | 12-TB/ĐU |", "du.loc-ngai.bao-lam"),
    ("| Huyện ủy Di Linh | 45-CV/HU |", "hu.di-linh"),
    ("| Nơi nhận | Số |⏎| Ủy ban | một |⏎Đảng ủy xã Lộc Ngãi, 12-TB/ĐU", "du.loc-ngai.bao-lam"),
    ("| Ban Tổ chức Huyện ủy Di Linh | 55-CV/BTCHU |", "btchu.di-linh"),
    ("Ban Tổ chức Huyện ủy Di Linh có Công văn số 55-CV/BTCHU", "btchu.di-linh"),
    ("Huyện ủy Di Linh đã có Kế hoạch số 55-KH/HU", "hu.di-linh"),
    ("Đảng ủy xã Lộc Ngãi có Kế hoạch số 55-KH/HU giao", "hu.bao-lam"),
    ("Huyện ủy Di Linh chưa có Kế hoạch số 55-KH/HU", "hu.bao-lam"),
]  # fmt: skip


# In a paper of the Huyện ủy Bảo Lâm: whose the symbol is by who issues it, or by its unit.
ISSUED_BY = [
    ("UBND tỉnh ban hành Quyết định số 22/QĐ-UBND ngày 5/3/2024", "nn.ubnd.lam-dong"),
    ("HĐND tỉnh thông qua Nghị quyết số 22/NQ-HĐND ngày 5/3/2024", "nn.hdnd.lam-dong"),
    ("Chủ tịch UBND tỉnh Đồng Nai đã ký Quyết định số 22/QĐ-UBND", "nn.ubnd.dong-nai"),
    ("Tỉnh ủy Đồng Nai chỉ đạo tại Công văn số 15-CV/TU", "tu.dong-nai"),
    ("Ban Thường vụ Huyện ủy Di Linh có Kế hoạch số 15-KH/HU", "hu.di-linh.lam-dong"),
    ("UBKT Huyện ủy Di Linh ban hành Quyết định số 5-QĐ/UBKTHU", "ubkthu.di-linh.lam-dong"),
    ("Văn phòng Tỉnh ủy Đồng Nai có Công văn số 5-CV/VPTU", "vptu.dong-nai"),
    ("Quyết định số 22/QĐ-UBND ngày 5/3/2024 của tỉnh Đồng Nai", "nn.ubnd.dong-nai"),
    ("Nghị quyết số 22/2024/NQ-HĐND của tỉnh", "nn.hdnd.lam-dong"),
    ("Quyết định số 22/QĐ-UBND của xã Lộc Ngãi", "nn.ubnd.loc-ngai.bao-lam.lam-dong"),
    ("Kế hoạch số 15-KH/HU ngày 5/3/2024, của huyện Di Linh", "hu.di-linh.lam-dong"),
    # one that does not sign so, that only carries it out, whose name another has behind it
    ("Đảng ủy xã Lộc Ngãi ban hành Kế hoạch số 5-KH/HU", "hu.bao-lam.lam-dong"),
    ("Huyện ủy Di Linh thực hiện Kế hoạch số 5-KH/HU", "hu.bao-lam.lam-dong"),
    ("Kế hoạch số 15-KH/HU của xã Lộc Ngãi", "hu.bao-lam.lam-dong"),
    ("Huyện ủy Di Linh có Kế hoạch số 5-KH/HU của Huyện ủy Đức Trọng", "hu.duc-trong.lam-dong"),
    ("Nghị quyết số 18-NQ/TW của tỉnh Đồng Nai", "tw"),
    ("Quyết định số 22/QĐ-UBND của huyện", "nn.ubnd.bao-lam.lam-dong"),
]


@pytest.mark.parametrize(("text", "body"), [*IN_COLUMNS, *ISSUED_BY])
def test_whose_a_symbol_is(text, body):
    own = BodyKey("hu", ("bao-lam", "lam-dong"))
    context = CitingContext(PartialDate(2025, 6, 1), own, "Lâm Đồng")
    text = text.replace("⏎", "\n")
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert one.key.partition("/")[0].removesuffix(".lam-dong") == body.removesuffix(".lam-dong")


WARDS = [
    # wards and communes of July 2025 that have the name of a province
    ("10-QC/ĐU ngày 15/8/2025 của Đảng ủy phường Trà Vinh", "du.tra-vinh.vinh-long/nk2025/qc-10"),
    ("10-QC/ĐU ngày 15/8/2025 của Đảng ủy phường Vĩnh Long", "du.vinh-long.vinh-long/nk2025/qc-10"),
    # and a province
    ("Thông báo số 10-TB/TU ngày 15/8/2023 của Tỉnh ủy Trà Vinh", "tu.tra-vinh/nk2020/tb-10"),
]


@pytest.mark.parametrize(("text", "key"), WARDS)
def test_a_ward_may_have_the_name_of_a_province(text, key):
    context = CitingContext(PartialDate(2025, 9, 5), BodyKey("tu", ("vinh-long",)), "Vĩnh Long")
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert one.key == key


@pytest.mark.parametrize(("text", "key"), OF_A_NEW_COMMUNE)
def test_a_commune_issued_nothing_before_it_was_there(text, key):
    own = BodyKey("du", ("loc-an", "lam-dong"))
    context = CitingContext(PartialDate(2025, 11, 3), own, "Lâm Đồng")
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert one.key == key


FORMER = [
    # (issuer, text, body of the key): since 1 July 2025 districts lie in provinces of before
    ("vpdu.le-thuy.quang-tri", "10-QĐ/HU năm 2024 của Huyện ủy Lệ Thủy", "hu.le-thuy.quang-binh"),
    ("du.gio-linh.quang-tri", "10-QĐ/HU năm 2024 của Huyện ủy Gio Linh", "hu.gio-linh.quang-tri"),
    ("du.cai-be.dong-thap", "05-NQ/HU của Huyện ủy Cái Bè", "hu.cai-be.tien-giang"),
    ("du.sai-gon.ho-chi-minh", "12-QĐ/ThU của Thành ủy Dĩ An", "thu.di-an.binh-duong"),
    ("du.ba-dinh.ha-noi", "12-QĐ/QU của Quận ủy Ba Đình", "qu.ba-dinh.ha-noi"),
    # both had one of that name, or nobody knows such a one there
    ("du.cai-be.dong-thap", "12-QĐ/HU của Huyện ủy Châu Thành", "hu.chau-thanh._"),
    ("du.cai-be.dong-thap", "12-QĐ/HU của Huyện ủy Lệ Thủy", "hu.le-thuy._"),
    # the province is written
    ("du.cai-be.dong-thap", "12-QĐ/HU của Huyện ủy Cái Bè, tỉnh An Giang", "hu.cai-be.an-giang"),
    # what a commune of today issues
    ("du.le-thuy.quang-tri", "12-QĐ/ĐU ngày 03/11/2025 của Đảng ủy", "du.le-thuy.quang-tri"),
]  # fmt: skip


@pytest.mark.parametrize(("issuer", "text", "body"), FORMER)
def test_a_district_that_is_no_more_lay_in_the_province_of_then(issuer, text, body):
    text = f"theo Quyết định số {text}"
    context = CitingContext(PartialDate(2025, 11, 22), BodyKey.parse(issuer))
    (found,) = resolve(find_citations(text), text, context, REGISTRY)
    assert str(found.key).split("/")[0] == body


def test_before_the_reform_a_district_lies_where_its_paper_says():
    text = "theo Quyết định số 12-QĐ/HU của Huyện ủy Lệ Thủy"
    context = CitingContext(PartialDate(2024, 11, 22), BodyKey.parse("tu.quang-tri"))
    (found,) = resolve(find_citations(text), text, context, REGISTRY)
    assert str(found.key).split("/")[0] == "hu.le-thuy.quang-tri"
