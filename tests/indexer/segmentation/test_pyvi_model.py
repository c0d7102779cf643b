"""Reading pyvi's model without pyvi, and refusing whatever is not quite that model."""

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.language import reason_text
from indexer.segmentation import pyvi_model
from indexer.segmentation.crf_model import CrfModel, UnexpectedModelError
from indexer.segmentation.pipeline import Segmenter, segmenter
from indexer.segmentation.pyvi_model import PyviModel, read_pyvi_model, tokenize_with_pyvi

_FOLDER = pyvi_model._folder()


@pytest.fixture
def pyvi_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the parts of pyvi that are read, to be spoilt."""
    (tmp_path / "models").mkdir()
    for name in ("ViTokenizer.py", "models/pyvi3.pkl", "models/words.txt"):
        shutil.copy(_FOLDER / name, tmp_path / name)
    monkeypatch.setattr(pyvi_model, "_folder", lambda: tmp_path)
    return tmp_path


def test_the_model(pyvi_folder: Path) -> None:
    model = read_pyvi_model()
    assert ("đồng", "chí") in model.bigrams
    assert ("ban", "thường", "vụ") not in model.bigrams
    assert {len(gram) for gram in model.trigrams} == {3}
    # pyvi's weight of the bigram feature: the strongest of all.
    assert model.flags["-1:word.bi_gram()"] == pytest.approx(8.36274007981945)
    assert model.transition[0] == pytest.approx([-0.9966795813457817, 1.918714518662263])
    assert "\n" in model.current  # the attribute that breaks CRFsuite's own text dump


def test_line_endings_of_the_program_do_not_matter(pyvi_folder: Path) -> None:
    program = pyvi_folder / "ViTokenizer.py"
    program.write_bytes(program.read_bytes().replace(b"\n", b"\r\n"))
    assert isinstance(read_pyvi_model(), PyviModel)


def _swap_labels(data: bytes) -> bytes:
    return data.replace(b"B_W", b"?_W").replace(b"I_W", b"B_W").replace(b"?_W", b"I_W")


@pytest.mark.parametrize(
    ("name", "spoil", "reason"),
    [
        ("ViTokenizer.py", lambda data: data + b"#", "pyvi là một phiên bản khác"),
        ("ViTokenizer.py", None, "không đọc được tệp ViTokenizer.py"),
        ("models/words.txt", None, "không đọc được tệp words.txt"),
        ("models/words.txt", lambda data: data + b"\xff", "không phải UTF-8"),
        ("models/pyvi3.pkl", None, "không đọc được tệp pyvi3.pkl"),
        ("models/pyvi3.pkl", lambda data: b"", "tệp mô hình của pyvi có cấu trúc khác"),
        ("models/pyvi3.pkl", lambda data: data[:90_000], "tệp mô hình của pyvi có cấu trúc khác"),
        (
            "models/pyvi3.pkl",
            lambda data: pickle.dumps([1]),
            "tệp mô hình của pyvi có cấu trúc khác",
        ),
        ("models/pyvi3.pkl", lambda data: data.replace(b"lCRF", b"lCRX"), "không có phần đầu"),
        (
            "models/pyvi3.pkl",
            lambda data: data.replace(b"FEAT", b"FEAX"),
            "bị hỏng hoặc bị cắt cụt",
        ),
        (
            "models/pyvi3.pkl",
            lambda data: data.replace(b"CQDB", b"CQDX"),
            "bị hỏng hoặc bị cắt cụt",
        ),
        ("models/pyvi3.pkl", lambda data: data.replace(b"B_W", b"X_W"), "các nhãn lạ: X_W, I_W"),
        ("models/pyvi3.pkl", _swap_labels, "các nhãn lạ: I_W, B_W"),
        (
            "models/pyvi3.pkl",
            lambda data: data.replace(b"d.istitle", b"d.istitlx"),
            "thuộc tính lạ: ",
        ),
    ],
)
def test_another_model_is_left_to_pyvi(
    name: str, spoil: Callable[[bytes], bytes] | None, reason: str, pyvi_folder: Path
) -> None:
    file = pyvi_folder / name
    if spoil is None:
        file.unlink()
    else:
        file.write_bytes(spoil(file.read_bytes()))
    made: Segmenter = segmenter.__wrapped__()
    assert not made.exact_model
    assert reason in str(made.reason)
    assert reason_text(made.reason, "en") != str(made.reason)
    assert str(made.warning).endswith(str(made.reason))
    lines = ["Ban Thường vụ Tỉnh ủy thông báo kết quả kiểm tra", "", "đồng chí"]
    assert made.tokenize_lines("\n".join(lines)) == [tokenize_with_pyvi(line) for line in lines]
    assert made.tokenize("đồng chí\nủy viên") == "đồng_chí\nủy_viên"


def test_a_missing_pyvi_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyvi_model, "find_spec", lambda name: None)
    with pytest.raises(UnexpectedModelError, match="không tìm thấy thư mục của pyvi"):
        read_pyvi_model()


def test_the_known_model_is_taken() -> None:
    assert segmenter().exact_model
    assert segmenter().warning is None
    assert segmenter() is segmenter()
    assert reason_text(segmenter().reason, "en") == (
        "words are segmented with the weights read from pyvi's model"
    )


class _Touch:
    """A pickle that makes a file when it is loaded the ordinary way."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


def test_a_pickle_runs_nothing(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    pickled = pickle.dumps(_Touch(touched))
    with pytest.raises(UnexpectedModelError):
        pyvi_model._crf_file(pickled)
    assert not touched.exists()
    pickle.loads(pickled)
    assert touched.exists()


def test_weights_too_large_for_our_arithmetic() -> None:
    crf = CrfModel(("B_W", "I_W"), {"bias": [30.0, -30.0]}, [[0.0, 0.0], [25.0, 0.0]])
    with pytest.raises(UnexpectedModelError, match="trọng số lớn bất thường"):
        pyvi_model._differences(crf)
