"""The registry of directives: sound as delivered, and unsound in every way that is checked."""

import csv
import shutil
import tomllib

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.check import check_registry
from indexer.directives.knowledge import Knowledge
from indexer.directives.labels import key_label
from indexer.directives.registry import Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.directives.rows import read_date
from indexer.knowledge.committees import committee_table
from indexer.knowledge.document_types import document_types, law_names
from indexer.knowledge.issuing_bodies import issuing_bodies_data, known_body
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


def rewrite(folder, change):
    path = folder / "directives.csv"
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


@pytest.mark.parametrize(("change", "told"), BROKEN.values(), ids=BROKEN)
def test_each_rule_is_checked(folder, change, told):
    problems = rewrite(folder, change)
    assert any(told in problem for problem in problems), problems


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


def test_every_law_has_one_name_and_keeps_it_through_its_key():
    names = tomllib.loads((REGISTRY / "laws.toml").read_text("utf-8"))["names"]
    assert sorted(law_names().values()) == sorted(names) == sorted(set(names))
    for name in names:
        text = f"theo Luật {name} năm 2019"
        (found,) = resolve(find_citations(text), text, CitingContext(), Registry.load())
        assert key_label(found.key, Knowledge.load()) == f"Luật {name} (năm 2019)"
