"""What Windows refuses while another process has a file open is tried again."""

from pathlib import Path

import pytest

from indexer.index import durable


def refused(code):
    """What Windows raises with one of its codes."""
    error = PermissionError(13, "Permission denied")
    error.winerror = code
    return error


def failing(monkeypatch, method, errors):
    """Have a method of paths raise these errors, one at a time, and then do its work."""
    real, left = getattr(Path, method), list(errors)

    def attempt(*arguments):
        if left:
            raise left.pop(0)
        return real(*arguments)

    monkeypatch.setattr(Path, method, attempt)
    monkeypatch.setattr(durable, "_BETWEEN", 0.0)


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_somebody_reads_is_replaced_when_he_is_done(tmp_path, monkeypatch, code):
    failing(monkeypatch, "replace", [refused(code)] * 3)
    durable.replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_file_that_is_being_replaced_is_read_when_it_is(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"new")
    failing(monkeypatch, "read_bytes", [refused(32)] * 3)
    assert durable.read_file(tmp_path / "a") == b"new"


@pytest.mark.parametrize("errors", [[OSError(5, "Input/output error")], [refused(32)] * 1000])
def test_what_does_not_pass_is_raised(tmp_path, monkeypatch, errors):
    (tmp_path / "a").write_bytes(b"old")
    failing(monkeypatch, "replace", errors)
    with pytest.raises(OSError, match=errors[0].strerror):
        durable.replace_file(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
