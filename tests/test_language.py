"""Every sentence for people has its English, with the same slots; no English is left over."""

import ast
import re
import string
import tomllib

import pytest
from jinja2 import Environment, nodes

from app import create_app
from indexer.index.build import build
from indexer.language import english, say, say_reason
from indexer.model import because
from indexer.paths import ENGLISH, TEMPLATES
from tests.checkout import ROOT
from tests.pages import show

CATALOGUES = sorted(ENGLISH.glob("*.toml"))
SPEAKING = {"because", "say", "_say", "_"}


def python_sources():
    yield from sorted(ROOT.glob("*.py"))
    for package in ("indexer", "search", "viendan"):
        yield from sorted((ROOT / package).rglob("*.py"))


def sentences_of_python(path):
    """(line, template or None, names of the values given) of each call that says something."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SPEAKING:
                first = node.args[0]
                given = {one.arg for one in node.keywords}
                choice = isinstance(first, ast.IfExp)
                for said in (first.body, first.orelse) if choice else (first,):
                    is_literal = isinstance(said, ast.Constant) and isinstance(said.value, str)
                    yield node.lineno, said.value if is_literal else None, given


def sentences_of_template(path):
    tree = Environment(autoescape=True).parse(path.read_text("utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "_":
            said = call.args[0]
            given = {one.key for one in call.kwargs}
            yield call.lineno, said.value if isinstance(said, nodes.Const) else None, given


def every_sentence():
    for path in python_sources():
        yield from ((path, *one) for one in sentences_of_python(path))
    for path in sorted(TEMPLATES.glob("*.html")):
        yield from ((path, *one) for one in sentences_of_template(path))


def slots(template):
    """The slots that are shown."""
    return {name for _, name, form, _ in string.Formatter().parse(template) if name and not form}


def counted(template):
    """(slot, forms) of each word that a count chooses."""
    parsed = string.Formatter().parse(template)
    return [(name, form) for _, name, form, _ in parsed if name and form]


def used():
    return {template for _, _, template, _ in every_sentence() if template is not None}


def test_every_sentence_is_a_literal():
    # These two hand on a template that another call wrote as a literal.
    passing_on = {ROOT / "indexer" / "language.py", ROOT / "search" / "presentation.py"}
    loose = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, line, template, _ in every_sentence()
        if template is None and path not in passing_on
    ]
    assert loose == []


def test_every_sentence_has_its_english():
    assert sorted(used() - english().keys()) == []


def test_no_english_is_left_over():
    assert sorted(english().keys() - used()) == []


every_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.name)


@every_catalogue
def test_translations_have_the_same_slots(path):
    for vietnamese, translation in tomllib.loads(path.read_text("utf-8")).items():
        assert slots(vietnamese) == slots(translation), vietnamese


@every_catalogue
def test_counted_words_have_two_forms_and_vietnamese_needs_none(path):
    for vietnamese, translation in tomllib.loads(path.read_text("utf-8")).items():
        assert counted(vietnamese) == []
        for _, forms in counted(translation):
            one, other = forms.split("|")
            assert one.strip()
            assert other.strip()
            assert one != other


def test_every_count_that_chooses_a_form_is_given():
    for path, line, template, given in every_sentence():
        chosen = {name for name, _ in counted(english().get(template, ""))}
        assert chosen <= given, f"{path.name}:{line}"


COUNTS = {
    "count", "entries", "expected", "found", "limit", "n", "pages", "rate", "ratio", "rows",
    "seconds", "size", "terms", "times", "total", "width",
}  # fmt: skip
UNCOUNTED = {"{size} million points", "{terms} reached this", "{count} of the units"}


def test_no_counted_noun_is_left_in_the_plural():
    """A plural within three words behind a count: ``{n} notices``, ``{n} more sentences``."""
    plural = re.compile(rf"\{{({'|'.join(COUNTS)})\}}(?: [a-z]+){{0,2}} [a-z]+s\b")
    left = [
        found.group()
        for translation in english().values()
        for found in plural.finditer(translation)
        if found.group() not in UNCOUNTED
    ]
    assert left == []


def test_the_check_for_plurals_knows_all_counts():
    """Whatever chooses a form counts; what counts only sometimes is among the others too."""
    choosing = {name for translation in english().values() for name, _ in counted(translation)}
    assert choosing <= COUNTS


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
    assert say(template, "en", n=n) == said
    assert say(template, n=n) == template.replace("{n}", str(n))
    assert say_reason(because(template, n=n), "en") == said


def test_the_site_in_english_has_no_vietnamese_left():
    letters = re.compile("[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]", re.IGNORECASE)
    names = re.compile("Viện Dẫn|QĐ/TW")
    site = tomllib.loads((ENGLISH / "site.toml").read_text("utf-8"))
    assert [one for one in site.values() if letters.search(names.sub("", one))] == []


def test_a_sentence_is_said_in_both_languages():
    assert say("không rõ ngày") == "không rõ ngày"
    assert say("không rõ ngày", "en") == "date unknown"


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
