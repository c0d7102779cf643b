"""Small notices that cite the same two directives in every degree of certainty."""

from tests.engine_contract.notices import letter

TIED = {
    # 20-NQ/TW of khóa XI, and a number that six terms have had.
    "stated": letter(
        "31-TB/HU", "kết quả họp", "Thực hiện Nghị quyết số 20-NQ/TW (khóa XI).",
        day="01/6", year=2015,
    ),
    "open": letter("32-TB/HU", "kết quả họp", "Xã thực hiện Nghị quyết số 20-NQ/TW còn chậm."),
    # 05-CT/TW of 2016: its day is written, or it follows from that of the notice, or both.
    "dated": letter(
        "33-TB/HU", "kết quả họp",
        "Thực hiện Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị.", day="02/6", year=2018,
    ),
    "inferred": letter(
        "34-TB/HU", "kết quả họp", "Thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị.",
        day="03/6", year=2018,
    ),
    "both": letter(
        "35-TB/HU", "kết quả họp",
        "Theo Chỉ thị số 05-CT/TW của Bộ Chính trị.\n\nChỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ "
        "Chính trị và Nghị quyết số 20-NQ/TW (khóa XI) đã được học tập.",
        day="04/6", year=2018,
    ),
}  # fmt: skip

EXCLUDING = {
    # Of the Politburo, which issued one of the six; and of a subject that no 05-CT/TW has.
    "signed": letter(
        "41-TB/HU", "kết quả họp", "Xã thực hiện Nghị quyết số 20-NQ/TW của Bộ Chính trị còn chậm."
    ),
    "other-subject": letter(
        "42-TB/HU", "kết quả họp",
        "Thực hiện Chỉ thị số 05-CT/TW về tăng cường lãnh đạo công tác khám chữa bệnh.",
        day="05/6", year=2018,
    ),
}  # fmt: skip
"""What these say around a number excludes directives that bear it."""
