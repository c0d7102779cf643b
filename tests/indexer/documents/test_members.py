"""Files within files at whatever depth: found by their ways there, within every bound."""

import os
import tempfile

import pytest

from indexer.documents import inner_file
from indexer.documents import members as inside
from indexer.documents.members import MAX_DEPTH
from indexer.documents.page_text import ExtractionError
from tests.inner_files import (
    PAPER,
    content,
    letter,
    locked,
    members,
    passed_over,
    taken,
    ways,
    why_refused,
    zipped,
)

NOISE = bytes(range(256)) * 999


def test_what_lies_deeper_is_found_by_its_way_there():
    inner = zipped(("thư.eml", bytes(letter(("b.zip", zipped(("c.txt", PAPER)))))))
    assert ways(inner) == ["thư.eml/b.zip/c.txt"]
    assert content(inner, "thư.eml/b.zip/c.txt") == PAPER


def test_what_a_file_says_of_itself_is_told():
    (one,) = members(zipped(("a.txt", PAPER)))
    assert (one.size, one.start) == (len(PAPER), PAPER[:64])
    assert one.data == b""


def test_an_archive_within_another_in_which_no_paper_lies_is_told():
    data = zipped(("rỗng.zip", zipped()), ("b.zip", zipped(("Thumbs.db", b"x"))), ("a.txt", b"a"))
    assert ways(data) == ["a.txt"]
    assert passed_over(data) == ["rỗng.zip", "b.zip/Thumbs.db", "b.zip"]


# --- several at once ------------------------------------------------------------------------------

MIXED = zipped(
    ("a.txt", b"a"),
    ("b.zip", zipped(("c.txt", b"c"), ("d.txt", b"d"))),
    ("e.eml", bytes(letter(("g.txt", b"g"), ("f.txt", b"f")))),
    ("h.bin", b"\0" * 5_000_000),
    ("i.txt", b"i"),
)


def test_several_are_taken_out_at_once_each_with_its_bytes():
    wanted = ["i.txt", "b.zip/d.txt", "e.eml/f.txt", "a.txt"]
    found = {one.way: one.data for one in taken(MIXED, *wanted)}
    assert found == {"a.txt": b"a", "b.zip/d.txt": b"d", "e.eml/f.txt": b"f", "i.txt": b"i"}


def test_what_cannot_be_taken_out_costs_no_other_and_what_is_not_there_is_left_out():
    found = {one.way: one for one in taken(MIXED, "h.bin", "gone.txt", "b.zip/gone.txt", "i.txt")}
    assert found.keys() == {"h.bin", "i.txt"}
    assert "gấp" in str(found["h.bin"].refusal)
    assert found["i.txt"].data == b"i"


@pytest.mark.parametrize(
    ("first", "found"),
    [("5.bin", ["0.bin", "1.bin", "5.bin"]), ("0.bin", ["0.bin", "1.bin", "2.bin"])],
)
def test_the_first_is_given_in_any_case_and_others_as_far_as_there_is_room(
    monkeypatch, first, found
):
    monkeypatch.setattr(inside, "MAX_AHEAD", 2 * len(NOISE) + 1)
    data = zipped(*[(f"{at}.bin", NOISE) for at in range(6)])
    others = [f"{at}.bin" for at in range(6) if f"{at}.bin" != first]
    assert [one.way for one in taken(data, first, *others)] == found
    attached = bytes(letter(*[(f"{at}.bin", NOISE) for at in range(6)]))
    assert [one.way for one in taken(attached, first, *others)] == found


# --- bounds ---------------------------------------------------------------------------------------


def nested(depth):
    data = zipped(("a.txt", PAPER))
    for _ in range(depth - 1):
        data = zipped(("b.zip", data))
    return data


def test_what_lies_too_deep_is_refused_and_named():
    (found,) = members(nested(MAX_DEPTH))
    assert content(nested(MAX_DEPTH), found.way) == PAPER
    (deep,) = members(nested(MAX_DEPTH + 1))
    assert deep.digest == ""
    assert "quá 3 lớp" in why_refused(nested(MAX_DEPTH + 1), deep.way)


@pytest.mark.parametrize(
    ("bound", "most", "data", "said"),
    [
        ("MAX_FILES", 2, zipped(*[(f"{at}.txt", b"a") for at in range(3)]), "hơn 2 tệp"),
        (
            "MAX_FILES",
            4,
            zipped(*[(f"{at}.zip", zipped(("a.txt", b"a"))) for at in range(3)]),
            "hơn 4 tệp",
        ),
        ("MAX_UNPACKED", 5000, zipped(("a.txt", b"ab" * 2000), ("b.txt", b"cd" * 2000)), "đủ giới"),
    ],
)
def test_no_more_is_taken_out_than_is_allowed(monkeypatch, bound, most, data, said):
    monkeypatch.setattr(inside, bound, most)
    told = ""
    try:
        for one in members(data):
            if not one.digest:
                told = why_refused(data, one.way)
    except ExtractionError as error:
        told = str(error.reason)
    assert said in told
    assert "giải nén" in told


def test_a_member_that_is_too_large_is_refused_by_itself(monkeypatch):
    monkeypatch.setattr(inner_file, "MAX_MEMBER", 100)
    data = zipped(("a.txt", bytes(range(256))), ("b.txt", b"b"))
    assert [one.digest != "" for one in members(data)] == [False, True]
    assert "lấy ra ngoài" in why_refused(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "lost", "said"),
    [
        (zipped(("a.txt", PAPER), ("b.bin", b"\0" * 5_000_000), ("c.txt", b"c")), "b.bin", "gấp"),
        (
            locked(zipped(("a.txt", PAPER), ("b.txt", b"b"), ("c.txt", b"c")), "b.txt"),
            "b.txt",
            "mật",
        ),
        (zipped(("a.txt", PAPER), ("b.bin", NOISE)), "b.bin", "đủ giới hạn"),
        (
            zipped(("a.txt", PAPER), ("b.zip", zipped(("c.bin", NOISE)))),
            "b.zip/c.bin",
            "đủ giới hạn",
        ),
    ],
)
def test_a_bound_that_is_passed_costs_what_lies_beyond_it(monkeypatch, data, lost, said):
    monkeypatch.setattr(inside, "MAX_UNPACKED", 100_000)
    assert [one.way for one in members(data) if not one.digest] == [lost]
    assert content(data, "a.txt") == PAPER
    assert said in why_refused(data, lost)


def test_once_too_much_is_taken_out_nothing_more_is(monkeypatch):
    monkeypatch.setattr(inside, "MAX_UNPACKED", 5000)
    data = zipped(*[(f"{at}.txt", b"ab" * 1000) for at in range(5)], ("Thumbs.db", b"x"))
    assert [one.digest != "" for one in members(data)] == [True, True, *[False] * 4]
    assert ways(data) == [f"{at}.txt" for at in range(5)]


def test_a_thousand_members_of_one_name_are_told_apart():
    data = zipped(*[(f"{at:04}.txt", b"a") for at in range(1000)])
    same = bytearray(data)
    for at in range(1000):
        same = same.replace(b"%04d.txt" % at, b"aaaa.txt")
    assert len(set(ways(same))) == 1000


def test_what_the_disk_does_not_give_is_tried_again(monkeypatch):
    class Failing:
        def __getattr__(self, name):
            raise OSError(5, "Input/output error")

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(inside, "open_outer", lambda _path: Failing())
    with tempfile.TemporaryDirectory() as folder, pytest.raises(ExtractionError) as refused:
        inside.members(os.fsencode(folder))
    assert refused.value.passing
    assert "Input/output error" in str(refused.value.reason)
