"""What several of these tests begin with."""

import subprocess
from dataclasses import replace

import pytest

from indexer.index import tasks


@pytest.fixture
def index(tmp_path):
    """Where an index is to be."""
    return tmp_path / "index"


@pytest.fixture
def trust_young_files(monkeypatch):
    """Files that were only just written are known by their times."""
    monkeypatch.setattr("indexer.index.records._YOUNG", 0)


@pytest.fixture
def clock(monkeypatch):
    """The time for the builder, which a test sets."""

    class Clock:
        now = 1_800_000_000

    for module in ("outcomes", "plan"):
        monkeypatch.setattr(f"indexer.index.{module}.time.time", lambda: Clock.now)
    return Clock


@pytest.fixture
def begin_workers_with(tmp_path, monkeypatch):
    """Have every worker run some code before all else."""

    def begin_with(code):
        (tmp_path / "sitecustomize.py").write_text(code, "utf-8")
        real = subprocess.Popen

        def popen(command, **options):
            if "env" in options:
                options["env"]["PYTHONPATH"] += f":{tmp_path}"
            return real(command, **options)

        monkeypatch.setattr("indexer.child_process.subprocess.Popen", popen)

    return begin_with


@pytest.fixture
def scanned(monkeypatch):
    """Texts of a name count as read by OCR."""

    def of(*names):
        real = tasks.read_document

        def read(file, *settings):
            document = real(file, *settings)
            if file.path.name not in names:
                return document
            pages = tuple(replace(page, method="ocr") for page in document.pages)
            return replace(document, pages=pages)

        monkeypatch.setattr(tasks, "read_document", read)

    return of
