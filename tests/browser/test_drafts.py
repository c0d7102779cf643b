"""A draft as its writer has it checked: a file is sent, marks lead to reasons and back."""

from pathlib import Path

import pytest

from bench.screens import follow
from tests.browser.conftest import READERS
from tests.specimens import docx, para

DRAFT = docx(para("Căn cứ Quyết định số 213-QĐ/TW, ngày 02/01/2020;"))


@pytest.mark.parametrize("reader", READERS)
def test_a_file_is_marked_explained_and_corrected(open_page, reader):
    page = open_page("/du-thao", reader)
    page.locator("#tep").set_input_files(
        {"name": "du-thao.docx", "mimeType": "application/octet-stream", "buffer": DRAFT}
    )
    follow(page.get_by_role("button", name="Kiểm tra", exact=True))
    text = page.locator("article.draft-text")
    assert "Quyết định số 213-QĐ/TW" in text.inner_text()
    text.locator(".num").first.click()
    told = page.locator("aside :target")
    assert "Quy định số 213-QĐ/TW" in told.inner_text()
    told.locator(".num").click()
    assert "213-QĐ/TW" in text.locator(":target").inner_text()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Tải bản đã sửa").click()
    assert "Quy định số 213-QĐ/TW" in Path(taken.value.path()).read_text("utf-8")
