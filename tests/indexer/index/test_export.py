"""Out of an index and back into one: the same notices, addresses and search results."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.index import export as exchange
from indexer.index.build import build
from indexer.index.entry import VERSION
from indexer.index.export import export
from search.engine.backends import open_engine
from search.query.model import Query
from tests.exported import edited, numbered
from tests.notices import drop, notice
from viendan.indexing import export_command, index_command


@pytest.fixture
def lines(sample_index):
    return list(export(sample_index))


def restored(lines, tmp_path, name="index"):
    path = tmp_path / f"{name}.jsonl"
    path.write_bytes(b"".join(lines))
    return build([path], tmp_path / name), tmp_path / name, path


def hits(index, **query):
    found = open_engine(index).search(Query(per_page=100, **query))
    return {hit.card.id: (hit.card, round(hit.score, 9)) for hit in found.hits}


def test_every_notice_comes_back(sample_index, lines, tmp_path):
    report, index, _ = restored(lines, tmp_path)
    assert not report.failed
    assert hits(index) == hits(sample_index)
    assert list(export(index)) == lines
    ours, theirs = open_engine(index), open_engine(sample_index)
    for notice_id in hits(index):
        assert ours.notice(notice_id) == theirs.notice(notice_id)


def test_a_line_holds_everything_understood(lines):
    line = json.loads(lines[0])
    assert line["viendan"] == VERSION
    reading = line["reading"]
    assert reading["document"]["text"]
    assert reading["notice"]["title"]["evidence"]["status"] in ("stated", "inferred", "unknown")
    assert {"citations", "places", "issuer_place", "unit_place"} <= reading.keys()


def test_what_a_line_claims_is_understood_anew(lines, tmp_path):
    line = json.loads(lines[0])
    line["reading"]["notice"]["title"]["value"] = "bịa đặt"
    line["reading"]["citations"] = "nothing"
    _, index, _ = restored([edited(line)], tmp_path)
    ((card, _),) = hits(index).values()
    assert card.title != "bịa đặt"


def test_an_unchanged_export_costs_nothing_and_a_changed_one_is_followed(lines, tmp_path):
    _, index, path = restored(lines, tmp_path)
    assert build([path], index).nothing_new
    path.write_bytes(b"".join(lines[1:]))
    assert build([path], index).withheld == ["index.jsonl"]  # it says itself that one is missing
    assert build([path], index, confirm_removals=True).changed == ["index.jsonl"]
    assert len(hits(index)) == len(lines) - 1
    path.unlink()
    drop(tmp_path / "other", a=notice(1))
    build([tmp_path / "other"], index)
    assert len(hits(index)) == 1


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (b'{"viendan": 3, "path": 1}\n', "viendan export"),
        (b"not json\n", "viendan export"),
        (b"\xff\xfe\n", "viendan export"),
        (b'{"viendan":1,"zz":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "quá sâu"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_in(lines, tmp_path, bad, said):
    report, index, _ = restored(numbered([lines[0], bad, lines[1]]), tmp_path)
    assert list(report.failed) == ["index.jsonl:2"]
    assert said in str(report.failed["index.jsonl:2"])
    assert len(hits(index)) == 2


def test_a_line_beyond_bounds_is_one_line_and_the_others_go_in(lines, tmp_path, monkeypatch):
    first, second, third, bad = numbered([*lines[:3], b"x"])
    monkeypatch.setattr(exchange, "MAX_LINE", max(map(len, (first, second, third))))
    # What stands beyond the bound looks like a notice, and is none.
    long = b" " * (exchange.MAX_LINE + 1) + second
    report, index, _ = restored([first, long, third, bad], tmp_path)
    assert list(report.failed) == ["index.jsonl:2", "index.jsonl:4"]
    assert "dài quá" in str(report.failed["index.jsonl:2"])
    assert len(hits(index)) == 2
    assert build([tmp_path / "index.jsonl"], index).nothing_new


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "../../etc"),
        ("id", ""),
        ("digest", "x"),
        ("source", ""),
        ("pages", [{"number": 1, "span": [0, 10**9], "method": "text"}]),
    ],
)
def test_a_line_that_would_harm_is_refused(lines, tmp_path, field, value):
    line = json.loads(lines[0])
    line["reading"]["document"][field] = value
    report, index, _ = restored(numbered([edited(line), lines[1]]), tmp_path)
    assert list(report.failed) == ["index.jsonl:1"]
    assert len(hits(index)) == 1


@pytest.mark.parametrize("template", ["{x}", "{n:>999999999999}", "{n.__class__}", "{n:a|b}", "}"])
@pytest.mark.parametrize("where", ["line", "page"])
def test_a_reason_that_cannot_be_said_is_refused(lines, tmp_path, where, template):
    line, reason = json.loads(lines[0]), {"template": template, "values": [["n", "1"]]}
    page = {"number": 1, "span": [0, 1], "method": "text", "reason": reason}
    if where == "line":
        line["stale_reason"] = reason
    else:
        line["reading"]["document"]["pages"] = [page]
    line = edited(line)
    with pytest.raises(exchange.MalformedExport, match="không hợp lệ"):
        exchange.read_line(line)
    said = json.dumps(template).encode()
    assert exchange.read_line(line.replace(said, b'"trang {n}"')).document.pages


def test_a_notice_that_is_there_already_is_not_taken_twice(lines, tmp_path):
    report, index, _ = restored(numbered([lines[0], lines[0]]), tmp_path)
    assert list(report.failed) == ["index.jsonl:2"]
    assert len(hits(index)) == 1


def test_stale_notices_stay_marked(tmp_path):
    drop(tmp_path / "in", a=notice(1))
    build([tmp_path / "in"], tmp_path / "old")
    (tmp_path / "in" / "a.txt").write_bytes(b"")
    build([tmp_path / "in"], tmp_path / "old")
    _, index, _ = restored(list(export(tmp_path / "old")), tmp_path)
    ((card, _),) = hits(index).values()
    assert str(card.stale_reason) == "tệp rỗng"


def test_the_commands(sample_index, tmp_path):
    done = CliRunner().invoke(export_command, ["--jsonl", "--index", str(sample_index)])
    assert done.exit_code == 0
    path = tmp_path / "all.jsonl"
    path.write_bytes(done.stdout_bytes)
    arguments = [str(path), "--index", str(tmp_path / "index"), "--json"]
    done = CliRunner().invoke(index_command, arguments)
    assert done.exit_code == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["added"] == ["all.jsonl"]
    assert set(answer["indexed"].values()) == set(hits(sample_index))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("out", ["full disk", "closed pipe"])
def test_an_export_that_cannot_be_written_out_says_so(sample_index, out):
    if out == "full disk":
        end = os.open("/dev/full", os.O_WRONLY)
    else:
        reading, end = os.pipe()
        os.close(reading)
    command = [sys.executable, "-m", "viendan", "export", "--index", str(sample_index)]
    done = subprocess.run(command, stdout=end, stderr=subprocess.PIPE, text=True, check=False)
    os.close(end)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "không đủ" in done.stderr


# --- cut off, changed on the way, put together --------------------------------------------------


def cut(lines, where):
    """An export without its end, and how many whole lines are left."""
    data, second = b"".join(lines), len(lines[0]) + len(lines[1])
    match where:
        case "in a line":
            return data[: second + 100], 2
        case "in a letter":
            return data[: next(at for at in range(second, len(data)) if data[at] > 0x80) + 1], 2
        case "at an end":
            return data[:second], 2
        case _:
            return data[: second - 1], 2


@pytest.mark.parametrize("where", ["in a line", "in a letter", "at an end", "before an end"])
def test_what_is_cut_off_is_missed_and_what_is_there_goes_in(lines, tmp_path, where):
    kept, whole = cut(lines, where)
    report, index, path = restored([kept], tmp_path)
    broken = where.startswith("in ")
    assert f"thiếu {len(lines) - whole - broken} thông báo" in str(report.failed["index.jsonl"])
    assert (f"index.jsonl:{whole + 1}" in report.failed) == broken
    assert len(hits(index)) == whole
    path.write_bytes(b"".join(lines))
    assert build([path], index).failed == {}
    assert len(hits(index)) == len(lines)


def test_a_changed_byte_costs_its_line(lines, tmp_path):
    data, at = bytearray(b"".join(lines)), len(lines[0]) + len(lines[1]) // 2
    data[at] ^= 1
    report, index, _ = restored([bytes(data)], tmp_path)
    assert list(report.failed) == ["index.jsonl:2"]
    assert "không còn như khi xuất" in str(report.failed["index.jsonl:2"])
    assert len(hits(index)) == len(lines) - 1


@pytest.mark.parametrize(
    ("order", "missing"),
    [
        ("123", 0),
        ("12", 1),
        ("23", 1),
        ("13", 1),
        ("1", 2),
        ("321", 0),
        ("123123", 0),
        ("112233", 0),
        ("12123", 1),
        ("123.12", 1),
        ("1x3", 0),
        ("12x", 0),
        ("x23", 0),
        ("xx3", 0),
        ("x", 0),
        ("", 0),
    ],
)
def test_lines_are_counted(lines, tmp_path, order, missing):
    """``x`` is a damaged line, ``.`` an empty one."""
    own = dict(zip("123", numbered(lines[:3]), strict=True)) | {"x": b"x\n", ".": b"\n"}
    path = tmp_path / "some.jsonl"
    path.write_bytes(b"".join(own[one] for one in order))
    assert exchange.scan_export(str(path)).missing == missing


def test_an_export_of_an_earlier_version_is_not_counted(lines, tmp_path):
    old = []
    for line in lines[:3]:
        told = json.loads(line) | {"viendan": 6}
        old.append(edited({name: told[name] for name in told if name not in ("number", "count")}))
    report, index, _ = restored(old, tmp_path)
    assert report.failed == {}
    assert len(hits(index)) == 3


def test_ends_of_lines_as_windows_has_them_do_no_harm(lines, tmp_path):
    report, index, _ = restored([line.replace(b"\n", b"\r\n") for line in lines], tmp_path)
    assert report.failed == {}
    assert len(hits(index)) == len(lines)


@pytest.mark.parametrize(
    ("name", "spoil", "said"),
    [
        ("a.jsonl", lambda data: data.decode("utf-8").encode("utf-16"), "UTF-16"),
        ("a.jsonl", lambda data: b"[" * 1000 + b"\n" + b'{"a": 1}\n' * 5, "không có dòng nào"),
        ("a.JSONL", lambda data: data.replace(b'"viendan":', b'"vd":'), "không có dòng nào"),
    ],
)
def test_a_file_of_other_lines_is_refused_as_one(lines, tmp_path, name, spoil, said):
    (tmp_path / name).write_bytes(spoil(b"".join(lines)))
    report = build([tmp_path / name], tmp_path / "index", jobs=1)
    assert list(report.failed) == [name]
    assert said in str(report.failed[name])


def test_the_mark_with_which_editors_begin_a_file_is_no_part_of_a_line(lines, tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + b"".join(lines))
    report = build([tmp_path / "a.txt"], tmp_path / "index", jobs=1)
    assert (report.failed, report.added) == ({}, ["a.txt"])
    assert len(list(export(tmp_path / "index"))) == len(lines)


def test_no_notice_leaves_with_a_line_that_an_export_says_it_has_lost(tmp_path):
    drop(tmp_path / "in", **{f"n{n}": notice(n) for n in range(6)})
    build([tmp_path / "in"], tmp_path / "first", jobs=1)
    file, index = tmp_path / "all.jsonl", tmp_path / "index"
    whole = b"".join(export(tmp_path / "first"))
    file.write_bytes(whole)
    build([file], index, jobs=1)
    for cut in (whole[: len(whole) // 2], whole[:-100], whole[: whole.rindex(b"\n", 0, -1) + 1]):
        file.write_bytes(cut)
        assert build(None, index, jobs=1).withheld == ["all.jsonl"]
        assert len(list(export(index))) == 6
    file.write_bytes(whole)
    assert build(None, index, jobs=1).failed == {}
