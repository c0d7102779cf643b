"""Lists that are followed: Atom, whatever it holds."""

from xml.etree import ElementTree

from search.forms import feeds


def test_a_feed_is_well_formed_whatever_it_holds():
    entry = feeds.FeedEntry("/thong-bao/a", "<b>\x00\x0b&\ud800", "2023-08", "]]>")
    tree = ElementTree.fromstring(feeds.atom(feeds.Feed("t", [entry]), "/tim.atom", "http://x"))
    assert tree.find("{*}entry/{*}title").text == "<b>&"
    assert tree.find("{*}updated").text == "2023-08-01T00:00:00Z"
