"""How sure a row of a look-up is, and of which type, told alike in every form."""

import pytest

from indexer.directives import Registry
from search.forms import terminal_lookup
from search.lookup.lookup import look_up
from tests.pages import show

REGISTRY = Registry.load()


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("213-QĐ/TW", "inferred"),
        ("213-QĐ/TW (khóa XII)", "stated"),
        ("35-CT/TW", None),
    ],
)
def test_page_terminal_and_json_tell_alike_how_sure_a_directive_is(client, text, certainty):
    (row,) = look_up(text, REGISTRY).rows
    (told,) = client.get("/tra-cuu.json", query_string={"q": text}).json["rows"]
    assert told["certainty"] == certainty
    page = show(client, "/tra-cuu", query_string={"q": text})
    assert page.has(".row-head .sure") is (certainty == "inferred")
    lines = list(terminal_lookup.lookup([row], "vi"))
    assert lines[1].strip().startswith("suy luận: ") is (certainty == "inferred")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("213-QĐ/TW", "Quy định"),
        ("217-QĐ/TW", "Quyết định"),
        ("35-CT/TW", "Chỉ thị"),
        ("999-CT/TW", "Chỉ thị"),
        # What is written stays, be it wrong; of what is not held QĐ tells no type.
        ("Quyết định 213-QĐ/TW", "Quyết định"),
        ("Quy định 999-QĐ/TW", "Quy định"),
        ("999-QĐ/TW", None),
        ("30/2020/NĐ-CP", "Nghị định"),
    ],
)
def test_the_type_of_a_row_is_that_of_its_directive_where_none_is_written(client, text, kind):
    (told,) = client.get("/tra-cuu.json", query_string={"q": text}).json["rows"]
    assert told["type"] == kind
