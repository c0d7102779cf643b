"""Reading pages in tests: through a parser, never by substring."""

import string
from urllib.parse import quote, urljoin

from selectolax.lexbor import LexborHTMLParser


class Shown:
    """A page as a reader sees it."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.tree = LexborHTMLParser(response.get_data(as_text=True))

    def text(self, selector):
        """The text of the first match, its white space made one."""
        return " ".join(self.tree.css_first(selector).text().split())

    def texts(self, selector):
        return [" ".join(one.text().split()) for one in self.tree.css(selector)]

    def links(self, selector="a"):
        """Where links lead, as a browser understands them from the page that they stand on."""
        return [self.link(one) for one in self.tree.css(selector) if "href" in one.attributes]

    def link(self, node):
        """Where one link leads."""
        whole = urljoin(self.response.request.url, node.attributes["href"])
        return quote(whole.removeprefix("http://localhost"), safe=string.punctuation)

    def has(self, selector):
        return self.tree.css_first(selector) is not None


def show(client, address, **options):
    return Shown(client.get(address, **options))


def ids(client):
    return [hit["id"] for hit in client.get("/tim.json?per_page=100").json["hits"]]
