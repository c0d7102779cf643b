"""How sure a link is, seen wherever it stands: pages, data, tables, feeds and the terminal."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from app import create_app
from indexer.index.build import build
from tests.notices import drop
from tests.pages import show
from tests.tied_notices import EXCLUDING, TIED
from viendan.commands import main

NQ_20, CT_05, OPEN_20 = "tw/k11/nq-20", "tw/k12/ct-05", "tw/_/nq-20"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tied")
    drop(folder / "in", **TIED)
    assert build([folder / "in"], folder / "index").failed == {}
    return folder / "index"


@pytest.fixture(scope="module")
def app(index):
    return create_app(index)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def addresses(client):
    hits = client.get("/tim.json?q=họp&per_page=100").json["hits"]
    return {one["source"].removesuffix(".txt").rpartition("/")[2]: one["url"] for one in hits}


@pytest.fixture(scope="module")
def command(index):
    def run(*words, **options):
        return CliRunner().invoke(main, words, **options).stdout

    return run


def test_a_notice_marks_what_is_inferred_and_says_why(client, addresses):
    page = show(client, addresses["inferred"])
    (link,) = page.tree.css("#van-ban a.cite")
    assert link.attributes["title"].startswith("suy luận: ")
    assert link.attributes["data-sure"].strip() == "suy luận"
    assert link.text() == "Chỉ thị số 05-CT/TW"
    assert page.texts(".cited .sure") == ["suy luận"]
    english = show(client, f"{addresses['inferred']}?lang=en")
    assert english.tree.css_first("#van-ban a.cite").attributes["title"].startswith("inferred: ")
    assert "suy luận" in page.texts(".legend span")


@pytest.mark.parametrize("name", ["stated", "dated", "both"])
def test_what_is_stated_bears_no_mark_in_the_list(client, addresses, name):
    page = show(client, addresses[name])
    assert page.has("#van-ban a.cite")
    assert not page.has(".cited .sure")


def test_a_list_of_what_cites_a_directive_tells_the_possible_ones(client):
    page = show(client, f"/tim?cites={NQ_20}")
    assert page.text("h1").startswith(
        "3 thông báo, trong đó 1 có thể viện dẫn, chưa chắc viện dẫn "
    )
    (tie,) = page.texts(".hit .tie")
    assert tie.startswith("có thể ")
    # Of several directives it is said which.
    ties = show(client, f"/tim?cites={CT_05}&cites={NQ_20}").texts(".hit .tie")
    named = sorted(one.partition(":")[0] for one in ties)
    assert named == [
        "có thể Nghị quyết 20-NQ/TW (khóa XI)",
        "suy luận Chỉ thị 05-CT/TW (khóa XII)",
    ]


@pytest.mark.parametrize(
    ("asked", "total", "said"),
    [
        (f"infers={CT_05}", 1, "viện dẫn Chỉ thị 05-CT/TW (khóa XII) theo suy luận"),
        (f"may_cite={NQ_20}", 1, "có thể viện dẫn Nghị quyết 20-NQ/TW (khóa XI)"),
        (f"may_cite={CT_05}", 0, "có thể viện dẫn Chỉ thị 05-CT/TW (khóa XII)"),
    ],
)
def test_such_notices_alone_can_be_asked_for(client, asked, total, said):
    page = show(client, f"/tim?{asked}")
    assert (page.status, len(page.tree.css(".hit"))) == (200, total)
    assert said in page.text("h1")
    assert page.has(".chosen-filters li")
    assert show(client, f"/van-ban/{NQ_20}?{asked}").status == 200
    assert show(client, f"/dia-ban/lam-dong?{asked}").status == 200


def test_a_facet_tells_apart_what_it_counts(client):
    page = show(client, "/tim")
    values = {
        link.css_first("span").text(): (
            link.css_first("b").text(),
            link.css_first(".apart .unseen").text() if link.css_first(".apart") else "",
        )
        for link in page.tree.css(".facets a")
        if "khóa" in link.text()
    }
    assert values["Nghị quyết 20-NQ/TW (khóa XI)"] == ("3", "(1 có thể)")
    assert values["Chỉ thị 05-CT/TW (khóa XII)"] == ("3", "(1 suy luận)")
    assert "◦ suy luận, ? có thể" in page.texts(".facets .note")
    found = client.get("/tim.json").json["facets"]["cites"]
    told = {one["value"]: one for one in found}
    assert told[NQ_20]["possible"] == told[CT_05]["inferred"] == 1
    assert "inferred" not in told[NQ_20]


def test_a_directive_lists_apart_what_only_may_cite_it(client):
    page = show(client, f"/van-ban/{NQ_20}")
    assert page.text("#thong-bao") == "2 thông báo viện dẫn, 1 có thể"
    assert page.text("#co-the h2") == "1 thông báo có thể viện dẫn"
    assert len(page.tree.css("#co-the .hit")) == 1
    assert page.text("#co-the .tie").startswith("có thể ")
    assert page.text("#co-the mark") == "Nghị quyết số 20-NQ/TW"
    assert len(page.tree.css(".hit")) == 3
    page = show(client, f"/van-ban/{CT_05}")
    assert page.text("#thong-bao") == "3 thông báo viện dẫn"
    assert page.text("#ket-qua > .note").startswith("1 thông báo viện dẫn theo suy luận")
    assert not page.has("#co-the")
    assert len(page.texts(".hit .tie")) == 1


def test_the_picture_draws_an_inferred_citation_broken_and_says_so(client):
    page = show(client, f"/van-ban/{CT_05}")
    (broken,) = page.tree.css(".hop a.doubtful")
    assert " ".join(broken.text().split()) == "34-TB/HU 03/6/2018 · suy luận"
    assert broken.attributes["title"] == "kết quả họp"


def test_a_candidate_that_nothing_surely_cites_has_its_notices_too(client):
    page = show(client, "/van-ban/tw/k12/nq-20")
    assert page.text("#thong-bao") == "0 thông báo viện dẫn, 1 có thể"
    assert len(page.tree.css("#co-the .hit")) == 1
    assert show(client, "/van-ban/tw/k12/nq-20?year=2018").status == 200


def test_an_open_key_shows_what_the_citations_themselves_leave(client):
    told = client.get(f"/van-ban/{OPEN_20}.json").json
    candidates = {one["key"] for one in told["candidates"]}
    (hit,) = client.get(f"/tim.json?may_cite={NQ_20}").json["hits"]
    (mention,) = client.get(f"{hit['url']}.json").json["citations"]
    assert candidates == set(mention["candidates"])
    assert [one["key"] for one in client.get(f"/van-ban/{NQ_20}.json").json["left_open"]] == [
        OPEN_20
    ]


@pytest.fixture(scope="module")
def excluding(tmp_path_factory):
    folder = tmp_path_factory.mktemp("excluding")
    drop(folder / "in", **EXCLUDING)
    assert build([folder / "in"], folder / "index").failed == {}
    return create_app(folder / "index")


def test_what_a_text_excludes_is_shown_nowhere(excluding):
    client = excluding.test_client()
    (hit,) = client.get(f"/tim.json?cites={OPEN_20}").json["hits"]
    (mention,) = client.get(f"{hit['url']}.json").json["citations"]
    left = set(mention["candidates"])
    assert NQ_20 not in left
    assert mention["status"] == "ambiguous"
    told = client.get(f"/van-ban/{OPEN_20}.json").json
    assert {one["key"] for one in told["candidates"]} == left
    assert client.get(f"/tim.json?cites={NQ_20}").json["total"] == 0
    told = client.get(f"/van-ban/{NQ_20}.json").json
    assert (told["total"], told["possible"], told["left_open"]) == (0, 0, [])
    page = show(client, "/van-ban/tw/_/ct-05")
    assert not page.has("#co-the-la")
    assert page.text(".page-head .lead").startswith("Danh mục có văn bản mang số này, nhưng")
    assert client.get(f"/tim.json?cites={CT_05}").json["total"] == 0


def test_data_carries_certainty_beside_status(client):
    told = client.get(f"/van-ban/{NQ_20}.json").json
    assert (told["total"], told["inferred"], told["possible"]) == (2, 0, 1)
    (possible,) = told["possible_notices"]
    assert possible["cites"][0]["possible"] is True
    assert (possible["cites"][0]["status"], possible["cites"][0]["certainty"]) == (
        "ambiguous",
        None,
    )
    certain = {one["cites"][0]["certainty"] for one in told["notices"]}
    assert certain == {"stated"}
    found = client.get(f"/tim.json?cites={CT_05}&lang=en").json
    assert (found["total"], found["possible"]) == (3, 0)
    ties = {hit["number"]: hit["cites"][0] for hit in found["hits"]}
    assert ties["34-TB/HU"]["certainty"] == "inferred"
    assert ties["34-TB/HU"]["reason"]
    assert ties["33-TB/HU"]["certainty"] == "stated"
    assert all("cites" not in hit for hit in client.get("/tim.json?q=họp").json["hits"])


def rows(client, address):
    text = client.get(address).get_data(as_text=True).removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def test_tables_have_a_column_for_it(client):
    for address in (f"/tim.csv?cites={NQ_20}", f"/van-ban/{NQ_20}.csv"):
        told = {row["number"]: row["certainty"] for row in rows(client, address)}
        assert told == {"31-TB/HU": "stated", "32-TB/HU": "possible", "35-TB/HU": "stated"}
    told = {row["number"]: row["certainty"] for row in rows(client, f"/tim.csv?cites={CT_05}")}
    assert told["34-TB/HU"] == "inferred"
    # Of two directives a notice cites the one or the other most surely.
    both = rows(client, f"/tim.csv?cites={CT_05}&cites={NQ_20}")
    assert {row["number"]: row["certainty"] for row in both}["35-TB/HU"] == "stated"
    assert "certainty" not in rows(client, "/tim.csv")[0]
    (row,) = rows(client, "/tra-cuu.csv?q=Chỉ thị số 05-CT/TW của Bộ Chính trị&ngay=1/6/2018")
    assert row["certainty"] == "inferred"
    (row,) = rows(client, "/tra-cuu.csv?viec=kiem-tra&q=Nghị quyết số 20-NQ/TW khóa XI")
    assert row["certainty"] == "stated"


def test_a_feed_says_what_is_not_stated(client):
    def summaries(address):
        feed = ElementTree.fromstring(client.get(address).get_data())
        found = feed.iter("{http://www.w3.org/2005/Atom}summary")
        return {one.text.partition(" ")[0]: one.text.rpartition(" · ")[2] for one in found}

    told = summaries(f"/van-ban/{NQ_20}.atom")
    assert told["32-TB/HU"] == "có thể"
    assert told["31-TB/HU"] not in ("có thể", "suy luận")
    assert summaries(f"/tim.atom?cites={CT_05}")["34-TB/HU"] == "suy luận"


@pytest.mark.parametrize("day", ["1/6/2018", ""])
def test_a_look_up_says_what_is_inferred_also_without_a_day(client, day):
    asked = f"q=Chỉ thị số 05-CT/TW của Bộ Chính trị&ngay={day}"
    (row,) = client.get(f"/tra-cuu.json?{asked}").json["rows"]
    assert row["certainty"] == "inferred"
    assert show(client, f"/tra-cuu?{asked}").texts(".row-head .sure") == ["suy luận"]


def test_a_draft_says_what_was_concluded(client):
    asked = "/tra-cuu?viec=kiem-tra&q=Chỉ thị số 05-CT/TW của Bộ Chính trị&ngay=1/6/2018"
    page = show(client, asked)
    assert page.texts(".row-head .sure") == ["suy luận"]
    assert any(one.startswith("Suy luận: ") for one in page.texts(".findings .note"))


TEXT = "Chỉ thị số 05-CT/TW của Bộ Chính trị; Nghị quyết số 20-NQ/TW (khóa XI)"


def test_commands_say_it(command, index):
    told = json.loads(command("cite", "-", "--issued", "2018-06-03", "--json", input=TEXT))
    assert [one["certainty"] for one in told["citations"]] == ["inferred", "stated"]
    line = json.dumps({"text": TEXT, "issued": "2018-06-03"})
    (told,) = command("cite", "--jsonl", "-", input=line).splitlines()
    assert [one["certainty"] for one in json.loads(told)] == ["inferred", "stated"]
    assert "(suy luận): " in command("cite", "-", "--issued", "2018-06-03", input=TEXT)
    assert "(suy luận): " in command("read", "-", input=TIED["inferred"])
    assert "(suy luận): " not in command("read", "-", input=TIED["stated"])
    assert "suy luận: " in command("lookup", "05-CT/TW", "--issued", "2018-06-03")
    assert "suy luận: " in command("lookup", "05-CT/TW")
    assert "suy luận: " not in command("lookup", "Chỉ thị 05-CT/TW (khóa XII)")
    said = command("search", "--index", str(index), "--cites", NQ_20)
    assert "Trong đó 1 thông báo có thể viện dẫn, chưa chắc" in said
    assert f"◦ có thể: {NQ_20}: " in said
    assert f"[{NQ_20}]  1 có thể" in said
    assert "1 suy luận" in said
    drafted = command("draft", "-", "--issued", "2018-06-03", input=TEXT)
    assert drafted.count("suy luận: ") == 1
