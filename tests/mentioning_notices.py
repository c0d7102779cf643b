"""Small notices that cite two directives for several things and at several places."""

from indexer.index.build import build
from tests.engine_contract.notices import letter
from tests.notices import drop

_22 = "Quy định số 22-QĐ/TW ngày 28/7/2021 của Ban Chấp hành Trung ương"
_213 = "Quy định số 213-QĐ/TW (khóa XII)"

MENTIONING = {
    # The basis is Điều 7 of one, and what is carried out is Điều 9 of the other.
    "one": letter(
        "51-TB/HU", "kết quả họp",
        f"Căn cứ Điều 7 {_22}.\n\nChi bộ tiếp tục thực hiện khoản 1 Điều 9 {_213}.", day="01/6",
    ),
    # The other way round, and an article with a letter.
    "turned": letter(
        "52-TB/HU", "kết quả họp",
        f"Căn cứ Điều 9 {_213}.\n\nChi bộ tiếp tục thực hiện Điều 7a {_22}.", day="02/6",
    ),
    # Both articles of one directive, each for something else; a range; a section.
    "range": letter(
        "53-TB/HU", "kết quả họp",
        f"Căn cứ các Điều 10 đến Điều 12 {_22}.\n\nChi bộ thực hiện Điều 7 {_22}.", day="03/6",
    ),
    # It is only mentioned, and nowhere in particular.
    "plain": letter("54-TB/HU", "kết quả họp", f"Đã đọc {_22}.", day="04/6"),
    # What it is follows from the day of the notice.
    "inferred": letter(
        "55-TB/HU", "kết quả họp",
        "Căn cứ Điều 7 Quy định số 22-QĐ/TW của Ban Chấp hành Trung ương.", day="05/6",
    ),
    # A number that several terms have had; and one notice that cites it surely elsewhere.
    "open": letter("56-TB/HU", "kết quả họp", "Căn cứ mục II.3 Nghị quyết số 20-NQ/TW."),
    "surely": letter(
        "57-TB/HU", "kết quả họp",
        "Căn cứ mục II.3 Nghị quyết số 20-NQ/TW (khóa XI).", day="07/6", year=2015,
    ),
    "none": letter("58-TB/HU", "kết quả họp", "Chi bộ họp.", day="08/6"),
}  # fmt: skip


def mentioning_index(folder):
    """An index of them in a folder."""
    drop(folder / "in", **MENTIONING)
    assert build([folder / "in"], folder / "index").failed == {}
    return folder / "index"
