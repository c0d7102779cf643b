"""Files that are no papers (tệp không phải văn bản), told by their names before they are opened.

A folder of papers also holds what systems and programs leave in it: the settings of a folder,
thumbnails, shortcuts, downloads that are not finished.  They are passed over, and are no sign that
the papers' disk is there: a share that has lost everything else keeps its ``desktop.ini``.
"""

from __future__ import annotations

# As Windows and macOS compare names: without regard to capitals.
_NAMES = frozenset(
    (
        "desktop.ini",  # how Windows shows the folder
        "thumbs.db",  # its thumbnails
        "ehthumbs.db",
        "ehthumbs_vista.db",
        "iconcache.db",
        "folder.htt",
        "autorun.inf",
        "icon\r",  # macOS: the picture of the folder
    )
)
_ENDINGS = (
    ".url",  # a shortcut to a page, to a file, or to a paper on somebody's drive
    ".webloc",
    ".desktop",
    ".lnk",
    ".gdoc",
    ".gsheet",
    ".tmp",  # what a program has not put in its place yet
    ".part",  # downloads and copies that are not finished
    ".partial",
    ".filepart",
    ".crdownload",
    ".opdownload",
    ".download",
    ".aria2",
)
# Hidden files (.DS_Store, ._Thông báo.docx), and what Word and Excel put beside an open file.
_BEGINNINGS = (".", "~$")
_EMPTY_ARCHIVES = {".zip": 22, ".rar": 20, ".7z": 32}


def is_no_paper(name: str) -> bool:
    """Whether a file of this name is never a paper.

    >>> [is_no_paper(one) for one in ("Thumbs.db", "~$ong bao.docx", "._a.pdf", "tmp.docx")]
    [True, True, True, False]
    """
    lowered = name.lower()
    return lowered in _NAMES or lowered.endswith(_ENDINGS) or is_hidden(name)


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is hidden: nothing in such a folder is looked at.

    >>> [is_hidden(one) for one in (".git", "~$a", "2023")]
    [True, True, False]
    """
    return name.startswith(_BEGINNINGS)


def size_of_empty_archive(name: str) -> int | None:
    """How many bytes an archive (tệp nén) has at most that holds nothing; None for another file.

    >>> size_of_empty_archive("Văn bản.ZIP"), size_of_empty_archive("Văn bản.docx")
    (22, None)
    """
    return _EMPTY_ARCHIVES.get("." + name.lower().rpartition(".")[2])
