"""What lies in an index directory: ours is kept tidy, a person's is left alone."""

import pytest

from indexer.index.build import build
from indexer.index.whoosh.files import is_index_file
from indexer.problems import IndexProblem
from search.engine.backends import open_engine
from search.query.model import Query
from tests.notices import drop, notice

PERSONAL = (
    "viendan-backup.jsonl",
    "viendan.json.bak",
    "viendan-files-3.json.txt",
    "MAIN_quan-trong.txt",
    "MAIN_0a1b2c3d4e5f6g7h.txt",
    "MAIN",
    "_MAIN_1.toc.cu",
    "_MAIN_ghi-chu.toc",
)


@pytest.fixture
def folder(tmp_path):
    drop(tmp_path / "notices", a=notice(1), b=notice(2))
    return tmp_path / "notices"


def put_personal(index):
    for name in PERSONAL:
        (index / name).write_text(name, "utf-8")
    (index / "MAIN_thu-muc").mkdir()
    (index / "MAIN_thu-muc" / "a.txt").write_text("a", "utf-8")


def test_a_persons_files_survive_every_build(folder, index):
    build([folder], index)
    put_personal(index)
    drop(folder, c=notice(3))
    build([folder], index)
    (folder / "c.txt").unlink()
    build([folder], index)
    build([folder], index)  # nothing to do, and only tidied
    assert [(index / name).read_text("utf-8") for name in PERSONAL] == list(PERSONAL)
    assert (index / "MAIN_thu-muc" / "a.txt").exists()
    assert open_engine(index).search(Query()).total == 2


def test_files_that_only_look_like_ours_make_no_index(folder, index):
    index.mkdir()
    put_personal(index)
    with pytest.raises(IndexProblem, match="dữ liệu khác"):
        build([folder], index)
    with pytest.raises(IndexProblem, match="không phải là chỉ mục"):
        open_engine(index)
    assert {path.name for path in index.iterdir()} == {*PERSONAL, "MAIN_thu-muc"}


def test_every_file_of_a_build_is_ours(folder, index, monkeypatch):
    """Also those that are there only for a moment: Whoosh's and ours, while the parts come."""
    seen = set()
    sync = "indexer.index.durable.os.fsync"
    monkeypatch.setattr(sync, lambda _: seen.update(path.name for path in index.iterdir()))
    build([folder], index)
    seen.update(path.name for path in index.iterdir())
    assert {"MAIN.tmp", "viendan.json.new", "MAIN_WRITELOCK"} <= seen
    assert [name for name in seen if not is_index_file(name)] == []
    assert is_index_file("_MAIN_1.toc.1795174956.1037996")  # a draft of Whoosh's, by the clock


def test_a_first_build_that_was_stopped_says_how_to_go_on(folder, index):
    def stop(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([folder], index, stop)
    assert [path.name for path in index.iterdir()] == ["MAIN_WRITELOCK"]
    with pytest.raises(IndexProblem, match=r"chưa lập xong.*viendan index"):
        open_engine(index)
