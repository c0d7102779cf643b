"""Place names in a text: what opens one, what is none, and any text at all."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.gazetteer.units import Gazetteer
from indexer.model import Outcome, PartialDate
from indexer.places.former import Former, former_units
from indexer.places.lexicon import place_lexicon
from indexer.places.locator import resolve_places
from indexer.places.mentions import find_places
from tests.steps import is_linear

GAZETTEER = Gazetteer.load()


def named(text):
    return [(m.text, m.kind, m.organisation) for m in find_places(text, GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Đảng bộ huyện Cẩm Mỹ", [("huyện Cẩm Mỹ", "huyện", "Đảng bộ")]),
        ("BTV Huyện uỷ Cẩm Mỹ", [("Cẩm Mỹ", "huyện", "Huyện uỷ")]),
        ("Đảng ủy, UBND xã Lộc Quảng", [("xã Lộc Quảng", "xã", "UBND")]),
        (
            "Phòng Giáo dục và Đào tạo huyện Cẩm Mỹ",
            [("huyện Cẩm Mỹ", "huyện", "Phòng Giáo dục và Đào tạo")],
        ),
        ("đi thị trấn Lộc Thắng;", [("thị trấn Lộc Thắng", "thị trấn", None)]),
        (
            "03 xã (Xuân Mỹ, Sông Nhạn, Xuân Đông)",
            [("Xuân Mỹ", "xã", None), ("Sông Nhạn", "xã", None), ("Xuân Đông", "xã", None)],
        ),
        ("01 xã nông thôn mới kiểu mẫu (Xuân Bảo)", [("Xuân Bảo", "xã", None)]),
        (
            "các phường 1, 2 và 5 thuộc",
            [("phường 1", "phường", None), ("2", "phường", None), ("5", "phường", None)],
        ),
        ("gồm 10 phường 12 xã, 03 hộ", []),
        ("Bảo Lâm, ngày 09 tháng 8 năm 2023", [("Bảo Lâm", None, None)]),
        ("HUYỆN ỦY BẢO LÂM Bảo Lâm, ngày 09", [("BẢO LÂM", "huyện", "HUYỆN ỦY")]),
        ("TP. Biên Hòa, TX Hồng Ngự, TT. Trảng Bom", [
            ("TP. Biên Hòa", "thành phố", None),
            ("TX Hồng Ngự", "thị xã", None),
            ("TT. Trảng Bom", "thị trấn", None),
        ]),
        (
            "các xã, thị trấn: Lộc Quảng, Lộc Thắng",
            [("Lộc Quảng", "xã", None), ("Lộc Thắng", "thị trấn", None)],
        ),
        ("các xã của huyện như Lộc Quảng", [("Lộc Quảng", "xã", None)]),
        ("huyện Long Thành - Nhơn Trạch", [
            ("huyện Long Thành", "huyện", None), ("Nhơn Trạch", "huyện", None),
        ]),
        ("huyện đảo Lý Sơn", [("huyện đảo Lý Sơn", "huyện", None)]),
        ("Xã Lộc Quảng Nguyễn Văn Minh", [("Xã Lộc Quảng", "xã", None)]),
        ("Phường Quang Vinh Thành phố Biên Hòa", [
            ("Phường Quang Vinh", "phường", None), ("Thành phố Biên Hòa", "thành phố", None),
        ]),
        ("Dang uy xa Loc Quang", [("xa Loc Quang", "xã", "Dang uy")]),
        # a number behind a name is a figure, or belongs to a name that no unit bears
        ("xã Lâm San 78%", [("xã Lâm San", "xã", None)]),
        ("Xã Sông Ray\t95%", [("Xã Sông Ray", "xã", None)]),
        ("xã Sông Ray 12 chi bộ", [("xã Sông Ray", "xã", None)]),
        ("Xã Sông Ray 12 95 3", [("Xã Sông Ray", "xã", None)]),
        ("xã Bảo Lâm 5 78%", [("xã Bảo Lâm 5", "xã", None)]),
        ("xã Bảo Lâm 7 báo cáo", [("xã Bảo Lâm 7", "xã", None)]),
        ("xã Bảo Lâm l báo cáo", [("xã Bảo Lâm l", "xã", None)]),
        ("xã Bảo Lâm 07 báo cáo", [("xã Bảo Lâm 07", "xã", None)]),
        ("xã Sông Ray 07 chi bộ", [("xã Sông Ray", "xã", None)]),
        ("ĐẢNG ỦY XÃ BẢO LÂM 7", [("XÃ BẢO LÂM 7", "xã", "ĐẢNG ỦY")]),
        ("phường Móng Cái 5.", [("phường Móng Cái 5", "phường", None)]),
        ("Xã Hòa Ninh\tNgày 12/5", [("Xã Hòa Ninh", "xã", None)]),
        # neither a name nor its list goes from one cell to the next
        ("TT\tXã, thị trấn\tDự toán (triệu đồng)", []),
        ("thị\ttrấn Lộc Thắng", []),
        ("Xã\tLộc Quảng\t4.271", []),
        ("Các xã\tđạt (Lộc Bảo)", []),
        ("Các xã:\tLộc Bảo, Lộc Lâm", [("Lộc Bảo", "xã", None), ("Lộc Lâm", "xã", None)]),
        ("các xã: Lộc Bảo\t, Lộc Lâm", [("Lộc Bảo", "xã", None)]),
        ("huyện Bảo Lâm\t(Cao Bằng)", [("huyện Bảo Lâm", "huyện", None)]),
        ("Huyện ủy Bảo Lâm\tCao Bằng", [("Bảo Lâm", "huyện", "Huyện ủy")]),
        ("Phòng\txã Lộc Quảng", [("xã Lộc Quảng", "xã", None)]),
        ("ĐỒNG\tNai, ngày 09 tháng 8", []),
        ("xã Bảo Lâm\tl", [("xã Bảo Lâm", "xã", None)]),
        ("| xã Bảo Lâm | 5 |", [("xã Bảo Lâm", "xã", None)]),
        ("xã Bảo Lâm | báo cáo", [("xã Bảo Lâm |", "xã", None)]),
        # lists
        (
            "08 xã, thị trấn, gồm: Nam Ban, Phúc Thọ",
            [("Nam Ban", None, None), ("Phúc Thọ", None, None)],
        ),
        ("02 xã chưa đạt là Lộc Bảo, Lộc Lâm", [("Lộc Bảo", "xã", None), ("Lộc Lâm", "xã", None)]),
        (
            "Xếp loại các xã: Lộc Bảo: 91 điểm, Lộc Lâm: 88,5 điểm",
            [("Lộc Bảo", "xã", None), ("Lộc Lâm", "xã", None)],
        ),
        (
            "Các xã:\n- Lộc Bảo;\n- Lộc Lâm.\nThời gian: tháng 4",
            [("Lộc Bảo", "xã", None), ("Lộc Lâm", "xã", None)],
        ),
        ("Các xã:\na) Lộc Bảo\nb) Lộc Lâm", [("Lộc Bảo", "xã", None), ("Lộc Lâm", "xã", None)]),
        ("Các xã:\n1. Lộc Bảo\n2. Lộc Lâm", [("Lộc Bảo", "xã", None), ("Lộc Lâm", "xã", None)]),
        (
            "các huyện: Tam Nông (Phú Thọ), Cẩm Mỹ",
            [("Tam Nông", "huyện", None), ("Phú Thọ", None, None), ("Cẩm Mỹ", "huyện", None)],
        ),
        # abbreviations and apostrophes
        ("cảng TPHCM", [("TPHCM", "thành phố", None)]),
        ("tỉnh BR-VT, Tỉnh ủy BRVT", [("tỉnh BR-VT", "tỉnh", None), ("BRVT", "tỉnh", "Tỉnh ủy")]),
        ("T.P Cần Thơ, T.X. Hồng Ngự", [
            ("T.P Cần Thơ", "thành phố", None), ("T.X. Hồng Ngự", "thị xã", None),
        ]),
        *(
            (f"huyện {name}", [(f"huyện {name}", "huyện", None)])
            for name in ("K'Bang", "K’Bang", "K`Bang", "K´Bang", "KBang", "Ea Hleo", "Đăk R'Lấp")
        ),
        # bodies that only end like a cooperative
        ("Đoàn công tác tỉnh Cà Mau", [("tỉnh Cà Mau", "tỉnh", "Đoàn công tác")]),
        ("Tổ công tác xã Lộc Quảng", [("xã Lộc Quảng", "xã", None)]),
        ("tổ hợp tác xã Lộc Quảng", [("xã Lộc Quảng", "xã", None)]),
        ("Huyện Đoan Hùng, xã Đạo Đức", [
            ("Huyện Đoan Hùng", "huyện", None), ("xã Đạo Đức", "xã", None),
        ]),
    ],
)  # fmt: skip
def test_what_opens_a_name(text, mentions):
    assert named(text) == mentions


@pytest.mark.parametrize(
    "text",
    [
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\n□\n\nHồ Thanh Sơn",
        "CHỦ TỊCH UBND XÃ\n\nHồ Thanh Sơn",
        "T/M ĐẢNG ỦY XÃ\n\nThanh Sơn",
        "Bí thư Huyện ủy Hồ Thanh Sơn chủ trì",
        "Bí thư Huyện ủy Nguyễn Bình kết luận",
        "tư tưởng Hồ Chí Minh, chủ nghĩa Mác - Lênin",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Hợp tác xã Tân Tiến, Thông tấn xã Việt Nam, làng xã Việt Nam",
        "Trường THPT Lê Lợi, Trường Tiểu học Kim Đồng",
        "Liên hiệp hợp tác xã Tân Tiến",
        "Ban Thường vụ Quận ủy kết luận như sau:\n\n1. Ưu điểm",
        "Ban Thường vụ Quận ủy kết luận: 1. Ưu điểm",
        "Đảng ủy xã thống nhất như sau:\n\nI. KẾT QUẢ",
        "Đảng ủy phường kết luận:\n1. Ưu điểm\n2. Hạn chế",
        "Đảng ủy phường\n\nIV. Ưu điểm",
        "Huyen uy va Dang uy, Dang vien; Thanh uy giao Dang uy",
        "hội nghị của tphcm",
        "cơ quan Nhà nước, tình hình Xuân Mỹ, tỉnh lộ 765, quán Cẩm Mỹ",
        "13/13 xã, thị trấn trên địa bàn huyện",
        "của huyện\n\n1. Về kinh tế",
        "Huyện ủy viên, Tỉnh ủy viên Đồng Nai",
        "ông Nguyễn Thị Phường Xuân An",
        "Cẩm Mỹ, Bảo Lâm và Đồng Nai",
    ],
)
def test_what_is_no_place(text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đảng ủy xã Lộc\n\nQuảng báo cáo", "Lộc Quảng"),
        ("Đảng bộ huyện\n\nCẩm Mỹ trong năm", "Cẩm Mỹ"),
        ("Đảng bộ huyện Cẩm\nMỹ trong năm", "Cẩm Mỹ"),
        ("**xã Lộc Quảng**,", "Lộc Quảng"),
        (unicodedata.normalize("NFD", "Đảng uỷ xã Lộc Quảng"), "Lộc Quảng"),
    ],
)
def test_a_name_that_layout_broke(text, name):
    (mention,) = find_places(text, GAZETTEER)
    assert mention.name == name
    assert mention.span.of(text) == mention.text


# --- any text ---------------------------------------------------------------------------------

scraps = st.lists(
    st.sampled_from(
        ["xã", "huyện", "Huyện ủy", "các xã", "(", ")", ":", ",", ";", " và ", "\n", "\n\n", " ",
         "*", "Cẩm Mỹ", "Bảo Lâm", "Lộc", "Quảng", "4", "12", "phường", "quận", "TP.",
         "ngày 09 tháng 8", "ĐẢNG BỘ TỈNH", "LÂM ĐỒNG", "u\u031b", "\u200b", "Hồ Thanh Sơn",
         "Dang uy xa", "'", "-"]
    ),
    max_size=40,
)  # fmt: skip


@given(scraps, st.sampled_from(["", " "]), st.integers(2003, 2027))
def test_any_text_is_read_and_every_span_holds(parts, glue, year):
    text = glue.join(parts)
    found = resolve_places(text, GAZETTEER, PartialDate(year))
    spans = [r.mention.span for r in found]
    assert spans == sorted(spans)
    for resolution in found:
        mention = resolution.mention
        assert mention.text == mention.span.of(text)
        assert (resolution.place is not None) == (resolution.outcome is Outcome.RESOLVED)
        if resolution.place:
            assert resolution.candidates == (resolution.place,)
            assert GAZETTEER.place(resolution.place, date(year, 12, 31))


@pytest.mark.parametrize(
    "scrap",
    ["xã ", "các xã (", "huyện Cẩm Mỹ, ", "xã a ", "(", "Đảng bộ\n", ", ngày ", "xã Bảo Lâm 7 ",
     "Các xã:\n- Lộc An: 9 hộ;\n", "xã, gồm: ", "xã Sông Ray 95% ", "xã Lộc An (Bảo Lâm), ",
     "TPHCM, ", "các xã Bảo Lâm 1, 2, ", "hợp tác xã "],
)  # fmt: skip
def test_the_work_grows_as_a_hostile_text_does(scrap):
    assert is_linear(lambda text: find_places(text, GAZETTEER), scrap, 400)


@pytest.mark.parametrize("scrap", ["xã Lộc An (cũ), ", "xã Lộc An, xã Bảo Lâm; ", "Lộc An, xã "])
def test_so_does_the_work_of_telling_units_apart(scrap):
    def work(text):
        return resolve_places(text, GAZETTEER, PartialDate(2025, 9, 4), "Lâm Đồng")

    assert is_linear(work, scrap, 100)


# --- the tables ---------------------------------------------------------------------------------


def test_letters_are_known_names_of_their_type():
    lexicon = place_lexicon()
    for letters in lexicon.letters:
        _, opener = lexicon.openers[letters]
        assert opener.kind in {place.kind for place in GAZETTEER.ever_named(letters)}, letters
        assert named(f"tại {letters.upper()}") == [(letters.upper(), opener.kind, None)]


@pytest.mark.parametrize("said", ["(cũ)", "cũ", "trước đây", ", nay là xã", "trước khi sáp nhập"])
def test_words_behind_a_former_unit(said):
    text = f"xã Lộc An {said}".replace(" ,", ",")
    assert former_units(text, find_places(text, GAZETTEER)) == [Former.YES]


@pytest.mark.parametrize("said", ["cụ thể", "cư trú", "trước ngày 5", "nay đã họp", "(củ)"])
def test_words_that_say_no_such_thing(said):
    text = f"xã Lộc An {said}"
    assert former_units(text, find_places(text, GAZETTEER)) == [Former.NO]


def test_a_word_behind_a_list_means_all_of_it():
    text = "xã Cẩm Mỹ; các xã Lộc An, Lộc Đức (cũ); xã Lộc Tân, xã Lộc Nam cũ"
    assert former_units(text, find_places(text, GAZETTEER)) == [
        Former.NO, Former.YES, Former.YES, Former.PERHAPS, Former.YES,
    ]  # fmt: skip


# Right behind a name: marks of foot notes, fractions, digits and letters of other scripts.
BEHIND_A_NAME = "²¹½ªº①αФ漢٣३５5x"


@pytest.mark.parametrize("letter", BEHIND_A_NAME)
@pytest.mark.parametrize(
    "text", ["huyện Bảo Lâm{}", "thành phố Đà Lạt{} đã", "phường {}, xã {} và"]
)
def test_a_letter_of_another_kind_behind_a_name_refuses_no_text(text, letter):
    written = text.format(letter, letter)
    for mention in find_places(written, GAZETTEER):
        assert mention.span.of(written) == mention.text


@pytest.mark.parametrize("letter", "²¹ªº①")
def test_a_mark_of_a_foot_note_is_no_part_of_the_name(letter):
    assert named(f"Đảng bộ huyện Bảo Lâm{letter} đã họp") == [("huyện Bảo Lâm", "huyện", "Đảng bộ")]
