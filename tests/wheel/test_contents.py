"""What the wheel holds: the program with all its data, and nothing else.

:mod:`tests.wheel.smoke` installs it and runs every command; this asks only what is inside.
"""

import subprocess
import sys
import tarfile
import tomllib
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest

from indexer import paths
from tests.checkout import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
OWN = f"viendan-{VERSION}.dist-info"
PACKAGES = ("indexer", "search", "viendan")


def distribution(kind, source, folder):
    """A distribution of a source tree, by the build backend itself: nothing is fetched."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=source, capture_output=True, check=True)
    (made,) = Path(folder).iterdir()
    return made


def contents(wheel):
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return contents(distribution("wheel", ROOT, tmp_path_factory.mktemp("wheel")))


def test_the_wheel_installs_four_names_and_no_test_or_benchmark(wheel):
    assert {name.split("/")[0] for name in wheel} == {"app.py", *PACKAGES, OWN}


def files_of(folder, pattern="*"):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_is_there_whole_with_its_types(wheel, package):
    for name, content in files_of(ROOT / package).items():
        assert wheel[f"{package}/{name}"] == content
    assert f"{package}/py.typed" in wheel


@pytest.mark.parametrize("folder", ["corpus", "static", "templates"])
def test_the_data_are_where_the_program_looks_for_them(wheel, folder):
    inside = {
        name.removeprefix(f"indexer/data/{folder}/"): content
        for name, content in wheel.items()
        if name.startswith(f"indexer/data/{folder}/")
    }
    assert inside == files_of(ROOT / folder) != {}


def test_every_place_that_the_program_knows_is_in_the_wheel(wheel):
    places = [value for name, value in vars(paths).items() if name.isupper() and name[0] != "_"]
    assert len(places) >= 6
    for place in places:
        parts = place.relative_to(ROOT).as_posix()
        inside = parts if parts.startswith("indexer/") else f"indexer/data/{parts}"
        assert any(name.startswith(f"{inside}/") for name in wheel), inside


def test_the_wheel_says_what_it_is(wheel):
    said = message_from_bytes(wheel[f"{OWN}/METADATA"])
    assert (said["Name"], said["Version"], said["License-Expression"]) == (
        "viendan", VERSION, "MIT",
    )  # fmt: skip
    assert said["Requires-Python"] == ">=3.11"
    assert b"MIT License" in wheel[f"{OWN}/licenses/LICENSE"]
    assert b"viendan = viendan.__main__:run" in wheel[f"{OWN}/entry_points.txt"]


def test_the_wheel_from_the_source_distribution_is_the_same(wheel, tmp_path):
    with tarfile.open(distribution("sdist", ROOT, tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    assert contents(distribution("wheel", source, tmp_path / "again")) == wheel
    assert (source / "tests" / "wheel" / "test_contents.py").is_file()
