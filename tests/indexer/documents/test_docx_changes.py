"""Tracked changes in a Word file: where they are put, what they leave alone, how they read."""

import io
import re
import subprocess
import zipfile
from datetime import datetime
from xml.etree.ElementTree import Element, fromstring, tostring

import msgspec
import pytest

from indexer.documents import docx as reader
from indexer.documents import office
from indexer.documents.amendment import Amendment, Rewording
from indexer.documents.docx_changes import AUTHOR, amend
from indexer.documents.docx_styles import w
from indexer.documents.drafts import DraftFile, amend_draft, read_draft
from indexer.documents.formats import own_text
from indexer.documents.page_text import ExtractionError
from indexer.normalization import decomposed
from indexer.text import replaced
from tests.specimens import W, docx, packed, para, part, run, table

SYMBOL = ("213/QĐ-TW", "213-QĐ/TW")
TYPE = ("Quyết định", "Quy định")
DAY = ("2.1.2020", "02/01/2020")
ADDED = ("35-CT/TW", "35-CT/TW, ngày 05/05/2020")
MOMENT = "2026-11-28T18:00:00Z"


def text_of(data):
    return own_text(reader.read(data))[0].text


def wanted(text, *pairs):
    """Each pair at every place where its first words stand."""
    found = [
        Rewording(at.start(), at.end(), before, after)
        for before, after in pairs
        for at in re.finditer(re.escape(before), text)
    ]
    return tuple(sorted(found, key=lambda one: one.start))


def amended(data, *pairs):
    """The file amended, the places asked for, and those left out by their number."""
    text = text_of(data)
    asked = wanted(text, *pairs)
    argument = msgspec.json.encode(Amendment(text, asked, MOMENT)).decode()
    (made,) = amend(data, argument)
    return made.data, asked, [at for at, _ in made.left_out]


def document(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def rejected(data):
    """The file when the changes of this program are rejected, by other means than its own."""
    root = fromstring(document(data))
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get(w("author")) != AUTHOR:
                continue
            at = list(parent).index(child)
            parent.remove(child)
            for one in reversed(child if child.tag == w("del") else ()):
                for letters in one.iter(w("delText")):
                    letters.tag = w("t")
                parent.insert(at, one)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {"word/document.xml": tostring(root, encoding="utf-8")})


def formatting(data):
    """Each letter of the document with the formatting of its run, changes rejected."""
    return [
        (
            letter,
            tostring(
                properties if (properties := one.find(w("rPr"))) is not None else Element("a")
            ),
        )
        for one in fromstring(document(data)).iter(w("r"))
        for letters in one.iter(w("t"))
        for letter in letters.text or ""
    ]


SPLIT = para("số ", run("21", "<w:b/>"), run("3/Q", "<w:i/>"), run("Đ-TW"), " nêu trên")
PROOF = para(
    run("số 213/"), '<w:proofErr w:type="spellStart"/>', run("QĐ-TW;"), '<w:bookmarkEnd w:id="4"/>'
)
LINK = para("theo ", f'<w:hyperlink w:anchor="a">{run("số 213/QĐ-TW")}</w:hyperlink>', ";")
PART_LINK = para("213", f'<w:hyperlink w:anchor="a">{run("/QĐ-TW")}</w:hyperlink>')
ONE_RUN = para(
    "<w:r><w:t>213/QĐ</w:t><w:noBreakHyphen/><w:t>TW</w:t><w:tab/><w:t>2.1.2020</w:t></w:r>"
)
LINE_END = para("<w:r><w:t>213/</w:t><w:br/><w:t>QĐ-TW</w:t></w:r>")
TRACKED = para(
    "Thực hiện ",
    '<w:del w:id="7" w:author="A"><w:r><w:delText>số 213/QĐ-TW</w:delText></w:r></w:del>',
    f'<w:ins w:id="8" w:author="A">{run("đúng")}</w:ins>',
    " số 213/QĐ-TW",
)
GRID = table(*([para("Chỉ thị"), para("35-CT/TW"), para("213/QĐ-TW")] for _ in range(3)))
TYPED = para(
    "Căn cứ Quyết định 213/QĐ-TW, ngày 2.1.2020; Chỉ thị 35-CT/TW; 213/QĐ-TW &amp; 35-CT/TW"
)
EVERY = (SYMBOL, TYPE, DAY, ADDED)

PUT_IN = {
    "several in one run, and the same one twice": (TYPED, EVERY),
    "a symbol parted by formatting": (SPLIT, EVERY),
    "a symbol parted by signs that nobody sees": (PROOF, EVERY),
    "within a link": (LINK, EVERY),
    "half within a link": (PART_LINK, EVERY),
    "cells of a table": (GRID, EVERY),
    "cells of a letterhead": (table((para("213/QĐ-TW"), para("Quyết định"))), EVERY),
    "a hyphen that does not break, and a tab": (ONE_RUN, (("213/QĐ\u2011TW", SYMBOL[1]), DAY)),
    "letters in NFD": (decomposed(TYPED), EVERY),
    "beside changes of others": (TRACKED, EVERY),
    "at the end of a line": (LINE_END, (("213/\nQĐ-TW", SYMBOL[1]),)),
    "on a page of a later section": (para("a", properties="<w:sectPr/>") + TYPED, EVERY),
}  # fmt: skip


@pytest.mark.parametrize(("body", "pairs"), PUT_IN.values(), ids=PUT_IN)
def test_accepted_it_is_the_corrected_text_and_rejected_the_original(body, pairs):
    data = docx(body)
    made, asked, left_out = amended(data, *pairs)
    assert asked
    assert left_out == []
    text = text_of(data)
    corrected = replaced(text, [(one.start, one.end, one.after) for one in asked])
    assert text_of(made) == corrected != text
    assert text_of(rejected(made)) == text
    assert formatting(rejected(made)) == formatting(data)


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("213/QĐ-TW")}'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = (
    f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para('213/QĐ-TW')}</w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)
CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('213/QĐ-TW')}</w:sdtContent></w:sdt>"
INSERTED = f'<w:ins w:id="3" w:author="A">{run("213/QĐ-TW")}</w:ins>'
FORMATTED = run("213/QĐ-TW", '<w:b/><w:rPrChange w:id="5" w:author="A"><w:rPr/></w:rPrChange>')
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FOOTNOTES = {
    "word/footnotes.xml": part(
        "footnotes", f'<w:footnote w:id="2">{para("213/QĐ-TW")}</w:footnote>'
    )
}
MARGIN = (
    '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="r0"/></w:sectPr></w:pPr></w:p>'
)
HEADER = {"word/header1.xml": part("hdr", para("213/QĐ-TW"))}
CAPITALS = run("213/qđ-tw", "<w:caps/>")
HALF = f'{run("213/")}<w:ins w:id="3" w:author="A">{run("QĐ-TW")}</w:ins>'

LEFT_OUT = {
    "a field": (para(FIELD), {}),
    "a simple field": (para(f'<w:fldSimple w:instr="REF a">{run("213/QĐ-TW")}</w:fldSimple>'), {}),
    "a text box": (para(BOX), {}),
    "a control that is filled in": (para(CONTROL), {}),
    "what another has inserted": (para(INSERTED), {}),
    "what another has formatted": (para(FORMATTED), {}),
    "half of it inserted by another": (para(HALF), {}),
    "a footnote": (para("xem", NOTE), FOOTNOTES),
    "a header": (MARGIN + para("Thông báo"), HEADER),
    "capitals by formatting": (para(CAPITALS), {}),
}


@pytest.mark.parametrize(("body", "parts"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_no_plain_text_of_the_body_is_left_out_and_the_rest_is_put_in(body, parts):
    data = docx(body + para("số 213/QĐ-TW"), parts=parts)
    made, asked, left_out = amended(data, SYMBOL)
    assert len(asked) == 2
    assert len(left_out) == 1
    (other,) = {0, 1} - set(left_out)
    one = asked[other]
    assert text_of(made) == replaced(text_of(data), [(one.start, one.end, one.after)])
    assert document(made).count(b"213-Q") == 1
    assert amended(docx(body, parts=parts), SYMBOL)[0] == b""


def test_only_the_runs_that_are_changed_are_written_again():
    opening = (
        f'<?xml version="1.0" encoding="UTF-8"?>\r\n<w:document xmlns:w="{W}" xmlns:x="urn:x" >'
    )
    kept = "<w:p   ><!-- a --><w:r><w:t>Điều 1</w:t></w:r></w:p >"
    changed = '<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>213/QĐ-TW</w:t></w:r></w:p>'
    body = f"{opening}<w:body>{kept}{changed}{kept}</w:body></w:document>"
    parts = {
        "word/document.xml": body,
        "word/media/a.png": bytes(range(256)),
        "docProps/app.xml": "<a/>",
    }
    data = docx("", parts=parts)
    made = amended(data, SYMBOL)[0]
    like = '<w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr>'
    by = f'w:author="{AUTHOR}" w:date="{MOMENT}"'
    assert document(made).decode() == body.replace(
        changed,
        f'<w:p><w:del w:id="2" {by}>{like}<w:delText xml:space="preserve">213/QĐ-TW</w:delText>'
        f'</w:r></w:del><w:ins w:id="1" {by}>{like}<w:t xml:space="preserve">213-QĐ/TW</w:t>'
        "</w:r></w:ins></w:p>",
    )
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        assert new.namelist() == old.namelist()
        for name in set(old.namelist()) - {"word/document.xml"}:
            assert new.read(name) == old.read(name)
            assert new.getinfo(name).date_time == old.getinfo(name).date_time


def test_ids_are_those_that_nothing_else_has():
    made = amended(docx(TRACKED + PROOF), SYMBOL)[0]
    ids = re.findall(rb'w:id="(\d+)"', document(made))
    assert len(ids) == len(set(ids))


def test_what_is_added_leaves_the_words_before_it():
    made = amended(docx(para("theo Chỉ thị số 35-CT/TW.")), ADDED)[0]
    assert b"w:del" not in document(made)


# --- hostile and odd files ----------------------------------------------------------------------

PLAIN = para("số 213/QĐ-TW")


def with_types(kind):
    with zipfile.ZipFile(io.BytesIO(docx(PLAIN))) as archive:
        types = archive.read("[Content_Types].xml").decode()
    return types.replace("wordprocessingml.document.main", kind)


def twice():
    file = io.BytesIO(docx(PLAIN))
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", part("document", f"<w:body>{PLAIN}</w:body>"))
    return file.getvalue()


def bomb():
    return docx(PLAIN, parts={"word/media/a.png": bytes(60 * 1024 * 1024)})


REFUSED = {
    "signed": (lambda: docx(PLAIN, parts={"_xmlsignatures/origin.sigs": b""}), "ký số"),
    "with macros": (
        lambda: docx(PLAIN, parts={"[Content_Types].xml": with_types("macroEnabled")}), "macro"),
    "two documents of one name": (twice, "không phải tệp Word thường"),
    "a bomb": (bomb, "gấp"),
    "entities": (lambda: docx("", parts={"word/document.xml": part(
        "document", "<w:body/>", '<!DOCTYPE a [<!ENTITY b "c">]>')}), "DTD"),
}  # fmt: skip


@pytest.mark.parametrize(("make", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_not_changed_is_refused_in_words(make, said):
    asked = Amendment("số 213/QĐ-TW", (Rewording(3, 12, *SYMBOL),), MOMENT)
    with pytest.raises(ExtractionError) as refused:
        amend(make(), msgspec.json.encode(asked).decode())
    assert said in str(refused.value.reason)


def test_a_text_that_the_file_does_not_have_changes_nothing():
    data = docx(PLAIN)
    for text in ("khác 213/QĐ-TW", "số 213/QĐ-TW\U000f0000"):
        asked = Amendment(text, (Rewording(text.index("2"), text.index("2") + 9, *SYMBOL),), MOMENT)
        (made,) = amend(data, msgspec.json.encode(asked).decode())
        assert made.data == b""
        assert [at for at, _ in made.left_out] == [0]


@pytest.mark.parametrize(
    "document_part",
    [
        f'<w:document xmlns:w="{W}"><w:body>{PLAIN}</w:body></w:document>'.encode("utf-16"),
        f'<document xmlns="{W}"><body><p><r><t>số 213/QĐ-TW</t></r></p></body></document>'.encode(),
        part("document", f"<w:body><w:p><w:p>{run('213/QĐ-TW')}</w:p></w:p></w:body>").encode(),
    ],
)  # fmt: skip
def test_a_document_in_an_odd_form_is_left_alone(document_part):
    made, asked, left_out = amended(docx("", parts={"word/document.xml": document_part}), SYMBOL)
    assert (made, len(left_out)) == (b"", len(asked))


def test_it_is_made_in_a_child_and_what_ends_that_is_said():
    data = docx(TYPED)
    draft = read_draft(data, "du-thao.docx")
    asked = wanted(draft.text, SYMBOL)
    made = amend_draft(draft, asked, datetime(2026, 11, 28, 18))
    assert (text_of(made.data).count("213-QĐ/TW"), made.left_out) == (2, ())
    assert f'w:date="{MOMENT}"'.encode() in document(made.data)
    made = amend_draft(DraftFile(draft.text, (), data[:-30]), asked, datetime(2026, 11, 28))
    assert made.data == b""
    assert [at for at, _ in made.left_out] == [0, 1]
    made = amend_draft(draft, asked, datetime(2026, 11, 28), 0.0)
    assert "giây" in str(made.left_out[0][1])


# --- another program ----------------------------------------------------------------------------

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def settled(root, *, accept):
    """The text of a flat OpenDocument text with all its changes accepted or rejected."""
    kind = "deletion" if accept else "insertion"
    gone = {
        one.get(f"{_TEXT}id")
        for one in root.iter(f"{_TEXT}changed-region")
        if one.find(f"{_TEXT}{kind}") is not None
    }
    parts, is_gone = [], False
    for one in (one for line in root.iter(f"{_TEXT}p") for one in [*within(line), "\n"]):
        if isinstance(one, str):
            parts += [] if is_gone else [one]
        elif one.get(f"{_TEXT}change-id") in gone:
            is_gone = one.tag == f"{_TEXT}change-start"
    return "".join(parts)


def within(element):
    """The elements and texts below an element, in their order."""
    yield element.text or ""
    for one in element:
        yield one
        yield from within(one)
        yield one.tail or ""


@pytest.mark.skipif(office.find_libreoffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_accepts_and_rejects_every_change(tmp_path):
    data = docx(TYPED + SPLIT + LINK + GRID + PROOF)
    made, asked, left_out = amended(data, *EVERY)
    assert left_out == []
    (tmp_path / "du-thao.docx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office.find_libreoffice(), profile, "--headless", "--convert-to", "fodt"]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "du-thao.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    root = fromstring((tmp_path / "du-thao.fodt").read_bytes())
    text = text_of(data)
    corrected = replaced(text, [(one.start, one.end, one.after) for one in asked])
    assert settled(root, accept=True).split() == corrected.split()
    assert settled(root, accept=False).split() == text.split()
