"""``python app.py``: what is said while the index is built, before the site is served."""

import pytest

from indexer.index.build import build
from search.engine.backends import open_engine
from tests.notices import drop, notice
from tests.said import lines
from viendan import serving


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Begin as ``python app.py`` does over an index, as far as the serving."""
    monkeypatch.setenv("VIENDAN_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("PORT", "8123")
    served = []
    monkeypatch.setattr(serving, "serve", lambda *given: served.append(given))

    def start():
        serving.main(open_engine)
        ((engine, _, port),) = served
        served.clear()
        assert port == 8123
        return engine.summary().notices

    return start


def test_it_tells_what_viendan_index_tells(tmp_path, started, capsys):
    folder, index = tmp_path / "in", tmp_path / "index"
    drop(folder, **{f"n{n:02}": notice(n) for n in range(30)})
    build([folder], index, jobs=1)
    drop(folder, a=notice(40), b="")
    for n in range(25):
        (folder / f"n{n:02}.txt").unlink()
    assert started() == 31
    said = lines(capsys.readouterr().err)
    assert said[0].startswith("Sẽ làm: thêm 2")
    assert "Không đọc được b.txt: tệp rỗng" in said
    assert any("Chưa bỏ 25 tệp: n00.txt" in one for one in said)
    assert any("--confirm-removals" in one for one in said)
    assert said[-1].startswith(f"Đã lập chỉ mục vào {index}: thêm 1")


def test_an_index_that_is_up_to_date_is_served_without_a_word(tmp_path, started, capsys):
    drop(tmp_path / "in", a=notice(1))
    build([tmp_path / "in"], tmp_path / "index", jobs=1)
    assert started() == 1
    assert lines(capsys.readouterr().err) == []
