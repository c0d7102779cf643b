"""Small files of every format, written by hand so that a test says exactly what is in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PARTS = (
    "document", "styles", "numbering", "footnotes", "endnotes", "header1", "header2", "footer1",
    "footer2",
)  # fmt: skip
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _content_types(parts: Iterable[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{form}+xml"/>'
        for part in parts
        for form in ("document.main" if part == "document" else part.rstrip("12"),)
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/'
        f'vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    """Relations of a part: kind by target."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{at}" Target="{target}" Type="{_OFFICE}/{kind}"/>'
            for at, (target, kind) in enumerate(targets.items())
        )
        + "</Relationships>"
    )


# --- Word -------------------------------------------------------------------------------------


def run(text: str, properties: str = "") -> str:
    """A run of a Word paragraph."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str, properties: str = "") -> str:
    """A Word paragraph of runs; content that is no markup becomes one."""
    runs = (part if part.startswith("<") else run(part) for part in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A Word table of cells, each the markup of its paragraphs."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def part(name: str, content: str, prolog: str = "") -> str:
    """A part of a Word file with all namespaces declared."""
    return f"{prolog}<w:{name} {_NAMESPACES}>{content}</w:{name}>"


def docx(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    chunks: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file with this body.

    The document knows its parts but for itself as ``r0``, ``r1`` and so on, in the order of
    ``_PARTS``; behind them come the ``chunks`` of text that it takes in.
    """
    members: dict[str, str | bytes] = {
        "word/document.xml": part("document", f"<w:body>{body}</w:body>")
    }
    if styles:
        members["word/styles.xml"] = part("styles", styles)
    if numbering:
        members["word/numbering.xml"] = part("numbering", numbering)
    members |= dict(parts or {})
    held = [name for name in _PARTS if f"word/{name}.xml" in members]
    plumbing = {
        "[Content_Types].xml": _content_types(held),
        "_rels/.rels": _relations({"word/document.xml": "officeDocument"}),
        "word/_rels/document.xml.rels": _relations(
            {f"{name}.xml": name.rstrip("12") for name in held[1:]}
            | dict.fromkeys(chunks or {}, "aFChunk")
        ),
    }
    taken_in = {f"word/{name}": data for name, data in (chunks or {}).items()}
    return packed(plumbing | members | taken_in)


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


# --- PDF --------------------------------------------------------------------------------------

Line = tuple[float, float, str]


def pdf(
    pages: Iterable[Sequence[Line]],
    *,
    font: str = "Times-Roman",
    size: float = 12,
    width: float = 0.5,
) -> bytes:
    """A PDF file of A4 pages with lines at places (x, y from the top).

    Letters have one width, in sizes of the type, and their Unicode stands in a ToUnicode map.
    """
    pages = [list(page) for page in pages]
    letters = sorted({letter for page in pages for _, _, text in page for letter in text})
    codes = {letter: 33 + at for at, letter in enumerate(letters)}
    lines = "".join(f"<{code:02x}> <{ord(letter):04x}>\n" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}endbfchar endcmap end end"
    )
    widths = " ".join([str(int(1000 * width))] * (len(codes) + 1))
    contents = [
        b"BT "
        + b" ".join(
            b"/F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj"
            % (size, x, 842 - y, bytes(codes[letter] for letter in text).hex().encode())
            for x, y, text in page
        )
        + b" ET"
        for page in pages
    ]
    return pdf_of(
        contents,
        f"<</Type/Font/Subtype/Type1/BaseFont/{font}/FirstChar 33/LastChar {33 + len(codes)}"
        f"/Widths[{widths}]/ToUnicode 4 0 R>>".encode(),
        _stream(b"", cmap.encode()),
    )


def pdf_in_bytes(lines: Sequence[tuple[float, float, bytes]], font: str) -> bytes:
    """A PDF page whose letters are bytes of a font, as programs before Unicode wrote it."""
    widths = " ".join(["500"] * 224)
    shown = b" ".join(
        b"/F1 12 Tf 1 0 0 1 %g %g Tm <%s> Tj" % (x, 842 - y, text.hex().encode())
        for x, y, text in lines
    )
    return pdf_of(
        [b"BT " + shown + b" ET"],
        f"<</Type/Font/Subtype/TrueType/BaseFont/{font}/Encoding/WinAnsiEncoding/FirstChar 32"
        f"/LastChar 255/Widths[{widths}]/FontDescriptor<</Type/FontDescriptor/FontName/{font}"
        "/Flags 32/Ascent 800/Descent -200/CapHeight 700/ItalicAngle 0/StemV 80"
        "/FontBBox[0 -200 1000 900]>>>>".encode(),
        b"null",
    )


def pdf_of(
    contents: Sequence[bytes],
    font: bytes = b"null",
    cmap: bytes = b"null",
    *,
    picture: bytes = b"null",
    box: str = "0 0 595 842",
    stream: bytes | None = None,
) -> bytes:
    """A PDF file of content streams; object 3 is the font F1, 4 its map, 5 the picture P1.

    ``stream`` replaces the stream of every page.
    """
    resources = "/Resources<</Font<</F1 3 0 R>>/XObject<</P1 5 0 R>>>>"
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>".encode(),
        font,
        cmap,
        picture,
    ]
    for at, content in enumerate(contents):
        page = f"/Type/Page/Parent 2 0 R/MediaBox[{box}]{resources}/Contents {7 + 2 * at} 0 R"
        objects.append(f"<<{page}>>".encode())
        objects.append(stream or _stream(b"", content))
    return pdf_objects(objects)


def pdf_objects(objects: Sequence[bytes]) -> bytes:
    """A PDF file of numbered objects, of which the first is the catalogue."""
    file = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    file += b"".join(b"%010d 00000 n \n" % place for place in places)
    file += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(file)


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def scanned(width: int, height: int, grey: bytes) -> bytes:
    """A PDF page that is one grey picture and nothing else."""
    picture = _stream(
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode" % (width, height),
        zlib.compress(grey),
    )
    return pdf_of([b"q 595 0 0 842 0 0 cm /P1 Do Q"], picture=picture)


def flate_bomb(megabytes: int) -> bytes:
    """A PDF page whose content unpacks to so many megabytes of operators."""
    packer = zlib.compressobj(9)
    chunk = b"0 0 m 1 1 l S " * 75_000
    packed_stream = b"".join([*(packer.compress(chunk) for _ in range(megabytes)), packer.flush()])
    return pdf_of([b""], stream=_stream(b"/Filter/FlateDecode", packed_stream))


# --- pictures ---------------------------------------------------------------------------------


def png(width: int, height: int, grey: bytes) -> bytes:
    """A grey PNG picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + grey[at : at + width] for at in range(0, width * height, width))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        )
    )


def tiff(pages: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A TIFF file of grey pictures, one a page."""
    file = bytearray(b"II*\0" + struct.pack("<I", 8))
    for at, (width, height, grey) in enumerate(pages):
        entries = (
            (0x100, 4, width), (0x101, 4, height), (0x102, 3, 8), (0x103, 3, 1), (0x106, 3, 1),
            (0x111, 4, len(file) + 2 + 12 * 9 + 4), (0x115, 3, 1), (0x116, 4, height),
            (0x117, 4, width * height),
        )  # fmt: skip
        after = len(file) + 2 + 12 * len(entries) + 4 + len(grey)
        file += struct.pack("<H", len(entries))
        for tag, form, amount in entries:
            file += struct.pack("<HHII", tag, form, 1, amount)
        file += struct.pack("<I", after if at + 1 < len(pages) else 0) + grey
    return bytes(file)
