"""Types of document: one list for what is printed on papers and for what is cited."""

import pytest

from indexer.knowledge.document_types import document_types, paper_types, type_named, types_signed

SIGNED = {
    "QĐ": ["Quyết định", "Quy định"],
    "QĐi": ["Quy định"],
    "CT": ["Chỉ thị"],  # Chương trình signs CT now and then, a Chỉ thị always
    "CTr": ["Chương trình"],
    "CTrHĐ": ["Chương trình hành động"],
    "GM": ["Giấy mời"],
    "TT": ["Thông tri"],  # a Thông tư is the State's
    "NĐ": ["Nghị định"],  # which no type of the Party signs
    "TBKL": ["Thông báo"],
    "GGT": ["Giấy giới thiệu"],
    "GTT": ["Giấy triệu tập"],
    "PT": ["Phiếu trình"],
    "XY": [],
}


@pytest.mark.parametrize(("sigil", "names"), SIGNED.items())
def test_what_a_sigil_stands_for(sigil, names):
    assert [kind.name for kind in types_signed(sigil)] == names


def test_what_is_printed_and_what_is_cited():
    printed = {kind.name for kind in paper_types() if kind.printed}
    cited = {kind.name for kind in document_types()}
    assert {
        "Thông cáo",
        "Tuyên bố",
        "Chiến lược",
        "Quy hoạch",
        "Giấy giới thiệu",
    } <= printed - cited
    assert "Công văn" in cited - printed
    assert "Bản sao" not in printed | cited
    assert {"Nghị định", "Công điện"} <= cited & printed
    assert type_named("Quy hoạch") is None
