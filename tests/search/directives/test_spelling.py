"""Words in letters that are none: keys of Telex left in them, blanks left out."""

import pytest

from indexer.analysis import bigram
from search.directives.search import directive_search
from search.directives.spelling import Spelling
from tests.steps import is_linear

WORDS = [
    "quyet",
    "dinh",
    "dang",
    "vien",
    "duoc",
    "dieu",
    "le",
    "luong",
    "dao",
    "tao",
    "dat",
    "truong",
]
KNOWN = Spelling({*WORDS, bigram("dang", "vien"), bigram("quyet", "dinh")})


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        # a tone behind the syllable, or before its last letters
        ("quyeets", "quyet"),
        ("quyeest", "quyet"),
        ("ddinhj", "dinh"),
        ("ddijnh", "dinh"),
        ("ddangr", "dang"),
        ("truowngf", "truong"),
        ("luwowng", "luong"),
        # the key of a letter behind the rest of the syllable
        ("dieuef", "dieu"),
        ("dduocwj", "duoc"),
        ("dangdr", "dang"),
        # no word, and nothing of Telex that makes it one
        ("data", None),
        ("dinhh", None),
        ("xyz", None),
        # what is a word stays
        ("dang", None),
        ("tao", None),
    ],
)
def test_keys_of_telex_are_taken_for_marks(typed, word):
    assert KNOWN.words_in(typed) == ((word,) if word else ())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("dangvien", ("dang", "vien")),
        ("quyetdinh", ("quyet", "dinh")),
        ("dangdinh", ()),
        ("vien", ()),
        ("dang1vien", ()),
    ],
)
def test_words_without_blanks_are_those_that_stand_so_in_a_name(typed, words):
    assert KNOWN.words_in(typed) == words


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("nghij quyeets 68", "tw/k13/nq-68"),
        ("keest luaajn 210", "tw/k13/kl-210"),
        ("dieuef leej ddangr", "tw/k11/dieu-le"),
        ("nghiquyet18khoa12", "tw/k12/nq-18"),
        ("nghi5 quye6t1 57 khoa hoc", "tw/k13/nq-57"),
        # the initials of a law, and no others
        ("luật tccqđp 2025", "nn.qh/y2025/luat-72"),
        ("luật bvqlntd", "nn.qh/y2023/luat-19"),
        ("bo luat ld", "nn.qh/y2019/luat-45"),
        ("luật vbqppl", "nn.qh/y2025/luat-64"),
    ],
)
def test_what_was_typed_so_is_found(knowledge, typed, first):
    search = directive_search(knowledge.registry)
    assert search.find(search.parts(typed), {})[0].key == first


@pytest.mark.parametrize("piece", ["aw", "dd", "sfrxj", "ang", "dangvien"])
def test_long_letters_take_time_in_proportion(piece):
    assert is_linear(KNOWN.words_in, piece, 40)
