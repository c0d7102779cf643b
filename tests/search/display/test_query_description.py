"""How a query was understood, and why a hit stands where it stands, in words."""

import pytest

from indexer.index.build import build
from search.engine.backends import open_engine
from search.engine.planner import MAX_EXPANSIONS
from search.query.parser import parse
from tests.asking import reasons, told
from tests.notices import drop, notice


def test_why_a_hit_stands_where_it_stands(engine):
    said = reasons(told(engine, "nông thôn mới", explain=True).hits[0])
    assert any("trong trích yếu" in reason for reason in said)
    assert any("liền nhau" in reason for reason in said)
    assert told(engine, "nông thôn mới").hits[0].explanation == ()


def test_a_khoa_that_cannot_be_read_is_said(engine):
    said = [str(one) for one in told(engine, "12-NQ/TW khóa VV").understood]
    assert said[1] == "“khóa VV”: không đọc được là khóa nào"
    assert "khóa VV" not in said[0]
    assert not any("không đọc được" in str(one) for one in told(engine, "12-NQ/TW").understood)


def test_a_beginning_of_more_words_than_are_looked_for_is_said(tmp_path, knowledge):
    few, many = (" ".join(f"th{word}{n}" for n in range(600)) for word in ("a", "ô"))
    drop(tmp_path / "in", one=notice(1, few), other=notice(2, many))
    build([tmp_path / "in"], tmp_path / "index")
    engine = open_engine(tmp_path / "index")

    def said(typed):
        return [str(one) for one in told(engine, typed).understood]

    note = f"chỉ dùng {MAX_EXPANSIONS} từ đầu trong các từ bắt đầu bằng “th”"
    assert said("th*") == ["có đủ các chữ th*", note]
    assert note in said("-th*")
    assert note in said("(xã -th*) OR rừng")
    assert note in said("tha* OR th*")
    assert said("tha*") == ["có đủ các chữ tha*"]
    assert engine.search(parse("th*", knowledge)).total == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            'cap_uy:"Huyện ủy Như Xuân"',
            "do Huyện ủy Như Xuân / Huyện ủy Như Xuân, Thanh Hóa ban hành",
        ),
        (
            'cap_uy:"BTV Thị ủy Kỳ Anh"',
            "do Ban Thường vụ Thị ủy Kỳ Anh / Ban Thường vụ Thị ủy Kỳ Anh, Hà Tĩnh ban hành",
        ),
        ("loai:NQ", "loại Nghị quyết"),
        ("cap_uy:abc-xyz", "do abc-xyz ban hành"),
    ],
)
def test_a_value_that_no_notice_has_is_called_as_people_call_it(engine, typed, said):
    assert said in [str(one) for one in told(engine, typed).understood]
