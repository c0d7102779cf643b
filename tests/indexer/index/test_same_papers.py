"""Files of one paper are one notice, made of the best reading, whatever happens to them."""

import json
import shutil
from dataclasses import replace
from functools import partial

import pytest

from indexer.documents import document_id
from indexer.index import merging
from indexer.index.build import build
from indexer.index.export import export
from indexer.index.fingerprints import current_fingerprints
from indexer.index.merging import MOST_VERSIONS
from indexer.index.whoosh.manifest import read_manifest
from tests.notices import notice
from tests.papers import A, B, C, aliases, held, is_settled, paper_files, put


@pytest.fixture
def folder(tmp_path):
    return paper_files(tmp_path / "in")


@pytest.fixture
def follow(folder, index, trust_young_files):
    return partial(build, [folder], index, jobs=1)


def test_several_files_of_a_paper_are_one_notice_and_said_to_be(follow, index):
    report = follow()
    assert held(index) == {"a.txt": A, "d.txt": document_id("d.txt")}
    assert report.same_papers == {"b.docx": "a.txt", "c.html": "a.txt"}
    assert report.duplicates == {}
    assert sorted(report.indexed) == ["a.txt", "d.txt"]
    assert aliases(index) == {B: A, C: A}
    again = follow()
    assert again.nothing_new
    assert again.same_papers == report.same_papers
    assert is_settled(index)


def test_the_same_files_give_the_same_state_by_any_number_of_workers(folder, tmp_path):
    for number in range(3, 70):
        put(folder, f"n{number}.txt", notice(number))
        if number % 3 == 0:
            put(folder, f"m{number}.html", notice(number))
    made = []
    for name, jobs in (("one", 1), ("two", 2), ("three", 1)):
        build([folder], tmp_path / name, jobs=jobs)
        made.append((read_manifest(tmp_path / name).generation, held(tmp_path / name)))
    assert made[0] == made[1] == made[2]
    assert len(made[0][1]) == 69


def test_the_text_as_typed_stands_under_the_address_of_the_scan(follow, folder, index, scanned):
    scanned("a.txt")
    for name in ("b.docx", "c.html"):
        (folder / name).unlink()
    follow()
    assert held(index)["a.txt"] == A
    put(folder, "b.docx", notice(1))
    report = follow()
    assert held(index) == {"b.docx": A, "d.txt": document_id("d.txt")}
    assert report.same_papers == {"a.txt": "b.docx"}
    assert report.indexed == {"b.docx": A}
    assert aliases(index) == {B: A, f"{A}-2": A}
    assert is_settled(index)
    (folder / "b.docx").unlink()
    follow()
    assert held(index)["a.txt"] == A
    assert is_settled(index)


def test_the_best_reading_of_new_files_stands_too(follow, folder, index, scanned):
    scanned("a.txt", "c.html")
    assert follow().indexed == {"b.docx": A, "d.txt": document_id("d.txt")}
    assert held(index)["b.docx"] == A
    assert aliases(index) == {B: A, C: A, f"{A}-2": A}
    assert is_settled(index)


def change_the_one_that_stands(folder):
    put(folder, "a.txt", notice(1, "lại"))
    return {"a.txt": A, "b.docx": B}


def change_a_copy(folder):
    put(folder, "b.docx", notice(1, "lại"))
    return {"a.txt": A, "b.docx": B}


def change_all(folder):
    for name in ("a.txt", "b.docx", "c.html"):
        put(folder, name, notice(1, "lại"))
    return {"a.txt": A}


def change_two(folder):
    for name in ("b.docx", "c.html"):
        put(folder, name, notice(1, "lại"))
    return {"a.txt": A, "b.docx": B}


def lay_a_copy_out_anew(folder):
    put(folder, "b.docx", notice(1).replace("\n\n", "\n"))
    return {"a.txt": A}


def remove_the_one_that_stands(folder):
    (folder / "a.txt").unlink()
    return {"b.docx": A}


def remove_a_copy(folder):
    (folder / "b.docx").unlink()
    return {"a.txt": A}


def remove_all_but_the_last(folder):
    (folder / "a.txt").unlink()
    (folder / "b.docx").unlink()
    return {"c.html": A}


def rename_a_copy(folder):
    (folder / "b.docx").rename(folder / "z.docx")
    return {"a.txt": A}


def rename_the_one_that_stands(folder):
    (folder / "a.txt").rename(folder / "z.txt")
    return {"z.txt": A}


def rename_both(folder):
    (folder / "a.txt").rename(folder / "z.txt")
    (folder / "b.docx").rename(folder / "z.docx")
    return {"z.txt": A}


def copy_a_copy(folder):
    shutil.copy(folder / "b.docx", folder / "0.docx")
    return {"a.txt": A}


def overwrite_the_one_that_stands_by_another_paper(folder):
    put(folder, "a.txt", notice(7))
    return {"a.txt": A, "b.docx": B}


def overwrite_the_one_that_stands_by_a_copy(folder):
    (folder / "a.txt").write_bytes((folder / "b.docx").read_bytes())
    return {"a.txt": A}


def spoil_a_copy(folder):
    (folder / "b.docx").write_bytes(b"")
    return {"a.txt": A}


def take_the_folder_away(folder):
    folder.rename(folder.with_name("away"))
    return {"a.txt": A}


def add_one_more(folder):
    put(folder, "0.html", notice(1).replace("THÔNG BÁO", "THÔNG BÁO\n"))
    return {"a.txt": A}


STEPS = [
    change_the_one_that_stands,
    change_a_copy,
    change_all,
    change_two,
    lay_a_copy_out_anew,
    remove_the_one_that_stands,
    remove_a_copy,
    remove_all_but_the_last,
    rename_a_copy,
    rename_the_one_that_stands,
    rename_both,
    copy_a_copy,
    overwrite_the_one_that_stands_by_another_paper,
    overwrite_the_one_that_stands_by_a_copy,
    spoil_a_copy,
    take_the_folder_away,
    add_one_more,
]


STEPS_OF_TWO = [
    change_the_one_that_stands,
    change_a_copy,
    remove_the_one_that_stands,
    remove_a_copy,
    rename_a_copy,
    rename_the_one_that_stands,
    copy_a_copy,
]


@pytest.mark.parametrize("step", STEPS)
def test_the_next_build_judges_anew_what_has_changed(follow, folder, index, step):
    follow()
    wanted = step(folder)
    build(None, index, jobs=1)
    found = held(index)
    assert found.pop("d.txt") == document_id("d.txt")
    assert found == wanted
    leads = aliases(index)
    assert set(leads.values()) <= set(found.values())
    assert not leads.keys() & set(found.values())
    assert is_settled(index)


@pytest.mark.parametrize("first", STEPS_OF_TWO)
@pytest.mark.parametrize("second", STEPS_OF_TWO)
def test_after_two_steps_every_address_still_leads_somewhere(follow, folder, index, first, second):
    follow()
    for step in (first, second):
        for name in ("a.txt", "b.docx", "c.html"):
            if not (folder / name).exists():
                put(folder, name, notice(1))
        step(folder)
        follow()
    found = held(index)
    leads = aliases(index)
    assert set(leads.values()) <= set(found.values())
    texts = {json.loads(one)["reading"]["document"]["text"].split()[-1] for one in export(index)}
    assert len(found) >= len(texts)
    assert is_settled(index)


def test_nothing_is_read_where_nothing_has_changed(follow, monkeypatch):
    follow()
    monkeypatch.setattr("indexer.index.tasks.read_document", None)
    assert follow().nothing_new


def test_the_source_of_the_one_that_stands_is_away(index, tmp_path, trust_young_files):
    put(tmp_path / "x", "a.txt", notice(1))
    put(tmp_path / "y", "b.docx", notice(1))
    put(tmp_path / "y", "other.txt", notice(5))
    build([tmp_path / "x", tmp_path / "y"], index, jobs=1)
    (tmp_path / "x").rename(tmp_path / "away")
    report = build(None, index, jobs=1)
    assert (report.changed, report.added, report.refreshed) == ([], [], [])
    assert aliases(index) == {B: A}
    (tmp_path / "away").rename(tmp_path / "x")
    assert is_settled(index)


def test_another_reader_reads_and_judges_all_anew(follow, index, monkeypatch):
    follow()
    now = replace(current_fingerprints(), reading="another")
    monkeypatch.setattr("indexer.index.plan.current_fingerprints", lambda: now)
    assert len(follow().refreshed) + len(follow().changed) >= 2
    assert held(index)["a.txt"] == A
    assert aliases(index) == {B: A, C: A}


def test_files_of_an_earlier_version_become_one_notice(follow, index, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("indexer.index.revision.find_mergers", lambda *_: [])
        follow()
    assert len(held(index)) == 4
    now = replace(current_fingerprints(), understanding="another")
    monkeypatch.setattr("indexer.index.plan.current_fingerprints", lambda: now)
    follow()
    assert held(index) == {"a.txt": A, "d.txt": document_id("d.txt")}
    assert aliases(index) == {B: A, C: A}
    assert follow().nothing_new


def test_a_person_takes_a_file_out_and_puts_it_back(follow, folder, index):
    follow()
    corrections = folder.parent / "corrections.toml"
    corrections.write_text(
        f'[[correction]]\nnotice = "{B}"\nfield = "number"\nvalue = "9-TB/HU"\n'
        'who = "Văn phòng"\nwhen = 2024-03-01\nwhy = "số 9"\n',
        "utf-8",
    )
    follow()
    assert held(index) == {"a.txt": A, "b.docx": B, "d.txt": document_id("d.txt")}
    assert follow().nothing_new
    corrections.unlink()
    follow()
    assert aliases(index) == {B: A, C: A}
    assert follow().nothing_new


def test_thousands_of_texts_of_one_number_are_not_compared_each_with_each(
    follow, folder, monkeypatch
):
    compared, real = [], merging.is_same_paper

    def compare(one, other):
        compared.append(one)
        return real(one, other)

    monkeypatch.setattr(merging, "is_same_paper", compare)
    for number in range(100):
        put(folder, f"n{number}.txt", notice(1, f"lần {number}"))
    assert follow().same_papers == {"b.docx": "a.txt", "c.html": "a.txt"}
    assert len(compared) <= 103 * (MOST_VERSIONS + 4)


def test_a_lost_list_is_made_again(follow, index):
    follow()
    before = held(index), aliases(index)
    (index / read_manifest(index).records).unlink()
    follow()
    assert (held(index), aliases(index)) == before


def test_a_build_that_is_stopped_while_papers_are_put_together(follow, index, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("indexer.index.revision.Rewriting", stop)
        with pytest.raises(KeyboardInterrupt):
            follow()
    follow()
    assert held(index) == {"a.txt": A, "d.txt": document_id("d.txt")}


def test_all_anew_gives_the_same(follow, folder, index, tmp_path):
    follow()
    build([tmp_path / "in"], tmp_path / "anew", jobs=1)
    assert read_manifest(tmp_path / "anew").generation == read_manifest(index).generation
