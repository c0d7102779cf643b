"""The whole path on the two real notices: files → index → search, JSON, terminal."""

import json

import pytest
from click.testing import CliRunner

from tests.checkout import REAL_NOTICES
from viendan.commands import main

CAM_MY = "003_1c839cea0975d955.txt"
LOC_QUANG = "004_04d850a0636ad3f3.txt"

pytestmark = pytest.mark.skipif(not REAL_NOTICES.is_dir(), reason="../shared/notices is not there")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    directory = tmp_path_factory.mktemp("real") / "index"
    done = CliRunner().invoke(main, ["index", str(REAL_NOTICES), "--index", str(directory)])
    assert done.exit_code == 0, done.output
    return str(directory)


def run(command, *arguments):
    done = CliRunner().invoke(main, [command, "--json", *arguments])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("chinh don dang", [CAM_MY, LOC_QUANG]),
        ("chỉnh đốn Đảng", [CAM_MY]),
        ("Lộc Quảng", [LOC_QUANG]),
        ("loc quang", [LOC_QUANG]),
        ('"nông thôn mới nâng cao"', [CAM_MY, LOC_QUANG]),
        ("213-QĐ/TW", [CAM_MY]),
        ("quy dinh 213", [CAM_MY]),
        ("Đảng uỷ", [CAM_MY, LOC_QUANG]),
        ("Đảng ủy", [CAM_MY, LOC_QUANG]),
        ("-Lộc Quảng", []),
        ("Quảng -Lộc", []),
        ("-Lộc", [CAM_MY]),
        ("zzzz qqqq", []),
    ],
)
def test_searches_find_what_a_person_expects(index, query, found):
    answer = run("search", "--index", index, "--", query)
    assert sorted(hit["source"] for hit in answer["hits"]) == found
    assert answer["total"] == len(found)


def test_chinh_don_dang_with_marks_prefers_the_exact_spelling(index):
    answer = run("search", "--index", index, "chỉnh đốn Đảng")
    assert answer["hits"][0]["source"] == CAM_MY


def test_where_nothing_has_all_words_the_best_partial_matches_come(index):
    answer = run("search", "--index", index, "zzzz Lộc Quảng")
    assert answer["hits"][0]["source"] == LOC_QUANG
    assert answer["understood"].startswith("có một phần các chữ zzzz")


def test_both_spellings_find_the_same(index):
    old, new = (run("search", "--index", index, word) for word in ("Đảng ủy", "Đảng uỷ"))
    assert [hit["id"] for hit in old["hits"]] == [hit["id"] for hit in new["hits"]]
    assert old["facets"] == new["facets"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--cites", "213-QĐ/TW"], [CAM_MY]),
        (["--cites", "tw/k13/kl-21"], [CAM_MY, LOC_QUANG]),
        (["--unit", "dong-nai"], [CAM_MY]),
        (["--unit", "lam-dong/bao-lam"], [LOC_QUANG]),
        (["--unit", "dong-nai", "--unit", "lam-dong"], [CAM_MY, LOC_QUANG]),
        (["--year", "2022"], [CAM_MY]),
        (["--year", "2022", "--unit", "lam-dong"], []),
        (["--type", "thong-bao"], [CAM_MY, LOC_QUANG]),
        (["--issuer", "thuong-truc-huyen-uy-bao-lam-lam-dong"], [LOC_QUANG]),
    ],
)
def test_filters(index, filters, found):
    answer = run("search", "--index", index, *filters)
    assert sorted(hit["source"] for hit in answer["hits"]) == found


def test_facets_leave_their_own_filter_out(index):
    answer = run("search", "--index", index, "--year", "2022")
    years = [(v["value"], v["count"], v["selected"]) for v in answer["facets"]["year"]]
    assert years == [("2023", 1, False), ("2022", 1, True)]
    assert [v["value"] for v in answer["facets"]["type"]] == ["thong-bao"]


def test_what_was_understood_of_cam_my():
    read = run("read", str(REAL_NOTICES / CAM_MY))
    fields = read["fields"]
    assert fields["type"]["value"] == "Thông báo"
    assert fields["title"]["value"] == (
        "kết luận về kiểm tra thực hiện nghị quyết, chỉ thị của Đảng "
        "đối với Đảng bộ huyện Cẩm Mỹ năm 2022"
    )
    assert fields["number"]["value"] is None
    assert (fields["issuer"]["value"], fields["level"]["value"]) == (
        "Ban Thường vụ Tỉnh ủy",
        "province",
    )
    assert (fields["date"]["value"], fields["year"]["value"]) == (None, 2022)
    assert (fields["year"]["status"], fields["year"]["reason"]) == ("inferred", "theo tiêu đề")
    assert read["issuer_place"]["place"] == "dong-nai"
    assert read["unit_place"]["place"] == "dong-nai/cam-my"
    assert len(read["recipients"]) == 6
    assert fields["signatory"]["value"] == {
        "authority": "T/M Ban Thường vụ",
        "position": "Phó Bí thư",
        "name": "Hồ Thanh Sơn",
        "rank": "",
    }
    assert fields["signatories"]["value"] == [fields["signatory"]["value"]]
    assert [one["key"] for one in read["citations"]] == [
        "tu.dong-nai/nk2020/qd-842",
        "tu.dong-nai/nk2020/kh-196",
        "tw/k12/nq-04",
        "tw/k11/qdi-101",
        "tw/k12/qdi-213",
        "tu.dong-nai/nk2020/kh-177",
        "tu.dong-nai/nk2015/qdi-04",
        "nn.byt/y2011/qd-3447",
        "hu.cam-my.dong-nai/nk2020/dh",
        "tw/k13/kl-21",
        "tw/k13/kl-01",
        "tw/k12/ct-05",
    ]


def test_what_was_understood_of_loc_quang():
    read = run("read", str(REAL_NOTICES / LOC_QUANG))
    fields = read["fields"]
    assert fields["title"]["value"] == "Kết quả làm việc đối với Đảng ủy xã Lộc Quảng"
    assert fields["number"]["value"] is None
    assert (fields["issuer"]["value"], fields["level"]["value"]) == (
        "Thường trực Huyện ủy",
        "district",
    )
    assert (fields["date"]["value"], fields["date"]["status"]) == ("2023-08-09", "stated")
    assert read["issuer_place"]["place"] == "lam-dong/bao-lam"
    assert read["unit_place"]["place"] == "lam-dong/bao-lam/loc-quang"
    assert len(read["recipients"]) == 7
    assert fields["signatory"]["value"] == {
        "authority": "T/L Ban Thường vụ",
        "position": "Chánh Văn phòng",
        "name": None,
        "rank": "",
    }
    assert [one["key"] for one in read["citations"]] == [
        "tw/k12/nq-04",
        "tw/k13/kl-21",
        "tw/k12/nq-04",
        "tw/k13/kl-21",
        "tw/k12/ct-05",
    ]


def test_marks_and_quotes_are_slices_of_the_verbatim_text(index):
    text = (REAL_NOTICES / CAM_MY).read_text("utf-8")
    for hit in run("search", "--index", index, "chinh don dang", "--unit", "dong-nai")["hits"]:
        for snippet in hit["snippets"]:
            start = snippet["start"]
            assert text[start : start + len(snippet["text"])] == snippet["text"]
            assert snippet["marks"]


def test_the_terminal_says_the_same(index):
    shown = CliRunner().invoke(main, ["search", "--index", index, "213-QĐ/TW"]).stdout
    assert "huyện Cẩm Mỹ, Đồng Nai" in shown
    assert "Quy định 213-QĐ/TW (khóa XII)" in shown
    english = CliRunner().invoke(main, ["--lang", "en", "search", "--index", index, "xã"]).stdout
    assert "2 notices, page 1/1" in english
