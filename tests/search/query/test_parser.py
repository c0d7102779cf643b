"""What a person typed, and what was meant by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.plan import AnyTerm, Term
from search.engine.planner import plan
from search.engine.word_plans import MAX_SCORED_EXPANSIONS
from search.query.model import And, InField, Phrase, Prefix, TypedCitation, Word, clause_tokens
from search.query.parser import MAX_FILTER_LETTERS, MAX_TERMS, parse
from tests.asking import told


def said(clauses):
    kinds = {Word: "", Phrase: '"', TypedCitation: "§", Prefix: "*", And: ""}
    return [kinds[type(c)] + " ".join(t.syllable for t in clause_tokens(c)) for c in clauses]


@pytest.mark.parametrize(
    ("typed", "required", "excluded"),
    [
        ("chỉnh đốn Đảng", ["chỉnh", "đốn", "đảng"], []),
        ('"nông thôn mới" xã', ['"nông thôn mới', "xã"], []),
        ("“nông thôn” xã", ['"nông thôn', "xã"], []),
        ("xã -huyện", ["xã"], ["huyện"]),
        ('xã -"nông thôn"', ["xã"], ['"nông thôn']),
        ("kinh tế - xã hội", ["kinh", "tế", "xã", "hội"], []),
        ("Lê-nin", ["lê", "nin"], []),
        ('"một', ["một"], []),
        ('"xã"', ["xã"], []),
        ("xã xã", ["xã"], []),
        ("213-QĐ/TW", ["§213 qđ tw"], []),
        ("nêu gương 213-QĐ/TW", ["nêu", "gương", "§213 qđ tw"], []),
        ("nghi* quyết", ["*nghi", "quyết"], []),
        ("n*", ["n"], []),
        ("xã AND huyện", ["xã", "huyện"], []),
        ("x\u00adã th\u200bôn", ["xã", "thôn"], []),
        ("xã\u202ethôn", ["xã", "thôn"], []),
        ("Căn cứ:213-QĐ/TW", ["căn", "cứ", "§213 qđ tw"], []),
        ("kho:(xã huyện)", ["kho", "xã huyện"], []),
        ("nam:abc", ["abc"], []),
    ],
)
def test_what_is_meant(knowledge, typed, required, excluded):
    query = parse(typed, knowledge)
    assert said(query.required) == required
    assert said(query.excluded) == excluded


@pytest.mark.parametrize(
    "typed",
    ["", "   ", '"""', "-", "--", "OR", "((((", "…,.;", "*", "\x00\x1f", "\u202e", "a" * 10_000,
     "xã " * 5_000, '"' + "xã " * 400 + '"', "\ud800", "số " * 700, "-" * 2_000],
)  # fmt: skip
def test_nothing_typed_is_an_error(knowledge, typed):
    query = parse(typed, knowledge)
    assert sum(len(clause_tokens(c)) for c in query.required) <= MAX_TERMS


@given(st.text())
def test_any_text_is_a_query(knowledge, typed):
    query = parse(typed, knowledge)
    query.text.encode("utf-8")


def test_bounds_are_said(knowledge):
    assert parse(" ".join(f"từ{n}" for n in range(500)), knowledge).notes
    assert parse("a" * 5_000, knowledge).notes
    assert not parse("nông thôn mới", knowledge).notes


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("a*", "dấu * cần ít nhất hai chữ cái đứng trước"),
        ("nam:abc", "“nam:abc” không lọc được, nên được tìm như từ"),
        ("nam:(2020 OR xã)", "“nam:(” không lọc được, nên được tìm như từ"),
        ("-tu_ngay:2022", "“-tu_ngay:2022” không loại trừ được, nên được tìm như từ"),
        (" ".join(f"loai:x{n}" for n in range(60)), "chỉ dùng 50 mục đầu của một bộ lọc"),
    ],
)
def test_what_cannot_be_meant_is_said(knowledge, typed, note):
    assert [str(one) for one in parse(typed, knowledge).notes] == [note]


def test_a_written_form_is_a_filter(knowledge):
    query = parse("", knowledge, {"cites": ["213-QĐ/TW", "tw/k13/kl-21"], "year": ["2022", ""]})
    assert query.filters == {"cites": ("tw/k12/qdi-213", "tw/k13/kl-21"), "year": ("2022",)}


@pytest.mark.parametrize("typed", ["213-QĐ/TW", "12/7/2022", '"nông thôn"'])
def test_in_a_group_behind_a_field_all_is_looked_for_in_that_field(knowledge, typed):
    for text in (f"tieu_de:({typed})", f"(tieu_de:({typed}) xã) OR rừng"):
        (clause,) = parse(text, knowledge).required
        inner = clause.parts[0].parts[0] if text[0] == "(" else clause
        assert isinstance(inner, InField)
        assert inner.field == "title"


def test_filters_of_all_kinds_are_bounded_together(knowledge):
    given = {name: [f"{name}-{n:03}" for n in range(50)] for name in ("issuer", "organ", "type")}
    query = parse("", knowledge, {**given, "year": ["1990..2026"]})
    letters = sum(len(name) + len(value) for name in given for value in query.filters.get(name, ()))
    assert 0 < letters <= MAX_FILTER_LETTERS
    assert len(query.filters["year"]) == 37  # a range in an address
    assert [str(one) for one in query.notes] == [
        "câu hỏi có quá nhiều bộ lọc: chỉ dùng những bộ lọc đầu"
    ]
    few = parse("", knowledge, {name: values[:20] for name, values in given.items()})
    assert {len(values) for values in few.filters.values()} == {20}
    assert not few.notes


def test_pages_and_orders_are_bounded(knowledge):
    query = parse("xã", knowledge, sort="none", page=-3, per_page=10**9)
    assert (query.sort, query.page, query.per_page) == ("relevance", 1, 100)


@pytest.mark.parametrize(
    ("asked", "vietnamese", "english"),
    [
        ("level=district", "có cấp ban hành: cấp huyện", "with level of the issuer: district"),
        ("lacks=so&lacks=mau", "có dữ liệu: thiếu số / văn bản mẫu",
         "with data: no number / sample"),
        ("unit=_", "chưa rõ địa bàn", "of an unknown place"),
        ("unit=cao-bang&unit_role=about", "nói về Cao Bằng", "about Cao Bằng"),
        ("unit=trung-uong&unit_role=issued", "do cơ quan ở Trung ương ban hành",
         "issued by bodies of Trung ương"),
        ("unit_issued=cao-bang", "do cơ quan ở Cao Bằng ban hành", "issued by bodies of Cao Bằng"),
        ("unit=cao-bang&unit_role=",
         "của Cao Bằng hoặc nói về Cao Bằng", "of Cao Bằng, or about Cao Bằng"),
        ("cites=zzz", "viện dẫn zzz", "citing zzz"),
        ("year=2021&year=_&year=2020", "năm 2020–2021 / không rõ", "of 2020–2021 / unknown"),
        ("q=tu_ngay:2022-01-31", "từ ngày 31/01/2022", "from 31/01/2022"),
        ("q=den_ngay:2022-02", "đến ngày 28/02/2022", "until 28/02/2022"),
        ("q=tieu_de:xã", "có đủ các chữ tieu_de:xã", "with all the words tieu_de:xã"),
        ("q=co_quan:huyện-ủy", "có đủ các chữ co_quan:(huyện ủy)",
         "with all the words co_quan:(huyện ủy)"),
        ('q=nguoi_ky:"bí thư"', "có đủ các chữ nguoi_ky:“bí thư”",
         "with all the words nguoi_ky:“bí thư”"),
        ("q=kinh_gui:huyện", "có đủ các chữ kinh_gui:huyện", "with all the words kinh_gui:huyện"),
    ],
)  # fmt: skip
def test_what_was_understood_is_said_in_the_words_of_the_page(client, asked, vietnamese, english):
    assert client.get(f"/tim.json?{asked}").json["understood"] == vietnamese
    assert client.get(f"/tim.json?{asked}&lang=en").json["understood"] == english


HOSTILE = [
    "a" * 10_000, "xã " * 5_000, " ".join(f"từ{n}" for n in range(1_000)), "\x00xã\x1f",
    "\u202exã\u2066huyện", "*", "a*", "th*", "ng* th* 20*", '"""', '"' * 999,
    "(" * 999 + "xã" + ")", "(xã OR " * 300, "-" * 5_000, "-xã", "OR OR", "-(xã -(huyện",
    "khong_co:xã", "tieu_de:",
    'tieu_de:("', "nam:9999..0000", "nam:0000..9999", "tu_ngay:2022-13-45", "vien_dan:*",
    "dia_ban:*", '"xã huyện tỉnh" OR -"xã"', "\u0300\u0301", "ﬁ ǆ ß İ", "🏛" * 100, "%00 <script>",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_every_query_has_a_page_and_an_answer(client, typed):
    asked = {"q": typed.encode("utf-8", "surrogatepass")}
    assert client.get("/tim", query_string=asked).status_code == 200
    answer = client.get("/tim.json", query_string=asked)
    assert answer.status_code == 200
    assert answer.json["total"] >= len(answer.json["hits"])


def test_bytes_that_are_no_text_have_a_page(client):
    assert client.get("/tim?q=x%ED%A0%80%FF%C3").status_code == 200


@pytest.mark.parametrize(
    "odd",
    ["page=99999999999999999999", "page=-1", "page=x", "per_page=99999999", "per_page=0",
     "sort=none", "sort=", "year=zzz", "unit=%00", "cites=" + "x" * 3_000, "issuer=%F0%9F%8F%9B",
     "type=*", "unknown=1", "&".join(f"year={year}" for year in range(2_000))],
)  # fmt: skip
def test_odd_parameters_have_a_page(client, odd):
    assert client.get(f"/tim?q=x%C3%A3&{odd}").status_code == 200
    assert client.get(f"/tim.json?q=x%C3%A3&{odd}").status_code in (200, 400)


# --- beginnings of words ------------------------------------------------------------------------


def test_a_beginning_is_weighed_by_its_words_only_where_they_are_few(knowledge):
    def planned(count):
        return plan(
            parse("ngh*", knowledge),
            lambda _, prefix: [f"{prefix}{n}" for n in range(count)],
        )

    few = planned(MAX_SCORED_EXPANSIONS)
    assert {type(part) for part in few.parts} == {Term}
    assert {part.field for part in few.parts} == {"title_bare", "body_bare"}
    many = planned(MAX_SCORED_EXPANSIONS + 1)
    assert {(type(part), part.field) for part in many.parts} == {
        (AnyTerm, "title_bare"),
        (AnyTerm, "body_bare"),
    }
    assert planned(0) == plan(parse("ngh", knowledge), lambda *_: [])


# --- words that no notice can have ----------------------------------------------------------------


@pytest.mark.parametrize("typed", ["x" * 65, "x" * 900, "-" + "a" * 70 + " " + "x" * 65])
def test_a_word_too_long_to_be_one_finds_nothing_and_is_said(client, typed):
    answer = client.get("/tim.json", query_string={"q": typed}).json
    assert answer["total"] == 0
    assert "chỉ dùng 64 chữ cái đầu của một từ" in answer["understood"]
    assert "x" * 64 in answer["understood"]
    assert "x" * 65 not in answer["understood"]
    assert client.get("/tim", query_string={"q": typed}).status_code == 200


def test_a_word_too_long_is_one_that_no_notice_has(client):
    answer = client.get("/tim.json", query_string={"q": f"rừng {'x' * 65}"}).json
    assert answer["partial"]
    assert answer["total"] == client.get("/tim.json?q=rừng").json["total"]
    whole = client.get("/tim.json", query_string={"q": f"-{'x' * 65} rừng"}).json
    assert (whole["partial"], whole["total"]) == (False, answer["total"])


@pytest.mark.parametrize("query", ["%FF%FE", "x%E3", "%22x%E3+h%E0%22", "%ED%A0%80"])
def test_letters_that_cannot_be_read_find_nothing_and_are_said(client, query):
    answer = client.get(f"/tim.json?q={query}").json
    assert answer["total"] == 0
    assert "câu hỏi có chữ không đọc được; hãy gõ lại chữ ấy" in answer["understood"]
    assert client.get(f"/tim?q={query}").status_code == 200


def test_the_other_words_are_still_searched_and_the_nearest_is_offered(client):
    answer = client.get("/tim.json?q=r%E1%BB%ABng+n%F4ng").json
    assert answer["partial"]
    assert answer["total"] == client.get("/tim.json?q=rừng").json["total"]
    assert "nong" in client.get("/tim?q=n%F4ng").text


def test_bytes_from_a_terminal_are_letters_that_cannot_be_read(knowledge):
    query = parse("n\udcf4ng", knowledge)
    assert query.required == parse("n\ufffdng", knowledge).required
    assert len(query.notes) == 1


def test_a_part_is_said_only_where_a_part_was_found(client):
    for query in ("khôngcó từnày", "rừng khôngcó nam:1931"):
        answer = client.get("/tim.json", query_string={"q": query}).json
        assert (answer["total"], answer["partial"]) == (0, False)
        assert "không thông báo nào có đủ" not in answer["understood"]
        assert answer["understood"].startswith("có đủ các chữ")


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


@pytest.mark.parametrize(
    ("typed", "wider"),
    [
        ("hội đồng nhân dân", "hội đồng nhan dân"),
        ("hội đồng nhan dân", "hoi dong nhan dan"),
        ('"giải quyết"', '"giai quyết"'),
        ("tieu_de:kiểm", "tieu_de:kiem"),
        ("nghị*", "nghi*"),
    ],
)
def test_fewer_marks_find_no_less(find, typed, wider):
    assert find(wider) >= find(typed) != set()


@pytest.mark.parametrize(
    ("typed", "key", "others"),
    [
        # The number came back: Chỉ thị 35 of 2014, of 2019 and of 2024.
        ("35-CT/TW ngày 14/6/2024", "tw/k13/ct-35", "35-CT/TW"),
        ("chỉ thị 35 ngày 26/5/2014", "tw/k11/ct-35", "chỉ thị 35"),
        ("Chỉ thị 35-CT/TW (khóa XII)", "tw/k12/ct-35", "Chỉ thị 35-CT/TW"),
    ],
)
def test_a_day_or_khoa_that_is_typed_keeps_the_namesakes_of_a_directive_out(
    find, typed, key, others
):
    found = find(typed)
    assert found <= find(f"vien_dan:{key}")
    assert found < find(others)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("hoạ*", "hoạt hoạch"), ("họa*", "hoạt hoạch"), ("toà*", "toàn tòa"),
        ("quy*", "quy quyết quỹ"), ("-hoạ*", "-hoạ -hoạt -hoạch"),
    ],
)  # fmt: skip
def test_a_beginning_finds_what_its_words_find(find, typed, words):
    if typed.startswith("-"):
        assert find(typed) <= find(words)
    else:
        assert find(typed) >= find(words.replace(" ", " OR ")) != set()


def test_a_lone_y_begins_nothing_that_has_an_i(find):
    assert find("ky* -kỷ -kỳ -ký -kỹ") == set() != find("kinh -kỷ -kỳ -ký -kỹ")


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
    assert [str(one) for one in found.understood] == [
        "có đủ các chữ đảng",
        "trừ thông báo năm 2022",
    ]
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
