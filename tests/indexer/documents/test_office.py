"""Older files by way of LibreOffice; without it every such file says how to go on."""

import subprocess
from pathlib import Path

import pytest

from indexer.documents import formats, office
from indexer.documents.detection import FileFormat
from indexer.documents.page_text import ExtractionError
from indexer.documents.sandbox import read_confined
from tests.specimens import docx, para, run, table

needs_libreoffice = pytest.mark.skipif(
    office.find_libreoffice() is None,
    reason="LibreOffice is not installed (libreoffice-writer-nogui)",
)

RTF = (
    rb"{\rtf1\ansi\uc1{\b TH\u212?NG B\u193?O}\par S\u7889? 55-TB/TU\par {\v \u7849?n}"
    rb"{\*\generator x;}k\u7871?t lu\u7853?n\par}"
)


@needs_libreoffice
def test_rich_text():
    (page,) = read_confined("indexer.documents.office:read", RTF)
    assert page.text == "THÔNG BÁO\n\nSố 55-TB/TU\n\nkết luận"


@needs_libreoffice
@pytest.mark.parametrize(
    ("kind", "convert"),
    [(FileFormat.DOC, "doc:MS Word 97"), (FileFormat.ODT, "odt:writer8"), (FileFormat.RTF, "rtf")],
)
def test_what_libreoffice_writes_is_read_back(tmp_path, kind, convert):
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1-"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = (
        table((para("TỈNH ỦY") + para("*") + para("Số 55-TB/TU"), para("ĐẢNG CỘNG SẢN VIỆT NAM")))
        + para("THÔNG BÁO", run("ẩn", "<w:vanish/>"))
        + para("Kết quả", properties=item)
        + para("Nhiệm vụ", properties=item)
    )
    source = tmp_path / "notice.docx"
    source.write_bytes(docx(body, numbering=numbering))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office.find_libreoffice(),
        profile,
        "--headless",
        "--convert-to",
        convert,
        "--outdir",
        tmp_path,
    ]
    subprocess.run([*command, source], check=True, capture_output=True, timeout=120)
    written = Path(tmp_path, "notice").with_suffix(f".{convert.split(':')[0]}").read_bytes()
    (page,) = formats.read_pages(kind, written)
    assert page.text.split("\n\n") == [
        "TỈNH ỦY\n*\nSố 55-TB/TU", "ĐẢNG CỘNG SẢN VIỆT NAM",
        "THÔNG BÁO", "I- Kết quả", "II- Nhiệm vụ",
    ]  # fmt: skip


@needs_libreoffice
@pytest.mark.parametrize("data", [b"{\\rtf1 {{{", RTF[:40], b"{\\rtf1\\u99999999?}"])
def test_broken_rich_text_is_refused(data):
    with pytest.raises(ExtractionError, match=r"RTF|không có chữ"):
        formats.read_pages(FileFormat.RTF, data)


@pytest.mark.parametrize("data", [RTF, b"PK\x03\x04broken"])
def test_without_libreoffice_a_file_says_how_to_go_on(monkeypatch, data, tmp_path):
    monkeypatch.setattr(office, "find_libreoffice", lambda: None)
    monkeypatch.setattr(office, "check_zip", lambda _data: None)
    monkeypatch.setattr(office, "detect_format", lambda _data: FileFormat.ODT)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ExtractionError, match="libreoffice-writer-nogui"):
        office.read(data)


def test_the_profile_forbids_macros(tmp_path):
    office._write_profile(tmp_path)
    settings = (tmp_path / "user" / "registrymodifications.xcu").read_text("utf-8")
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
