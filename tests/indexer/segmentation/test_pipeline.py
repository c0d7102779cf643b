"""pyvi's words exactly: our segmenter against pyvi itself, and what happens when pyvi differs."""

import json
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model import because
from indexer.paths import GOLD, SAMPLE_NOTICES
from indexer.segmentation import pipeline, vocabulary
from indexer.segmentation.pipeline import SHORT, Segmenter, segmenter
from indexer.segmentation.pyvi_model import FLAGS, PyviModel, read_pyvi_model, tokenize_with_pyvi
from tests import noise
from tests.checkout import REAL_NOTICES, ROOT

BECAUSE = because("tách từ bằng các trọng số đọc từ mô hình của pyvi")


@pytest.fixture(scope="module")
def model() -> PyviModel:
    return read_pyvi_model()


def alone(model: PyviModel) -> Segmenter:
    """A segmenter that may not ask pyvi, with nothing learnt yet."""

    def refuse(line: str) -> str:
        raise AssertionError(f"pyvi was asked about {line!r}")

    return Segmenter(model, BECAUSE, refuse)


def assert_same(lines: Iterable[str], ours: Segmenter) -> int:
    """Both ways (a line alone, many at once) give what pyvi gives; the number of tokens."""
    lines = list(lines)
    pyvi = [tokenize_with_pyvi(line) for line in lines]
    for line, want, one, many in zip(
        lines, pyvi, map(ours.tokenize, lines), ours.tokenize_lines(lines), strict=True
    ):
        assert one == want, line
        assert many == want, line
    return sum(len(words.split()) for words in pyvi)


def corpus() -> list[str]:
    files = sorted(SAMPLE_NOTICES.rglob("*"))
    return [path.read_text("utf-8") for path in files if path.suffix in (".txt", ".md")]


# --- the same words as pyvi


def test_sample_corpus(model: PyviModel) -> None:
    texts = corpus()
    assert texts
    ours = alone(model)
    assert sum(assert_same(text.splitlines(), ours) for text in texts) > 5000


def test_real_notices(model: PyviModel) -> None:
    if not REAL_NOTICES.is_dir():
        pytest.skip("the real notices are not part of the project")
    texts = [path.read_text("utf-8") for path in sorted(REAL_NOTICES.glob("*.txt"))]
    ours = alone(model)
    assert sum(assert_same(text.splitlines(), ours) for text in texts) > 5000
    for text in texts:  # a whole text as one long line
        assert_same([" ".join(text.split())], ours)


def test_labelled_passages(model: PyviModel) -> None:
    files = sorted(GOLD.rglob("*.jsonl"))
    passages = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    texts = [passage["text"] for passage in passages if passage.get("text")]
    assert texts
    assert_same((line for text in texts for line in text.split("\n")), alone(model))


def test_a_megabyte_of_noise(model: PyviModel) -> None:
    listed = [" ".join(gram) for gram in sorted(model.bigrams | model.trigrams)]
    words = [*listed, *"\n".join(corpus()).split(), *sorted({*model.current} - {"\n"})]
    made = list(noise.lines(words, 1_000_000, seed=6))
    assert sum(len(line.encode()) for line in made) > 1_000_000
    # A line of thousands of tokens has a wide margin for rounding, so pyvi may be asked here.
    asked: list[str] = []
    ours = Segmenter(model, BECAUSE, lambda line: asked.append(line) or tokenize_with_pyvi(line))
    assert_same(made, ours)
    assert len(asked) <= 4


@pytest.mark.parametrize(
    "line",
    [
        "", " ", "\t \u00a0", "\u2000", "a", ".", "_", "\0", "\r", "a\rb", "\u0301",
        "đồng chí", "ĐỒNG CHÍ", "Đồng Chí", "đồng Chí", "đồng  chí", "đồng\u3000chí", "đồng_chí",
        "Tp. Hồ Chí Minh", "Tp.Hồ", "ThS. A", "A.B.", "...", "....", "==>>", "->>", ">>>",
        "\u0301 \u0301", "x@y.vn", "x@y.", "x@y.z@t.u", "x@y.z.@t.u", "@y.vn", "a@@b.vn",
        "http://x@y.vn,z", "_@_._", "1.2.3", "1.2.", "1,2,a", "1_2_a", "٣.٤", "²", "ΑΣ ΑΣ",
        "\u2028", "a\x0bb\x0cc\x1cd\x85e",
    ],
)  # fmt: skip
def test_edge(line: str, model: PyviModel) -> None:
    assert_same([line], alone(model))


_ALPHABET = "aăđđồngchíủyĐẢNGỦY .,:-_/@\0\u0301\u00a0123²"


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text(_ALPHABET))
def test_any_line(text: str) -> None:
    assert_same(text.split("\n"), segmenter())


@pytest.mark.parametrize("size", [SHORT - 1, SHORT, SHORT + 1, 3 * SHORT])
def test_short_and_long_lines_agree(size: int, model: PyviModel) -> None:
    text = "Ban Thường vụ Tỉnh ủy thông báo kết quả kiểm tra , giám sát 213-QĐ/TW " * size
    assert_same([" ".join(text.split()[:size])], alone(model))


def test_lines_do_not_influence_each_other(model: PyviModel) -> None:
    ours = alone(model)
    assert ours.tokenize_lines("đồng\nchí\n\n \nđồng chí") == ["đồng", "chí", "", " ", "đồng_chí"]
    assert ours.tokenize("đồng\nchí\n\nđồng chí\n") == "đồng\nchí\n\nđồng_chí\n"
    assert ours.tokenize_lines("") == ours.tokenize_lines([]) == []
    assert ours.tokenize_lines(line for line in ("đồng chí",)) == ["đồng_chí"]


def test_a_line_with_the_mark_between_lines_is_left_to_pyvi(model: PyviModel) -> None:
    ours = Segmenter(model, BECAUSE)
    mark = vocabulary.LINE_BREAK
    long = "đồng chí " * SHORT
    assert_same(["đồng chí", f"đồng {mark} chí", f"đồng chí{mark}", mark, long, long + mark], ours)


def test_batches_of_a_long_text(model: PyviModel, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(corpus())
    whole = alone(model).tokenize_lines(text)
    monkeypatch.setattr(pipeline, "_BATCH", 300)
    assert alone(model).tokenize_lines(text) == whole


def test_a_lone_surrogate_is_no_error(model: PyviModel) -> None:
    assert alone(model).tokenize("đồng chí \udc80") == "đồng_chí \udc80"
    assert tokenize_with_pyvi("đồng chí \udc80") == "đồng_chí \ufffd"


# --- bounds


def test_what_is_remembered_is_bounded(model: PyviModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MAX_CHUNKS", 500)
    ours = alone(model)
    texts = [f"chức danh{number}" for number in range(20_000)]
    tracemalloc.start()
    segmented = [ours.tokenize(text) for text in texts]
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert segmented[::1000] == [tokenize_with_pyvi(text) for text in texts[::1000]]
    assert kept < 5_000_000  # the answers themselves; all that was met would be more than twice


def test_a_huge_chunk_is_forgotten(model: PyviModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MAX_CHARACTERS", 1000)
    ours = alone(model)
    tracemalloc.start()
    for number in range(20):
        ours.tokenize("a" * 1_000_000 + str(number))
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 20_000_000


def test_threads_share_one_segmenter(model: PyviModel) -> None:
    lines = [line for text in corpus() for line in text.splitlines()]
    want = alone(model).tokenize_lines(lines)
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for _ in range(3):
            ours = alone(model)
            with ThreadPoolExecutor(4) as pool:
                assert list(pool.map(ours.tokenize, lines)) == want
                turned = [lines[i:] + lines[:i] for i in range(0, len(lines), 50)]
                for i, found in enumerate(pool.map(alone(model).tokenize_lines, turned)):
                    assert found == want[50 * i :] + want[: 50 * i]
    finally:
        sys.setswitchinterval(before)


def test_pyvi_is_not_imported_and_no_file_is_left(tmp_path: Path) -> None:
    program = (
        "import sys; from indexer.segmentation import segmenter;"
        "print(segmenter().tokenize('Kiểm tra đảng viên'), segmenter().exact_model);"
        "print(sorted({'pyvi', 'sklearn', 'pycrfsuite'} & set(sys.modules)))"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert done.stdout.decode().splitlines() == ["Kiểm_tra đảng_viên True", "[]"]
    assert list(tmp_path.iterdir()) == []


# --- ties


def weightless(**current: float) -> PyviModel:
    """A model in which every syllable ties, but for those that ``current`` weighs."""
    flags = dict.fromkeys(FLAGS, 0.0)
    nothing = [[0.0, 0.0], [0.0, 0.0]]
    return PyviModel(current, {}, {}, flags, nothing, frozenset(), frozenset())


def test_pyvi_decides_ties_and_nothing_else() -> None:
    asked: list[str] = []
    ours = Segmenter(weightless(a=-5.0, b=5.0), BECAUSE, lambda line: asked.append(line) or "?")
    assert ours.tokenize("a b") == "a_b"
    assert ours.tokenize("a x") == "?"
    lines = ["a b", "a x", "b a", "x", "", "x x", "a b b"]
    assert ours.tokenize_lines(lines) == ["a_b", "?", "b a", "?", "", "?", "a_b_b"]
    assert asked == ["a x", "a x", "x", "x x"]


def test_a_weight_beyond_rounding_is_no_tie() -> None:
    for weight, answer in ((1e-8, "a_b"), (-1e-8, "a b"), (1e-10, "?"), (-1e-10, "?")):
        ours = Segmenter(weightless(a=-5.0, b=weight), BECAUSE, lambda line: "?")
        assert (ours.tokenize("a b"), ours.tokenize_lines(["a b"])) == (answer, [answer])
