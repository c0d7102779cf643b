"""A table as a Word document, set as an office encloses it: "danh sách kèm theo".

A4, Times New Roman, a heading that says what was asked for and when, and a numbered table whose
header stands on each page.  The document is written as it is kept, a few XML files in an archive:
it has no field but the number of the page, and nothing of a table can become one.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from itertools import islice
from xml.sax.saxutils import escape

from indexer.language import figures, gettext, reason_text
from search.forms import workbook
from search.forms.tabular import ColumnKind, Table, TableColumn, words_of
from search.typography import xml_text

MAX_ROWS = 2_000
"""Rows of a document: what is longer nobody encloses, and Word takes long to lay out."""

_MAX_TEXT = 1_500
"""Characters of a cell."""

_TWIPS = 56.7  # a millimetre
_PORTRAIT, _LANDSCAPE = (210, 297), (297, 210)
_TOP, _BOTTOM, _LEFT, _RIGHT = 20, 20, 30, 15
_NUMBERING = 12
"""Millimetres: the margins of an office's papers, and the column that counts the rows."""

_CENTRED = (ColumnKind.DATE, ColumnKind.YEAR)
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{_KIND}.header+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELATIONS}/header" Target="header1.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'{_XML}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
        'w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
        '<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style></w:styles>'
    ),
    "word/header1.xml": (
        f'{_XML}<w:hdr xmlns:w="{_WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:hdr>'
    ),
}
"""What is the same in every document; the first page has no number, as in an office's papers."""


def list_document(table: Table, language: str, made: date) -> bytes:
    """A table as the bytes of a ``.docx``: the first :data:`MAX_ROWS` rows, which it says itself.

    Raises :class:`~indexer.problems.IndexProblem` for an index that turns out to be damaged.
    """
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _PARTS.items():
            archive.writestr(zipfile.ZipInfo(name), part)
        archive.writestr(
            zipfile.ZipInfo("word/document.xml"),
            "".join(_document(table, language, made)),
            zipfile.ZIP_DEFLATED,
        )
    return stream.getvalue()


def _document(table: Table, language: str, made: date) -> Iterator[str]:
    shown = [at for at, column in enumerate(table.columns) if column.width]
    shown.sort(key=lambda at: table.columns[at].order)
    columns = [table.columns[at] for at in shown]
    needed = _NUMBERING + sum(column.width for column in columns)
    width, height = _PORTRAIT if needed <= _PORTRAIT[0] - _LEFT - _RIGHT else _LANDSCAPE
    widths = _widths(columns, width - _LEFT - _RIGHT)
    yield f'{_XML}<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"><w:body>'
    yield _paragraph(reason_text(table.title, language).upper(), "center", size=28, bold=True)
    for line in table.told(language, made):
        yield _paragraph(line, "center", italic=True)
    fits_a_workbook = (table.total or 0) <= workbook.MAX_ROWS
    if cut := table.cut_note(MAX_ROWS, language, "XLSX" if fits_a_workbook else "CSV"):
        yield _paragraph(cut, "center", bold=True)
    yield _paragraph("", "center", size=12)
    yield (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>'
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{one}"/>' for one in widths) + "</w:tblGrid>"
    )
    yield _header(columns, widths, language)
    for number, row in enumerate(islice(table.rows, MAX_ROWS), start=1):
        yield _row(number, [row[at] for at in shown], columns, widths, language)
    yield "</w:tbl>"
    note = gettext(
        "Viện Dẫn không phải nguồn chính thức. Khi dùng vào việc công, hãy đối chiếu với bản gốc "
        "do cơ quan ban hành phát hành.",
        language,
    )
    yield _paragraph(note, "left", size=22, italic=True)
    orient = ' w:orient="landscape"' if width > height else ""
    yield (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{orient}/>'
        f'<w:pgMar w:top="{_twips(_TOP)}" w:right="{_twips(_RIGHT)}" w:bottom="{_twips(_BOTTOM)}" '
        f'w:left="{_twips(_LEFT)}" w:header="567" w:footer="567" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr></w:body></w:document>"
    )


def _widths(columns: Sequence[TableColumn], room: int) -> list[int]:
    """The widths that fill a page, in twips: texts share what figures and days leave, which would
    part where they have less than they need."""
    texts = sum(one.width for one in columns if one.kind is ColumnKind.TEXT)
    others = _NUMBERING + sum(one.width for one in columns) - texts
    share = (room - others) / texts if texts else 1
    scaled = (one.width * (share if one.kind is ColumnKind.TEXT else 1) for one in columns)
    return [_twips(_NUMBERING), *map(_twips, scaled)]


def _header(columns: Sequence[TableColumn], widths: Sequence[int], language: str) -> str:
    names = [gettext("STT", language), *(reason_text(one.heading, language) for one in columns)]
    cells = (
        _cell(_paragraph(name, "center", size=24, bold=True), width)
        for name, width in zip(names, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(
    number: int,
    values: Sequence[object],
    columns: Sequence[TableColumn],
    widths: Sequence[int],
    language: str,
) -> str:
    cells = [_cell(_paragraph(str(number), "center", size=24), widths[0])]
    for value, column, width in zip(values, columns, widths[1:], strict=True):
        text, align = words_of(value, column.kind, language), "left"
        if column.kind is ColumnKind.COUNT and isinstance(value, int):
            text, align = figures(value, language), "right"
        elif column.kind in _CENTRED:
            align = "center"
        cells.append(_cell(_paragraph(text, align, size=24), width))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _paragraph(
    text: str, align: str, *, size: int = 26, bold: bool = False, italic: bool = False
) -> str:
    """A paragraph of one run; ``size`` in half points."""
    line = " ".join(xml_text(text).split())
    if len(line) > _MAX_TEXT:
        line = line[:_MAX_TEXT].rstrip() + " …"
    look = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    run = f'<w:rPr>{look}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    words = f'<w:r>{run}<w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{words}</w:p>'


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
