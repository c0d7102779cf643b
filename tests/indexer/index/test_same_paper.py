"""What is one paper in two files, and what is not: versions of one paper, typed and misread."""

import random
import re

import pytest

from indexer.documents import SourceFile, ocr, read_document
from indexer.index.same_paper import MOST_WORDS, Paper, is_same_paper, paper_key
from indexer.model import Document, Page, Span
from indexer.text import unaccent
from indexer.understanding import understand
from tests.gold.forms import FORMS
from tests.gold.scoring import papers

PAPER = """ĐẢNG BỘ TỈNH LÂM ĐỒNG
HUYỆN ỦY BẢO LÂM
*
Số 45-TB/HU

ĐẢNG CỘNG SẢN VIỆT NAM
Bảo Lâm, ngày 14 tháng 3 năm 2023

THÔNG BÁO
kết luận của Ban Thường vụ Huyện ủy về công tác giảm nghèo năm 2023

Ngày 10/3/2023, Ban Thường vụ Huyện ủy họp, nghe Ban cán sự đảng Ủy ban nhân dân huyện báo cáo \
kết quả giảm nghèo. Sau khi thảo luận, Ban Thường vụ Huyện ủy kết luận như sau:

1. Năm qua, cấp ủy các cấp đã lãnh đạo thực hiện đồng bộ nhiều giải pháp, huy động được sự tham \
gia của các tầng lớp nhân dân. Toàn huyện đã giảm được 215 hộ nghèo, kinh phí thực hiện \
1.250.000.000 đồng, trong đó ba xã hoàn thành trước thời hạn.

2. Tuy nhiên, việc rà soát, xác định đối tượng ở một số thôn còn chậm; công tác tuyên truyền chưa \
thường xuyên. Đảng ủy xã Lộc Ngãi phải kiểm điểm, báo cáo Ban Thường vụ Huyện ủy.

3. Giao đồng chí Nguyễn Văn Hùng phụ trách, theo dõi địa bàn các xã phía bắc; giao Ban Dân vận \
Huyện ủy tham mưu kế hoạch, hoàn thành trong quý II, báo cáo trước ngày 30/6/2023.

4. Ban Thường vụ Huyện ủy đồng ý bổ sung kinh phí cho các mô hình chăn nuôi bò, trồng dâu nuôi \
tằm ở vùng đồng bào dân tộc thiểu số; cho phép các xã chủ động lồng ghép các nguồn vốn.

Nơi nhận:
- Thường trực Tỉnh ủy (b/c),
- Các chi, đảng bộ cơ sở,
- Lưu Văn phòng Huyện ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Trần Thị Mẫu
"""

EDITS = {
    "a sentence": (
        "công tác tuyên truyền chưa thường xuyên.",
        "nguồn lực của địa phương còn hạn hẹp.",
    ),
    "how many": ("215 hộ nghèo", "251 hộ nghèo"),
    "an amount": ("1.250.000.000", "1.350.000.000"),
    "a number in words": ("trong đó ba xã", "trong đó năm xã"),
    "a day": ("trước ngày 30/6/2023", "trước ngày 20/6/2023"),
    "a quarter": ("trong quý II", "trong quý III"),
    "a meeting's day": ("Ngày 10/3/2023, Ban", "Ngày 11/3/2023, Ban"),
    "a person": ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng"),
    "another person": ("Nguyễn Văn Hùng", "Lê Thị Lan"),
    "a commune": ("xã Lộc Ngãi", "xã Lộc Nga"),
    "an organ": ("Ban Dân vận", "Ban Tổ chức"),
    "a negation": ("Huyện ủy đồng ý", "Huyện ủy không đồng ý"),
    "a word": ("hộ nghèo, kinh", "hộ cận nghèo, kinh"),
    "a word less": ("phải kiểm điểm, báo cáo", "phải báo cáo"),
    "where to": ("các xã phía bắc", "các xã phía nam"),
    "what for": ("chăn nuôi bò, trồng", "chăn nuôi dê, trồng"),
    "a word that looks like it": ("chăn nuôi bò, trồng", "chăn nuôi bê, trồng"),
    "a paragraph more": (
        "\nNơi nhận:",
        "\n5. Văn phòng Huyện ủy theo dõi, đôn đốc việc thực hiện kết luận này.\n\nNơi nhận:",
    ),
    "a paragraph less": (PAPER[PAPER.index("4. Ban") : PAPER.index("Nơi nhận")], ""),
    "an extract": (PAPER[PAPER.index("1. Năm") : PAPER.index("3. Giao")], ""),
    "shortened": (PAPER[PAPER.index("2. Tuy") : PAPER.index("Nơi nhận")], ""),
    "an annex": (
        "Trần Thị Mẫu\n",
        "Trần Thị Mẫu\n\nPHỤ LỤC\nDanh sách các xã\n1. Xã Lộc Bảo: 40 hộ\n2. Xã Lộc Bắc: 35 hộ\n",
    ),
    "a draft": ("Số 45-TB/HU", "DỰ THẢO\nSố 45-TB/HU"),
    "for internal use": ("Số 45-TB/HU", "LƯU HÀNH NỘI BỘ\nSố 45-TB/HU"),
    "a reply": (
        PAPER[PAPER.index("Ngày 10/3") : PAPER.index("Nơi nhận")],
        "Ban Thường vụ Huyện ủy nhận được báo cáo của Đảng ủy xã Lộc Ngãi, đồng ý với nội dung.\n",
    ),
    "another title": ("về công tác giảm nghèo năm", "về công tác dân vận năm"),
    "another number": ("Số 45-TB/HU", "Số 46-TB/HU"),
    "another date": ("ngày 14 tháng 3", "ngày 15 tháng 3"),
    "another issuer": ("HUYỆN ỦY BẢO LÂM\n", "HUYỆN ỦY DI LINH\n"),
    "another signer": ("Trần Thị Mẫu", "Lê Văn Dụ"),
}

LIKE = {"i": "íl", "n": "ri", "m": "rn", "u": "ú", "c": "e", "h": "b", "o": "ơ", "t": "l", "a": "á"}


def edited(name):
    old, new = EDITS[name]
    assert PAPER.count(old) == 1, name
    return PAPER.replace(old, new)


def misread(text, share, seed):
    """A text in which OCR has misread a share of the words, as it does: letters, marks, blanks."""
    chance = random.Random(seed)

    def word(found):
        whole = found[0]
        if chance.random() >= share:
            return whole
        kind = chance.random()
        if kind < 0.6:
            return "".join(unaccent(one) if one.islower() else one for one in whole)
        if kind < 0.7:
            return whole + chance.choice(".,:~")
        at = chance.randrange(len(whole))
        return whole[:at] + LIKE.get(whole[at], whole[at])[:1] + whole[at + 1 :]

    head, start, rest = text.partition("kết luận của")  # the head is read, or there is no number
    return head + start + re.sub(r"[^\W\d_]{2,}", word, rest)


@pytest.fixture(scope="module")
def paper(knowledge):
    def of(text, method="text"):
        pages = (Page(1, Span(0, len(text)), method),)
        document = Document("a", "a.txt", "0" * 64, "text/plain", text, pages)
        return Paper.of(understand(document, knowledge))

    return of


@pytest.mark.parametrize("edit", EDITS)
def test_of_two_typed_texts_every_edit_keeps_them_apart(paper, edit):
    assert not is_same_paper(paper(PAPER), paper(edited(edit)))


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_no_misreading(paper, edit):
    typed, other = paper(PAPER), edited(edit)
    for share in (0.0, 0.01, 0.03, 0.06, 0.12):
        for seed in range(4):
            scan = paper(misread(other, share, seed), "ocr")
            assert scan is None or not is_same_paper(typed, scan), (share, seed)
            assert scan is None or not is_same_paper(scan, typed), (share, seed)


@pytest.mark.parametrize(("share", "fewest"), [(0.0, 20), (0.01, 18), (0.03, 14), (0.06, 8)])
def test_the_same_paper_is_found_though_it_is_misread(paper, share, fewest):
    typed = paper(PAPER)
    scans = [paper(misread(PAPER, share, seed), "ocr") for seed in range(20)]
    assert sum(is_same_paper(typed, one) for one in scans) >= fewest


@pytest.mark.skipif(not ocr.is_installed(), reason="tesseract with its model is not installed")
def test_a_real_scan_is_the_paper_that_was_scanned(knowledge, tmp_path):
    """The scans among the papers of gold, with the stamp of arrival and the seal."""
    found = {}
    for one in papers():
        if "scan" in one.forms:
            both = []
            for form in (FORMS["scan"], FORMS["docx"]):
                path = tmp_path / f"{one.name}.{form.ending}"
                path.write_bytes(form.make(one.name, one.source))
                document = read_document(SourceFile(path.name, path))
                both.append(Paper.of(understand(document, knowledge)))
            found[one.name] = is_same_paper(*both)
    assert found == dict.fromkeys(found, True)
    assert len(found) == 3


@pytest.mark.parametrize(
    "text",
    [
        PAPER.replace("\n\n", "\n"),
        PAPER.replace("thường xuyên. ", "thường xuyên.\n"),
        PAPER.replace("Trần Thị Mẫu", "(Đã ký)\n\nTrần Thị Mẫu"),
        PAPER.replace("hoàn thành", "hòan thành").replace("Ủy ban", "Uỷ ban"),
        PAPER.replace("- Các chi, đảng bộ cơ sở,\n", ""),
        PAPER.replace("1. Năm qua", "\f1. Năm qua").replace(", ", " , "),
    ],
)
def test_how_a_text_is_laid_out_and_spelled_makes_no_other_paper(paper, text):
    assert is_same_paper(paper(PAPER), paper(text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PAPER.replace("Số 45-TB/HU", ""), "no number"),
        (PAPER.replace("ngày 14 tháng 3 năm 2023", "ngày     tháng 3 năm 2023"), "no day"),
        ("MẬT\n" + PAPER, "secret"),
    ],
)
def test_what_may_be_no_other_file_s_paper(paper, text, why):
    assert paper(text) is None, why


@pytest.mark.parametrize(
    ("facts", "key"),
    [
        (("45-TB/HU", "2023-03-14", None), "45-tb-hu 2023-03-14"),
        ((" 45 - TB/HU", "2023-03-14", None), "45-tb-hu 2023-03-14"),
        (("213-QĐ/TW", "2023-03-14", None), "213-qd-tw 2023-03-14"),
        (("45-TB/HU", "2023-03-14", "Mật"), ""),
        (("45-TB/HU", "2023-03", None), ""),
        (("45-TB/HU", "", None), ""),
        ((None, "2023-03-14", None), ""),
    ],
)
def test_what_may_be_one_paper_has_one_key(facts, key):
    assert paper_key(*facts) == key


def test_what_is_too_long_to_be_compared_stays_apart(paper):
    long = PAPER.replace("4. Ban", "Các xã đã báo cáo kết quả. " * (MOST_WORDS // 6) + "\n4. Ban")
    assert not is_same_paper(paper(long), paper(long))
