"""Looking citations up, as a reader sees it."""

import pytest

from tests.pages import show


@pytest.mark.parametrize(
    ("text", "status"),
    [("213-QĐ/TW", "200"), ("35-CT/TW", "300"), ("999-QĐ/TW", "404"), ("xin chào", "400")],
)
def test_the_look_up_tells_the_four_outcomes(client, text, status):
    page = show(client, "/tra-cuu", query_string={"q": text})
    assert page.text(".chip .nb") == status
    assert [str(row["status"]) for row in client.get(
        "/tra-cuu.json", query_string={"q": text}).json["rows"]] == [status]  # fmt: skip


def test_the_text_looked_up_comes_back_to_be_changed(client):
    page = show(client, "/tra-cuu", query_string={"q": "213-QĐ/TW <b>"})
    assert page.tree.css_first("textarea").text().strip() == "213-QĐ/TW <b>"
    assert not page.has("main b")
