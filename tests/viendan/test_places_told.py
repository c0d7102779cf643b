"""``viendan cite`` and ``viendan read`` tell the places that a text points to, and its own key."""

import json

from click.testing import CliRunner

from viendan.commands import main


def run(*arguments, given=None):
    return CliRunner().invoke(main, list(arguments), input=given)


def test_cite_tells_the_places_that_are_pointed_to():
    text = "theo điểm b khoản 2 Điều 7a Quy định số 22-QĐ/TW"
    told = json.loads(run("cite", "-", "--json", given=text).stdout)
    (found,) = told["citations"]
    nothing = dict.fromkeys(("item", "section", "chapter", "part", "appendix"))
    place = {"article": "7a", "clause": 2, "point": "b", **nothing, "start": 5, "end": 27}
    assert found["pinpoints"] == [{**place, "text": "điểm b khoản 2 Điều 7a"}]
    assert told["pinpoints"] == []
    said = run("cite", "-", given=text).stdout
    assert "nơi được dẫn: điểm b khoản 2 Điều 7a" in said
    assert "không kèm viện dẫn" not in said


def test_cite_tells_the_places_of_no_citation():
    text = "Theo Điều 3 Quy chế này, trừ Điều 9."
    told = json.loads(run("cite", "-", "--json", given=text).stdout)
    assert told["citations"] == []
    assert [(one["text"], one["article"], one["target"]) for one in told["pinpoints"]] == [
        ("Điều 3", 3, "self"),
        ("Điều 9", 9, None),
    ]
    said = run("cite", "-", given=text).stdout
    assert "Điều 3  →  của chính văn bản này" in said
    assert "Điều 9  →  không rõ của văn bản nào" in said


OWN = """TỈNH ỦY LÂM ĐỒNG
HUYỆN ỦY BẢO LÂM
*
Số 198-TB/HU
Bảo Lâm, ngày 15 tháng 12 năm 2022

THÔNG BÁO
kết quả kiểm tra

1. Thực hiện khoản 2 Điều 3 Thông báo này, trừ Điều 9.
2. Nội dung như khoản 1 Điều 4 Thông báo số 198-TB/HU, ngày 15/12/2022.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Nguyễn Văn A
"""


def test_read_tells_its_own_key_and_the_places_of_no_citation(tmp_path):
    path = tmp_path / "thong-bao.txt"
    path.write_text(OWN, "utf-8")
    read = json.loads(run("read", str(path), "--json").stdout)
    key = "hu.bao-lam.lam-dong/nk2020/tb-198"
    assert (read["own_key"]["value"], read["own_key"]["status"]) == (key, "stated")
    assert read["own_key"]["reason"]
    # what is cited of the paper itself is a place of its own
    assert [(one["text"], one["target"]) for one in read["pinpoints"]] == [
        ("khoản 2 Điều 3", "self"),
        ("Điều 9", None),
        ("khoản 1 Điều 4", "self"),
    ]
    assert read["citations"] == []
    said = run("read", str(path)).stdout
    assert f"Mã của chính văn bản: {key}" in said
    assert "khoản 1 Điều 4  →  của chính văn bản này" in said
    assert "Điều 9  →  không rõ của văn bản nào" in said
