"""Help while searching: the query language, nearest words, hints, reasons for the order."""

import pytest

from indexer.index.build import build
from search.engine.planner import MAX_EXPANSIONS
from search.engine.seam import open_engine
from search.query.model import Query
from search.query.parser import parse
from search.suggest.complete import Completer
from search.suggest.did_you_mean import spelling_suggestions
from tests.asking import reasons, sources_by, told
from tests.notices import drop, notice
from tests.pages import show


@pytest.fixture(scope="module")
def engine(sample_index):
    return open_engine(sample_index)


@pytest.fixture(scope="module")
def find(engine):
    sources = sources_by(engine)
    return lambda typed, **options: set(sources(typed, **options))


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("tieu_de:kiểm", "title:kiem"),
        ("nam:2023", "year:2023"),
        ("nam:2023", "Năm:2023"),
        ("TIÊU_ĐỀ:kiểm", "Title:kiểm"),
        ("tieu_de:(kiểm đảng)", "tieu_de:kiểm tieu_de:đảng"),
        ("tieu_de:(kiểm OR đảng)", "tieu_de:kiểm OR tieu_de:đảng"),
        ("vien_dan:213-QĐ/TW", "cites:tw/k12/qdi-213"),
        ('dia_ban:"huyện Bảo Lâm"', 'unit:"huyện bảo lâm"'),
        ("loai:kết-luận", 'type:"Kết luận"'),
        ("BTV", '"Ban Thường vụ"'),
        ("HĐND", "HDND"),
        ("CDS", "CĐS"),
        ("hội đồng nhân dân", "hoi dong nhan dan"),
        ("hội đồng nhân dân", "hoi dong nhân dân"),
        ("nong thon moi", "NONG THON MOI"),
        ("kỹ thuật", "kĩ thuật"),
        ("213 qđ tw", "213-QD/TW"),
        ("QĐ213", "213-QĐ/TW"),
        ("Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)", "213-QĐ/TW"),
        ("qđ 213 khoá 12", "213-QĐ/TW"),
        ("213-QĐ/TW ngày 2 tháng 1 năm 2020 của BCT", "213-QĐ/TW"),
        ("05-CT/TW ngày 15/5/2016 của Bộ Chính trị khóa XII", "Chỉ thị 05-CT/TW của Bộ Chính trị"),
        ("(213-QĐ/TW (khóa XII)) đảng", "đảng 213-QĐ/TW"),
        ("213-QĐ/TW khóa XII năm 2020", "213-QĐ/TW năm 2020"),
    ],
)
def test_two_ways_to_ask_the_same(find, typed, same):
    assert find(typed) == find(same) != set()


def test_operators(find):
    everything = find("")
    xa, huyen = find("xã"), find("huyện")
    assert find("xã OR huyện") == xa | huyen
    assert find("xã huyện") == xa & huyen
    assert find("(xã OR huyện) -(nông thôn)") <= xa | huyen
    assert find("-xã") < everything
    assert find("nghi*") >= find("nghị")
    assert find("tu_ngay:2024-01-01") | find("den_ngay:2023-12-31") < everything
    assert not find("tu_ngay:2024-01-01") & find("den_ngay:2023-12-31")


def test_a_filter_is_turned_round_by_a_minus(engine, knowledge, find):
    everything = find("")
    for typed in ("nam:2020..2022", "vien_dan:213-QĐ/TW", 'dia_ban:"huyện Bảo Lâm"', "loai:TB"):
        assert find(f"-{typed}") == everything - find(typed) != everything
    assert parse("đảng -nam:2022", knowledge).text == "đảng -nam:2022"
    found = told(engine, "đảng -nam:2022")
    assert [str(one) for one in found.understood] == ["có đủ: đảng", "trừ thông báo năm 2022"]
    assert "2022" not in {one.value for one in found.facets["year"]}


@pytest.mark.parametrize(
    ("typed", "filters", "text"),
    [
        ("nông thôn nam:2020..2022", {"year": ("2020", "2021", "2022")}, "nông thôn"),
        ("nam:xyz", {}, "nam:xyz"),
        ("kho:abc", {}, "kho:abc"),
        ('dia_ban:"Cẩm Mỹ" xã', {"unit": ("dong-nai/cam-my",)}, "xã"),
        ("tu_ngay:31/02/2022", {}, "tu_ngay:31/02/2022"),
    ],
)
def test_fields_become_filters_or_words(knowledge, typed, filters, text):
    query = parse(typed, knowledge)
    if "unit" in filters:
        assert set(filters["unit"]) <= set(query.filters["unit"])
    else:
        assert query.filters == filters
    assert query.text == text


def test_two_letters_swapped_are_one_slip(engine, knowledge):
    # A word of four letters may have one; left out and added again, these would be two.
    assert spelling_suggestions(engine, parse("nogn thôn", knowledge))[0].offered == "nong"


def test_a_word_that_no_notice_has_is_offered_its_nearest(engine, knowledge):
    offered = spelling_suggestions(engine, parse("nôngn thôn", knowledge))
    assert offered[0].offered == "nông"
    assert offered[0].text == "nông thôn"
    assert spelling_suggestions(engine, parse("nongn thon", knowledge))[0].offered == "nong"
    assert "đảng" in [
        one.offered for one in spelling_suggestions(engine, parse("đảngg", knowledge))
    ]
    assert engine.search(parse(offered[0].text, knowledge)).total > 0
    assert spelling_suggestions(engine, parse("nông thôn", knowledge)) == ()
    # A word is replaced where it stands alone, never inside of another.
    assert spelling_suggestions(engine, parse("thônx ônx", knowledge))[-1].text.startswith("thônx ")


@pytest.mark.parametrize(
    ("typed", "kind", "label"),
    [
        ("213", "directive", "Quy định 213-QĐ/TW (khóa XII)"),
        ("dang vien khong", "directive", "Quy định 37-QĐ/TW (khóa XIII)"),
        ("bảo lâ", "place", "huyện Bảo Lâm, Lâm Đồng"),
        ("thường trực huyện ủy bảo", "issuer", "Thường trực Huyện ủy Bảo Lâm, Cao Bằng"),
        ("nghị quy", "word", "nghị quyết"),
        ("nông th", "word", "nông thôn"),
        ("nong th", "word", "nong thon"),
        ("xây dựng nông thô", "word", "xây dựng nông thôn"),
        ("no\u0302ng tho\u0302", "word", "nông thôn"),
    ],
)
def test_hints(engine, knowledge, typed, kind, label):
    hints = Completer(engine, knowledge).complete(typed)
    assert (kind, label) in [(hint.kind, hint.label) for hint in hints]


def test_a_word_is_completed_by_what_stands_after_the_one_before(engine, knowledge, find):
    words = [one for one in Completer(engine, knowledge).complete("nông th") if one.kind == "word"]
    assert words[0].label == "nông thôn"
    for hint in words:
        assert hint.count == len(find(f'"{hint.label}"'))


@pytest.fixture(scope="module")
def common_and_rare(tmp_path_factory, knowledge):
    """Hints over notices in which hundreds of rare words come before a common one."""
    from indexer.index.build import build

    source = tmp_path_factory.mktemp("rare")
    rare = [f"tha{one}{other}" for one in "bcdghklmnpqr" for other in "abcdefghiklmnopqrstuvxy"]
    texts = [
        " và ".join([*rare, *(f"nông {word}" for word in rare)]),
        *["Thôn nông thôn, thống"] * 3,
    ]
    for number, text in enumerate(texts):
        (source / f"{number}.txt").write_text(f"THÔNG BÁO\nvề việc {text} {number}\n", "utf-8")
    build([source], source / "index")
    return Completer(open_engine(source / "index"), knowledge)


@pytest.mark.parametrize(
    ("typed", "first", "others"),
    [
        ("th", "thông", {"thôn"}),
        ("tho", "thông", {"thôn"}),
        ("thô", "thông", {"thôn"}),
        ("thố", "thống", set()),
        ("thon", "thông", {"thôn"}),
        ("nông th", "nông thôn", set()),
        ("nông tho", "nông thôn", set()),
    ],
)
def test_a_word_is_completed_by_the_most_frequent_of_all(common_and_rare, typed, first, others):
    words = [one for one in common_and_rare.complete(typed) if one.kind == "word"]
    assert words[0].label == first
    assert others <= {one.label for one in words}
    assert [one.count for one in words] == sorted((one.count for one in words), reverse=True)


def test_hints_of_every_kind_have_a_place(engine, knowledge):
    hints = Completer(engine, knowledge).complete("th")
    assert {hint.kind for hint in hints} == {"directive", "place", "word"}
    assert len(hints) == 8


@pytest.mark.parametrize(
    "typed", ["", "x", "  ", "%%%", "\x00", "z" * 5000, "a \u0301\u0301", "zzz qqôn"]
)
def test_hints_for_nothing(engine, knowledge, typed):
    assert Completer(engine, knowledge).complete(typed) == ()


def test_why_a_hit_stands_where_it_stands(engine):
    said = reasons(told(engine, "nông thôn mới", explain=True).hits[0])
    assert any("trong trích yếu" in reason for reason in said)
    assert any("liền nhau" in reason for reason in said)
    assert told(engine, "nông thôn mới").hits[0].explanation == ()


def test_the_page_offers_all_this(client):
    page = show(client, "/tim?q=nôngn+thôn")
    assert "có phải là" in page.text("main")
    assert "Vì sao ở đây" in show(client, "/tim?q=nông+thôn&explain=1").text(".hits")
    answer = client.get("/goi-y.json?q=213").get_json()
    assert answer[0]["address"] == "/van-ban/tw/k12/qdi-213"


def test_undated_notices_come_last_by_date(engine):
    dates = [hit.card.date for hit in engine.search(Query(sort="date", per_page=100)).hits]
    known = [date for date in dates if date]
    assert dates[: len(known)] == sorted(known, reverse=True)
    assert not any(dates[len(known) :])


def test_a_beginning_of_more_words_than_are_looked_for_is_said(tmp_path, knowledge):
    few, many = (" ".join(f"th{word}{n}" for n in range(600)) for word in ("a", "ô"))
    drop(tmp_path / "in", one=notice(1, few), other=notice(2, many))
    build([tmp_path / "in"], tmp_path / "index")
    engine = open_engine(tmp_path / "index")

    def said(typed):
        return [str(one) for one in told(engine, typed).understood]

    note = f"chỉ dùng {MAX_EXPANSIONS} từ đầu trong các từ bắt đầu bằng “th”"
    assert said("th*") == ["có đủ: th*", note]
    assert note in said("-th*")
    assert note in said("(xã -th*) OR rừng")
    assert note in said("tha* OR th*")
    assert said("tha*") == ["có đủ: tha*"]
    assert engine.search(parse("th*", knowledge)).total == 2
