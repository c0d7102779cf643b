"""A draft that is sent: as text or file, checked like on the command line, and kept nowhere."""

import io
import json
import logging
import os
import signal
import tempfile
from urllib.request import Request, urlopen

import pypdf
import pytest
from click.testing import CliRunner

from bench.screens import serving
from indexer.directives import Knowledge
from indexer.documents import MAX_DRAFT_BYTES, drafts, sandbox
from indexer.documents.detection import FileFormat
from indexer.documents.page_text import UNREAD, PageText
from indexer.memory import all_remembered
from search.lookup import check_draft
from search.lookup import draft as checking
from search.web.drafts import ReadingTurns
from search.web.posted import RefusedRequest
from tests.as_windows import needs_fork
from tests.checkout import ROOT
from tests.pages import Shown, show
from tests.specimens import docx, para, pdf, png, scanned
from viendan.commands import main

ADDRESS = "/du-thao"
DRAFTS = [path.read_text() for path in sorted((ROOT / "tests/gold/drafts").glob("*.txt"))]
TEXT = "Căn cứ Quyết định số 213-QĐ/TW, ngày 02/01/2020; thực hiện Chỉ thị số 35-CT/TW."
LINES = TEXT.split("; ")
WORD = docx("".join(map(para, LINES)))


def send(client, data, name="du-thao.docx", address=ADDRESS, **fields):
    """The answer to a form with a file; its body is written here, since the client of the tests
    would put a large one on the disk."""
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in {"text": "", **fields}.items()
    ]
    head = f'--x\r\nContent-Disposition: form-data; name="tep"; filename="{name}"\r\n\r\n'
    body = b"".join([*parts, head.encode(), data, b"\r\n--x--\r\n"])
    return client.post(address, data=body, content_type="multipart/form-data; boundary=x")


def judged(answer):
    return [(one["text"], one["judgement"]) for one in answer["findings"]]


# --- the same for everybody ---------------------------------------------------------------------


@pytest.mark.parametrize("text", DRAFTS)
def test_the_page_and_the_command_tell_the_same_of_a_draft(client, tmp_path, text):
    file = tmp_path / "du-thao.txt"
    file.write_text(text)
    by_command = json.loads(CliRunner().invoke(main, ["draft", "--json", str(file)]).stdout)
    for answer in (
        client.post(f"{ADDRESS}.json", data={"text": text}),
        client.post("/tra-cuu.json", data={"text": text, "viec": "kiem-tra"}),
        send(client, text.encode(), file.name, f"{ADDRESS}.json"),
    ):
        assert answer.json["findings"] == by_command
    corrected = CliRunner().invoke(main, ["draft", "--corrected", str(file)]).stdout
    assert corrected.rstrip("\n") == answer.json["corrected"].rstrip("\n")
    page = Shown(client.post(ADDRESS, data={"text": text}))
    marked = [one for one in answer.json["findings"] if one["mark"]]
    assert len(page.tree.css("aside .num")) == len(marked)
    assert page.tree.css_first("article.draft-text").text().count("213-QĐ/TW") == text.count(
        "213-QĐ/TW"
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("du-thao.docx", WORD),
        ("du-thao.pdf", pdf([[(72, 100 + 20 * at, line) for at, line in enumerate(LINES)]])),
        ("du-thao.txt", TEXT.encode()),
        ("không phải word.pdf", WORD),  # content tells, not the name
    ],
)
def test_a_file_is_checked_as_its_text_is(client, tmp_path, name, data):
    told = send(client, data, name, f"{ADDRESS}.json").json
    assert judged(told) == [
        ("Quyết định số 213-QĐ/TW", "wrong_type"), ("Chỉ thị số 35-CT/TW", "missing_term"),
    ]  # fmt: skip
    file = tmp_path / "du-thao"
    file.write_bytes(data)
    by_command = CliRunner().invoke(main, ["draft", "--json", str(file)]).stdout
    assert json.loads(by_command) == told["findings"]


@pytest.mark.parametrize(
    "data",
    [TEXT.encode("utf-16"), TEXT.encode("utf-16-le"), f"{TEXT}\f{TEXT}\x1a".encode(),
     f"{TEXT}\x01".encode(), f"M{TEXT}".encode()],
)  # fmt: skip
def test_what_an_old_program_writes_is_text(client, data):
    assert send(client, data, "a.txt", f"{ADDRESS}.json").json["findings"]


def test_what_was_corrected_can_be_taken_away(client):
    answer = client.post(f"{ADDRESS}.txt", data={"text": TEXT})
    assert answer.text == TEXT.replace("Quyết định", "Quy định")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == "text/plain"


def test_the_writer_may_say_day_and_committee(client):
    sent = {"text": "Quy định số 377-QĐ/TW (khóa XIII)", "ngay": "01/01/2024"}
    (finding,) = client.post(f"{ADDRESS}.json", data=sent).json["findings"]
    assert finding["judgement"] == "later"


# --- the page -----------------------------------------------------------------------------------


def test_the_page_is_in_the_menu_and_needs_no_script(client):
    page = show(client, ADDRESS)
    assert page.text("nav [aria-current] .desk") == "Kiểm tra dự thảo"
    form = page.tree.css_first("form#kiem-tra")
    assert form.attributes["enctype"] == "multipart/form-data"
    assert form.css_first("input[type=file]").attributes["name"] == "tep"
    assert ADDRESS in {one.attributes["href"] for one in show(client, "/").tree.css("nav a")}


def test_findings_are_marked_in_the_text_and_each_leads_to_the_other(client):
    page = Shown(client.post(ADDRESS, data={"text": f"<b>{TEXT}</b>"}))
    assert not page.has("article b")
    assert [one.text() for one in page.tree.css("article .hold")] == [
        "Quyết định số 213-QĐ/TW, ngày 02/01/2020", "Chỉ thị số 35-CT/TW",
    ]  # fmt: skip
    for start in ("article", "aside"):
        for one in page.tree.css(f"{start} .num"):
            assert page.has(one.attributes["href"])
    assert [one.text() for one in page.tree.css("aside del, aside ins")] == [
        "Quyết định", "Quy định",
    ]  # fmt: skip
    assert page.text("h2 [role=status]") == "1 chỗ phải sửa, 1 chỗ nên sửa"


def test_pages_that_are_pictures_are_named(client, monkeypatch):
    read = drafts.read_own_text

    def half(*given):
        return (*read(*given), PageText("", UNREAD))

    monkeypatch.setattr(drafts, "read_own_text", half)
    page = Shown(send(client, TEXT.encode(), "du-thao.txt"))
    assert page.texts(".caution") == ["Trang 2 là bản chụp nên chưa kiểm tra."]


# --- what is refused ----------------------------------------------------------------------------


def locked():
    writer = pypdf.PdfWriter(io.BytesIO(pdf([[(72, 100, "Nghị quyết của Tỉnh ủy")]])))
    writer.encrypt("bí mật", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


GREY = bytes(100 * 100)
REFUSED = (
    ("anh.png", png(100, 100, GREY), 415, "anh.png là bản chụp: hãy nhận dạng chữ trước."),
    ("quet.pdf", scanned(100, 100, GREY), 422, "quet.pdf là bản chụp: hãy nhận dạng chữ trước."),
    ("mat.pdf", locked(), 422, "mat.pdf có mật khẩu"),
    ("bang.zip", b"PK\x05\x06" + bytes(18), 415, "bang.zip là tệp nén ZIP"),
    ("a.exe", b"MZ" + bytes(200), 415, "a.exe là tệp chương trình"),
    ("doi-ten.docx", b"MZ chuong trinh", 415, "doi-ten.docx không phải là văn bản"),
    ("nhac.txt", b"ID3\x03" + bytes(5) + b"TIT2 abc" * 20, 415, "nhac.txt không phải là văn bản"),
    ("cuoi.txt", TEXT.encode() * 200 + bytes(9), 415, "cuoi.txt không phải là văn bản"),
    ("ma.txt", b"abc\x01\x02\x03" * 50, 415, "ma.txt không phải là văn bản"),
    ("cu.rtf", b"{\\rtf1 Th\\'f4ng b\\'e1o}", 415, "cu.rtf là tệp RTF"),
    ("hong.docx", WORD[:600] + WORD[700:], 422, "hong.docx hỏng"),
    ("rong.docx", docx(para("")), 422, "rong.docx hỏng hoặc không có chữ nào"),
    ("rong.txt", b"", 422, "rong.txt"),
    ("la.txt", "Thông báo".encode("latin-1"), 422, "UTF-8"),
    ("../../etc/a.png", png(100, 100, GREY), 415, "a.png là bản chụp"),
    ("<b>.png", png(100, 100, GREY), 415, "<b>.png là bản chụp"),
    ("to.docx", bytes(MAX_DRAFT_BYTES + 1), 413, "lớn quá 10 MB"),
    ("rat-to.docx", bytes(MAX_DRAFT_BYTES + 2 * 1024 * 1024), 413, "lớn quá 10 MB"),
)


@pytest.mark.parametrize(("name", "data", "status", "said"), REFUSED, ids=[r[0] for r in REFUSED])
def test_what_is_no_draft_is_refused_in_words_with_the_form_again(client, name, data, status, said):
    page = Shown(send(client, data, name))
    assert page.status == status
    assert said in page.text("[role=alert]")
    assert page.has("form#kiem-tra")
    problem = send(client, data, name, f"{ADDRESS}.json")
    assert (problem.status_code, problem.mimetype) == (status, "application/problem+json")
    assert said in problem.json["detail"]


def test_a_pasted_text_that_is_too_long_is_no_file(client):
    answer = send(client, b"", "", text="ậ" * 1_000_000)
    assert answer.status_code == 413
    assert Shown(answer).text("[role=alert]").startswith("Phần chữ dán vào quá dài")


def test_a_file_that_takes_too_long_is_refused(client, monkeypatch):
    monkeypatch.setattr(FileFormat.DOCX, "reader", "tests.misbehaving:read")
    monkeypatch.setattr(drafts, "detect_format", lambda _: FileFormat.DOCX)
    monkeypatch.setattr(drafts.read_draft, "__defaults__", (2.0,))
    answer = send(client, b"sleep")
    assert answer.status_code == 422
    assert "giây nên đã dừng" in Shown(answer).text("[role=alert]")


def test_a_machine_without_memory_says_so_and_when_to_come_again(client, monkeypatch):
    monkeypatch.setattr(FileFormat.DOCX, "reader", "tests.misbehaving:read")
    monkeypatch.setattr(drafts, "detect_format", lambda _: FileFormat.DOCX)
    answer = send(client, b"find_no_process")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_one_file_a_client_and_two_in_all_are_read_at_a_time():
    turns = ReadingTurns(2)
    with turns.turn("10.0.0.1"):
        with pytest.raises(RefusedRequest) as refused, turns.turn("10.0.0.1"):
            pass
        assert refused.value.code == 429
        with turns.turn("10.0.0.2"):
            with pytest.raises(RefusedRequest) as refused, turns.turn("10.0.0.3"):
                pass
            assert refused.value.code == 503
        with turns.turn("10.0.0.3"):
            pass
    with turns.turn("10.0.0.1"):
        pass


def test_who_sends_while_another_file_is_read_is_told_when_to_come_again(app, monkeypatch):
    from search.web import drafts as sent

    answers = []

    def reading(*given):
        if not answers:
            answers.append(None)
            answers.append(send(app.test_client(), WORD))
        return drafts.read_draft(*given)

    monkeypatch.setattr(sent, "read_draft", reading)
    assert send(app.test_client(), WORD).status_code == 200
    assert answers[1].status_code == 429
    assert answers[1].headers["Retry-After"] == "30"
    assert "đợi xong" in Shown(answers[1]).text("[role=alert]")


# --- nothing is kept ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "address", "sent"),
    [
        ("get", ADDRESS, {}),
        ("post", ADDRESS, {"data": {"text": TEXT}}),
        ("post", f"{ADDRESS}.json", {"data": {"text": TEXT}}),
        ("post", f"{ADDRESS}.txt", {"data": {"text": TEXT}}),
        ("post", "/tra-cuu", {"data": {"text": TEXT, "viec": "kiem-tra"}}),
        ("get", f"/tra-cuu?viec=kiem-tra&q={TEXT}", {}),
    ],
)
def test_no_cache_keeps_a_draft(client, method, address, sent):
    answer = getattr(client, method)(address, **sent)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers


def test_the_memory_of_the_site_forgets_the_words_of_a_draft(client):
    client.post(ADDRESS, data={"text": TEXT}).close()
    assert {name: held for name, held in all_remembered() if held.entries and held.bytes} == {}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where temporary files lie, of this process and of those that it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sandbox.close_server()
    yield tmp_path
    sandbox.close_server()


def files_in(folder):
    return [path for path in folder.rglob("*") if not path.is_dir()]


@needs_fork
@pytest.mark.parametrize("deed", ["echo", "raise", "refuse", "crash", "sleep", "leave_a_file"])
def test_nothing_of_a_draft_lies_on_the_disk_however_its_reading_ends(
    client, folder, monkeypatch, deed
):
    monkeypatch.setattr(FileFormat.DOCX, "reader", "tests.misbehaving:read")
    monkeypatch.setattr(drafts, "detect_format", lambda _: FileFormat.DOCX)
    monkeypatch.setattr(drafts.read_draft, "__defaults__", (2.0,))
    send(client, deed.encode())
    assert files_in(folder) == []
    assert send(client, b"echo").status_code == 422  # no letter in it, but the reader is there


@needs_fork
def test_nothing_lies_on_the_disk_when_the_reading_server_is_killed(client, folder):
    assert send(client, WORD).status_code == 200
    os.kill(sandbox._current_readers().process.id, signal.SIGKILL)
    assert files_in(folder) == []
    assert send(client, WORD).status_code == 200
    assert files_in(folder) == []


def fail(*_, **__):
    raise ValueError(TEXT)


@pytest.mark.parametrize(
    ("module", "name", "status"), [(checking, "_finding", 200), (checking, "citations_in", 200),
                                   (checking, "understand", 500)],
)  # fmt: skip
def test_the_log_tells_a_fault_and_no_word_of_the_draft(
    app, monkeypatch, caplog, module, name, status
):
    monkeypatch.setattr(module, name, fail)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().post(ADDRESS, data={"text": TEXT})
    assert answer.status_code == status
    assert "ValueError" in caplog.text
    for word in ("213", "35-CT", "Căn cứ"):
        assert word not in caplog.text


def test_the_checked_draft_is_what_the_function_gives(client):
    told = client.post(f"{ADDRESS}.json", data={"text": TEXT}).json
    checked = check_draft(TEXT, Knowledge.load())
    assert told["corrected"] == checked.corrected
    assert [one["mark"] for one in told["findings"]] == [one.mark for one in checked.findings]


def test_a_file_within_the_bound_reaches_the_check_through_the_server(app):
    large = docx("".join(map(para, LINES)), parts={"word/media/a.png": os.urandom(3 * 1024 * 1024)})
    head = '--x\r\nContent-Disposition: form-data; name="tep"; filename="du-thao.docx"\r\n\r\n'
    body = b"".join([head.encode(), large, b"\r\n--x--\r\n"])
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    with serving(app) as address:
        sent = Request(f"{address}{ADDRESS}.json", body, kind)
        with urlopen(sent, timeout=60) as answer:
            assert len(json.load(answer)["findings"]) == 2
