"""How fast words are segmented: pyvi against ours, on the same texts in the same run.

The texts are notices of about 1,100 words put together from the paragraphs of the sample
corpus; every tenth word is another from pyvi's list and numbers are new each time, so that the
vocabulary keeps growing as in a real corpus.  Ours is measured *cold* (nothing learnt yet, the
first pass over the notices) and *warm* (the best of several passes).  The results are
compared too.
"""

import random
from collections.abc import Callable
from time import process_time

from indexer.model import because
from indexer.paths import SAMPLE_NOTICES
from indexer.segmentation.pipeline import Segmenter
from indexer.segmentation.pyvi_model import read_pyvi_model, tokenize_with_pyvi

REASON = because("tách từ bằng các trọng số đọc từ mô hình của pyvi")
GOALS = {"whole documents": 20.0, "paragraph by paragraph": 4.0}


def notices(count: int, words: int, seed: int) -> list[str]:
    """Generated notices of about ``words`` words, the same for the same seed."""
    chance = random.Random(seed)
    files = [path for path in sorted(SAMPLE_NOTICES.rglob("*")) if path.suffix in (".txt", ".md")]
    paragraphs = [line for path in files for line in path.read_text("utf-8").splitlines() if line]
    listed = [" ".join(gram) for gram in sorted(read_pyvi_model().bigrams)]
    made = []
    for _ in range(count):
        lines: list[str] = []
        left = words
        while left > 0:
            line = _varied(chance.choice(paragraphs), listed, chance)
            left -= len(line.split())
            lines.append(line)
        made.append("\n\n".join(lines))
    return made


def _varied(paragraph: str, listed: list[str], chance: random.Random) -> str:
    words = []
    for word in paragraph.split():
        if word.isdigit():
            word = str(chance.randrange(10_000))
        words.append(chance.choice(listed) if chance.random() < 0.1 else word)
    return " ".join(words)


def timed(work: Callable[[], object], rounds: int) -> float:
    """Processor seconds of the fastest of some rounds: others may be at work."""
    best = float("inf")
    for _ in range(rounds):
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def run(count: int = 2000, compared: int = 200) -> dict[str, float]:
    """Print the figures and return the ratios; pyvi takes only ``compared`` of the notices."""
    start = process_time()
    model = read_pyvi_model()
    loaded = process_time() - start
    start = process_time()
    tokenize_with_pyvi("đồng chí")
    print(f"load: pyvi {process_time() - start:.2f} s, ours {loaded:.2f} s")

    documents = notices(count, 1100, seed=6)
    print(f"{count} notices, {_syllables(documents)} syllables; syllables a second:")
    few = documents[:compared]
    whole, apart = Segmenter(model, REASON), Segmenter(model, REASON)
    ratios = {
        **_compare(
            "whole documents",
            (few, lambda: [tokenize_with_pyvi(text) for text in few]),
            (documents, lambda: [whole.tokenize_lines(text) for text in documents]),
        ),
        **_compare(
            "paragraph by paragraph",
            (few, lambda: [tokenize_with_pyvi(line) for text in few for line in _paragraphs(text)]),
            (documents, lambda: [list(map(apart.tokenize, _paragraphs(t))) for t in documents]),
        ),
        **_queries(Segmenter(model, REASON)),
    }
    print(f"  lines with other words than pyvi's: {_different(whole, few)}")
    return ratios


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def _syllables(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


Work = tuple[list[str], Callable[[], object]]


def _compare(name: str, pyvi: Work, ours: Work) -> dict[str, float]:
    """Print one row; the ratios."""
    pyvi_speed = _syllables(pyvi[0]) / timed(pyvi[1], 2)
    cold = _syllables(ours[0]) / timed(ours[1], 1)
    warm = _syllables(ours[0]) / timed(ours[1], 3)
    print(
        f"  {name:24} pyvi {pyvi_speed:9,.0f}   ours cold {cold:9,.0f} ({cold / pyvi_speed:.1f}x)"
        f"   warm {warm:9,.0f} ({warm / pyvi_speed:.1f}x)   goal {GOALS[name]:.0f}x"
    )
    return {f"{name}, cold": cold / pyvi_speed, f"{name}, warm": warm / pyvi_speed}


def _different(ours: Segmenter, documents: list[str]) -> int:
    lines = [line for text in documents for line in text.splitlines()]
    words = ours.tokenize_lines(lines)
    return sum(mine != tokenize_with_pyvi(line) for line, mine in zip(lines, words, strict=True))


def _queries(ours: Segmenter) -> dict[str, float]:
    """Short texts, as people type them."""
    text = "kiểm tra tổ chức đảng khi có dấu hiệu vi phạm theo Quy định số 213 của Ban Bí thư"
    ratios = {}
    for size in (1, 3, 6, 12, 20):
        query = " ".join(text.split()[:size])
        theirs = timed(lambda query=query: tokenize_with_pyvi(query), 200) * 1e6
        mine = timed(lambda query=query: ours.tokenize(query), 200) * 1e6
        ratios[f"query of {size} syllables"] = theirs / mine
        print(f"  query of {size:2} syllables     pyvi {theirs:6.1f} µs   ours {mine:6.1f} µs")
    return ratios
