"""Where the text of a directive may be read that is not held: sources, and searches elsewhere."""

from dataclasses import replace

import pytest

from indexer.directives.registry import Registry
from indexer.problems import IndexProblem
from search.held.elsewhere import (
    VARIABLE,
    checked,
    searches_for,
    sources_of,
    templates_of_environment,
)

ROW = Registry.load().get("tw/k12/qdi-213")


@pytest.mark.parametrize(
    ("source", "hosts"),
    [
        ("https://baomoi.example/a ; https://a.gov.vn/b", ["a.gov.vn", "baomoi.example"]),
        ("https://lamdong.dcs.vn/a ; http://x.example/b", ["lamdong.dcs.vn", "x.example"]),
        # A repository and a path in it are no address; neither is a script.
        ("ai:kho/tep.txt ; javascript:alert(1)", []),
        # A name that only ends like an official one.
        ("https://x.example ; https://mygov.vn", ["x.example", "mygov.vn"]),
        ("", []),
    ],
)
def test_the_sources_of_the_party_and_the_state_stand_first(source, hosts):
    assert [one.host for one in sources_of(replace(ROW, source=source))] == hosts


@pytest.mark.parametrize(
    ("template", "is_right"),
    [
        ("https://tim.example/?q={query}", True),
        ("https://tim.example/van-ban/{query}/xem", True),
        ("http://tim.example/?q={query}", False),
        ("https://tim.example/", False),
        ("https://tim.example/?q={query}&r={query}", False),
        ("https://tim.example/?q={so}", False),
        # Whose site it is must not be for the number to choose, nor for a name before an @.
        ("https://{query}.example/", False),
        ("https://tim.example@ai.example/?q={query}", False),
        ("https://tim.example:8443/?q={query}", False),
        ("https://localhost/?q={query}", False),
        ("javascript:alert('{query}')", False),
        ('https://tim.example/"><script>?q={query}', False),
        ("https://tim.example/[?q={query}", True),
        ("https://[::1/?q={query}", False),
        ("https://tim.example/?q={query}" + "a" * 300, False),
    ],
)
def test_a_template_is_an_https_address_with_one_place(template, is_right):
    assert (list(checked([template])) == []) is is_right


def test_what_is_searched_for_is_escaped_whole():
    (one,) = searches_for('22-QĐ/TW" onclick=1&x', ["https://tim.example/?q={query}"])
    assert one.url == "https://tim.example/?q=22-Q%C4%90%2FTW%22%20onclick%3D1%26x"
    assert (one.host, one.is_search) == ("tim.example", True)


def test_there_is_no_search_by_default_and_a_wrong_one_is_told(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    assert templates_of_environment() == ()
    monkeypatch.setenv(VARIABLE, "https://a.example/{query} https://b.example/?q={query}")
    assert len(templates_of_environment()) == 2
    monkeypatch.setenv(VARIABLE, "http://a.example/{query}")
    with pytest.raises(IndexProblem) as wrong:
        templates_of_environment()
    assert VARIABLE in str(wrong.value.reason)
