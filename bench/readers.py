"""How exactly and how fast each format is read, on the two real notices.

LibreOffice turns each notice, under a letterhead table, into every format; what the readers
give is compared with the text that went in.  Pages are those of the PDF.  Every file is read as
the builder reads it, in a child process.  Goals: 0.1 % of characters wrong, 1.5 % after OCR at
200 dpi; 300 pages a second for PDF and 150 for DOCX.
"""

from __future__ import annotations

import difflib
import html
import platform
import re
import shutil
import subprocess
import tempfile
import time
from importlib import metadata
from pathlib import Path

from indexer.documents import ocr, office
from indexer.documents.detection import FileFormat
from indexer.documents.formats import read_pages
from indexer.documents.page_text import PageText, normalize_text
from indexer.documents.sandbox import read_confined
from tests.checkout import REAL_NOTICES

_HEADS = (
    ("TỈNH ỦY ĐỒNG NAI\n*\nSố 55-TB/TU", "ĐẢNG CỘNG SẢN VIỆT NAM\nngày 06 tháng 02 năm 2023"),
    ("HUYỆN ỦY BẢO LÂM\n*\nSố 213-TB/HU", "ĐẢNG CỘNG SẢN VIỆT NAM\nngày 09 tháng 8 năm 2023"),
)
# The second font lacks most Vietnamese letters, which the file then takes from another one.
_FONTS = {"pdf": "DejaVu Serif", "pdf, two fonts": "Liberation Serif"}
_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "odt": "odt:writer8",
    "pdf": "pdf:writer_pdf_Export",
}
_KINDS = {
    "docx": FileFormat.DOCX,
    "doc": FileFormat.DOC,
    "rtf": FileFormat.RTF,
    "odt": FileFormat.ODT,
    "html": FileFormat.HTML,
    "pdf": FileFormat.PDF,
    "pdf, two fonts": FileFormat.PDF,
}
_GOALS = {"pdf": 300.0, "docx": 150.0}
_MOST_WRONG, _MOST_WRONG_BY_OCR = 0.001, 0.015
_SECONDS = 2.0
# A long document: the notice so many times over.
_LONG = 20


def run() -> None:
    """Print the figures of every format that can be made and read on this machine."""
    if office.find_libreoffice() is None or not REAL_NOTICES.is_dir():
        print(f"readers: needs LibreOffice and the two notices of {REAL_NOTICES}")
        return
    print(_machine())
    with tempfile.TemporaryDirectory() as folder:
        for path, head in zip(sorted(REAL_NOTICES.glob("*.txt")), _HEADS, strict=True):
            _measure(path, head, Path(folder))


def _measure(path: Path, head: tuple[str, str], folder: Path) -> None:
    body = path.read_text("utf-8")
    truth = "\n".join((*head, re.sub(r"^#+ |\*", "", body, flags=re.MULTILINE)))
    files = _files(head, body, folder)
    pages = len(read_pages(FileFormat.PDF, files["pdf"]))
    print(f"\n{path.stem}: {pages} pages, {len(truth.split())} words")
    for name, kind in _KINDS.items():
        read = read_pages(kind, files[name])
        wrong = error_rate(truth, _joined(read))
        speed = pages * _per_second(kind, files[name])
        _row(name, wrong, speed, wrong <= _MOST_WRONG and speed >= _GOALS.get(name, 0))
    _measure_peer(truth, files["pdf"], pages)
    _measure_ocr(truth, files["pdf"], pages)
    for name in ("pdf", "docx"):
        count = len(read_pages(FileFormat.PDF, _files(head, body * _LONG, folder)["pdf"]))
        long = _files(head, body * _LONG, folder)[name]
        speed = count * _per_second(_KINDS[name], long)
        _row(f"{name}, {count} pages", None, speed, speed >= _GOALS[name])


def _measure_peer(truth: str, data: bytes, pages: int) -> None:
    start = time.perf_counter()
    read = read_confined("indexer.documents.pdf:read_with_pypdf", data)
    speed = pages / (time.perf_counter() - start)
    _row("pdf by pypdf", error_rate(truth, _joined(read)), speed, None)


def _measure_ocr(truth: str, data: bytes, pages: int) -> None:
    if not ocr.is_installed():
        print("  OCR: tesseract with its Vietnamese model is not installed")
        return
    start = time.perf_counter()
    read: list[PageText] = []
    for number in range(1, pages + 1):
        read += read_confined(
            "indexer.documents.pdf_scans:recognise", data, str(number), alone=True
        )
    speed = pages / (time.perf_counter() - start)
    wrong = error_rate(truth, normalize_text(_joined(tuple(read))))
    _row(f"OCR at {ocr.DPI} dpi", wrong, speed, wrong <= _MOST_WRONG_BY_OCR)


def _joined(pages: tuple[PageText, ...]) -> str:
    return "\n".join(page.text for page in pages)


def _row(name: str, wrong: float | None, speed: float, reached: bool | None) -> None:
    share = "" if wrong is None else f"{100 * wrong:6.3f} % wrong"
    verdict = {True: "goal reached", False: "GOAL MISSED", None: ""}[reached]
    print(f"  {name:22} {share:16} {speed:8.1f} pages/s  {verdict}")


def _per_second(kind: FileFormat, data: bytes) -> float:
    """How often a second a file of this kind is read, child process and all."""
    count, start = 0, time.perf_counter()
    while count < 1 or time.perf_counter() - start < _SECONDS:
        read_pages(kind, data)
        count += 1
    return count / (time.perf_counter() - start)


# --- making the files -------------------------------------------------------------------------


def _files(head: tuple[str, str], body: str, folder: Path) -> dict[str, bytes]:
    page = folder / "notice.html"
    made: dict[str, bytes] = {}
    for name, font in _FONTS.items():
        page.write_text(_page(head, body, font), "utf-8")
        made[name] = _converted(page, "pdf")
    page.write_text(_page(head, body, _FONTS["pdf"]), "utf-8")
    made["html"] = page.read_bytes()
    for name in ("docx", "doc", "rtf", "odt"):
        made[name] = _converted(page, name)
    return made


def _page(head: tuple[str, str], body: str, font: str) -> str:
    cells = "".join(
        "<td>" + "".join(f'<p align="center">{line}</p>' for line in side.split("\n")) + "</td>"
        for side in head
    )
    blocks = re.split(r"\n\s*\n", body.strip())
    paragraphs = "\n".join(
        # The type line and the title are centred, as 36-HD/VPTW has them.
        f'<p align="{"justify" if at > 1 else "center"}">{_marked_up(block)}</p>'
        for at, block in enumerate(blocks)
    )
    style = (
        f'<style>p {{ font-family: "{font}"; text-indent: 1cm }} td p {{ text-indent: 0 }}</style>'
    )
    return (
        f'<html><head><meta charset="utf-8">{style}</head><body>'
        f'<table width="100%"><tr>{cells}</tr></table>{paragraphs}</body></html>'
    )


def _marked_up(block: str) -> str:
    """Markdown's emphasis as tags, so that words stand across them; no other mark stays."""
    text = html.escape(re.sub(r"^#+ ", "", block, flags=re.MULTILINE), quote=False)
    text = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)
    text = re.sub(r"\*([^*]+)\*", r"<i>\1</i>", text).replace("*", "")
    return "<br>".join(line.strip() for line in text.strip().split("\n"))


def _converted(page: Path, name: str) -> bytes:
    profile = page.parent / "profile"
    command = [
        office.find_libreoffice() or "",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
    ]
    command += ["--infilter=HTML (StarWriter)", "--convert-to", _FILTERS[name]]
    subprocess.run(  # noqa: S603 - made of our own parts
        [*command, "--outdir", str(page.parent), str(page)], check=True, capture_output=True
    )
    return page.with_suffix(f".{name}").read_bytes()


# --- comparing --------------------------------------------------------------------------------


def error_rate(truth: str, read: str) -> float:
    """The share of characters that are wrong, blanks folded.

    Words are aligned first, so this is the edit distance or a little more, never less.
    """
    wanted, found = truth.split(), normalize_text(read).split()
    errors = 0
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    for kind, start, end, other, stop in matcher.get_opcodes():
        if kind != "equal":
            errors += _distance(" ".join(wanted[start:end]), " ".join(found[other:stop]))
    return errors / len(" ".join(wanted))


def _distance(one: str, other: str) -> int:
    """The edit distance of Levenshtein."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, against in enumerate(other, start=1):
            line.append(
                min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != against))
            )
        above = line
    return above[-1]


def _machine() -> str:
    cpu = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"))
    versions = [f"Python {platform.python_version()}"]
    versions += [
        f"{name} {metadata.version(name)}"
        for name in ("pypdfium2", "pypdf", "mammoth", "selectolax", "pillow")
    ]
    for program in (shutil.which("tesseract"), office.find_libreoffice()):
        if program:
            command = [program, "--version"]
            said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
            versions.append((said.stdout or said.stderr).split("\n")[0].strip())
    return f"{cpu[1] if cpu else platform.processor()}; " + ", ".join(versions)
