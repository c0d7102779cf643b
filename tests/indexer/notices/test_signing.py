"""Who signed: authority, position, rank and name, of one or several, however offices write them."""

import tomllib

import pytest

from indexer.documents.reader import SourceFile, read_document
from indexer.model import Signatory, Status
from indexer.notices.blocks import lay_out
from indexer.notices.parser import parse_notice
from indexer.notices.signer_words import heads_position, position_start, read_name
from indexer.paths import REGISTRY
from tests.checkout import SHARED
from tests.notice_texts import read

WORDS = tomllib.loads((REGISTRY / "signing.toml").read_text("utf-8"))
HEAD = "THÔNG BÁO\nkết quả\n\nHuyện ủy thông báo kết quả công tác quý II để các chi bộ biết.\n\n"
RECIPIENTS = "Nơi nhận:\n- Như trên,\n- Lưu VP.\n\n"


def signers(closing):
    return read(f"{HEAD}{closing}").signatories.value or ()


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        # A position that nobody knows, because a name follows.
        (
            "T/M BAN CHỈ ĐẠO\nTRƯỞNG TIỂU BAN\n\nLê Văn Mẫu",
            ("T/M Ban Chỉ đạo", "Trưởng Tiểu ban", "Lê Văn Mẫu"),
        ),
        (
            "T/M TỔ GIÚP VIỆC\nĐIỀU PHỐI VIÊN\n\nLê Văn Mẫu",
            ("T/M Tổ giúp việc", "Điều Phối Viên", "Lê Văn Mẫu"),
        ),
        (
            "KT. TRƯỞNG CÔNG AN XÃ\nPHÓ TRƯỞNG CÔNG AN XÃ\n\nLê Văn Mẫu",
            ("KT. Trưởng Công an xã", "Phó Trưởng Công an xã", "Lê Văn Mẫu"),
        ),
        ("T/M BAN CHỈ ĐẠO\nĐIỀU PHỐI VIÊN", ("T/M Ban Chỉ đạo", "", None)),
        # One who writes for himself, in small letters over the place for the signature.
        ("Người làm đơn\n(ký, ghi rõ họ tên)\n\nK'Brốp Mẫu", ("", "Người làm đơn", "K'Brốp Mẫu")),
        ("Người viết đơn\n(Ký tên)\n\nLê Văn Mẫu", ("", "Người viết đơn", "Lê Văn Mẫu")),
        ("NGƯỜI TỰ KIỂM ĐIỂM\n\nLê Văn Mẫu", ("", "Người tự kiểm điểm", "Lê Văn Mẫu")),
        ("Người khai\n(Ký và ghi rõ họ tên)\nLê Văn Mẫu", ("", "Người khai", "Lê Văn Mẫu")),
        # Two positions of one.
        (
            "PHÓ BÍ THƯ THƯỜNG TRỰC THỊ ỦY\nkiêm\nPHÓ TRƯỞNG TIỂU BAN\n\nLê Văn Mẫu",
            ("", "Phó Bí thư Thường trực Thị ủy kiêm Phó Trưởng Tiểu ban", "Lê Văn Mẫu"),
        ),
        (
            "T/M BAN CHỈ ĐẠO\nPHÓ BÍ THƯ\nkiêm\nTRƯỞNG BAN\n\nLê Văn Mẫu",
            ("T/M Ban Chỉ đạo", "Phó Bí thư kiêm Trưởng ban", "Lê Văn Mẫu"),
        ),
        (
            "PHÓ BÍ THƯ\nKIÊM CHÁNH VĂN PHÒNG\n\nLê Văn Mẫu",
            ("", "Phó Bí thư kiêm Chánh Văn phòng", "Lê Văn Mẫu"),
        ),
        # The organ runs over two lines.
        (
            "T/M BAN THƯỜNG VỤ\nHUYỆN ỦY\nBÍ THƯ\n\nLê Văn Mẫu",
            ("T/M Ban Thường vụ Huyện ủy", "Bí thư", "Lê Văn Mẫu"),
        ),
        ("T/M ĐOÀN CHỦ TỊCH\n\nLê Văn Mẫu", ("T/M Đoàn Chủ tịch", "", "Lê Văn Mẫu")),
        (
            "T/L BAN THƯỜNG VỤ\nK/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\nLê Thị Ví Dụ",
            ("T/L Ban Thường vụ, K/T Chánh Văn phòng", "Phó Chánh Văn phòng", "Lê Thị Ví Dụ"),
        ),
        # Authority and position in one line.
        (
            "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ\n\nLê Văn Mẫu",
            ("T/M Ban Thường vụ", "Phó Bí thư", "Lê Văn Mẫu"),
        ),
        (
            "K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN\n\nLê Văn Mẫu",
            ("K/T Trưởng ban", "Phó Trưởng ban", "Lê Văn Mẫu"),
        ),
        (
            "TM. HỘI ĐỒNG NHÂN DÂN CHỦ TỊCH\n\nLê Văn Mẫu",
            ("TM. Hội đồng nhân dân", "Chủ tịch", "Lê Văn Mẫu"),
        ),
        # No authority.
        ("CHỈ HUY TRƯỞNG\n\nĐại tá Lê Văn Mẫu", ("", "Chỉ huy trưởng", "Lê Văn Mẫu")),
        ("PHÓ GIÁM ĐỐC PHỤ TRÁCH\n\nDanh Mẫu", ("", "Phó Giám đốc phụ trách", "Danh Mẫu")),
        ("Q. CHÁNH VĂN PHÒNG\n\nLê Văn Mẫu", ("", "Q. Chánh Văn phòng", "Lê Văn Mẫu")),
        # Other marks of authority, and what OCR makes of them.
        (
            "TUQ. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nLê Văn Mẫu",
            ("TUQ. Chủ tịch", "Chánh Văn phòng", "Lê Văn Mẫu"),
        ),
        ("T.M ĐẢNG ỦY\nBÍ THƯ\n\nLê Văn Mẫu", ("T.M Đảng ủy", "Bí thư", "Lê Văn Mẫu")),
        (
            "T/M-BẠN THƯỜNG VỤ\nPHÔBÍTHƯ\n\nLê Văn Mẫu",
            ("T/M Ban Thường vụ", "Phó Bí thư", "Lê Văn Mẫu"),
        ),
        (
            "“\tT/M CHI BỘ\n⁄\tBÍ THƯ\n| My Í\nLÃM HÀ\t/\nLê Văn Mẫu",
            ("T/M Chi bộ", "Bí thư", "Lê Văn Mẫu"),
        ),
        (
            "x= KT CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Mẫu",
            ("KT Chủ tịch", "Phó Chủ tịch", "Lê Văn Mẫu"),
        ),
        # Two positions of one person; position and name in one line; a seal behind a blank.
        (
            "T/M ĐẢNG ỦY\nPHÓ BÍ THƯ\nCHỦ TỊCH HĐND\n\nLê Văn Mẫu",
            ("T/M Đảng ủy", "Phó Bí thư, Chủ tịch HĐND", "Lê Văn Mẫu"),
        ),
        (
            "T/M ĐẢNG ỦY\nPHÓ CHÁNH\nVĂN PHÒNG\n\nLê Văn Mẫu",
            ("T/M Đảng ủy", "Phó Chánh Văn phòng", "Lê Văn Mẫu"),
        ),
        ("T/M ĐẢNG ỦY\nBÍ THƯ Lê Văn Mẫu", ("T/M Đảng ủy", "Bí thư", "Lê Văn Mẫu")),
        (
            "T/M ĐẢNG ỦY\nBÍ THƯ\n\nĐẢNG BỘ HUYỆN\n\nLê Văn Mẫu",
            ("T/M Đảng ủy", "Bí thư", "Lê Văn Mẫu"),
        ),
        ("T/M ĐẢNG ỦY\nBÍ THƯ\n\nLê Văn Mẫu (Đã ký)", ("T/M Đảng ủy", "Bí thư", "Lê Văn Mẫu")),
        ("T/M ĐẢNG ỦY\nBÍ THƯ\n\nPuih Mẫu", ("T/M Đảng ủy", "Bí thư", "Puih Mẫu")),
        # Signed, and how it says so.
        ("T/M CHI BỘ\nBÍ THƯ\n(Đã ký)\n\nLê Văn Mẫu", ("T/M Chi bộ", "Bí thư", "Lê Văn Mẫu")),
        ("T/M CHI BỘ\nBÍ THƯ\n(Đã ký) Lê Văn Mẫu", ("T/M Chi bộ", "Bí thư", "Lê Văn Mẫu")),
        ("T/M CHI BỘ\nBÍ THƯ\nĐã ký: Lê Văn Mẫu", ("T/M Chi bộ", "Bí thư", "Lê Văn Mẫu")),
        (
            "T/M CHI BỘ\nBÍ THƯ\n(Ký, ghi rõ họ tên)\n\nLê Văn Mẫu",
            ("T/M Chi bộ", "Bí thư", "Lê Văn Mẫu"),
        ),
        ("T/M CHI BỘ\nBÍ THƯ\n(Đã ký)", ("T/M Chi bộ", "Bí thư", None)),
        ("T/M CHI BỘ\nBÍ THƯ\n\n□ Lê Văn Mẫu", ("T/M Chi bộ", "Bí thư", "Lê Văn Mẫu")),
        ("T/M CHI BỘ\nBÍ THƯ\n\n**Lê Văn Mẫu**", ("T/M Chi bộ", "Bí thư", "Lê Văn Mẫu")),
        # The name in capitals, too.
        ("T/M CHI BỘ\nBÍ THƯ\n\nLÊ VĂN MẪU", ("T/M Chi bộ", "Bí thư", "Lê Văn Mẫu")),
        ("T/M ĐẢNG ỦY\nBÍ THƯ\nKSƠR H’MẪU", ("T/M Đảng ủy", "Bí thư", "Ksơr H’Mẫu")),
        # Small letters, of which Word made capitals on paper.
        ("T/M Ban Thường vụ\nBí thư\nLê Văn Mẫu", ("T/M Ban Thường vụ", "Bí thư", "Lê Văn Mẫu")),
        # A seal or an electronic signature between position and name.
        (
            (
                "T/M ĐẢNG ỦY\nBÍ THƯ\nNgười ký: Văn phòng Huyện ủy\nEmail: vp@coquan.example\n"
                "Thời gian ký: 22.12.2025 16:41:07\n\nLê Văn Mẫu"
            ),
            ("T/M Đảng ủy", "Bí thư", "Lê Văn Mẫu"),
        ),
        (
            "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nÍ[ huyện ) $\\ K\n\nLê Văn Mẫu",
            ("KT. Chủ tịch", "Phó Chủ tịch", "Lê Văn Mẫu"),
        ),
        # What OCR made of a name is none, and neither is what follows the signature.
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nŠ Tểếần Văn Mẫu", ("KT. Chủ tịch", "Phó Chủ tịch", None)),
        ("T/M HUYỆN ỦY\nBÍ THƯ\n\nPHỤ LỤC\nLê Văn Mẫu", ("T/M Huyện ủy", "Bí thư", None)),
        ("T/M HUYỆN ỦY\nBÍ THƯ\n\nQUY CHẾ\nChương I\nĐiều 1", ("T/M Huyện ủy", "Bí thư", None)),
        (
            "T/M HUYỆN ỦY\nBÍ THƯ\n\nLê Văn Mẫu\n\nPHỤ LỤC\nTHƯ KÝ\nLê Văn Hai",
            ("T/M Huyện ủy", "Bí thư", "Lê Văn Mẫu"),
        ),
    ],
)
@pytest.mark.parametrize("recipients", [RECIPIENTS, ""], ids=["under recipients", "alone"])
def test_a_signer(block, expected, recipients):
    (one,) = signers(f"{recipients}{block}\n")
    assert (one.authority, one.position, one.name) == expected


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        # Side by side in one line, and as a column each.
        (
            (
                "CÔNG AN TỈNH                    BAN TUYÊN GIÁO TỈNH ỦY\n"
                "   GIÁM ĐỐC                           TRƯỞNG BAN\n\n"
                "Đại tá Phan Văn Mẫu                   Hồ Thị Hai\n\nNơi nhận:\n- Lưu VP.\n"
            ),
            [("Giám đốc", "Phan Văn Mẫu"), ("Trưởng ban", "Hồ Thị Hai")],
        ),
        (
            (
                "CÔNG AN TỈNH\nGIÁM ĐỐC\nĐại tá Phan Văn Mẫu\n\n"
                "BAN TUYÊN GIÁO TỈNH ỦY\nTRƯỞNG BAN\nHồ Thị Hai\n\nNơi nhận:\n- Lưu VP.\n"
            ),
            [("Giám đốc", "Phan Văn Mẫu"), ("Trưởng ban", "Hồ Thị Hai")],
        ),
        # Minutes: who presides has a position, too.
        (
            (
                "THƯ KÝ                         CHỦ TRÌ\n                               BÍ THƯ\n\n"
                "Lê Thị Một                    Trần Văn Hai\n"
            ),
            [("Thư ký", "Lê Thị Một"), ("Bí thư", "Trần Văn Hai")],
        ),
        (
            "THƯ KÝ\n(Đã ký)\nLê Thị Một\n\nCHỦ TRÌ\n(Đã ký)\nTrần Văn Hai\n",
            [("Thư ký", "Lê Thị Một"), ("Chủ trì", "Trần Văn Hai")],
        ),
        (
            "THƯ KÝ\nLÊ THỊ MỘT\nCHỦ TỌA\nTRẦN VĂN HAI\n",
            [("Thư ký", "Lê Thị Một"), ("Chủ tọa", "Trần Văn Hai")],
        ),
        # The columns of minutes ran together.
        (
            "THƯ KÝ CHỦ TRÌ\n\nLê Thị Một Trần Văn Hai\n",
            [("Thư ký", "Lê Thị Một"), ("Chủ trì", "Trần Văn Hai")],
        ),
        # Each with an authority of its own.
        (
            (
                "Nơi nhận:\n- Lưu VP.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Văn Mẫu\n\n"
                "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLý Thị Thí Dụ\n"
            ),
            [("Phó Bí thư", "Lê Văn Mẫu"), ("Chủ tịch", "Lý Thị Thí Dụ")],
        ),
        # Recipients left, signature right, with and without a gap.
        (
            "Nơi nhận:          CHÁNH VĂN PHÒNG\n- Như trên,\n- Lưu VPĐU.       Đoàn Thị Tên\n",
            [("Chánh Văn phòng", "Đoàn Thị Tên")],
        ),
        (
            "Nơi nhận: T/L BAN THƯỜNG VỤ\n- Huyện ủy, CHÁNH VĂN PHÒNG\n- Lưu VPHU. Lâm Văn Ba\n",
            [("Chánh Văn phòng", "Lâm Văn Ba")],
        ),
        (
            "Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- Lưu: VT. Đại úy Y Mẫu Niê\n",
            [("Phó Giám đốc", "Y Mẫu Niê")],
        ),
        # Members that a decision names sign nothing.
        (
            (
                "TRƯỞNG ĐOÀN\nLê Văn Mẫu\nTHƯ KÝ\nLê Thị Một\n\nNơi nhận:\n- Lưu VP.\n\n"
                "TRƯỞNG BAN\n\nTrần Văn Hai\n"
            ),
            [("Trưởng ban", "Trần Văn Hai")],
        ),
        (
            (
                "TRƯỞNG ĐOÀN\nLê Văn Mẫu\n\nĐiều 2. Đoàn kiểm tra có trách nhiệm báo cáo.\n\n"
                "Nơi nhận:\n- Lưu VP.\n\n"
                "T/M HUYỆN ỦY\nBÍ THƯ\n\nTrần Văn Hai\n"
            ),
            [("Bí thư", "Trần Văn Hai")],
        ),
        # Nor does a list behind the signature.
        (
            (
                "Nơi nhận:\n- Lưu VP.\n\nT/M HUYỆN ỦY\nBÍ THƯ\n\nTrần Văn Hai\n\n1. Xã Gia Hiệp\n"
                "CHỦ TỊCH\nLê Văn Mẫu\n"
            ),
            [("Bí thư", "Trần Văn Hai")],
        ),
        # Who certifies a copy did not sign the paper.
        (
            (
                "Nơi nhận:\n- Lưu VP.\n\nT/M HUYỆN ỦY\nBÍ THƯ\n(Đã ký)\nLê Văn Mẫu\n\n"
                "ĐẢNG ỦY XÃ GIA HIỆP\n*\n"
                "Số 27-BS/ĐU\n\nSAO Y BẢN CHÍNH\nGia Hiệp, ngày 22 tháng 11 năm 2025\n\n"
                "T/L BAN THƯỜNG VỤ\n"
                "CHÁNH VĂN PHÒNG\n\nSùng A Mẫu\n"
            ),
            [("Bí thư", "Lê Văn Mẫu")],
        ),
        # The same, read column by column.
        (
            (
                "Nơi nhận:\n- Lưu VP.\nĐẢNG ỦY XÃ GIA HIỆP\n*\nSố 27-BS/ĐU\nSAO Y BẢN CHÍNH\n"
                "Nơi nhận:\n- Các chi bộ,\n- Lưu VPĐU.\n\n"
                "T/M HUYỆN ỦY\nBÍ THƯ\n(Đã ký)\nLê Văn Mẫu\n"
                "ĐẢNG CỘNG SẢN VIỆT NAM\nGia Hiệp, ngày 22 tháng 11 năm 2025\n"
                "T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG\nSùng A Mẫu\n"
            ),
            [("Bí thư", "Lê Văn Mẫu")],
        ),
    ],
)
def test_all_who_sign_and_nobody_else(closing, expected):
    assert [(one.position, one.name) for one in signers(closing)] == expected


@pytest.mark.parametrize("written", WORDS["names"]["examples"])
def test_every_example_of_a_name_is_read(written):
    (one,) = signers(f"{RECIPIENTS}T/M ĐẢNG ỦY\nBÍ THƯ\n\n{written}\n")
    name = one.name or ""
    assert written.lower().endswith(name.lower())
    before = written[: len(written) - len(name)].strip(" ,")
    assert before in (one.rank, *WORDS["ranks"]["courtesies"])


@pytest.mark.parametrize("written", WORDS["names"]["counterexamples"])
def test_no_counterexample_is_a_name(written):
    assert read_name(written) is None


@pytest.mark.parametrize("apostrophe", "'’‘ʼ´`′")
def test_a_name_may_have_any_apostrophe(apostrophe):
    (one,) = signers(f"{RECIPIENTS}T/M ĐẢNG ỦY\nBÍ THƯ\n\nKsor H{apostrophe}Mẫu Khăp\n")
    assert one == Signatory(
        "T/M Đảng ủy", "Bí thư", f"Ksor H{apostrophe}Mẫu Khăp".replace("`", "'")
    )


def test_positions_are_told_from_organs():
    opens = {one: heads_position(lay_out(one).lines[0]) for kind in ("examples", "counterexamples")
             for one in WORDS["positions"][kind]}  # fmt: skip
    assert opens == dict.fromkeys(WORDS["positions"]["examples"], True) | dict.fromkeys(
        WORDS["positions"]["counterexamples"], False
    )


@pytest.mark.parametrize(
    "words", ["BAN THƯỜNG VỤ", "THƯỜNG TRỰC HUYỆN ỦY", "ĐOÀN CHỦ TỊCH", "CHỦ TỊCH", "TRƯỞNG BAN"]
)
def test_an_authority_alone_has_no_position(words):
    assert position_start(words) is None


def test_the_evidence_spans_all_who_signed():
    text = f"{HEAD}THƯ KÝ\nLê Thị Một\nCHỦ TRÌ\nTrần Văn Hai\n"
    evidence = read(text).signatories.evidence
    assert evidence.status is Status.STATED
    assert evidence.span.of(text) == "THƯ KÝ\nLê Thị Một\nCHỦ TRÌ\nTrần Văn Hai"


CASES = SHARED / "cases"


@pytest.mark.skipif(not CASES.is_dir(), reason="../shared/cases is not there")
@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("11a-chuc-vu-la.txt", Signatory("T/M Ban Chỉ đạo", "Trưởng Tiểu ban", "Nguyễn Văn An")),
        ("11b-cap-bac.txt", Signatory("T/M Đảng ủy", "Phó Bí thư", "Nguyễn Văn An", "Đại tá")),
        ("11c-ten-co-dau-phay.txt", Signatory("T/M Ban Thường vụ", "Bí thư", "Ksor H’Bơ Khăp")),
        ("11d-mot-dong.txt", Signatory("T/M Ban Thường vụ", "Phó Bí thư", "Nguyễn Văn An")),
        ("17-chu-hoa-cua-word.docx", Signatory("T/M Ban Thường vụ", "Bí thư", "Nguyễn Văn An")),
    ],
)
def test_the_cases_from_practice(case, expected):
    document = read_document(SourceFile(case, CASES / case))
    assert parse_notice(document).signatories.value == (expected,)


SLIP = (
    "ĐẢNG ỦY XÃ CHƯ SÊ\nVĂN PHÒNG\n*\n\nPHIẾU TRÌNH\ngiải quyết công việc\n\n1. Tóm tắt: Góp ý.\n\n"
    "2. Đề xuất: giao Ban Xây dựng Đảng tham mưu.\n\n3. Ý kiến:\n..........\n\n"
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("CHUYÊN VIÊN", "CHÁNH VĂN PHÒNG"),
        ("CHUYÊN VIÊN THEO DÕI", "PHÓ CHÁNH VĂN PHÒNG"),
        ("NGƯỜI LẬP PHIẾU", "CHÁNH VĂN PHÒNG"),
        ("NGƯỜI TRÌNH", "LÃNH ĐẠO VĂN PHÒNG"),
        ("CÁN BỘ TỔNG HỢP", "TRƯỞNG PHÒNG"),
        ("KẾ TOÁN", "HIỆU TRƯỞNG"),
        ("VĂN THƯ", "CHÁNH VĂN PHÒNG"),
        ("BÊN GIAO", "BÊN NHẬN"),
        ("THƯ KÝ", "CHỦ TRÌ"),
    ],
)
def test_who_drafted_signs_beside_who_leads(left, right):
    expected = [(left.lower(), "Trịnh Thị Tám"), (right.lower(), "Siu Mẫu")]
    for signed in (
        f"{left}\t{right}\n\nTrịnh Thị Tám\tSiu Mẫu",
        f"{left}      {right}\n\n\nTrịnh Thị Tám      Siu Mẫu",
        f"{left}\n\nTrịnh Thị Tám\n\n{right}\n\nSiu Mẫu",
        f"{left}\nTrịnh Thị Tám\n\n{right}\nSiu Mẫu",
    ):
        found = read(SLIP + signed).signatories.value or ()
        assert [(one.position.lower(), one.name) for one in found] == expected


@pytest.mark.parametrize("heading", ["CÁN BỘ, ĐẢNG VIÊN", "LÃNH ĐẠO, CHỈ ĐẠO", "CÁN BỘ XÃ"])
def test_a_heading_in_capitals_signs_nothing(heading):
    assert read(f"{SLIP}{heading}\n\nTrịnh Thị Tám").signatories.value is None
