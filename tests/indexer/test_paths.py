"""Where the data lie, and where an index is when nobody says."""

import pytest

from indexer import paths
from tests.checkout import ROOT


def test_a_checkout_reads_its_own_folders():
    assert paths.REGISTRY == ROOT / "corpus" / "registry"
    assert paths.TEMPLATES == ROOT / "templates"


@pytest.mark.parametrize(
    ("variable", "expected"),
    [(None, "index"), ("", "index"), ("kho", "kho"), ("kho/chi-muc", "kho/chi-muc")],
)
def test_the_default_index_is_where_one_stands_unless_the_variable_says(
    tmp_path, monkeypatch, variable, expected
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VIENDAN_INDEX", raising=False)
    if variable is not None:
        monkeypatch.setenv("VIENDAN_INDEX", variable)
    assert paths.default_index() == tmp_path / expected


def test_the_variable_may_name_any_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("VIENDAN_INDEX", str(tmp_path / "elsewhere"))
    assert paths.default_index() == tmp_path / "elsewhere"
    assert paths.corrections_of(paths.default_index()).is_file()
