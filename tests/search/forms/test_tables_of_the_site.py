"""The tables of the site's lists: what they tell of each notice, directive and place."""

import csv
import io
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from indexer.documents import office
from indexer.documents.sandbox import read_confined
from indexer.gazetteer import CENTRE
from tests.pages import ids, show

LISTS = (
    "/tim", "/tim?q=đảng&year=2022", "/van-ban?q=quy+chế", "/van-ban/tw/k12/ct-05", "/dia-ban",
    "/dia-ban/lam-dong", "/dia-ban/bao-lam",
)  # fmt: skip
OFFICE = {"xlsx", "docx"}


def form(client, address, name, **parameters):
    path, _, asked = address.partition("?")
    told = "&".join([asked, *(f"{key}={value}" for key, value in parameters.items())])
    return client.get(f"{path}.{name}?{told}")


def rows(client, address, dialect=""):
    """The rows of a table by their headings."""
    answer = form(client, address, "csv", **({"dialect": dialect} if dialect else {}))
    text = answer.get_data(as_text=True).removeprefix("\ufeff")
    delimiter = ";" if dialect else ","
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))


def document_text(data):
    return "\n".join(page.text for page in read_confined("indexer.documents.docx:read", data))


@pytest.mark.parametrize("address", LISTS)
def test_every_list_is_a_workbook_and_a_document_too(client, address):
    found = rows(client, address)
    assert found
    for name in OFFICE:
        answer = form(client, address, name)
        assert answer.status_code == 200
        assert answer.mimetype.startswith("application/vnd.openxmlformats-officedocument.")
        disposition = answer.headers["Content-Disposition"]
        assert disposition.startswith('attachment; filename="danh-sach-')
        assert disposition.endswith(f'.{name}"')
        assert disposition.isascii()
        assert answer.data.startswith(b"PK")
    told = document_text(form(client, address, "docx").data)
    assert told.startswith("DANH SÁCH ")
    assert all((row.get(name) or "") in told for row in found for name in ("number", "label"))


def test_a_list_leads_to_all_its_forms_on_one_line(client):
    for address in ("/tim", "/van-ban", "/van-ban/tw/k12/ct-05", "/dia-ban", "/dia-ban/lam-dong"):
        told = show(client, address).text(".forms")
        names = [one for one in told.split() if one.isalpha() and one not in ("dòng", "đầu", "về")]
        assert names == ["Tải", "XLSX", "DOCX", "CSV", "Atom", "JSON"]
    assert "DOCX (2.000 dòng đầu)" in show(client, "/van-ban").text(".forms")
    assert "dòng đầu" not in show(client, "/tim").text(".forms")


def test_the_table_of_notices_tells_what_they_cite_as_their_json_does(client):
    found = {row["id"]: row for row in rows(client, "/tim")}
    assert found.keys() == set(ids(client))
    ambiguous = inferred = 0
    for notice_id, row in found.items():
        told = client.get(f"/thong-bao/{notice_id}.json").json
        cited = [one for one in told["citations"] if one["status"] != "malformed"]
        keys = {one["key"] for one in cited}
        stated = {one["key"] for one in cited if one["certainty"] != "inferred"}
        candidates = {
            key for one in cited if one["status"] == "ambiguous" for key in one["candidates"]
        }
        assert set(row["cites"].split()) == keys - set(row["may_cite"].split())
        assert set(row["infers"].split()) <= set(row["cites"].split()) - stated
        assert not set(row["may_cite"].split()) & set(row["cites"].split())
        assert set(row["may_cite"].split()) <= candidates
        written = row["cites_written"].split(" | ") if row["cites_written"] else []
        assert set(written) == {" ".join(one["text"].split()) for one in cited}
        assert len(written) == len(set(written))
        assert row["cites_named"].count("(chưa phân định)") == len(
            {one["key"] for one in cited if one["status"] == "ambiguous"}
        )
        ambiguous += "(chưa phân định)" in row["cites_named"]
        inferred += "(suy luận)" in row["cites_named"]
        assert row["issuer_place_key"] in (told["issuer_place"]["place"] or "", CENTRE)
    assert ambiguous
    assert inferred


def test_a_place_has_the_name_of_the_notice_s_own_day(client):
    (row,) = (one for one in rows(client, "/tim") if one["number"] == "198-TB/HU")
    assert (row["issuer_place"], row["issuer_place_key"]) == (
        "huyện Bảo Lâm, Lâm Đồng",
        "lam-dong/bao-lam",
    )
    assert (row["date"], row["year"], row["year_status"]) == ("2022-12-15", "2022", "stated")


def test_what_an_office_opens_is_in_its_words(client):
    (plain,) = (one for one in rows(client, "/tim") if one["number"] == "198-TB/HU")
    (row,) = (one for one in rows(client, "/tim", "excel-vi") if one["Số, ký hiệu"] == "198-TB/HU")
    assert row["Ngày"] == "15/12/2022"
    assert row["Năm"] == "2022"
    assert row["Căn cứ của năm"] == "ghi trong văn bản"
    assert row["Địa bàn của cơ quan ban hành"] == plain["issuer_place"]
    assert row["Trích yếu"].startswith("Thông báo ")
    # What is no true notice says so wherever its title stands alone.
    assert row["Trích yếu"].endswith(" (văn bản mẫu)")
    without = [one for one in rows(client, "/tim", "excel-vi") if not one["Ngày"][0].isdecimal()]
    assert {one["Ngày"].split()[0] for one in without} <= {"năm", "không", "tháng"}
    for address in LISTS:
        text = form(client, address, "csv", dialect="excel-vi").get_data(as_text=True)
        assert text.startswith("\ufeff")
        assert text.count("\r\n") == len(rows(client, address)) + 1
        assert text == form(client, address, "csv", dialect="excel-vi", lang="en").get_data(True)


def test_an_unknown_dialect_is_refused_and_an_empty_one_is_the_plain_one(client):
    for dialect in ("excel", "%00", "excel-vi,x"):
        assert client.get(f"/tim.csv?dialect={dialect}").status_code == 400
    text = client.get("/tim.csv?dialect=").get_data(as_text=True)
    assert text == client.get("/tim.csv").get_data(as_text=True)


def test_a_document_says_what_was_asked_and_how_sure_it_is(client):
    told = document_text(form(client, "/tim?q=rừng&year=2017", "docx").data)
    assert "Có đủ các chữ rừng; năm 2017" in told
    assert "Lập ngày " in told
    assert "dữ liệu ngày " in told
    told = document_text(form(client, "/van-ban/tw/k12/ct-05", "docx").data)
    assert "Viện dẫn Chỉ thị 05-CT/TW" in told
    certainties = {line.split("\t")[-1] for line in told.split("\n") if line.count("\t") == 6}
    assert certainties == {"Mức chắc chắn", "suy luận", "có thể"}
    told = document_text(form(client, "/tim?q=rừng", "docx", lang="en").data)
    assert told.startswith("LIST OF NOTICES")


def test_a_place_of_the_tree_tells_what_it_lies_in(client):
    found = {row["key"]: row for row in rows(client, "/dia-ban?luc=truoc")}
    row = found["lam-dong/bao-lam/loc-ngai"]
    assert row["within"] == "huyện Bảo Lâm, tỉnh Lâm Đồng"
    assert found["lam-dong"]["within"] == ""
    assert "huyện Bảo Lâm, tỉnh Lâm Đồng" in document_text(
        form(client, "/dia-ban?luc=truoc", "docx").data
    )


@pytest.mark.skipif(
    office.find_libreoffice() is None,
    reason="LibreOffice is not installed (libreoffice-writer-nogui)",
)
def test_libreoffice_opens_the_document(client, tmp_path):
    file = tmp_path / "list.docx"
    file.write_bytes(form(client, "/tim", "docx").data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office.find_libreoffice(), profile, "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, file], check=True, capture_output=True)
    with pypdfium2.PdfDocument(Path(tmp_path, "list.pdf")) as pdf:
        assert len(pdf) > 2
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    assert texts[0].startswith("DANH SÁCH THÔNG BÁO")
    # The header stands on each page; without the font its marked letters come out of their order.
    assert [text.partition(" STT ")[0] for text in texts[1:]] == [
        str(number) for number in range(2, len(texts) + 1)
    ]
