"""The sources a person names: what cannot be one is said at once, and so is an empty one."""

import os

import pytest
from click.testing import CliRunner

from indexer.index.build import build
from indexer.index.whoosh.manifest import read_manifest
from indexer.problems import IndexProblem
from tests.notices import drop, notice
from viendan import indexing


@pytest.mark.parametrize("name", ["pipe", "link", "/dev/zero"])
def test_a_pipe_or_device_is_no_source(tmp_path, name):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    index = tmp_path / "index"
    with pytest.raises(IndexProblem, match="không phải tệp hay thư mục"):
        build([tmp_path / name], index)
    assert not index.exists()
    # An index that is there is not touched by it either.
    drop(tmp_path / "notices", a=notice(1))
    build([tmp_path / "notices"], index)
    before = read_manifest(index)
    with pytest.raises(IndexProblem, match="không phải tệp hay thư mục"):
        build([tmp_path / name], index, keep_others=True)
    assert read_manifest(index) == before


def test_a_source_without_files_is_said(tmp_path):
    (tmp_path / "none").mkdir()
    command = [str(tmp_path / "none"), "--index", str(tmp_path / "index")]
    done = CliRunner().invoke(indexing.index_command, command)
    assert (done.exit_code, done.stderr.count("không tìm thấy tệp nào")) == (1, 1)
    assert str(tmp_path / "none") in done.stderr
    drop(tmp_path / "none", a=notice(1))
    assert CliRunner().invoke(indexing.index_command, command).exit_code == 0


def test_one_empty_source_beside_others_is_no_failure(tmp_path):
    (tmp_path / "none").mkdir()
    drop(tmp_path / "notices", a=notice(1))
    assert not build([tmp_path / "none", tmp_path / "notices"], tmp_path / "index").failed


@pytest.mark.skipif(os.name == "nt", reason="every name is Unicode there")
def test_a_source_that_cannot_be_written_down_is_refused(tmp_path):
    source = tmp_path / "b\udce1o"
    drop(source, a=notice(1))
    with pytest.raises(IndexProblem, match="không phải UTF-8"):
        build([source], tmp_path / "index", jobs=1)
    assert build([tmp_path], tmp_path / "index", jobs=1).failed == {}
