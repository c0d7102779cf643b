"""A text that is typed, on which the program fails: a sentence and the rest, in every form."""

import json

import pytest
from click.testing import CliRunner

from indexer import understanding
from indexer.directives import guarded, resolver
from indexer.language import LANGUAGES
from indexer.stages import NoticeStage
from search.lookup import draft, draft_context, lookup
from tests.pages import Shown
from viendan.commands import main

TEXT = "theo Quy định số 65-QĐ/TW và Quy định số 213-QĐ/TW của Bộ Chính trị (khóa XII)"

CASES = {
    "citations found": (lookup, "citations_in", 0),
    "citations found in a draft": (draft, "citations_in", 0),
    "citations resolved": (guarded, "resolve", 2),
    "one citation": (resolver, "_independent", 2),
    "one finding": (draft, "_finding", 2),
    "context of a draft": (draft_context, "citing_context", 2),
    "understanding of a draft": (understanding.notices, "parse_notice", 2),
}
"""Who fails, and how many citations are still shown."""


def fail(monkeypatch, module, name):
    def failing(*_, **__):
        raise IndexError("secret")

    monkeypatch.setattr(module, name, failing)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("task", ["tra", "kiem-tra"])
def test_no_page_fails(client, monkeypatch, case, task):
    module, name, shown = CASES[case]
    fail(monkeypatch, module, name)
    of_this = name != "citations_in" or module is (lookup if task == "tra" else draft)
    shown = shown if of_this else 2
    sent = {"text": TEXT, "viec": task}
    for language in LANGUAGES:
        page = Shown(client.post(f"/tra-cuu?lang={language}", data=sent))
        assert page.status == 200
        assert len(page.tree.css("ol.rows > li, ol.findings > li")) == shown
        assert "secret" not in page.response.get_data(as_text=True)
    answer = client.post("/tra-cuu.json", data=sent)
    assert answer.status_code == 200
    rows = answer.json["rows" if task == "tra" else "findings"]
    assert len(rows) == shown
    assert client.post("/tra-cuu.csv", data=sent).status_code == 200


@pytest.mark.parametrize("task", ["tra", "kiem-tra"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("resolve", {"vi": "chưa hiểu được phần viện dẫn", "en": "citations were not understood"}),
        ("_independent", {"vi": "chưa hiểu hết phần viện dẫn", "en": "not all of the citations"}),
    ],
)
def test_a_page_says_what_is_missing(client, monkeypatch, task, name, said):
    fail(monkeypatch, resolver if name == "_independent" else guarded, name)
    sent = {"text": TEXT, "viec": task}
    for language in LANGUAGES:
        page = Shown(client.post(f"/tra-cuu?lang={language}", data=sent))
        assert any(said[language] in one for one in page.texts(".caution"))
    answer = client.post("/tra-cuu.json?lang=vi", data=sent).json
    assert [one["stage"] for one in answer["failures"]] == [NoticeStage.CITATIONS]
    assert said["vi"] == answer["failures"][0]["reason"]


def test_of_the_citations_only_the_one_has_failed(client, monkeypatch):
    work = resolver._independent

    def failing(citation, *others):
        if "65-QĐ/TW" in citation.text:
            raise IndexError
        return work(citation, *others)

    monkeypatch.setattr(resolver, "_independent", failing)
    sent = {"text": TEXT, "viec": "tra"}
    rows = client.post("/tra-cuu.json", data=sent).json["rows"]
    assert [(one["status"], one["key"]) for one in rows] == [(500, None), (200, "tw/k12/qdi-213")]
    assert [one["outcome"] for one in rows] == [None, "resolved"]
    first, second = Shown(client.post("/tra-cuu", data=sent)).texts("ol.rows .chip")
    assert (first, second) == ("chương trình gặp lỗi", "đã xác định")
    table = client.post("/tra-cuu.csv?dialect=excel-vi", data=sent).get_data(as_text=True)
    assert [line.split(";")[3] for line in table.split("\r\n")[1:3]] == [first, "đã xác định"]


def test_a_text_on_which_nothing_fails_says_nothing(client):
    for task in ("tra", "kiem-tra"):
        sent = {"text": TEXT, "viec": task}
        assert client.post("/tra-cuu.json", data=sent).json["failures"] == []
        assert Shown(client.post("/tra-cuu", data=sent)).texts(".caution") == []


@pytest.mark.parametrize(
    ("command", "given"),
    [
        (["cite", "-"], TEXT),
        (["cite", "--jsonl", "-"], json.dumps({"text": TEXT})),
        (["lookup", TEXT], None),
        (["draft", "-"], TEXT),
    ],
    ids=["cite", "cite lines", "lookup", "draft"],
)
def test_a_command_says_it_beside_its_answer(monkeypatch, command, given):
    fail(monkeypatch, resolver, "_independent")
    done = CliRunner().invoke(main, command, input=given)
    assert isinstance(done.exception, SystemExit)
    assert done.exit_code == 1
    assert "chưa hiểu hết phần viện dẫn" in done.stderr
    assert "IndexError" in done.stderr
    assert "213-QĐ/TW" in done.stdout
