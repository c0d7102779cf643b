"""pyvi as data: the weights and word lists that decide how it segments, without running it.

Importing pyvi takes most of a second (its model is a pickled scikit-learn estimator) and
leaves a temporary file behind when the process is killed.  Here its model file is read with
inert stand-ins for those classes, in a few hundredths of a second.  Whatever is not exactly as
this program knows it raises
:class:`~indexer.segmentation.crf_model.UnexpectedModelError`; the caller then lets pyvi itself
segment (:func:`tokenize_with_pyvi`).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Protocol, cast

from indexer import inert_pickle
from indexer.model import because
from indexer.normalization import bound_marks
from indexer.segmentation.crf_model import CrfModel, UnexpectedModelError, read_crf_model
from indexer.segmentation.labels import MAX_WEIGHT

# SHA-256 of pyvi/ViTokenizer.py (0.1.1): the program whose features and rules are followed here.
KNOWN_PROGRAM = "ad11cdacf45b5b2801cd97a473f70effb3a36b94779b80c776a11cedaa18e1c1"

# Ties between labels go to the one of the lower number, so their order matters.
_LABELS = ("B_W", "I_W")

_SYLLABLES = {
    "word.lower():": "current",
    "-1:word.lower():": "previous",
    "+1:word.lower():": "following",
}
FLAGS = frozenset({
    "bias", "word.isupper()", "word.istitle()", "word.isdigit()",
    "-1:word.istitle()", "-1:word.isupper()", "-1:word.bi_gram()", "-2:word.tri_gram()",
    "+1:word.istitle()", "+1:word.isupper()", "+1:word.bi_gram()", "+2:word.tri_gram()",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PyviModel:
    """What decides whether a syllable continues a word (``I_W``) or begins one (``B_W``).

    A weight is always that of ``I_W`` less that of ``B_W``: only the difference decides.
    ``current``, ``previous`` and ``following`` weigh the lower-case syllable itself and its
    neighbours; ``flags`` the features without a syllable, by pyvi's own names;
    ``transition[label][next label]`` is as in the model (0 = B_W, 1 = I_W).
    """

    current: dict[str, float]
    previous: dict[str, float]
    following: dict[str, float]
    flags: dict[str, float]
    transition: list[list[float]]
    bigrams: frozenset[tuple[str, ...]]
    trigrams: frozenset[tuple[str, ...]]


def read_pyvi_model() -> PyviModel:
    """The model of the installed pyvi; raises ``UnexpectedModelError`` where it is another."""
    folder = _folder()
    if _digest(folder / "ViTokenizer.py") != KNOWN_PROGRAM:
        raise UnexpectedModelError(because("pyvi là một phiên bản khác với bản đã biết"))
    crf = read_crf_model(_crf_file(_read_bytes(folder / "models" / "pyvi3.pkl")))
    grams = _word_list(_read_bytes(folder / "models" / "words.txt"))
    return PyviModel(
        **_differences(crf),
        transition=crf.transition,
        bigrams=frozenset(gram for gram in grams if len(gram) == 2),
        trigrams=frozenset(gram for gram in grams if len(gram) == 3),
    )


def _folder() -> Path:
    spec = find_spec("pyvi")
    if spec is None or not spec.submodule_search_locations:
        raise UnexpectedModelError(because("không tìm thấy thư mục của pyvi"))
    return Path(next(iter(spec.submodule_search_locations)))


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = because("không đọc được tệp {file} của pyvi", file=path.name)
        raise UnexpectedModelError(reason) from error


def _word_list(data: bytes) -> list[tuple[str, ...]]:
    """The lines of pyvi's word list as syllables; it holds words of one syllable too."""
    try:
        return [tuple(line.split(" ")) for line in data.decode("utf-8").split("\n")]
    except UnicodeDecodeError as error:
        raise UnexpectedModelError(because("danh sách từ của pyvi không phải UTF-8")) from error


def _digest(path: Path) -> str:
    return hashlib.sha256(_read_bytes(path).replace(b"\r\n", b"\n")).hexdigest()


def _differences(crf: CrfModel) -> dict[str, dict[str, float]]:
    """The weights of I_W less those of B_W, by the field of :class:`PyviModel` they go to."""
    if crf.labels != _LABELS:
        reason = because("mô hình của pyvi có các nhãn lạ: {labels}", labels=", ".join(crf.labels))
        raise UnexpectedModelError(reason)
    if not _heaviest(crf) <= MAX_WEIGHT:
        raise UnexpectedModelError(because("mô hình của pyvi có trọng số lớn bất thường"))
    found: dict[str, dict[str, float]] = {name: {} for name in _SYLLABLES.values()}
    found["flags"] = dict.fromkeys(FLAGS, 0.0)
    for attribute, (begins, continues) in crf.state.items():
        kind, colon, syllable = attribute.partition("lower():")
        field = _SYLLABLES.get(kind + colon)
        if field is not None:
            found[field][syllable] = continues - begins
        elif attribute in FLAGS:
            found["flags"][attribute] = continues - begins
        else:
            reason = because("mô hình của pyvi có thuộc tính lạ: {attribute}", attribute=attribute)
            raise UnexpectedModelError(reason)
    return found


def _heaviest(crf: CrfModel) -> float:
    """The most that one syllable can add to the score of a line (one attribute of each kind)."""
    heaviest: dict[str, float] = {}
    for attribute, weights in crf.state.items():
        kind = attribute.partition("lower():")[0]
        heaviest[kind] = max(heaviest.get(kind, 0.0), *map(abs, weights))
    return sum(heaviest.values()) + max(abs(weight) for row in crf.transition for weight in row)


def _crf_file(pickled: bytes) -> bytes:
    """The CRFsuite file that sklearn_crfsuite keeps inside its pickled estimator."""
    try:
        estimator = inert_pickle.loads(pickled)
        content = estimator.state["modelfile"].state["__FILE_RESOURCE_DATA__"]
    except Exception as error:  # a pickle of another shape can fail in any way
        raise UnexpectedModelError(because("tệp mô hình của pyvi có cấu trúc khác")) from error
    if not isinstance(content, bytes):
        raise UnexpectedModelError(because("tệp mô hình của pyvi có cấu trúc khác"))
    return content


class _Tokenize(Protocol):
    def __call__(self, text: str) -> str: ...


@cache
def _imported() -> _Tokenize:
    from pyvi import ViTokenizer

    return cast(_Tokenize, ViTokenizer.tokenize)


_ONE_AT_A_TIME = Lock()
_SURROGATE = re.compile("[\ud800-\udfff]")


def tokenize_with_pyvi(line: str) -> str:
    """What pyvi itself makes of one line; slow to start, one thread at a time.

    pyvi raises on a lone surrogate (no character); it is given U+FFFD instead.  It composes by
    itself, so long runs of marks are bounded first.

    >>> tokenize_with_pyvi("Kiểm tra tổ chức đảng")
    'Kiểm_tra tổ_chức đảng'
    """
    with _ONE_AT_A_TIME:  # all threads would share one CRFsuite tagger
        return _imported()(bound_marks(_SURROGATE.sub("\ufffd", line)))
