"""Query relaxation: wider questions where nothing was found, each with its hits."""

import pytest

from tests.pages import show


def relaxations(client, asked):
    """What a page without hits offers: text → number, by the order offered."""
    page = show(client, f"/tim?{asked}")
    assert page.has(".empty")
    links = page.links(".empty .choices a")
    for link, told in zip(links, page.texts(".empty .choices .count"), strict=True):
        found = client.get(link.replace("/tim?", "/tim.json?")).json
        assert told == f"{found['total']} thông báo"
        assert not found["partial"]
    return page.texts(".empty .choices a")


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ('q="xây+dựng+nông+thôn+số"', ['Chỉ tìm: "xây dựng nông thôn"']),
        ("q=“chi+bộ+rừng”", ["Chỉ tìm: “chi bộ”"]),
        ('q="xây+dựng+nông+thôn+zzz"', ['Chỉ tìm: "xây dựng nông thôn"']),
        ("q=đảng+ủy+-xã+-huyện+-tỉnh+-đảng", ["Chỉ tìm: đảng ủy -xã -huyện -tỉnh"]),
    ],
)
def test_no_hits_offer_the_query_without_one_of_its_words(client, asked, offered):
    less = [one for one in relaxations(client, asked) if one.startswith("Chỉ tìm")]
    assert less == offered


def test_the_ways_on_are_few_and_never_a_word_that_nearly_all_notices_have(client):
    ways = relaxations(client, 'q="' + "+".join(f"số+thôn{n}" for n in range(30)) + '"')
    assert ways == []
    ways = relaxations(client, 'q="chi+bộ+thông+báo+số+rừng+đảng+về+việc"')
    assert 0 < len(ways) <= 5
