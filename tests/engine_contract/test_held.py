"""What every engine answers about the own keys of notices, and which notices bear them."""

import pytest

from indexer.index.build import build
from indexer.index.relations import StatedRelation
from indexer.model import UNKNOWN, CitationRole
from search.engine.seam import Engine
from tests.engine_contract.conftest import ENGINES, backends
from tests.engine_contract.test_cases import name
from tests.held_papers import DONG_NAI, HD_95, HELD, KH_196, QDI_213, TB_198, paper
from tests.notices import drop

PLAN = {"number": "196-KH/TU", "title": "trồng cây", "body": "1. Mỗi xã trồng cây.", **DONG_NAI}
OTHERS = {
    "newer": paper(**PLAN, day="06/01/2022"),
    "unsigned": paper(**PLAN, day="07/01/2022", signed=""),
    "newest": paper(
        **PLAN | {"number": "197-KH/TU", "body": "1. Kế hoạch này thay thế Kế hoạch số 196-KH/TU, "
        "ngày 06/01/2022 của Tỉnh ủy Đồng Nai; bãi bỏ Kế hoạch số 95-KH/TU, ngày 04/01/2021 của "
        "Tỉnh ủy Đồng Nai."}, day="08/01/2022",
    ),
}  # fmt: skip
KH_197, KH_95 = KH_196.replace("196", "197"), KH_196.replace("196", "95")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    folder = tmp_path_factory.mktemp("held")
    drop(folder / "in", **HELD, **OTHERS)
    assert build([folder / "in"], folder / "index").failed == {}
    return backends(folder / "index")


@pytest.fixture(params=ENGINES)
def engine(request, held):
    return Engine(held[request.param])


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ([QDI_213], {QDI_213: "qd-213"}),
        # The signed ones first, and of these the newest.
        ([KH_196, HD_95], {KH_196: "newer kh-196 unsigned", HD_95: "hd-95"}),
        (["tw/_/ct-05", "tw/k12/ct-05"], {}),
        ([UNKNOWN], {}),
        (["", "không phải mã"], {}),
        ([], {}),
    ],
)
def test_the_notices_that_bear_keys_are_found_by_them(engine, keys, wanted):
    found = engine.bearers(keys)
    assert {key: " ".join(map(name, cards)) for key, cards in found.items()} == wanted


def test_own_keys_are_counted(engine):
    counts = engine.own_keys()
    one_each = (QDI_213, HD_95, KH_197, TB_198, TB_198.replace("198", "199"))
    assert counts == {**dict.fromkeys(one_each, 1), KH_196: 3, UNKNOWN: 1}


def test_what_a_text_replaces_is_known_without_reading_it(engine):
    made = [(KH_197, CitationRole.REPEALED, KH_95), (KH_197, CitationRole.REPLACED, KH_196)]
    assert engine.relations() == [StatedRelation(*one, "2022-01-08") for one in made]
