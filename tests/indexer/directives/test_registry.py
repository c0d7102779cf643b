"""The registry of directives: sound as delivered, and unsound in every way that is checked."""

import csv
import shutil

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.check import check_registry
from indexer.directives.knowledge import Knowledge
from indexer.directives.labels import key_label
from indexer.directives.registry import Registry
from indexer.directives.rows import read_date
from indexer.knowledge.committees import committee_table
from indexer.knowledge.document_types import document_types
from indexer.knowledge.issuing_bodies import issuing_bodies_data, known_body
from indexer.knowledge.laws import law_document, law_names
from indexer.paths import REGISTRY
from indexer.text import unaccent

HELD = Registry.load()


def test_the_registry_is_sound():
    assert [str(problem) for problem in check_registry()] == []


def test_lookups():
    assert len(HELD) == len(list(HELD)) >= 180
    assert HELD.get("tw/k13/kl-21").number == "21-KL/TW"
    assert HELD.get("tw/k13/kl-999") is None
    assert [d.key for d in HELD.numbered("tw", "35")] == [
        "tw/k11/ct-35", "tw/k12/nq-35", "tw/k12/ct-35", "tw/k13/kl-35", "tw/k13/ct-35",
    ]  # fmt: skip
    assert [d.key for d in HELD.numbered("nn.ttg", "167")] == [
        "nn.ttg/y2021/qd-167", "nn.ttg/y2022/qd-167",
    ]  # fmt: skip
    assert [d.key for d in HELD.by_alias("QUY ĐỊNH SỐ 213")] == ["tw/k12/qdi-213"]
    assert HELD.by_alias("Quy định 9999") == ()


@pytest.mark.parametrize("kind", document_types(), ids=lambda kind: kind.name)
def test_each_type_is_found_in_its_examples(kind):
    assert kind.examples
    for example in kind.examples:
        assert [citation.type for citation in find_citations(example)] == [kind.name], example


ROWS = [
    (row, example)
    for row in (*committee_table().issuers, *committee_table().organs)
    for example in row.examples
] + [(row, example) for row in issuing_bodies_data()["state"] for example in row["examples"]]


@pytest.mark.parametrize(("row", "example"), ROWS, ids=[example for _, example in ROWS])
def test_each_body_is_found_in_its_examples(row, example):
    (citation,) = find_citations(f"Văn bản số {example}")
    assert citation.number == example
    assert known_body(unaccent(citation.body_code)).known


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(REGISTRY, tmp_path / "registry")


def rewrite(folder, change, table="directives.csv"):
    path = folder / table
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    by_key = {row["key"]: row for row in rows}
    change(by_key, rows)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return [str(problem) for problem in check_registry(folder)]


def put(at, /, **cells):
    return lambda by_key, rows: by_key[at].update(cells)


BROKEN = {
    "repeated key": (lambda by_key, rows: rows.append(dict(rows[0])), "lặp lại 2 lần"),
    "key form": (put("tw/k13/kl-14", key="tw/k13/KL 14"), "sai dạng"),
    "type": (put("tw/k13/kl-14", type="Kết án"), "không có thể loại"),
    "type and key": (put("tw/k13/kl-14", type="Chỉ thị"), "không khớp"),
    "number and key": (put("tw/k13/kl-14", number="15-KL/TW"), "không khớp"),
    "body and key": (put("tw/k13/kl-14", number="14-KL/TU"), "không khớp"),
    "number form": (put("tw/k13/kl-14", number="14/KL-TW"), "viết chuẩn là 14-KL/TW"),
    "number": (put("tw/k13/kl-14", number="mười bốn"), "sai dạng"),
    "term": (put("tw/k13/kl-14", term="XII"), "không khớp khóa tra cứu"),
    "date outside the term": (put("tw/k13/kl-14", date="2020-09-22"), "ngoài khóa XIII"),
    "number of the old term on its last day": (
        put("tw/k14/ct-01", key="tw/k14/ct-60", number="60-CT/TW"),
        "ngoài khóa XIV",
    ),
    "date falls": (put("tw/k13/kl-14", date="2024-09-22"), "ngày sớm hơn"),
    "alias": (put("tw/k13/kl-14", aliases="Kết luận 21"), "chỉ nhiều văn bản"),
    "supersession on one side": (put("tw/k13/kl-14", supersedes="tw/k13/kl-06"), "một phía"),
    "supersession of nothing": (put("tw/k13/kl-14", supersedes="tw/k1/kl-01"), "không có trong"),
    "confidence": (put("tw/k13/kl-14", confidence="sure"), "mức tin cậy"),
    "doubt": (put("tw/k13/kl-14", confidence="partial", doubt=""), "không nói chỗ nào"),
    "title": (put("tw/k13/kl-14", title=""), "thiếu tên"),
}


BROKEN |= {
    "no such day": (put("tw/k13/kl-14", date="2021-09-31"), "không có thật"),
    "no number": (put("tw/k13/kl-14", number=""), "thiếu số hiệu"),
    "replaced by itself": (
        put("tw/k13/kl-14", supersedes="tw/k13/kl-14", superseded_by="tw/k13/kl-14"),
        "tự thay thế chính mình"),
    "replaces a newer one": (
        lambda by_key, rows: (
            by_key["tw/k13/kl-14"].update(supersedes="tw/k13/kl-21"),
            by_key["tw/k13/kl-21"].update(superseded_by="tw/k13/kl-14")),
        "thay thế văn bản ban hành sau là tw/k13/kl-21"),
    "the State's among the Party's": (
        put("tw/k13/kl-14", key="nn.cp/y2020/nd-30"), "thuộc bảng state_documents.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "told"), BROKEN.values(), ids=BROKEN)
def test_each_rule_is_checked(folder, change, told):
    problems = rewrite(folder, change)
    assert any(told in problem for problem in problems), problems


def again(at, /, **cells):
    return lambda by_key, rows: rows.append(by_key[at] | cells)


DECREE, LAW = "nn.cp/y2020/nd-30", "nn.qh/y2024/luat-31"
BROKEN_OF_THE_STATE = {
    "repeated key": (again(DECREE), "lặp lại 2 lần"),
    "type and key": (put(DECREE, type="Quyết định"), "không khớp thể loại"),
    "number and key": (put(DECREE, number="31/2020/NĐ-CP"), "không khớp thể loại, số hiệu"),
    "year of the key": (put(DECREE, key="nn.cp/y2021/nd-30"), "không như nhau"),
    "year of the number": (put(DECREE, number="30/2021/NĐ-CP"), "không như nhau"),
    "year of the day": (put(DECREE, date="2019-03-05"), "không như nhau"),
    "no year for a number that has none": (
        put("nn.ttg/y2021/qd-167", key="nn.ttg/_/qd-167"), "không như nhau"),
    "no day": (put(DECREE, date=""), "thiếu ngày ban hành"),
    "no such day": (put(DECREE, date="2020-02-30"), "ngày không có thật"),
    "in effect before its day": (put(DECREE, effective="2020-03-04"), "trước ngày ban hành"),
    "no such day of effect": (put(DECREE, effective="2020-06-31"), "có hiệu lực không có thật"),
    "replaced by itself": (put(DECREE, supersedes=DECREE, superseded_by=DECREE), "chính mình"),
    "replacement on one side": (put(DECREE, supersedes=LAW), "chỉ ghi một phía"),
    "replaced and in force": (put("nn.qh/y2001/luat-32", status="unknown"), "hết hiệu lực"),
    "replaces a newer one": (put(DECREE, supersedes="nn.cp/y2021/nd-9999"), "ban hành sau"),
    "replaces a newer number": (put(DECREE, supersedes="09/2023/QH15"), "ban hành sau"),
    "replaces what is no number": (put(DECREE, supersedes="nghị định cũ"), "không có trong"),
    "two decrees with one number": (
        again(DECREE, key="nn.cp/y2020/nd-030"), "số hiệu 30/2020/NĐ-CP có nhiều dòng"),
    "an ordinance under both spellings": (
        again("nn.ubtvqh/y2012/pl-04", key="nn.ubtvqh/y2012/pl-4", number="04/2012/UBTVQH13"),
        "có nhiều dòng"),
    "legislature": (put(LAW, number="31/2024/QH14"), "khóa Quốc hội trong số hiệu thấp hơn"),
    "two laws of a name and a year": (
        put("nn.qh/y2025/luat-65", aliases="Luật Tổ chức chính quyền địa phương năm 2025"),
        "chỉ thuộc bản mới nhất là nn.qh/y2025/luat-72"),
    "the bare name of an older law": (
        put("nn.qh/y2013/luat-45", aliases="Luật Đất đai"), "chỉ thuộc bản mới nhất"),
    "an alias of the Party's": (put(DECREE, aliases="Chỉ thị 05"), "chỉ nhiều văn bản"),
    "type": (put(DECREE, type="Sắc luật"), "không có thể loại"),
    "body": (put(DECREE, body="Bộ Nội vụ"), "là Chính phủ, không phải Bộ Nội vụ"),
    "no body": (put(DECREE, body=""), "thiếu cơ quan"),
    "no source": (put(DECREE, source=""), "thiếu nguồn"),
    "no title": (put(DECREE, title=""), "thiếu tên"),
    "partial without a doubt": (put(DECREE, confidence="partial", doubt=""), "không nói chỗ nào"),
    "the Party's among the State's": (
        put(DECREE, key="tw/k13/nq-99", number="99-NQ/TW"), "thuộc bảng directives.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "told"), BROKEN_OF_THE_STATE.values(), ids=BROKEN_OF_THE_STATE)
def test_each_rule_of_the_state_is_checked(folder, change, told):
    problems = rewrite(folder, change, "state_documents.csv")
    assert any(told in problem for problem in problems), problems


def test_a_state_of_effect_is_one_of_four(folder):
    (problem,) = rewrite(folder, put(DECREE, status="maybe"), "state_documents.csv")
    assert "không có tình trạng hiệu lực maybe" in problem


def test_a_line_that_cannot_be_read_is_told(folder):
    path = folder / "directives.csv"
    path.write_text(path.read_text("utf-8") + "tw/k13/kl-15,Kết luận\n", "utf-8")
    (problem,) = check_registry(folder)
    assert "không đọc được" in str(problem)


def test_adding_a_line_adds_a_directive(folder):
    line = (
        "tw/k13/kl-15,Kết luận,15-KL/TW,Bộ Chính trị,XIII,2021-09-30,về việc thử,,,,,unconfirmed,\n"
    )
    path = folder / "directives.csv"
    path.write_text(path.read_text("utf-8") + line, "utf-8")
    assert check_registry(folder) == []
    assert Registry.load(folder).get("tw/k13/kl-15").title == "về việc thử"


@pytest.mark.parametrize("cell", ["2021-13", "2021-13x", "25/10/2021", "hôm qua", "0000"])
def test_a_date_has_one_form(cell):
    with pytest.raises(ValueError, match="YYYY"):
        read_date(cell)


def test_every_law_keeps_its_name_through_its_key_by_name():
    for law in law_names():
        document = law_document(law.kind, law.name)
        body = "nn.ubtvqh" if law.kind == "Pháp lệnh" else "nn.qh"
        label = key_label(f"{body}/y1900/{document}", Knowledge.load())
        assert label == f"{law.kind} {law.name} (năm 1900)"
