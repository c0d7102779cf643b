"""What lies over the text of a notice: ends of pages, citations, matches, signs of Markdown."""

import pytest

from indexer.model import Span
from tests.set_papers import cited, paragraphs, reading, runs, said, written_out

JOINED = [
    # The text, its paragraphs, and how many ends of pages are shown in them.
    (
        "chưa đi vào chiều sâu; công\n\ntác giám sát.\n\nMục mới",
        ["chưa đi vào chiều sâu; công tác giám sát.", "Mục mới"],
        1,
    ),
    ("Giao công\n\n2\n\ntác cho xã.", ["Giao công2 tác cho xã."], 1),
    ("- Giao công\n\ntác cho xã;\n- Hai.", ["- Giao công tác cho xã;", "- Hai."], 1),
    # A new sentence, what follows a line in capitals are none.
    ("Hết câu.\n\nCâu mới.", ["Hết câu.", "Câu mới."], 0),
    ("KẾT LUẬN\n\nvề việc họp", ["KẾT LUẬN", "về việc họp"], 0),
]


@pytest.mark.parametrize(("text", "wanted", "joins"), JOINED)
def test_a_sentence_goes_on_over_the_end_of_a_page(text, wanted, joins):
    found = list(paragraphs(reading(text)))
    assert written_out(found) == wanted
    assert sum(run.join for one in found for run in runs(one)) == joins


def test_the_number_of_a_page_within_a_sentence_is_told_apart():
    (found,) = paragraphs(reading("Giao công\n\n2\n\ntác cho xã."))
    assert [run.text for run in runs(found) if run.beside] == ["2"]


SYMBOLS = [
    ("theo Quy định số 213-\n\nQĐ/TW của", "Quy định số 213-\n\nQĐ/TW", "213-QĐ/TW"),
    ("theo Quy định số 213\n\n-QĐ/TW của", "Quy định số 213\n\n-QĐ/TW", "213-QĐ/TW"),
    ("theo Quy định số 213-QĐ/\n\nTW của", "Quy định số 213-QĐ/\n\nTW", "213-QĐ/TW"),
    ("theo Quy định\n\nsố 213-QĐ/TW của", "Quy định\n\nsố 213-QĐ/TW", "Quy định số 213-QĐ/TW"),
]


@pytest.mark.parametrize(("text", "written", "shown"), SYMBOLS)
def test_a_citation_cut_by_a_page_is_one_link_and_its_symbol_one_word(text, written, shown):
    (paragraph,) = paragraphs(reading(text, [cited(text, written)]))
    assert [bool(one.citations) for one in paragraph.inlines] == [False, True, False]
    assert shown in "".join(run.text for run in paragraph.inlines[1].runs)


def test_a_citation_cut_by_a_page_break_and_by_a_match_stays_one_link():
    text = "theo Quy định\n\nsố 213-QĐ/TW của"
    one = cited(text, "Quy định\n\nsố 213-QĐ/TW")
    (found,) = paragraphs(reading(text, [one]), [Span(text.index("213"), text.index("-"))])
    assert [(bool(one.citations), one.first) for one in found.inlines] == [
        (False, False), (True, True), (False, False),
    ]  # fmt: skip
    assert [(run.text, run.match) for run in found.inlines[1].runs] == [
        ("Quy định", 0), (" ", 0), ("số ", 0), ("213", 1), ("-QĐ/TW", 0),
    ]  # fmt: skip


# --- what lies over the text -------------------------------------------------------------------


def test_paragraphs_are_parted_at_blank_lines_and_keep_their_inner_breaks():
    found = list(paragraphs(reading("\n\n  Một\nhai\n \n\nBa.\n")))
    assert written_out(found) == ["  Một\nhai", "Ba."]
    assert [one.start for one in found] == [4, 15]


def test_two_readings_of_one_span_share_a_run():
    text = "Nghị quyết Trung ương 4 (khóa XII, XIII)."
    written = text[:-1]
    both = [cited(text, written, "tw/k12/nq-04"), cited(text, written, "tw/k13/kl-21")]
    (paragraph,) = paragraphs(reading(text, both))
    assert [len(run.citations) for run in paragraph.inlines] == [2, 0]


SIGNS = [
    ("**I- MỘT**, *hai* và 3 * 4 ***", ["**", "**", "*", "*"], "I- MỘT, hai và 3 * 4 ***"),
    ("** Giao Ủy ban Kiểm tra.*", ["*", "*"], "* Giao Ủy ban Kiểm tra."),
    ("#### **Nơi nhận**", ["#### ", "**", "**"], "Nơi nhận"),
    ("1\\. Một \\- hai", ["\\", "\\"], "1. Một - hai"),
    ("snake_case, C# và 5*3", [], "snake_case, C# và 5*3"),
]


@pytest.mark.parametrize(("text", "signs", "shown"), SIGNS)
def test_the_signs_of_markdown_are_kept_apart(text, signs, shown):
    (paragraph,) = paragraphs(reading(text))
    assert [run.text for run in runs(paragraph) if run.sign] == signs
    assert said(paragraph) == shown


def test_emphasis_is_shown():
    (paragraph,) = paragraphs(reading("**I- MỘT**, *hai* và 3 * 4 ***"))
    kept = [run for run in runs(paragraph) if not run.sign]
    assert [run.text for run in kept if run.strong] == ["I- MỘT"]
    assert [run.text for run in kept if run.light] == ["hai"]
