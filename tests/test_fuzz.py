"""Odd papers through every stage, none of which may fail: here no guard keeps the rest of a paper.

``VIENDAN_FUZZ=50000`` makes a campaign of it, ``VIENDAN_FUZZ_SEED`` another one; with ``-s`` it
says what it did.  A paper that failed is had again by ``odd_paper(seed, number)``.
"""

import os
import random
import shutil
import time
import traceback
import unicodedata
from collections import Counter
from datetime import date

import pytest

from app import create_app
from indexer.corrections import Correction, correct_reading
from indexer.index.build import build
from indexer.index.entry import make_card, make_entry
from indexer.index.stored import decode_card, decode_reading, decode_text, encode
from indexer.index.whoosh.writer import SegmentWriter
from indexer.model import Document
from indexer.stages import NoGuard, StageGuard
from indexer.understanding import understand
from search.forms import reading_answers, terminal
from search.lookup import ContextForm, check_draft
from search.lookup.lookup import look_up
from search.query.parser import parse
from tests.checkout import ROOT
from tests.odd_papers import odd_paper
from tests.set_papers import bare, paragraphs, written_out

PAPERS = int(os.environ.get("VIENDAN_FUZZ", "300"))
SEED = int(os.environ.get("VIENDAN_FUZZ_SEED", "1"))
TOGETHER = 100
"""Papers that are written into one segment."""

CORRECTED = {
    "type": ["Báo cáo", "²"],
    "title": ["kết quả\u0301", "x" * 5_000],
    "number": ["²-TB/HU", "12-TB/HU", "99999999999999999999-TB"],
    "issuer": ["Huyện ủy 漢", "Tỉnh ủy Lâm Đồng", "\u200b"],
    "level": ["district", "cell", "central"],
    "dateline": ["½", "Bảo Lâm"],
    "date": ["2021-10-25", "2021-10", "1930", "2100-12-31"],
    "year": ["1930", "2100"],
    "unit": ["Đảng bộ huyện ²", "xã Lộc Ngãi", "Chi bộ\n"],
    "signatory": ["a;b;c", ";", "T/M ²; BÍ THƯ; 漢", "a;b;c\n;;d\n"],
    "addressees": [";", "Tỉnh ủy; ²"],
    "secrecy": ["Mật", "Tuyệt mật"],
    "received": [";;", "²; 2021-10-25; x"],
}
"""What a person may write into a correction."""


@pytest.fixture
def unguarded(monkeypatch):
    monkeypatch.setattr(StageGuard, "run", NoGuard.run)


def _correction(chance):
    field = chance.choice(list(CORRECTED))
    value = chance.choice(["", *CORRECTED[field]])
    return Correction("x", field, value, "Văn thư", date(2024, 3, 1), "theo bản giấy")


def put_through(text, knowledge, chance):
    """All that is made of a paper; what an index would hold of it."""
    document = Document("x", "x.txt", "0" * 64, "text/plain", text)
    province = chance.choice([None, None, "Lâm Đồng", "tỉnh ²"])
    reading = understand(document, knowledge, province)
    if chance.random() < 0.5:
        corrected = [_correction(chance) for _ in range(chance.randint(1, 3))]
        reading = correct_reading(reading, corrected, knowledge, province)
    card = make_card(reading, "x", knowledge.gazetteer)
    data = encode(reading)
    assert decode_reading(data) == reading
    assert decode_card(encode(card)) == card
    assert decode_text(data)[0] == text
    for span in spans(reading):
        assert 0 <= span.start <= span.end <= len(text)
    for language in ("vi", "en"):
        encode(reading_answers.reading(reading, language))
        assert list(terminal.reading(reading, language))
    assert bare("".join(written_out(paragraphs(reading)))) == bare(text)
    return make_entry(reading, card, knowledge.gazetteer)


def spans(reading):
    """Every span of a reading."""
    notice = reading.notice
    yield from (one.citation.span for one in reading.citations)
    yield from (one.mention.span for one in reading.places if one.mention)
    yield from (*notice.recipients, *notice.archive, *notice.basis)
    yield from (one.span for one in notice.sections)
    for name in CORRECTED:
        if (span := getattr(notice, name).evidence.span) is not None:
            yield span
    if notice.letterhead is not None:
        yield notice.letterhead


def typed(text, knowledge, chance):
    """What is made of the same text where a person types it: not all of it may be Unicode."""
    registry, at = knowledge.registry, chance.randint(0, 150)
    look_up(text, registry)
    text = text[:at] + chr(chance.choice([0xD800, 0xDC80, 0xDFFF])) + text[at:]
    look_up(text[:150], registry)
    form = ContextForm(text[:30], text[30:90], text[-30:])
    for given in (ContextForm(), form):
        check_draft(text, knowledge, given)
    parse(text[:300], knowledge)


def test_no_stage_fails_on_any_paper(knowledge, unguarded, tmp_path):
    found, first, slowest = Counter(), {}, (0.0, 0)
    began = time.monotonic()

    def attempt(number, work, *arguments):
        try:
            return work(*arguments)
        except Exception as error:
            where = _where(error)
            found[where] += 1
            first.setdefault(where, number)
            return None

    for start in range(0, PAPERS, TOGETHER):
        entries = []
        for paper in range(start, min(start + TOGETHER, PAPERS)):
            text, at = odd_paper(SEED, paper), time.monotonic()
            chance = random.Random(f"{SEED} {paper}")
            entries.append(attempt(paper, put_through, text, knowledge, chance))
            attempt(paper, typed, text, knowledge, chance)
            slowest = max(slowest, (time.monotonic() - at, paper))
        attempt(start, write, [one for one in entries if one], tmp_path / str(start))
    took = time.monotonic() - began
    print(f"\n{PAPERS} papers of seed {SEED} in {took:.0f} s, the slowest {slowest}; {dict(found)}")
    assert [f"{count} × {one}, first {first[one]}" for one, count in found.most_common()] == []


def write(entries, folder):
    """Write entries as a part of an index."""
    folder.mkdir()
    writer = SegmentWriter(folder)
    for one in entries:
        writer.add(one)
    assert writer.finish().size == len(entries)
    shutil.rmtree(folder)


def _where(error):
    """The kind of an error, and the innermost line of the project that it passed."""
    lines = [one for one in traceback.extract_tb(error.__traceback__) if str(ROOT) in one.filename]
    return f"{type(error).__name__} {lines[-1].filename.removeprefix(str(ROOT))}:{lines[-1].lineno}"


def test_every_odd_paper_is_kept_found_and_shown(tmp_path):
    """As files, through the readers, a build and the site; what is refused is no text."""
    folder, index = tmp_path / "in", tmp_path / "index"
    folder.mkdir()
    for number in range(min(PAPERS // 5, 2_000)):
        (folder / f"{number}.txt").write_text(odd_paper(SEED, number), "utf-8")
    report = build([folder], index, jobs=1)
    assert report.not_understood == {}
    for name, reason in report.failed.items():
        refused = (folder / name).read_text("utf-8")
        controls = sum(unicodedata.category(one) == "Cc" for one in refused)
        assert controls > 40 or not any(map(str.isalnum, refused)), (name, str(reason))
    client = create_app(index).test_client()
    for notice_id in report.indexed.values():
        for form in ("", ".json", ".bib", ".ris"):
            answer = client.get(f"/thong-bao/{notice_id}{form}")
            assert answer.status_code == 200, (notice_id, form)
