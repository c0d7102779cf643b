"""A draft checked in a browser: a Word file is dropped and taken away again, corrected."""

from pathlib import Path

import pytest

from bench.screens import follow
from indexer.documents import read_draft
from tests.browser.conftest import READERS
from tests.specimens import docx, para

WORD = docx(para("theo Quyết định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị"))


@pytest.mark.parametrize("reader", READERS)
def test_a_word_file_comes_back_with_its_corrections(open_page, tmp_path, reader):
    path = tmp_path / "du-thao.docx"
    path.write_bytes(WORD)
    page = open_page("/du-thao", reader)
    page.get_by_label("hoặc chọn tệp").set_input_files(path)
    follow(page.get_by_role("button", name="Kiểm tra", exact=True))
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải bản đã sửa (.docx)").click()
    assert taken.value.suggested_filename == "du-thao-da-sua.docx"
    read = read_draft(Path(taken.value.path()).read_bytes(), "a.docx")
    assert read.text.startswith("theo Quy định số 213-QĐ/TW")
