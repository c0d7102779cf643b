"""Which of several directives with one number is meant, also where the registry lacks some."""

from dataclasses import replace
from datetime import timedelta

import pytest

from indexer.citations.finder import find_citations
from indexer.directives.keys import BodyKey, DirectiveKey
from indexer.directives.registry import CitedBare, Registry
from indexer.directives.resolver import CitingContext, resolve
from indexer.model import Outcome, PartialDate

REGISTRY = Registry.load()
BAO_LAM = CitingContext(PartialDate(2023, 8, 9), BodyKey("hu", ("bao-lam", "lam-dong")), "Lâm Đồng")


def only(text, issued=None, registry=REGISTRY):
    """The key and how sure it is; ``open`` with the candidates where it stays open."""
    (one,) = resolve(find_citations(text), text, CitingContext(issued), registry)
    return (one.key, one.certainty.value) if one.certainty else ("open", *one.candidates)


CERTAINTIES = [
    ("Nghị quyết số 20-NQ/TW khóa XI", None, "stated"),
    ("Chỉ thị số 35-CT/TW ngày 30/5/2019", None, "stated"),
    ("Chỉ thị số 05-CT/TW (khóa XIII)", None, "stated"),
    ("Nghị quyết Đại hội XIII của Đảng", None, "stated"),
    ("Nghị quyết Đại hội Đảng bộ huyện, nhiệm kỳ 2020 - 2025", BAO_LAM, "stated"),
    ("Nghị quyết Đại hội Đảng bộ huyện lần thứ XXVII", BAO_LAM, "inferred"),
    ("Luật Lâm nghiệp năm 2017", None, "stated"),
    ("Kế hoạch số 57-KH/HU", BAO_LAM, "inferred"),
    ("Kế hoạch số 57-KH/HU ngày 12/5/2022", BAO_LAM, "stated"),
    # the term is written, but not whose paper it is
    ("Kế hoạch số 57-KH/HU ngày 12/5/2022", None, None),
    ("Nghị quyết số 20-NQ/TW", None, None),
]


@pytest.mark.parametrize(("text", "context", "certainty"), CERTAINTIES)
def test_how_sure_a_key_is_goes_with_it(text, context, certainty):
    context = context or CitingContext(asked=True)
    (one,) = resolve(find_citations(text), text, context, REGISTRY)
    assert one.certainty == certainty


BARE = [
    # the row of the term in force
    ("Kết luận số 01-KL/TW", (2022, 4, 1), ("tw/k13/kl-01", "inferred")),
    ("Nghị quyết số 20-NQ/TW của Trung ương", (2023, 5, 4), ("tw/k13/nq-20", "inferred")),
    # khóa XIII had passed 30-CT/TW, which is not held
    ("Chỉ thị số 13-CT/TW của Ban Bí thư", (2023, 10, 19), ("open", "tw/k12/ct-13")),
    # it may have come so far: 96 was followed by 114 in the year
    ("Quy định số 109-QĐ/TW", (2023, 4, 30), ("open", "tw/k11/qd-109", "tw/k12/qdi-109")),
    # a term that has just begun cannot have
    ("Kết luận số 228-KL/TW", (2026, 3, 2), ("tw/k13/kl-228", "inferred")),
    ("Chỉ thị số 45-CT/TW", (2016, 5, 3), ("tw/k11/ct-45", "inferred")),
    # QĐi was written for some months only
    ("Quy định số 08-QĐi/TW", (2024, 5, 28), ("tw/k12/qdi-08", "inferred")),
    ("Quy định số 11-QĐi/TW", (2023, 12, 5), ("tw/k12/qdi-11", "inferred")),
    ("Quy định số 11-QĐ/TW", (2023, 12, 5), ("tw/k13/qdi-11", "inferred")),
    # commonly cited by the bare number, whatever other term may have it
    ("Chỉ thị số 05-CT/TW của Bộ Chính trị", (2023, 8, 9), ("tw/k12/ct-05", "inferred")),
    ("Quy định số 213-QĐ/TW", (2026, 9, 1), ("tw/k12/qdi-213", "inferred")),
    # but not against organ or subject
    ("Chỉ thị số 05-CT/TW của Ban Bí thư", (2023, 8, 9), ("open",)),
    ("Chỉ thị số 05-CT/TW về công tác khám chữa bệnh", (2023, 8, 9), ("open",)),
    # nobody can cite what comes later
    ("Quy định số 144-QĐ/TW", (2023, 5, 1), ("open", "tw/k13/qdi-144")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issued", "meant"), BARE)
def test_a_bare_number_is_of_the_latest_term_that_can_have_had_it(text, issued, meant):
    assert only(text, PartialDate(*issued)) == meant


SUBJECTS = [
    ("Nghị quyết số 36-NQ/TW về công tác đối với người Việt Nam ở nước ngoài",
     (2019, 6, 18), ("tw/k9/nq-36", "stated")),
    # the sentence runs on behind the subject
    ("Nghị quyết số 68-NQ/TW về phát triển kinh tế tư nhân, huyện giao các phòng",
     (2025, 9, 1), ("tw/k13/nq-68", "stated")),
    # what every term has an edition of tells no term
    ("Quy định số 29-QĐ/TW thi hành Điều lệ Đảng", (2017, 3, 1), ("tw/k12/qdi-29", "inferred")),
    # another congress
    ("Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp tiến tới Đại hội lần thứ XIII của Đảng",
     (2024, 9, 2), ("tw/k12/ct-35", "stated")),
    # the whole title of 68-NQ/TW is the beginning of its own; behind the colon others act
    ("Nghị quyết số 10-NQ/TW về phát triển kinh tế tư nhân: thành lập mới 37 doanh nghiệp",
     (2023, 8, 15), ("tw/k12/nq-10", "stated")),
    ("Nghị quyết số 10-NQ/TW về phát triển kinh tế tư nhân: thành lập mới 37 doanh nghiệp",
     (2025, 8, 15), ("tw/k12/nq-10", "stated")),
    # an office sends thousands of dispatches: a word or two are some other's as well
    ("Công văn số 14204-CV/VPTW về số hóa", (2025, 9, 1), ("vptw/k13/cv-14204", "inferred")),
    ("Công văn số 14204-CV/VPTW về số hóa tài liệu khi sắp xếp đơn vị hành chính",
     (2025, 9, 1), ("vptw/k13/cv-14204", "stated")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issued", "meant"), SUBJECTS)
def test_a_subject_decides_where_it_is_no_other_terms_too(text, issued, meant):
    assert only(text, PartialDate(*issued)) == meant


def test_a_subject_that_contradicts_the_only_entry_excludes_it():
    text = "Chỉ thị số 13-CT/TW về an toàn thực phẩm trường học mầm non"
    (one,) = resolve(find_citations(text), text, CitingContext(asked=True), REGISTRY)
    assert (one.key, one.outcome, one.candidates) == ("tw/_/ct-13", Outcome.NOT_HELD, ())


def test_without_a_day_another_term_may_always_have_the_number():
    text = "Quy định số 22-QĐ/TW"
    assert only(text) == ("open", "tw/k13/qdi-22")
    (asked,) = resolve(find_citations(text), text, CitingContext(asked=True), REGISTRY)
    assert (asked.key, asked.certainty) == ("tw/k13/qdi-22", "inferred")


WITHIN = [
    # a bare symbol follows the mention whose subject tells
    ("Quy định số 47-QĐ/TW về những điều đảng viên không được làm; nay Quy định số 47-QĐ/TW",
     (2014, 1, 1), ["tw/k11/qdi-47", "tw/k11/qdi-47"]),
    # also where its number alone would be the later term's
    ("Nghị quyết 29-NQ/TW về đổi mới căn bản, toàn diện giáo dục; Nghị quyết 29-NQ/TW đã lâu",
     (2026, 1, 1), ["tw/k11/nq-29", "tw/k11/nq-29"]),
    # but not in front of it, or with words of its own
    ("Nghị quyết 29-NQ/TW ra đời; Nghị quyết 29-NQ/TW về đổi mới căn bản, toàn diện giáo dục",
     (2026, 1, 1), ["tw/k13/nq-29", "tw/k11/nq-29"]),
    (("Nghị quyết 29-NQ/TW ngày 04/11/2013; Nghị quyết 29-NQ/TW về tiếp tục đẩy mạnh công nghiệp "
      "hóa, hiện đại hóa đất nước"), (2024, 9, 17), ["tw/k11/nq-29", "tw/k13/nq-29"]),
    # in front of a dated mention of another term it may be told from it
    ("ghi theo Hướng dẫn số 01-HD/TW như mẫu của Hướng dẫn số 01-HD/TW ngày 20/9/2016",
     (2022, 2, 22), ["tw/_/hd-01", "tw/k12/hd-01"]),
    # and is, where the text says that one replaces the other
    ("ghi theo Hướng dẫn số 01-HD/TW, thay mẫu của Hướng dẫn số 01-HD/TW ngày 20/9/2016",
     (2022, 2, 22), ["tw/k13/hd-01", "tw/k12/hd-01"]),
    ("thay cho Hướng dẫn số 01-HD/TW ngày 20/9/2016, nay là Hướng dẫn số 01-HD/TW",
     (2022, 2, 22), ["tw/k12/hd-01", "tw/k13/hd-01"]),
    ("Chỉ thị 21-CT/TW của Ban Bí thư: cắt 10% chi; còn Chỉ thị 21-CT/TW khóa X vẫn sơ kết",
     (2013, 1, 15), ["tw/k11/ct-21", "tw/k10/ct-21"]),
    # a list names no paper twice
    ("Nghị quyết số 21-NQ/TW ngày 25/10/2017; Nghị quyết số 21-NQ/TW được học ở chi bộ",
     (2023, 12, 20), ["tw/k12/nq-21", "tw/k13/nq-21"]),
    # of two that are stated a third mention follows neither: it is the latest term's
    (("Nghị quyết 27-NQ/TW khóa XII; Nghị quyết 27-NQ/TW về tiếp tục xây dựng và hoàn thiện Nhà "
      "nước pháp quyền. Học Nghị quyết 27-NQ/TW"), (2026, 5, 20),
     ["tw/k12/nq-27", "tw/k13/nq-27", "tw/k13/nq-27"]),
    # a plenum has several resolutions: the next mention may be about another
    ("Nghị quyết Trung ương 6 (khóa XII) về đơn vị sự nghiệp; dân số theo Nghị quyết Trung ương 6",
     (2019, 8, 13), ["tw/k12/nq-19", "tw/k12/hntw-06"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issued", "keys"), WITHIN)
def test_mentions_of_one_paper_explain_one_another(text, issued, keys):
    found = resolve(find_citations(text), text, CitingContext(PartialDate(*issued)), REGISTRY)
    assert [one.key for one in found] == keys


SLIPS = [
    # a State organ writes no /TW, whatever else agrees
    ("Nghị quyết số 68/NQ-TW của Chính phủ", (2025, 8, 1), ("open",)),
    ("Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Chính phủ",
     (2025, 8, 1), ("tw/k13/nq-57", "inferred")),
    # a whole title is as good as a date, though its words are those of many
    ("Quyết định số 290-QĐ/TW ban hành Quy chế công tác dân vận của hệ thống chính trị",
     (2020, 5, 5), ("tw/k10/qd-290", "stated")),
    ("Chỉ thị 10 về nâng cao chất lượng sinh hoạt chi bộ",
     (2020, 5, 5), ("tw/k10/ct-10", "stated")),
    # so it excludes a number that is not its own
    ("Chỉ thị số 59-CT/TW về nâng cao chất lượng sinh hoạt chi bộ", (1996, 4, 14), ("open",)),
    # what comes later tells no title of today apart
    ("Nghị quyết số 04-NQ/TW về phòng, chống tham nhũng, lãng phí, tỉnh đã xử lý 19 vụ",
     (2016, 9, 20), ("tw/k10/nq-04", "stated")),
    # date or khóa against subject
    ("Nghị quyết số 36-NQ/TW khóa XII về công tác đối với người Việt Nam ở nước ngoài",
     (2019, 1, 30), ("open", "tw/k12/nq-36", "tw/k9/nq-36")),
    ("Nghị quyết số 18-NQ/TW ngày 16/6/2022 về tiếp tục sắp xếp tổ chức bộ máy tinh gọn, hiệu lực",
     (2023, 1, 30), ("open", "tw/k12/nq-18", "tw/k13/nq-18")),
    ("Nghị quyết số 29-NQ/TW ngày 04/11/2022 về đổi mới căn bản, toàn diện giáo dục và đào tạo",
     (2023, 9, 15), ("tw/k11/nq-29", "inferred")),
    # day and month of one, the year in another's term
    ("Chỉ thị số 06-CT/TW ngày 07/11/2005", (2007, 5, 26), ("open", "tw/k9/ct-06", "tw/k10/ct-06")),
    # a day that the paper cannot know yet
    ("Chỉ thị số 05-CT/TW ngày 15/5/2016", (2016, 5, 10), ("tw/k12/ct-05", "inferred")),
    # an organ that a doubtful row may have, where a later row has another
    ("Chỉ thị số 01-CT/TW của Ban Bí thư", (2016, 10, 8), ("open", "tw/k11/ct-01", "tw/k12/ct-01")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issued", "meant"), SLIPS)
def test_what_contradicts_itself_is_not_stated(text, issued, meant):
    assert only(text, PartialDate(*issued)) == meant


FIRST_BARE = [
    # a number bare, and only then with what tells its term: how sure the first is
    ("Nghị quyết 21-NQ/TW được học. Nghị quyết 21-NQ/TW ngày 25/10/2017", ("tw/_/nq-21", None)),
    ("Nghị quyết số 18-NQ/TW; Nghị quyết 18-NQ/TW khóa XII", ("tw/_/nq-18", None)),
    (
        "Nghị quyết 21-NQ/TW được học. Nghị quyết 21-NQ/TW ngày 28/7/2026",
        ("tw/k14/nq-21", "inferred"),
    ),
    # told by a subject only behind it, where khóa XIV may have the number too; its own comes first
    (
        "Chỉ thị số 27-CT/TW; Chỉ thị số 27-CT/TW về bảo vệ người phát hiện, tố giác",
        ("tw/_/ct-27", None),
    ),
    (
        "Chỉ thị số 27-CT/TW về bảo vệ người phát hiện, tố giác; Chỉ thị số 27-CT/TW",
        ("tw/k12/ct-27", "stated"),
    ),
    # its own subject tells it as well
    (
        "Nghị quyết 21-NQ/TW về công tác dân số trong tình hình mới; 21-NQ/TW ngày 25/10/2017",
        ("tw/k12/nq-21", "stated"),
    ),
]


@pytest.mark.parametrize(("text", "meant"), FIRST_BARE)
def test_a_bare_number_before_a_dated_one_is_no_more_than_likely(text, meant):
    context = CitingContext(PartialDate(2026, 8, 25))
    first, _ = resolve(find_citations(text), text, context, REGISTRY)
    assert (first.key, first.certainty) == meant


OF_TWO = [
    # a short form behind two papers of its number: of two terms it stays open, unless it says more
    ("Chỉ thị số 35-CT/TW ngày 30/5/2019; Chỉ thị số 35-CT/TW ngày 14/6/2024. Chỉ thị 35",
     ("tw/_/ct-35", None)),
    ("Nghị quyết 18-NQ/TW khóa XII; Nghị quyết 18-NQ/TW khóa XIII. Nghị quyết 18 về đất đai",
     ("tw/k13/nq-18", "inferred")),
    ("Nghị quyết 18-NQ/TW khóa XII; Nghị quyết 18-NQ/TW khóa XIII. Nghị quyết 18 khóa XII",
     ("tw/k12/nq-18", "stated")),
    # of two committees the nearest is likely
    ("Chỉ thị số 05-CT/TW ngày 15/5/2016; Chỉ thị số 05-CT/HU ngày 17/3/2022. Chỉ thị 05",
     ("hu.bao-lam.lam-dong/nk2020/ct-05", "inferred")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), OF_TWO)
def test_a_short_form_of_two_directives_is_no_more_than_likely(text, meant):
    issuer = BodyKey("hu", ("bao-lam", "lam-dong"))
    context = CitingContext(PartialDate(2024, 10, 10), issuer, "Lâm Đồng")
    *_, found = resolve(find_citations(text), text, context, REGISTRY)
    assert (found.key, found.certainty) == meant


IMPOSSIBLE = [
    # khóa and date, a date to come, a year that is a slip, and a date between other numbers
    ("Chỉ thị số 05-CT/TW ngày 15/5/2016 (khóa XIII)", ("open", "tw/k12/ct-05")),
    ("Nghị quyết số 57-NQ/TW ngày 22/12/2042", ("open", "tw/k13/nq-57")),
    ("Chỉ thị số 05-CT/TW ngày 15/5/2015", ("open", "tw/k12/ct-05")),
    ("Chỉ thị số 24-CT/TW ngày 15/5/2024", ("tw/k13/ct-24", "inferred")),
]


@pytest.mark.parametrize(("text", "meant"), IMPOSSIBLE)
def test_a_date_that_cannot_be_decides_nothing(text, meant):
    assert only(text, PartialDate(2025, 8, 9)) == meant


NEIGHBOURS = [
    # a short form that is about something else than what bears its number before it
    ("Nghị quyết số 68/NQ-CP ngày 01/7/2021; Nghị quyết 68 về phát triển kinh tế tư nhân",
     ["nn.cp/y2021/nq-68", "tw/k13/nq-68"]),
    ("Nghị quyết số 68/NQ-CP ngày 01/7/2021; Nghị quyết 68",
     ["nn.cp/y2021/nq-68", "nn.cp/y2021/nq-68"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "keys"), NEIGHBOURS)
def test_a_short_form_points_to_what_it_may_be_about(text, keys):
    context = CitingContext(PartialDate(2025, 8, 9))
    assert [one.key for one in resolve(find_citations(text), text, context, REGISTRY)] == keys


SHORT_SUBJECTS = [
    # one telling word is enough to pass over a title that has none of them
    ("Chỉ thị số 27-CT/TW về việc cưới, việc tang", ("open", "tw/k8/ct-27")),
    ("Nghị quyết số 29-NQ/TW về đổi mới giáo dục", ("open", "tw/k11/nq-29")),
    # a word in common is no agreement
    ("Nghị quyết số 28-NQ/TW về Chiến lược bảo vệ Tổ quốc trong tình hình mới", ("open",)),
]


@pytest.mark.parametrize(("text", "meant"), SHORT_SUBJECTS)
def test_a_title_that_is_about_something_else_is_passed_over(text, meant):
    assert only(text, PartialDate(2023, 8, 9)) == meant


def test_figures_that_were_read_as_others_are_never_certain():
    text = "Quy định số 2l3-QĐ/TW (khóa XII)"
    (one,) = resolve(find_citations(text), text, CitingContext(), REGISTRY)
    assert (one.key, one.certainty) == ("tw/k12/qdi-213", "inferred")
    assert "2l3" in str(one.reason)


def _numbered():
    return [row for row in REGISTRY.directives if row.date and DirectiveKey.parse(row.key).number]


def _ways(row):
    """How a paper cites a row without khóa and date."""
    bare = f"thực hiện {row.type} số {row.number}"
    subject = row.title if row.title.startswith(("về", "ban hành")) else f"về {row.title}"
    return bare, f"{bare} của {row.body}", f"{bare} {subject}, các đơn vị"


def _without(row):
    return replace(REGISTRY, directives=tuple(one for one in REGISTRY.directives if one != row))


def _citing(row, days, registry, text):
    day = (row.date.exact() or row.date.latest()) + timedelta(days=days)
    context = CitingContext(PartialDate(day.year, day.month, day.day))
    return context.issued, resolve(find_citations(text)[:1], text, context, registry)[0]


@pytest.mark.parametrize("days", [1, 90, 730])
def test_what_the_registry_lacks_is_never_linked_to_another(days):
    """Each row is taken out in turn and cited: the link may only go to one that is marked."""
    wrong = []
    for row in _numbered():
        without = _without(row)
        for text in _ways(row):
            issued, one = _citing(row, days, without, text)
            if one.outcome is Outcome.RESOLVED and not (
                one.certainty == "inferred" and REGISTRY.is_cited_bare(one.key, issued)
            ):
                wrong.append((row.key, one.key, text))
    assert wrong == []


@pytest.mark.parametrize(("days", "share"), [(1, 1.0), (90, 0.99), (730, 0.75)])
def test_what_the_registry_holds_is_found(days, share):
    """Two years later the next term may have the number: then it stays open, with the row."""
    rows = _numbered()
    cited = [(row, _citing(row, days, REGISTRY, text)[1]) for row in rows for text in _ways(row)]
    assert all(row.key in (one.key, *one.candidates) for row, one in cited)
    found = sum(one.outcome is Outcome.RESOLVED and one.key == row.key for row, one in cited)
    assert found >= share * len(cited)


def test_no_term_is_said_to_lack_what_it_had():
    """The standing of a number on its own day and after, told from the other rows."""
    for row in _numbered():
        if row.date.exact() and not row.key.endswith("/dh"):
            text = f"{row.type} số {row.number}"
            without = replace(
                REGISTRY, directives=tuple(d for d in REGISTRY.directives if d != row)
            )
            for days in (0, 1, 90):
                _, one = _citing(row, days, without, text)
                assert (
                    one.reason.template != "không khóa nào có số này vào ngày của văn bản viện dẫn"
                )


def test_a_mark_holds_for_its_period():
    registry = replace(REGISTRY, bare={})
    text = "Chỉ thị số 05-CT/TW của Bộ Chính trị"
    assert only(text, PartialDate(2023, 8, 9), registry) == ("open", "tw/k12/ct-05")
    for key, period in REGISTRY.bare.items():
        row = REGISTRY.get(key)
        assert isinstance(period, CitedBare)
        assert row is not None
        assert period.since == row.date.exact()
        assert period.until is None or period.until > period.since
