"""Every sentence for people has its English, with the same slots; no English is left over.

After adding, changing or moving a sentence: ``pybabel extract``, ``pybabel update``, write the
English in ``indexer/locale/en/LC_MESSAGES/viendan.po``, ``pybabel compile``.
"""

import re
import string
from collections import defaultdict

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from app import create_app
from indexer.index.build import build
from indexer.language import gettext, reason_text, translation
from indexer.model import Reason, because
from indexer.paths import LOCALE, TEMPLATES
from tests.checkout import ROOT
from tests.pages import show
from tests.sentences import NoLiteral, in_python, in_template

WRITTEN = LOCALE / "en" / "LC_MESSAGES" / "viendan.po"
COMPILED = WRITTEN.with_suffix(".mo")
ROOMS = [ROOT / "indexer", ROOT / "search", ROOT / "viendan"]


def pybabel(*arguments):
    """A command of Babel, as it is set up in ``pyproject.toml``."""
    assert not CommandLineInterface().run(["pybabel", "--quiet", *map(str, arguments)])


def templates(message):
    """The Vietnamese of a message: one text, given twice where English has two."""
    return message.id if message.pluralizable else (message.id,)


def forms(message):
    """The English of a message: one text, or that for one and that for many."""
    return message.string if message.pluralizable else (message.string,)


def messages(path):
    with path.open("rb") as file:
        catalogue = read_mo(file) if path.suffix == ".mo" else read_po(file, locale="en")
    return {templates(one)[0]: one for one in catalogue if one.id}


ENGLISH = messages(WRITTEN)


def test_the_catalogue_has_exactly_the_sentences_of_the_sources(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    pybabel("extract", "-o", tmp_path / "viendan.pot")
    extracted = messages(tmp_path / "viendan.pot")
    assert ENGLISH.keys() - extracted.keys() == set(), "said nowhere: run pybabel"
    assert extracted.keys() - ENGLISH.keys() == set(), "not in the catalogue: run pybabel"
    changed = [
        template
        for template, one in extracted.items()
        if (one.id, one.locations) != (ENGLISH[template].id, ENGLISH[template].locations)
    ]
    assert changed == [], "said elsewhere, or counted now: run pybabel"


def test_what_is_read_is_compiled_from_what_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    pybabel("compile", "-l", "en", "-i", WRITTEN, "-o", tmp_path / "viendan.mo")
    compiled, held = (
        {template: list(forms(one)) for template, one in messages(path).items()}
        for path in (tmp_path / "viendan.mo", COMPILED)
    )
    assert compiled == held, "run pybabel compile"
    assert held == {template: list(forms(one)) for template, one in ENGLISH.items()}


def test_every_sentence_has_its_english():
    lacking = [name for name, one in ENGLISH.items() if one.fuzzy or not all(forms(one))]
    assert lacking == []


def slots(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_translations_have_the_same_slots():
    for template, one in ENGLISH.items():
        assert {frozenset(slots(text)) for text in forms(one)} == {frozenset(slots(template))}


def every_sentence():
    """(where, sentence) of all that is said in the program and on its pages."""
    for path in (ROOT / "app.py", *(file for room in ROOMS for file in room.rglob("*.py"))):
        yield from ((path.name, one) for one in in_python(path.read_text("utf-8")))
    for path in TEMPLATES.glob("*.html"):
        yield from ((path.name, one) for one in in_template(path.read_text("utf-8")))


def test_every_slot_is_given_its_value():
    # The values of a OneOf are its choices.
    lacking = [
        (name, one.line, slot)
        for name, one in every_sentence()
        for slot in slots(one.template) - one.values - {"values"}
    ]
    assert lacking == []


def test_a_sentence_is_said_with_a_count_everywhere_or_nowhere():
    counted = defaultdict(set)
    for _, one in every_sentence():
        counted[one.template].add("n" in one.values)
    assert [template for template, either in counted.items() if len(either) > 1] == []


@pytest.mark.parametrize(
    "source", ["gettext(text)", "gettext()", 'gettext(f"{n} nơi", n=n)', "because(1)"]
)
def test_a_sentence_that_is_no_literal_is_found_out(source):
    with pytest.raises(NoLiteral, match="line 1"):
        list(in_python(source))
    with pytest.raises(NoLiteral, match="line 1"):
        list(in_template("{{ _(text) }}"))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('gettext("mới", language)', [("mới", set())]),
        ('language.gettext("{n} nơi", "en", n=len(found))', [("{n} nơi", {"n"})]),
        ('because("nay: " "{places}", places=", ".join(names))', [("nay: {places}", {"places"})]),
        ('because("nay: {a}", a=join(gettext("xã")))', [("nay: {a}", {"a"}), ("xã", set())]),
        ('hear("mới")', []),
        ("def gettext(template): pass", []),
        ("catalogue(language).gettext(template)", []),
    ],
)
def test_what_a_call_says_is_read(source, said):
    assert [(one.template, one.values) for one in in_python(source)] == said


COUNTS = {"count", "entries", "expected", "found", "limit", "n", "pages", "size", "terms"}
UNCOUNTED = {"{size} million points", "{terms} reached this", "{n} of the units"}


def test_no_noun_is_in_the_plural_behind_a_count_that_may_be_one():
    """A plural within three words behind a count, and the same for one as for many."""
    plural = re.compile(rf"\{{({'|'.join(COUNTS)})\}}(?: [a-z]+){{0,2}} [a-z]+s\b")
    left = {
        found.group()
        for one in ENGLISH.values()
        for found in plural.finditer(forms(one)[0])
        if found.group() in forms(one)[-1]
    }
    assert left <= UNCOUNTED


@pytest.mark.parametrize(
    ("template", "n", "said"),
    [
        ("{n} thông báo", 1, "1 notice"),
        ("{n} thông báo", 0, "0 notices"),
        ("{n} thông báo", 21, "21 notices"),
        ("{n} thông báo", "64\u202f000", "64\u202f000 notices"),
        ("và {n} câu nữa", 1, "and 1 more sentence"),
        ("{n} tỉnh, thành phố chưa có thông báo", 1, "1 province without notices"),
        ("{n} thông báo viện dẫn số này mà chưa rõ là văn bản nào", 1,
         "1 notice cites this number without it being clear which directive it means"),
        ("{n} thông báo viện dẫn số này mà chưa rõ là văn bản nào", 2,
         "2 notices cite this number without it being clear which directive they mean"),
    ],
)  # fmt: skip
def test_counted_words_agree_with_their_count(template, n, said):
    assert gettext(template, "en", n=n) == said
    assert gettext(template, n=n) == template.replace("{n}", str(n))
    assert reason_text(because(template, n=n), "en") == said


def test_english_has_no_vietnamese_left():
    letters = re.compile("[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]", re.IGNORECASE)
    names = re.compile("Viện Dẫn|QĐ/TW")
    said = [text for one in ENGLISH.values() for text in forms(one)]
    assert [text for text in said if letters.search(names.sub("", text))] == []


def test_a_sentence_is_said_in_both_languages():
    assert gettext("không rõ ngày") == "không rõ ngày"
    assert gettext("không rõ ngày", "en") == "date unknown"


def test_a_sentence_that_no_catalogue_has_stays_vietnamese():
    """An index or an export of another version may bring one."""
    assert reason_text(Reason("câu {n} cũ", (("n", "nhiều"),)), "en") == "câu nhiều cũ"
    assert translation("", "en", {}) == ""


ONE_OF = re.compile(r"(?<![\d./-])1 (?:citing |more |other |rarer )?([a-z]+)")
"""The noun behind a 1."""

ONE = """ĐẢNG BỘ TỈNH LÂM ĐỒNG
HUYỆN ỦY BẢO LÂM
*
Số 12-TB/HU

Bảo Lâm, ngày 09 tháng 8 năm 2023

THÔNG BÁO
kết luận về công tác xây dựng Đảng của huyện Bảo Lâm

Căn cứ Quy định số 213-QĐ/TW và Chỉ thị số 35-CT/TW.
"""


def test_where_there_is_one_of_everything_english_says_so(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ONE, "utf-8")
    build([tmp_path / "in"], tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    (notice,) = client.get("/tim.json").json["hits"]
    assert notice["unit_key"] == "lam-dong/bao-lam"
    said = []
    for address in (
        "/", "/tim?q=bảo+lâm", "/tim?q=213-QĐ/TW&luc=nay", "/tim?q=35-CT/TW", "/van-ban",
        "/van-ban/tw/k12/qdi-213", "/van-ban/tw/_/ct-35", "/van-ban/tw/k13/ct-35", "/dia-ban",
        "/dia-ban/lam-dong", "/dia-ban/lam-dong/bao-lam", "/dia-ban/bao-lam", "/dia-ban?q=bảo+lâm",
        "/tra-cuu?q=213-QĐ/TW", "/tra-cuu?viec=kiem-tra&q=213-QĐ/TW",
        f"{notice['url']}?q=xây",
    ):  # fmt: skip
        page = show(client, f"{address}{'&' if '?' in address else '?'}lang=en")
        assert page.status == 200, address
        for one in page.tree.css("main [lang=vi]"):
            one.decompose()
        said += [
            text
            for one in page.tree.css("main")
            for text in ONE_OF.findall(one.text(separator=" "))
        ]
    assert {"notice", "citation", "match"} <= set(said)
    assert [text for text in said if text.endswith("s")] == []


TERMS = [
    [cell.strip() for cell in line.strip("|\n ").split("|")]
    for line in (LOCALE / "terms.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| Vietnamese")
]


@pytest.mark.parametrize(("vietnamese", "english", "_what"), TERMS, ids=[one[0] for one in TERMS])
def test_a_term_is_one_that_the_interface_uses(vietnamese, english, _what):
    said = {
        key.casefold(): " ".join(forms(one)).casefold()
        for key, one in ENGLISH.items()
        if vietnamese in key.casefold()
    }
    assert said, "no sentence has this term"
    names = english.split(", ")
    assert any(name in text for name in names for text in said.values()), list(said.items())[:5]


@pytest.mark.parametrize("word", ["nêu rõ", "hợp nhất trước", "lấy về", "giá trị nữa", "chỗ khớp"])
def test_what_no_office_says_is_not_said(word):
    found = [key for key in ENGLISH if re.search(rf"(?<!\w){word}(?!\w)", key.casefold())]
    assert found == []
