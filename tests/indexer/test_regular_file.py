"""What is opened of a path that may be exchanged: a regular file, by no link, up to a bound."""

import os
import socket
from pathlib import Path

import pytest

from indexer import regular_file
from indexer.regular_file import (
    FileTooLarge,
    LinkInPath,
    NotRegularFile,
    open_regular,
    read_named,
    read_regular,
)


@pytest.fixture
def top(tmp_path):
    """A file two folders deep, and another outside."""
    (tmp_path / "in" / "2022").mkdir(parents=True)
    (tmp_path / "in" / "2022" / "a.txt").write_bytes(b"inside")
    (tmp_path / "out" / "2022").mkdir(parents=True)
    (tmp_path / "out" / "2022" / "a.txt").write_bytes(b"outside")
    return Path(os.path.realpath(tmp_path))


@pytest.fixture(params=["told by the system", "step by step", "looked at again"])
def way(request, monkeypatch):
    """The ways in which a system may keep off links."""
    if request.param == "step by step":
        monkeypatch.setattr(regular_file, "_told_by_the_system", regular_file._step_by_step)
    if request.param == "looked at again":
        monkeypatch.setattr(regular_file, "_THROUGH", 0)
        monkeypatch.setattr(regular_file, "_NO_LINK_AT_ALL", 0)
    return request.param


def exchanged(path, by):
    """Another thing in the place of a file or folder."""
    path.rename(path.with_name("moved"))
    by(path)


def link_out(path):
    path.symlink_to(Path(str(path).replace("/in", "/out")))


def link_to_itself(path):
    path.symlink_to(path.name)


def listening(path):
    with socket.socket(socket.AF_UNIX) as one:
        here = os.getcwd()
        os.chdir(path.parent)  # the path of a socket is short
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)


EXCHANGES = [
    ("in/2022/a.txt", link_out, LinkInPath),
    ("in/2022", link_out, LinkInPath),
    ("in", link_out, LinkInPath),
    ("in/2022/a.txt", link_to_itself, LinkInPath),
    ("in/2022/a.txt", os.mkfifo, NotRegularFile),
    ("in/2022/a.txt", listening, NotRegularFile),
    ("in/2022/a.txt", Path.mkdir, NotRegularFile),
    ("in/2022", Path.touch, LinkInPath),
    ("in/2022", Path.mkdir, FileNotFoundError),
    ("in/2022/a.txt", lambda path: None, FileNotFoundError),
]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(("part", "by", "refusal"), EXCHANGES)
def test_what_was_exchanged_is_not_read(top, part, by, refusal):
    path = str(top / "in" / "2022" / "a.txt")
    assert read_regular(path, 100) == b"inside"
    exchanged(top / part, by)
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(refusal) as error:
        read_regular(path, 100)
    assert error.value.filename == path
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.parametrize("told", ["/another/NAME.TXT", None])
def test_what_the_system_does_not_tell_is_found_out(top, monkeypatch, told):
    """As on a drive that knows no capitals, or without ``/proc``."""

    def readlink(_path):
        if told is None:
            raise FileNotFoundError
        return told

    monkeypatch.setattr(regular_file.os, "readlink", readlink)
    path = str(top / "in" / "2022" / "a.txt")
    assert read_regular(path, 100) == b"inside"
    exchanged(top / "in" / "2022", link_out)
    with pytest.raises(LinkInPath):
        read_regular(path, 100)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_not_read(device):
    with pytest.raises(NotRegularFile):
        read_regular(device, 100)


def test_a_folder_that_may_be_passed_but_not_listed_is_passed(top):
    """As is every folder above a person's own."""
    (top / "in").chmod(0o311)
    assert read_regular(str(top / "in" / "2022" / "a.txt"), 100) == b"inside"
    (top / "in").chmod(0o711)


def test_a_link_that_a_person_names_is_followed(top):
    (top / "link").symlink_to("in")
    assert read_named(top / "link" / "2022" / "a.txt", 100) == b"inside"


@pytest.mark.parametrize(("most", "enough"), [(5, False), (6, True), (7, True)])
def test_no_more_is_read_than_is_wanted(top, most, enough):
    path = str(top / "in" / "2022" / "a.txt")
    if enough:
        assert read_regular(path, most) == b"inside"
    else:
        with pytest.raises(FileTooLarge) as error:
            read_regular(path, most)
        assert error.value.size == 6


def test_a_file_that_grows_while_it_is_read_is_read_up_to_the_bound(top, monkeypatch):
    path = top / "in" / "2022" / "a.txt"
    real = open_regular

    def grown(name):
        file = real(name)
        size = os.fstat(file.fileno())
        path.write_bytes(b"x" * 1_000)
        monkeypatch.setattr(regular_file.os, "fstat", lambda _: size)
        return file

    monkeypatch.setattr(regular_file, "open_regular", grown)
    with pytest.raises(FileTooLarge) as error:
        read_regular(str(path), 100)
    assert error.value.size == 101  # and not a thousand
