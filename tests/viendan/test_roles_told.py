"""``viendan cite`` and ``viendan read`` tell what directives are cited for."""

import json

import pytest
from click.testing import CliRunner

from viendan.commands import main


def run(*arguments, given=None):
    return CliRunner().invoke(main, list(arguments), input=given)


def cited(text):
    return json.loads(run("cite", "-", "--json", given=text).stdout)["citations"]


def test_cite_tells_the_role_with_the_words_that_say_so():
    basis, mentioned = cited("Căn cứ Quy định số 22-QĐ/TW. Đọc thêm Quy định số 37-QĐ/TW.")
    assert (basis["role"], basis["relation"]) == ("căn cứ", None)
    assert basis["cue"] == {"start": 0, "end": 6, "text": "Căn cứ"}
    assert (mentioned["role"], mentioned["cue"]) == ("nhắc đến", None)


def test_a_line_of_the_batch_tells_it_too(tmp_path):
    lines = tmp_path / "texts.jsonl"
    lines.write_text(json.dumps({"text": "vi phạm Quy định số 37-QĐ/TW"}) + "\n", "utf-8")
    ((one,),) = map(json.loads, run("cite", "--jsonl", str(lines)).stdout.splitlines())
    assert (one["role"], one["cue"]["text"]) == ("trái với", "vi phạm")


def test_the_terminal_says_it_in_words_where_it_is_more_than_a_mention():
    said = run("cite", "-", given="theo Quy định số 22-QĐ/TW; Quy định số 37-QĐ/TW").stdout
    assert said.count("viện dẫn để làm gì: ") == 2
    assert "viện dẫn để làm gì: theo quy định tại (“theo”)" in said
    assert "viện dẫn để làm gì" not in run("cite", "-", given="đọc Quy định số 22-QĐ/TW").stdout


def test_who_replaces_a_directive_is_told_by_its_key():
    newer, older = cited(
        "Quy định số 296-QĐ/TW, ngày 30/5/2025 thay thế Quy định số 22-QĐ/TW, ngày 28/7/2021."
    )
    assert newer["relation"] is None
    assert older["relation"] == {
        "agent": newer["key"],
        "makes_relation": False,
        "from": None,
        "evidence": None,
    }
    assert newer["key"] == "tw/k13/qdi-296"


# --- papers --------------------------------------------------------------------------------------

HEAD = """TỈNH ỦY LÂM ĐỒNG
*
Số {number}
Đà Lạt, ngày 15 tháng 12 năm 2022

{type}
về chế độ báo cáo

"""
OLD = "Quy định số 30-QĐ/TU, ngày 14/9/2016"
REPLACES = f"Quy định này có hiệu lực kể từ ngày ký và thay thế {OLD}."


def relation(tmp_path, body, type_line="QUY ĐỊNH", number="22-QĐ/TU"):
    path = tmp_path / "van-ban.txt"
    path.write_text(HEAD.format(type=type_line, number=number) + body, "utf-8")
    read = json.loads(run("read", str(path), "--json").stdout)
    (one,) = (one for one in read["citations"] if one["number"] == "30-QĐ/TU")
    for words in filter(None, (one["cue"], one["relation"]["evidence"])):
        assert read["text"][words["start"] : words["end"]] == words["text"]
    return one["relation"]


def test_from_the_day_of_signing_is_from_the_day_of_the_paper(tmp_path):
    found = relation(tmp_path, REPLACES)
    assert (found["agent"], found["makes_relation"], found["from"]) == ("self", True, "2022-12-15")
    assert found["evidence"]["text"] == "kể từ ngày ký"


@pytest.mark.parametrize(
    ("type_line", "number", "body", "agent", "makes"),
    [
        ("QUY ĐỊNH", "22-QĐ/TU", REPLACES, "self", True),
        ("THÔNG BÁO", "22-TB/TU", REPLACES, None, False),
        ("THÔNG BÁO", "22-TB/TU", f"Thông báo này thay thế {OLD}.", "self", True),
        ("DỰ THẢO\nQUY ĐỊNH", "22-QĐ/TU", REPLACES, "self", False),
        ("QUY ĐỊNH", "22-QĐ/TU", f"Quy định số 22-QĐ/TU thay thế {OLD}.", "self", False),
        ("BÁO CÁO", "22-BC/TU", f"Điều 1. Bãi bỏ {OLD}.", None, False),
        ("QUYẾT ĐỊNH", "22-QĐ/TU", f"Điều 1. Bãi bỏ {OLD}.", "self", True),
        (
            "QUY ĐỊNH",
            "22-QĐ/TU",
            f"Điều 9. Hiệu lực\n1. Từ ngày ký.\n2. Bãi bỏ {OLD}.",
            "self",
            True,
        ),
        ("NGHỊ QUYẾT", "22-NQ/TU", f"Tỉnh ủy đã:\n1. Sắp xếp.\n2. Bãi bỏ {OLD}.", None, False),
    ],
)
def test_which_paper_makes_a_relation(tmp_path, type_line, number, body, agent, makes):
    found = relation(tmp_path, body, type_line, number)
    assert (found["agent"], found["makes_relation"]) == (agent, makes)
