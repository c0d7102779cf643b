"""The Word file of a draft given back with its corrections: by page, JSON and command."""

import json
from base64 import b64decode

import pytest
from click.testing import CliRunner

from indexer.documents import read_draft
from tests.pages import Shown
from tests.search.web.test_drafts import ADDRESS, TEXT, WORD, files_in, folder, send
from tests.specimens import docx, para, part
from viendan.commands import main

__all__ = ["folder"]

CORRECTED = TEXT.replace("Quyết định", "Quy định").replace("; ", "\n\n")
WRONG = "theo Quyết định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị"
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTES = part("footnotes", f'<w:footnote w:id="2">{para(WRONG)}</w:footnote>')
WITH_NOTE = docx(para(WRONG, NOTE), parts={"word/footnotes.xml": NOTES})
ONLY_NOTE = docx(para("Thông báo", NOTE), parts={"word/footnotes.xml": NOTES})
LINK = "a[download]"


def given(page):
    """The text of the Word file within a page."""
    kind, _, data = page.tree.css_first(LINK).attributes["href"].partition(";base64,")
    assert kind == ("data:application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    return read_draft(b64decode(data), "a.docx").text


def test_the_page_holds_the_file_that_was_sent_with_its_corrections(client):
    page = Shown(send(client, WORD))
    assert given(page) == CORRECTED
    assert page.tree.css_first(LINK).attributes["download"] == "du-thao-da-sua.docx"
    assert any("với 1 chỗ sửa" in one for one in page.texts(".note"))
    assert not page.has(".caution")


def test_json_holds_it_too(client):
    told = send(client, WORD, address=f"{ADDRESS}.json").json["word"]
    assert read_draft(b64decode(told["docx"]), "a.docx").text == CORRECTED
    assert told["left_out"] == []


@pytest.mark.parametrize("english", [False, True])
def test_what_the_file_could_not_be_given_is_said(client, english):
    page = Shown(send(client, WITH_NOTE, address=f"{ADDRESS}?lang={'en' if english else 'vi'}"))
    said = page.text(".caution")
    assert ("1 of 2" if english else "1 trong 2 chỗ sửa không đưa được vào tệp .docx") in said
    assert ("footnote" if english else "cước chú") in said
    assert given(page).count("Quy định") == 1
    told = send(client, WITH_NOTE, address=f"{ADDRESS}.json").json
    (left_out,) = told["word"]["left_out"]
    assert (left_out["before"], left_out["after"]) == ("Quyết định", "Quy định")
    assert left_out["start"] in [one["corrections"][0]["start"] for one in told["findings"]]


def test_a_file_that_can_be_given_nothing_is_not_offered(client):
    page = Shown(send(client, ONLY_NOTE))
    assert not page.has(LINK)
    assert "1 trong 1 chỗ sửa không đưa được" in page.text(".caution")
    assert send(client, ONLY_NOTE, address=f"{ADDRESS}.json").json["word"]["docx"] is None


@pytest.mark.parametrize(
    ("data", "name"),
    [(TEXT.encode(), "a.txt"), (docx(para("theo Quy định 213-QĐ/TW, ngày 02/01/2020")), "a.docx")],
)
def test_without_a_word_file_or_a_correction_there_is_none(client, data, name):
    assert not Shown(send(client, data, name)).has(LINK)
    assert send(client, data, name, f"{ADDRESS}.json").json["word"] is None


def test_what_is_pasted_has_no_file(client):
    assert not Shown(client.post(ADDRESS, data={"text": TEXT})).has(LINK)


def test_the_file_is_made_in_the_turn_of_its_reading(app, monkeypatch):
    answers = []

    def amending(*given):
        answers.append(send(app.test_client(), WORD).status_code)

    monkeypatch.setattr("search.site.amended_draft", amending)
    assert send(app.test_client(), WORD).status_code == 200
    assert answers == [429]


def test_nothing_of_it_lies_on_the_disk(client, folder):
    assert Shown(send(client, WORD)).has(LINK)
    assert files_in(folder) == []


# --- the command --------------------------------------------------------------------------------


def run(*arguments):
    return CliRunner().invoke(main, ["draft", *map(str, arguments)])


@pytest.fixture
def word(tmp_path):
    path = tmp_path / "du-thao.docx"
    path.write_bytes(WORD)
    return path


def test_the_command_writes_a_new_file(word, tmp_path):
    out = tmp_path / "da-sua.docx"
    done = run(word, "--corrected", out)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "với 1 chỗ sửa" in done.stderr
    assert read_draft(out.read_bytes(), "a.docx").text == CORRECTED
    assert word.read_bytes() == WORD


def test_the_command_tells_what_it_could_not_put_in(tmp_path):
    path, out = tmp_path / "a.docx", tmp_path / "b.docx"
    path.write_bytes(WITH_NOTE)
    done = run("--corrected", path, out)
    assert "1 trong 2 chỗ sửa không đưa được vào tệp .docx" in done.stderr
    assert "- Quyết định → Quy định: " in done.stderr
    path.write_bytes(ONLY_NOTE)
    done = run(path, tmp_path / "c.docx", "--corrected")
    assert done.exit_code == 1
    assert not (tmp_path / "c.docx").exists()


def test_the_command_never_writes_over_a_file(word):
    done = run(word, word, "--corrected")
    assert done.exit_code == 1
    assert "hãy chọn tên khác" in done.stderr
    assert word.read_bytes() == WORD


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{word}", "{out}"), "--corrected"),
        (("{text}", "{out}", "--corrected"), "không phải tệp .docx"),
        (("{right}", "{out}", "--corrected"), "Không có chỗ nào"),
        (("{word}", "{folder}/khong/co.docx", "--corrected"), "Không ghi được"),
    ],
)  # fmt: skip
def test_the_command_says_why_it_writes_nothing(word, tmp_path, arguments, said):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "dung.docx").write_bytes(docx(para("Thông báo")))
    names = {
        "word": word, "out": tmp_path / "ra.docx", "text": tmp_path / "a.txt",
        "right": tmp_path / "dung.docx", "folder": tmp_path,
    }  # fmt: skip
    done = run(*(one.format(**names) for one in arguments))
    assert done.exit_code > 0
    assert said in done.stderr
    assert not (tmp_path / "ra.docx").exists()


def test_without_a_name_the_text_is_printed_as_before(word):
    assert run("--corrected", word).stdout.strip() == CORRECTED
    assert json.loads(run("--json", word).stdout)[0]["judgement"] == "wrong_type"
