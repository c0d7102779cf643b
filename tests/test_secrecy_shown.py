"""Wherever a notice with a level of secrecy is shown its level is shown with it."""

import json

import pytest
from click.testing import CliRunner

from app import create_app
from indexer.documents import document_id
from indexer.documents.sandbox import read_confined
from indexer.index.build import build
from tests.notices import drop, notice
from tests.pages import show
from viendan.commands import main

ID = document_id("s.txt")
NUMBER = "77-TB/HU"

CORRECTION = f"""
[[correction]]
notice = "{ID}"
field = "secrecy"
value = "Tối mật"
who = "Văn thư"
when = 2026-01-05
why = "theo bản giấy"
"""
"""The level is not in the text, so that where it is seen it was shown."""


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    home = tmp_path_factory.mktemp("secrecy")
    drop(home / "in", a=notice(1), b=notice(2), s=notice(77))
    (home / "corrections.toml").write_text(CORRECTION, "utf-8")
    build([home / "in"], home / "index", jobs=1, admitted=("Tối mật",))
    return home / "index"


@pytest.fixture(scope="module")
def client(index):
    return create_app(index).test_client()


LISTS = [
    "/",
    "/tim",
    "/tim?q=Lộc+Ngãi",
    "/van-ban/tw/k12/qdi-213",
    "/dia-ban/lam-dong/bao-lam/loc-ngai",
]


@pytest.mark.parametrize("address", LISTS)
def test_every_row_of_a_list_has_the_mark(client, address):
    rows = show(client, address).tree.css("li.hit")
    marked = [one.css_first("strong.secrecy") is not None for one in rows]
    assert marked == [NUMBER in one.text() for one in rows]
    assert any(marked)


def test_the_page_of_a_notice_has_it_in_its_title_and_above_all_else(client):
    page = show(client, f"/thong-bao/{ID}")
    assert page.text("h1 strong.secrecy") == "TỐI MẬT"
    assert page.text("title").startswith("[TỐI MẬT]")
    assert "Tối mật" in page.text("p.banner.secrecy")
    other = show(client, f"/thong-bao/{document_id('a.txt')}")
    assert not other.has("p.banner.secrecy")


def test_its_neighbours_show_it_too(client):
    page = show(client, f"/thong-bao/{document_id('a.txt')}")
    assert page.texts("strong.secrecy") == ["TỐI MẬT"] * len(page.texts("strong.secrecy"))
    links = [one for one in page.tree.css("main li a") if ID in one.attributes["href"]]
    assert links
    assert all(one.css_first("strong.secrecy") for one in links)


@pytest.mark.parametrize(
    "address",
    [
        "/tim.csv",
        "/tim.json",
        "/tim.atom",
        "/van-ban/tw/k12/qdi-213.json",
        "/van-ban/tw/k12/qdi-213.csv",
        "/van-ban/tw/k12/qdi-213.atom",
        "/dia-ban/lam-dong/bao-lam/loc-ngai.json",
        "/dia-ban/lam-dong/bao-lam/loc-ngai.csv",
        "/dia-ban/lam-dong/bao-lam/loc-ngai.atom",
        f"/thong-bao/{ID}.json",
        f"/thong-bao/{ID}.bib",
        f"/thong-bao/{ID}.ris",
    ],
)
def test_every_form_for_programs_has_it(client, address):
    told = client.get(address).get_data(as_text=True)
    assert ID in told
    assert "tối mật" in told.lower()


@pytest.mark.parametrize("address", ["/tim", "/van-ban/tw/k12/qdi-213"])
def test_a_document_to_enclose_has_the_mark_before_the_title(client, address):
    data = client.get(f"{address}.docx").data
    (page,) = read_confined("indexer.documents.docx:read", data)
    (row,) = (line for line in page.text.split("\n") if NUMBER in line)
    assert "[TỐI MẬT]" in row


def test_the_json_of_a_list_has_the_level_of_each(client):
    hits = json.loads(client.get("/tim.json").get_data())["hits"]
    levels = {one["id"]: one["secrecy"] for one in hits}
    assert (levels[ID], levels[document_id("a.txt")]) == ("Tối mật", None)


def run(*arguments, **variables):
    return CliRunner().invoke(main, arguments, env=variables)


def test_the_command_prints_it(index):
    assert "[TỐI MẬT]" in run("search", NUMBER, "--index", str(index)).output


def test_whoever_runs_the_index_says_which_levels(tmp_path):
    drop(tmp_path / "in", a=notice(1), s=f"MẬT\n{notice(7)}")
    where = ("index", str(tmp_path / "in"), "--index", str(tmp_path / "index"))
    refused = run(*where, "--json")
    assert refused.exit_code == 0
    assert "s.txt" in refused.stderr
    assert '--secrecy "Mật"' in refused.stderr
    assert json.loads(refused.stdout)["refused"]["s.txt"]["level"] == "Mật"
    assert json.loads(refused.stdout)["added"] == ["a.txt"]
    for arguments, variables in ((["--secrecy", "mật"], {}), ([], {"VIENDAN_SECRECY": "Mật"})):
        admitted = run(*where, "--json", *arguments, **variables)
        assert json.loads(admitted.stdout)["indexed"] == {"s.txt": document_id("s.txt")}
        turned_off = run(*where, "--json")
        assert json.loads(turned_off.stdout)["refused"].keys() == {"s.txt"}
        assert json.loads(turned_off.stdout)["withdrawn"] == ["s.txt"]
        assert "bỏ khỏi chỉ mục vì độ mật 1" in turned_off.stderr
        assert "Không có gì thay đổi" not in turned_off.stderr
    wrong = run(*where, "--secrecy", "bí mật")
    assert wrong.exit_code == 2
    assert "Mật, Tối mật, Tuyệt mật" in wrong.output
    assert "--secrecy" in wrong.output
    wrong = run(*where, VIENDAN_SECRECY="bí mật")
    assert wrong.exit_code == 2
    assert "VIENDAN_SECRECY: bí mật không phải" in wrong.output
    assert "--secrecy" not in wrong.output
