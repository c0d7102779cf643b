"""The command line: data on stdout, messages on stderr, exit status, both languages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from indexer.paths import SAMPLE_NOTICES
from indexer.segmentation import segmenter
from search.forms import hit_answers, lookup_answers, reading_answers
from tests.checkout import ROOT
from tests.notices import drop, notice
from tests.papers import put
from tests.said import lines
from viendan.__main__ import run as begin
from viendan.citing import CitedText
from viendan.commands import main


def run(*arguments, given=None):
    return CliRunner().invoke(main, list(arguments), input=given)


def test_index_names_what_it_cannot_read_and_ends_with_1(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "tb.txt").write_text("THÔNG BÁO\nkết quả\n", "utf-8")
    (tmp_path / "in" / "rong.txt").write_bytes(b"")
    done = run("index", str(tmp_path / "in"), "--index", str(tmp_path / "ix"), "--json")
    assert done.exit_code == 1
    assert "rong.txt: tệp rỗng" in done.stderr
    answer = json.loads(done.stdout)
    assert list(answer["indexed"]) == ["tb.txt"]
    assert answer["failed"] == {"rong.txt": "tệp rỗng"}
    again = run("--lang", "en", "index", str(tmp_path / "in"), "--index", str(tmp_path / "ix"))
    assert "the file is empty" in again.stderr
    assert "Nothing has changed" in again.stderr


def test_index_tells_which_files_are_one_paper(tmp_path):
    put(tmp_path / "in", "a.txt", notice(1))
    put(tmp_path / "in", "b.docx", notice(1))
    given = ("index", str(tmp_path / "in"), "--index", str(tmp_path / "ix"), "--json")
    done = run(*given)
    assert "b.docx và a.txt; là một thông báo, lấy theo a.txt" in done.stderr
    assert "thêm 1, ghi 1 thông báo, tệp là bản khác của văn bản đã có 1" in done.stderr
    answer = json.loads(done.stdout)
    assert (answer["same_papers"], answer["added"]) == ({"b.docx": "a.txt"}, ["a.txt"])
    again = run("--lang", "en", *given)
    assert "b.docx" not in again.stderr
    assert json.loads(again.stdout)["same_papers"] == {"b.docx": "a.txt"}


@pytest.fixture
def other_pyvi(monkeypatch):
    """A pyvi whose program is another than the known one."""
    monkeypatch.setattr("indexer.segmentation.pyvi_model.KNOWN_PROGRAM", "")
    segmenter.cache_clear()
    yield
    segmenter.cache_clear()


SLOW = {
    "vi": "phải tách từ bằng chính pyvi, chậm hơn khoảng 20 lần: "
    "pyvi là một phiên bản khác với bản đã biết",
    "en": "pyvi itself has to segment words, about 20 times slower: "
    "this pyvi is another version than the known one",
}


@pytest.mark.parametrize(("language", "note"), [("vi", "Lưu ý"), ("en", "Note")])
def test_an_index_made_the_slow_way_says_so_before_it_begins(tmp_path, other_pyvi, language, note):
    drop(tmp_path / "in", one=notice(1))
    command = ["--lang", language, "index", str(tmp_path / "in"), "--index", str(tmp_path / "ix")]
    said = lines(run(*command).stderr)
    assert said[1] == f"{note}: {SLOW[language]}."
    assert not any(SLOW[language] in line for line in run(*command).stderr.splitlines())


def test_the_fast_way_is_no_news(tmp_path):
    drop(tmp_path / "in", one=notice(1))
    assert "pyvi" not in run("index", str(tmp_path / "in"), "--index", str(tmp_path / "ix")).stderr


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_check_tells_of_the_slow_way_and_calls_it_no_fault(other_pyvi, language):
    done = run("--lang", language, "check")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if line.endswith("exact_model False"))
    assert lines[at].startswith("✓ ")
    assert lines[at + 1].strip() == SLOW[language]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["index", "/nowhere-at-all"], 2, "/nowhere-at-all"),
        (["search", "x", "--index", "/nowhere-at-all"], 1, "viendan index"),
        (["--lang", "en", "search", "x", "--index", "/nowhere-at-all"], 1, "There is no index"),
        (["search", "x", "--lang", "en", "--index", "/nowhere-at-all"], 1, "There is no index"),
        (["read", "/nowhere-at-all"], 1, "nowhere-at-all"),
        (["cite"], 2, "-"),
        (["cite", "-", "--issued", "hôm qua"], 2, "YYYY-MM-DD"),
        (["lookup"], 2, "TEXT"),
        (["unknown"], 2, "unknown"),
    ],
)
def test_wrong_use_is_said_clearly(arguments, status, said):
    done = run(*arguments)
    assert done.exit_code == status
    assert said in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii", "utf-8"])
def test_a_console_of_any_encoding_gets_utf8(encoding):
    text = "Thực hiện Quy định số 213-QĐ/TW của Bộ Chính trị (khóa XII)."
    said = [
        subprocess.run(
            [sys.executable, "-m", "viendan", *command],
            cwd=ROOT, env=os.environ | {"PYTHONIOENCODING": encoding}, input=text.encode(),
            capture_output=True, check=False,
        )
        for command in (["cite", "-"], ["search", "x", "--index", "/nowhere-at-all"])
    ]  # fmt: skip
    assert "Quy định số 213-QĐ/TW" in said[0].stdout.decode()
    assert "Chưa có chỉ mục" in said[1].stderr.decode()


def test_standard_input_is_read_as_a_file_is():
    text = "HUYỆN ỦY BẢO LÂM\nTHÔNG BÁO\nvề việc trồng rừng\n"
    done = run("read", "-", given=text)
    assert (done.exit_code, "trồng rừng" in done.stdout) == (0, True)
    assert "tệp rỗng" in run("read", "-", given="").stderr


def test_cite_prints_every_column():
    text = "Thực hiện Quy định số 213-QĐ/TW của Bộ Chính trị (khóa XII)."
    (found,) = json.loads(run("cite", "-", "--json", given=text).stdout)["citations"]
    assert found["text"] == text[found["start"] : found["end"]] == "Quy định số 213-QĐ/TW"
    assert (found["key"], found["status"], found["term"]) == ("tw/k12/qdi-213", "resolved", "XII")
    assert set(found) >= {"type", "number", "body", "date", "candidates", "reason"}


def test_cite_leans_on_what_is_known_of_the_notice():
    options = ["--issued", "2023-08-09", "--issuer-unit", "Huyện ủy Bảo Lâm"]
    options += ["--issuer-province", "Lâm Đồng", "--json"]
    found = json.loads(run("cite", "-", *options, given="Kế hoạch số 57-KH/HU").stdout)
    assert found["citations"][0]["key"] == "hu.bao-lam.lam-dong/nk2020/kh-57"


@pytest.mark.parametrize("options", [["-"], ["--jsonl", "-"]])
def test_cite_waits_for_no_end_of_a_text_without_end(options):
    done = run("cite", *options, given="Quy định 213-QĐ/TW " * 250_000)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "dài quá 4.000.000 ký tự" in done.stderr


def test_cite_reads_one_object_a_line(tmp_path):
    lines = [
        {"text": "Chỉ thị số 05-CT/TW", "issued": None, "issuer_unit": None},
        {"text": "không có gì"},
        {
            "text": "Kế hoạch số 57-KH/HU",
            "issued": "2023-08-09",
            "issuer_unit": "hu.bao-lam.lam-dong",
        },
    ]
    path = tmp_path / "passages.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    answers = [json.loads(line) for line in run("cite", "--jsonl", str(path)).stdout.splitlines()]
    assert [[one["key"] for one in answer] for answer in answers] == [
        ["tw/k12/ct-05"],
        [],
        ["hu.bao-lam.lam-dong/nk2020/kh-57"],
    ]


def test_a_broken_line_is_named(tmp_path):
    path = tmp_path / "passages.jsonl"
    path.write_text('{"text": "x"}\n{broken\n', "utf-8")
    done = run("cite", "--jsonl", str(path))
    assert done.exit_code == 1
    assert "Dòng 2" in done.stderr


@pytest.mark.parametrize(
    ("typed", "statuses", "status"),
    [
        (["213-QĐ/TW"], [200], 0),
        (["quy", "dinh", "213"], [200], 0),
        (["35-CT/TW"], [300], 0),
        (["999-QĐ/TW"], [404], 0),
        (["xin chào"], [400], 1),
        (["Chỉ thị số 05-CT/TW; Kết luận số 123-KL/TW"], [200, 200], 0),
        (["quy", "chế", "dân", "vận"], [300], 0),
        (["ND", "30/2020"], [200], 0),
        (["chỉ thị nuôi cá voi"], [404], 0),
    ],
)
def test_lookup(typed, statuses, status):
    done = run("lookup", *typed, "--json")
    assert [row["status"] for row in json.loads(done.stdout)] == statuses
    assert done.exit_code == status


def test_help_is_there_for_every_command():
    for name in main.commands:
        assert run(name, "--help").exit_code == 0


@pytest.mark.parametrize("name", main.commands)
def test_the_list_of_commands_says_what_each_says_of_itself(name):
    listed = main.commands[name]
    command = listed.loaded()
    assert command.name == name
    assert listed.help == " ".join(command.help.partition("\n\n")[0].split())


def test_a_draft_is_checked():
    text = "Thực hiện Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)."
    done = run("draft", "-", "--issued", "2023-08-09", given=text)
    assert done.exit_code == 0, done.output
    wrong = text.replace("Quy định", "Quyết định").replace("02/01/2020", "12/01/2020")
    done = run("draft", "-", "--issued", "2023-08-09", "--json", given=wrong)
    assert done.exit_code == 1
    (finding,) = json.loads(done.stdout)
    assert finding["judgement"] in ("wrong_type", "wrong_date")


def test_the_commands_are_there_as_a_module():
    asked = [sys.executable, "-m", "viendan", "lookup", "213-QĐ/TW", "--json"]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=ROOT, check=True)
    assert "tw/k12/qdi-213" in done.stdout


@pytest.mark.parametrize("seconds", ["nan", "inf", "0", "-1"])
def test_the_seconds_are_a_number_within_bounds(tmp_path, seconds):
    done = run("index", str(tmp_path), "--index", str(tmp_path / "ix"), "--seconds", seconds)
    assert done.exit_code == 2
    assert not (tmp_path / "ix").exists()


@pytest.mark.parametrize(
    ("province", "near"),
    [("Không Có", ""), ("Lâm Đồg", "Lâm Đồng"), ("", ""), ("Cẩm Mỹ", ""), ("dong-nai/cam-my", "")],
)
def test_a_province_that_never_was_is_refused(tmp_path, province, near):
    done = run("read", "-", "--province", province, given="x")
    assert done.exit_code == 2
    assert "không có tỉnh" in done.stderr
    assert near in done.stderr.split("gần giống")[1]


@pytest.mark.parametrize(
    "province", ["Lâm Đồng", "tỉnh lâm đồng", "lam-dong", "Hà Tây", "TP. Hồ Chí Minh", "TPHCM"]
)
def test_a_province_of_today_or_before_is_taken(tmp_path, province):
    (tmp_path / "a.txt").write_text("THÔNG BÁO\n", "utf-8")
    done = run("read", str(tmp_path / "a.txt"), "--province", province)
    assert done.exit_code == 0, done.stderr


def test_a_name_does_not_steer_the_terminal(tmp_path):
    name = "xuống\ndòng\x1b[31m\u202etxt"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(b"")
    done = run("index", str(tmp_path / "in"), "--index", str(tmp_path / "ix"))
    assert r"xuống\ndòng\x1b[31m\u202etxt: tệp rỗng" in done.stderr
    assert len(lines(done.stderr)) == 3
    for arguments in (["read", str(tmp_path / "in" / name)], ["index", f"/nowhere/{name}"]):
        said = run(*arguments).stderr
        assert r"\x1b[31m" in said
        assert not set(said.removesuffix("\n")) & set("\x1b\n\u202e")
    (tmp_path / "in" / name).write_text("THÔNG BÁO\n", "utf-8")
    assert run("read", str(tmp_path / "in" / name)).stdout.startswith(r"xuống\ndòng\x1b[31m")


@pytest.mark.parametrize("before", [None, "THÔNG BÁO\n"])
def test_a_file_that_failed_is_counted_once(tmp_path, before):
    folder, index = tmp_path / "in", ["--index", str(tmp_path / "ix")]
    folder.mkdir()
    if before:
        (folder / "a.txt").write_text(before, "utf-8")
        run("index", str(folder), *index)
    (folder / "a.txt").write_bytes(b"")
    done = run("index", str(folder), *index, "--json")
    told = json.loads(done.stdout)
    assert (told["added"], told["changed"], list(told["failed"])) == ([], [], ["a.txt"])
    last = done.stderr.splitlines()[-1]
    assert "không đọc được 1" in last
    assert "đổi 1" not in last
    assert "thêm 1" not in last


DRAFT = "Căn cứ Quyết định số 213-QĐ/TW, Chỉ thị số 05-CT/TW và 999-QĐ/TW."


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("command", "given", "kind"),
    [
        (("search", "nông thôn mới", "--explain"), None, hit_answers.Results),
        (("read", str(next(SAMPLE_NOTICES.rglob("*.txt")))), None, reading_answers.NoticeReading),
        (("cite", "-"), DRAFT, CitedText),
        (("lookup", DRAFT), None, tuple[lookup_answers.LookedUpCitation, ...]),
        (("draft", "-"), DRAFT, tuple[lookup_answers.Finding, ...]),
    ],
    ids=lambda part: part[0] if isinstance(part, tuple) else "",
)
def test_commands_give_the_answers_of_the_site(sample_index, command, given, kind, language):
    where = ("--index", str(sample_index)) if command[0] == "search" else ()
    told = run("--lang", language, *command, *where, "--json", given=given).stdout
    assert json.loads(told)
    again = msgspec.json.encode(msgspec.json.decode(told, type=kind))  # no key is lost
    assert json.loads(again) == json.loads(told)


@pytest.mark.parametrize("module", ["viendan.commands", "viendan.citing"])
def test_ctrl_c_while_the_program_loads_ends_it_without_a_trace(monkeypatch, capsys, module):
    class Interrupted:
        def find_spec(self, name, path=None, target=None):
            if name == module:
                raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["viendan", "cite", "-"])
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    with pytest.raises(SystemExit) as ended:
        begin()
    assert ended.value.code == 130
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("command", [["search", "rừng"], ["lookup", "quy định 213"], ["check"]])
def test_what_cannot_be_printed_is_told_in_a_sentence(sample_index, command):
    """As into a file on a full disk."""
    where = [] if command[0] == "lookup" else ["--index", str(sample_index)]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "viendan", *command, *where],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("Không đọc hoặc ghi được kết quả (No space left on device)")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("vi", "Bỏ qua 2 tệp không phải văn bản: 2023/Thumbs.db, desktop.ini\n"),
        ("en", "2 files are no papers and were passed over: 2023/Thumbs.db, desktop.ini\n"),
    ],
)
def test_files_that_are_no_papers_are_one_line(tmp_path, language, line):
    (tmp_path / "in" / "2023").mkdir(parents=True)
    (tmp_path / "in" / "tb.txt").write_text("THÔNG BÁO\nkết quả\n", "utf-8")
    for name in ("desktop.ini", "2023/Thumbs.db"):
        (tmp_path / "in" / name).write_bytes(b"[.ShellClassInfo]")
    given = ("index", str(tmp_path / "in"), "--index", str(tmp_path / "ix"))
    done = run("--lang", language, *given)
    assert done.exit_code == 0
    assert done.stderr.count(line) == 1
