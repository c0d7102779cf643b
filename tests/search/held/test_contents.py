"""What the words of two texts differ in that bear one key, beyond number, day and title."""

import pytest

from app import create_app
from indexer.directives.knowledge import Knowledge
from indexer.index.build import build
from indexer.model import Document
from indexer.understanding import understand
from search.held import from_other_content
from tests.held_papers import DONG_NAI, KH_196, paper
from tests.notices import drop
from tests.pages import show

KNOWLEDGE = Knowledge.load()
TREES = "1. Mỗi xã trồng một nghìn cây."
TERM = "2. Nhiệm kỳ của tổ trồng cây là 03 năm."
WATCH = "3. Giao Văn phòng Tỉnh ủy theo dõi việc thực hiện."
BODY = "\n".join([TREES, TERM, WATCH])
WHOLE = {"number": "196-KH/TU", "title": "trồng cây xanh", "day": "05/01/2022", **DONG_NAI}


def reading(body, **more):
    text = paper(**{**WHOLE, "body": body, **more})
    return understand(Document("a", "a.txt", "", "text/plain", text), KNOWLEDGE)


def told(body, **more):
    found = from_other_content(reading(BODY), reading(body, **more))
    return str(found.reason) if found else ""


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            BODY.replace("03", "05"),
            (
                "nội dung khác nhau 1 đoạn: bản đứng đầu viết “trồng cây là 03 năm. 3. Giao Văn "
                "phòng Tỉnh ủy theo”, bản này viết “trồng cây là 05 năm. 3. Giao Văn phòng Tỉnh "
                "ủy theo”"
            ),
        ),
        # One paragraph less: what stands there instead is told.
        (
            "\n".join([TREES, TERM]),
            (
                "nội dung khác nhau 1 đoạn: bản đứng đầu còn có “là 03 năm. 3. Giao Văn phòng "
                "Tỉnh ủy theo dõi việc”"
            ),
        ),
        (
            f"{BODY}\n4. Báo cáo hằng quý.",
            "nội dung khác nhau 1 đoạn: bản này còn có “việc thực hiện. 4. Báo cáo hằng quý”",
        ),
        (
            BODY.replace("03", "05").replace("nghìn", "trăm"),
            (
                "nội dung khác nhau 2 đoạn: bản đứng đầu viết “xã trồng một nghìn cây. 2. Nhiệm kỳ "
                "của tổ trồng cây”, bản này viết “xã trồng một trăm cây. 2. Nhiệm kỳ của tổ trồng "
                "cây”"
            ),
        ),
        # The other text breaks its lines elsewhere, and one word is another: one paragraph.
        (BODY.replace("xã ", "xã\n").replace("03", "04"), "nội dung khác nhau 1 đoạn: "),
    ],
)
def test_other_words_are_told_with_the_first_of_them(body, wanted):
    assert told(body).startswith(wanted)


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (BODY, {}),
        # Marks, capitals, line breaks and marks of Markdown make no other text.
        (BODY.upper(), {}),
        (BODY.replace("theo dõi", "theo doi"), {}),
        (BODY.replace(" của ", "\ncủa "), {}),
        (BODY.replace("Nhiệm kỳ", "**Nhiệm kỳ**"), {}),
        # Letterhead, day, signature and title are compared by themselves, or by nobody.
        (BODY, {"day": "06/01/2022"}),
        (BODY, {"title": "trồng hoa"}),
        (BODY, {"above": "TỈNH ỦY ĐỒNG NAI\nVĂN PHÒNG"}),
        (BODY, {"signed": "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n(Đã ký)\nNguyễn Văn A"}),
    ],
)
def test_what_folds_to_the_same_is_the_same(body, more):
    assert told(body, **more) == ""


def disputed(tmp_path, **papers):
    drop(tmp_path / "in", **papers)
    build([tmp_path / "in"], tmp_path / "index", jobs=1)
    client = create_app(tmp_path / "index").test_client()
    answer = client.get(f"/van-ban/{KH_196}.json").json
    return show(client, f"/van-ban/{KH_196}"), answer["differences"]


def test_texts_of_one_title_and_day_with_other_words_are_both_shown(tmp_path):
    one = paper(**WHOLE, body=BODY)
    page, differences = disputed(tmp_path, one=one, other=one.replace("03 năm", "05 năm"))
    said = page.text("#cung-ma")
    assert "2 văn bản khác nhau cùng mang số này; chưa rõ bản nào đúng" in said
    assert "ngang nhau về chữ ký và ngày" in said
    assert all(f"{years} năm" in said for years in ("03", "05"))
    assert [(one["field"], one["of_texts"]) for one in differences] == [("content", True)]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"signed": ""}, "Bản đứng đầu là bản duy nhất có người ký."),
        ({"day": "07/01/2022"}, "rồi đến ngày ban hành muộn nhất."),
    ],
)
def test_it_is_said_why_one_of_them_stands_first(tmp_path, changed, why):
    other = paper(**{**WHOLE, "body": BODY.replace("03", "05"), **changed})
    page, _ = disputed(tmp_path, one=paper(**WHOLE, body=BODY), other=other)
    assert why in page.text("#cung-ma")


def test_many_texts_of_one_key_are_compared_within_bounds(tmp_path):
    one = paper(**WHOLE, body=BODY)
    papers = {f"p{n:02}": one.replace("03 năm", f"{n + 4} năm") for n in range(14)}
    page, differences = disputed(tmp_path, **papers)
    assert len(differences) == 10
    assert "và 3 bản nữa" in page.text("#cung-ma")
