"""Older word processors' files (.doc, .rtf, .odt), by way of LibreOffice, an optional program.

LibreOffice turns them into .docx, which :mod:`indexer.documents.docx` reads: so tables, list
numbers and hidden text are treated alike.  Each run has a profile of its own with macros and
links off.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from indexer.documents.detection import FileFormat, detect_format
from indexer.documents.docx_package import check_zip
from indexer.documents.page_text import ExtractionError, PageText
from indexer.documents.sandbox_child import ENDED_BY_OTHERS
from indexer.model import Reason, because
from indexer.platforms import find_program

# How LibreOffice is to read each kind, whatever the content pretends, and under which name.
_FILTERS = {
    FileFormat.DOC: ("document.doc", "MS Word 97"),
    FileFormat.RTF: ("document.rtf", "Rich Text Format"),
    FileFormat.ODT: ("document.odt", "writer8"),
}
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
           xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = """<item oor:path="/org.openoffice.Office.{path}">
<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>"""
_OFF = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Misc", "FirstRun", "false"),
)


_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


def find_libreoffice() -> str | None:
    """Where LibreOffice is, if it is installed."""
    return find_program("soffice", *_USUAL) or find_program("libreoffice")


def not_installed_reason(file_format: FileFormat) -> Reason:
    """Why a file of this kind cannot be read here, and what to do."""
    return because(
        "tệp {kind} cần LibreOffice để đọc; hãy cài LibreOffice (trên Debian, Ubuntu: gói "
        "libreoffice-writer-nogui), hoặc lưu tệp thành .docx",
        kind=file_format.label,
    )


def read(data: bytes, _argument: str = "") -> tuple[PageText, ...]:
    """The text of an older file, as one page.

    Raises :class:`ExtractionError` when LibreOffice is missing or makes nothing of the file.
    """
    file_format = detect_format(data)
    if file_format is FileFormat.ODT:
        check_zip(data)
    soffice = find_libreoffice()
    if soffice is None:
        raise ExtractionError(not_installed_reason(file_format))
    name, infilter = _FILTERS[file_format]
    Path(name).write_bytes(data)
    _write_profile(Path("profile"))
    run = subprocess.run(  # noqa: S603 - no part of the command comes from the file
        [
            soffice,
            f"-env:UserInstallation={Path('profile').resolve().as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            f"--infilter={infilter}",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            "converted",
            name,
        ],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    converted = Path("converted", name).with_suffix(".docx")
    if not converted.is_file():
        raise ExtractionError(
            because(
                "LibreOffice không đọc được tệp {kind} (mã {code}): tệp hỏng hoặc có mật khẩu",
                kind=file_format.label,
                code=run.returncode,
            ),
            passing=-run.returncode in ENDED_BY_OTHERS,
        )
    from indexer.documents import docx  # the builder asks this module for its program only

    return docx.read(converted.read_bytes())


def _write_profile(folder: Path) -> None:
    user = folder / "user"
    user.mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _OFF)
    (user / "registrymodifications.xcu").write_text(_SETTINGS.format(items=items), "utf-8")
