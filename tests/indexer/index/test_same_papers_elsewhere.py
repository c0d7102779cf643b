"""Papers of several files that are secret, or came with an export."""

import zipfile
from functools import partial

import pytest

from indexer.documents import document_id
from indexer.index.build import build
from indexer.index.export import export
from tests.indexer.index.test_secrecy import WORDS, traces
from tests.notices import notice
from tests.papers import A, B, C, aliases, as_html, held, is_settled, paper_files, put


@pytest.fixture
def folder(tmp_path):
    return paper_files(tmp_path / "in")


@pytest.fixture
def follow(folder, index, trust_young_files):
    return partial(build, [folder], index, jobs=1)


@pytest.mark.parametrize("admitted", [(), ("Mật",)])
def test_a_secret_paper_is_one_with_no_other(follow, folder, index, admitted):
    secret = f"MẬT\n{notice(9)}"
    put(folder, "x.txt", secret)
    put(folder, "y.html", secret)
    report = follow(admitted=admitted)
    assert not {"x.txt", "y.html"} & report.same_papers.keys()
    assert len({"x.txt", "y.html"} & held(index).keys()) == 2 * len(admitted)


@pytest.mark.parametrize("name", ["a.txt", "b.docx"])
def test_of_a_paper_that_becomes_secret_no_text_stays(follow, folder, index, name):
    follow()
    put(folder, name, f"MẬT\n{notice(1, 'riêng')}")
    report = follow()
    assert report.refused.keys() == {name}
    assert len(held(index)) == 2
    assert follow().nothing_new


def test_a_paper_that_becomes_secret_leaves_under_all_its_addresses(follow, folder, index, scanned):
    scanned("a.txt")
    (folder / "c.html").unlink()
    for name in ("b.docx", "a.txt"):  # each stood by itself, then one for both
        put(folder, name, notice(1, WORDS))
        put(folder, f"beside-{name}", notice(f"5{len(name)}"))
        follow()
    assert held(index)["b.docx"]
    assert traces(index)
    (folder / "b.docx").unlink()
    put(folder, "a.txt", f"MẬT\n{notice(1, WORDS)}")
    report = follow()
    assert (report.refused.keys(), traces(index)) == ({"a.txt"}, set())


def test_copies_go_with_an_export(follow, index, tmp_path):
    follow()
    (tmp_path / "kho.jsonl").write_bytes(b"".join(export(index)))
    build([tmp_path / "kho.jsonl"], tmp_path / "other", jobs=1)
    assert held(tmp_path / "other") == held(index)
    assert aliases(tmp_path / "other") == {B: A, C: A}


def test_a_paper_of_an_export_and_of_a_folder_is_one_notice(follow, folder, index, tmp_path):
    put(tmp_path / "their", "their.html", notice(1))
    put(tmp_path / "their", "more.txt", notice(8))
    build([tmp_path / "their"], tmp_path / "theirs", jobs=1)
    (folder / "kho.jsonl").write_bytes(b"".join(export(tmp_path / "theirs")))
    follow()
    their = document_id("their.html")
    assert held(index).keys() == {"a.txt", "d.txt", "more.txt"}
    assert aliases(index) == {B: A, C: A, their: A}
    assert is_settled(index)
    for name in ("a.txt", "b.docx", "c.html"):
        (folder / name).unlink()
    follow()
    assert held(index).keys() == {"their.html", "d.txt", "more.txt"}
    assert is_settled(index)


def test_the_file_of_a_paper_of_an_export_that_is_a_scan(follow, folder, index, tmp_path, scanned):
    scanned("their.html")
    put(tmp_path / "their", "their.html", notice(1))
    build([tmp_path / "their"], tmp_path / "theirs", jobs=1)
    for name in ("a.txt", "b.docx", "c.html"):
        (folder / name).unlink()
    (folder / "kho.jsonl").write_bytes(b"".join(export(tmp_path / "theirs")))
    follow()
    their = document_id("their.html")
    put(folder, "b.docx", notice(1))
    follow()
    assert held(index)["b.docx"] == their
    assert is_settled(index)
    lines = (folder / "kho.jsonl").read_bytes()
    (folder / "kho.jsonl").write_bytes(lines + b"\n")  # it is looked through again
    assert follow().failed == {}
    assert held(index)["b.docx"] == their
    (folder / "b.docx").unlink()
    follow()
    assert held(index)["their.html"] == their


def test_a_paper_within_an_archive_and_beside_it_is_one_notice(follow, folder, index):
    with zipfile.ZipFile(folder / "z.zip", "w") as archive:
        archive.writestr("ban-in.html", as_html(notice(2)))
        archive.writestr("khac.html", as_html(notice(6)))
    follow()
    assert held(index).keys() == {"a.txt", "d.txt", "z.zip/khac.html"}
    assert is_settled(index)
    (folder / "d.txt").unlink()
    follow()
    assert held(index)["z.zip/ban-in.html"] == document_id("d.txt")
    assert is_settled(index)
