"""Directives are found by what is typed of them, the likeliest first."""

import pytest

from indexer.directives import Registry
from indexer.model import Directive, PartialDate, Validity
from search.directives.cited import KnownDirectives
from search.directives.search import directive_search


def row(key, number, title, date, **others):
    body = others.pop("body", "Ban Bí thư")
    kind = {"ct": "Chỉ thị", "nq": "Nghị quyết", "qd": "Quyết định"}[key.split("/")[2][:2]]
    term = {"k11": "XI", "k12": "XII", "k13": "XIII"}[key.split("/")[1]]
    return Directive(key, kind, number, body, term, PartialDate.parse(date), title, **others)


RICE, RICE_AGAIN, SALT, SEA, TEN = DIRECTIVES = (
    row("tw/k11/ct-07", "07-CT/TW", "về công tác trồng lúa", "2012-05-01", status=Validity.EXPIRED),
    row("tw/k13/ct-19", "19-CT/TW", "về công tác trồng lúa", "2022-05-01"),
    row("tw/k12/ct-07", "07-CT/TW", "về nghề muối", "2017-01-02", aliases=("Chỉ thị nghề muối",)),
    row("tw/k12/nq-36", "36-NQ/TW", "về kinh tế biển đến năm 2030", "2018-10-22",
        aliases=("Nghị quyết Trung ương 8 khóa XII",), body="Ban Chấp hành Trung ương"),
    row("tw/k13/qd-10", "10-QĐ/TW", "ban hành Quy chế chuẩn mực nghề cá", "2021-03-04"),
)  # fmt: skip
REGISTRY = Registry(DIRECTIVES)


def found(text, counts=None, **options):
    search = directive_search(REGISTRY)
    hits = search.find(search.parts(text, **options), counts or {})
    return [hit.key for hit in hits if hit.is_likely]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("chỉ thị 07 nghề muối", SALT),
        ("nghe muoi", SALT),
        ("muối nghề", SALT),
        ("nghị quyết kinh tế biển 2018", SEA),
        ("kinh te bien 2030", SEA),
        ("22/10/2018", SEA),
        ("trung ương tám khóa mười hai", SEA),
        ("bch trung ương kinh tế biển", SEA),
        ("quyết định 36 kinh tế biển", SEA),
        ("quy chế nghề cá", TEN),
        ("quy dinh chuanr mwcj nghe ca", TEN),
        ("chuẩn mưc nghê ca", TEN),
        ("ct 07 trồng lúa", RICE),
        ("07-CT/TW khóa XI", RICE),
        ("trồng lúa", RICE_AGAIN),
    ],
)
def test_what_agrees_in_number_and_subject_comes_first(typed, first):
    assert found(typed)[0] == first.key


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nghị quyết đô thị", "tw/k13/nq-06"),
        ("nghị quyết hội nghị 11", "tw/k13/nq-60"),
        ("nghị quyết y tế", "tw/k13/nq-72"),
        # a type of the State alone, and a number of it
        ("luật dân số", "nn.qh/y2025/luat-113"),
        ("nghị định 30 văn thư", "nn.cp/y2020/nd-30"),
    ],
)
def test_a_paper_of_the_party_comes_before_one_of_the_state_that_agrees_as_well(
    knowledge, typed, first
):
    search = directive_search(knowledge.registry)
    assert search.find(search.parts(typed), {})[0].key == first


def test_what_has_ended_comes_after_what_has_not():
    assert found("công tác trồng lúa") == [RICE_AGAIN.key, RICE.key]


def test_of_two_alike_the_more_cited_comes_first():
    rows = [row(f"tw/k13/ct-{n}", f"{n}-CT/TW", "về than", "2022-05-01") for n in (11, 12)]
    search = directive_search(Registry(tuple(rows)))
    for cited in ("tw/k13/ct-11", "tw/k13/ct-12"):
        assert search.find(search.parts("than"), {cited: 5})[0].key == cited


@pytest.mark.parametrize(
    ("typed", "newest"),
    [
        ("điều lệ đảng hiện hành", "tw/k11/dieu-le"),
        ("thi hành điều lệ đảng mới nhất", "tw/k14/qdi-20"),
        ("hiến pháp mới nhất", "nn.qh/y2013/hien-phap"),
        ("luật đất đai mới", "nn.qh/y2024/luat-31"),
        ("phân cấp quản lý cán bộ mới", "tw/k13/qdi-377"),
        # a subject, and no wish
        ("xây dựng nông thôn mới", "nn.ttg/y2022/qd-263"),
    ],
)
def test_the_newest_is_the_newest_of_what_is_called_so(knowledge, typed, newest):
    search = directive_search(knowledge.registry)
    assert search.find(search.parts(typed), {})[0].key == newest


@pytest.mark.parametrize("typed", ["xin chào", "nuôi ong lấy mật", "chỉ thị 99", "", "-", "\x00"])
def test_what_is_not_there_is_not_found(typed):
    assert found(typed) == []


def test_a_beginning_is_enough_while_one_types():
    assert found("nghề mu") == []
    assert found("nghề mu", goes_on=True)[0] == SALT.key


def test_another_registry_has_another_search(knowledge):
    search = directive_search(REGISTRY)
    assert directive_search(REGISTRY) is search
    assert directive_search(knowledge.registry) is not search


def test_what_is_only_cited_is_found_by_what_its_key_tells(app):
    site = app.extensions["viendan"]
    known = KnownDirectives(site.engine, site.knowledge)
    only = next(
        key for key in known.counts if key.startswith("tu.") and site.registry.get(key) is None
    )
    number = only.rpartition("-")[2]
    assert only in [one.key for one in known.find(f"{number} TU", None)]
