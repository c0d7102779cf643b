"""No request is answered with an error of the program's own: whatever is asked, wherever, however.

Requests are made from every route's parameters and forms and from values that nobody types.  A run
without more asks 200; ``VIENDAN_FUZZ=2000 python -m pytest tests/test_hostile_requests.py`` is a
campaign, and ``VIENDAN_FUZZ_SEED`` repeats it or begins another.  A request that fails is told as
``curl`` would send it.
"""

import json
import logging
import shutil
import time
from dataclasses import dataclass
from urllib.parse import quote, quote_from_bytes

import pytest

from app import create_app
from indexer.index.build import build
from search.forms.parameters import TEXT_FIELDS
from search.forms.routes import ROUTES
from search.query.facets import FACETS
from tests.checkout import ROOT
from tests.hostile import COUNT, SEED, Hostile

SAMPLES = ROOT / "corpus" / "notices"

NAMES = (
    "xuống\ndòng.txt", "về\rđầu\n\nSet-Cookie: a=b.txt", 'ngoặc "kép"; filename=x.txt', "ố.txt",
    "%0d%0a.txt", "đuôi.", "\u202etxt.exe", "a" * 200 + ".txt", "²½①.txt", "漢字.txt",
    "\x7f\x1b[31m", "'';--.txt", "{{7*7}}{n}%(x)s.txt", "<b>.txt", ";=,.txt",
    "\udcff\udced\udca0.txt",
)  # fmt: skip
"""Names that a file system allows, one in no encoding."""

EXTRA = ("lang", "explain", "text", "viec", "form", "q")
KINDS = ("text/plain", "text/plain; charset=x", "multipart/x", "application/json", "")
HEADERS = (
    "Accept",
    "If-None-Match",
    "If-Modified-Since",
    "Accept-Language",
    "Cookie",
    "Host",
    "Range",
)


@dataclass(frozen=True)
class Asked:
    """One request, its path and parameters as they are sent: percent-encoded."""

    method: str
    path: str
    query: str
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...]

    def __str__(self):
        sent = [f"curl -X {self.method} '{self.path}?{self.query}'"[:2_000]]
        sent += [f"-H {name!r}: {value!r}" for name, value in self.headers]
        if self.body:
            sent.append(f"-H 'Content-Type: {self.content_type}' -d {self.body[:300]!r}")
        return " ".join(sent)


class Asker(Hostile):
    """Makes requests."""

    def __init__(self, ids):
        super().__init__()
        self.keys = {"{id}": ids, "{key}": ("tw/k12/qdi-213", "lam-dong/bao-lam", "bao-lam")}

    def encoded(self, value, safe=""):
        """Percent-encoded; what is no character as the bytes it would have had."""
        if self.random.random() < 0.03:
            return quote_from_bytes(self.random.randbytes(9))
        return quote(value, safe, "utf-8", "surrogatepass")

    def parameter(self, name):
        """The value of a parameter as it is sent; of an address to try, mostly another request."""
        if name == "duong_dan" and self.random.random() < 0.8:
            tried = self.request()
            return quote(f"{tried.path}?{tried.query}")
        return self.encoded(self.value(name))

    def json(self):
        """What may be JSON, and may have the fields that are read."""
        names = (*TEXT_FIELDS, self.value())
        fields = {self.random.choice(names): self.value() for _ in range(self.random.randint(0, 4))}
        sent = json.dumps(self.random.choice((fields, [fields, fields], {"text": [fields]})))
        return sent[: self.random.choice((len(sent), len(sent), self.random.randint(0, len(sent))))]

    def request(self):
        """A request of some route."""
        route = self.random.choice(ROUTES)
        path = route.path_in(self.random.choice(route.forms))
        for slot, known in self.keys.items():
            if slot in path:
                right = self.random.random() < 0.5
                found = self.random.choice(known) if right else self.value()
                path = path.replace(slot, self.encoded(found, "/"))
        names = [*route.parameters, *self.random.sample((*EXTRA, *FACETS), 3)]
        names = self.random.choices(names, k=self.random.randint(0, 6))
        pairs = "&".join(f"{name}={self.parameter(name)}" for name in names)
        posts = route.posts and self.random.random() < 0.5
        body, kind = b"", "application/x-www-form-urlencoded"
        if posts:
            kind = self.random.choice((kind, *KINDS))
            pairs, body = self.random.choice((pairs, "")), pairs.encode()
            if kind == "application/json":
                body = self.json().encode("utf-8", "surrogatepass")
        headers = tuple(
            (name, self.value()[:200].encode("utf-8", "replace").decode("latin-1"))
            for name in self.random.sample(HEADERS, 1)
            if self.random.random() < 0.2
        )
        safe = tuple((name, "".join(c for c in v if c not in "\r\n\0")) for name, v in headers)
        method = "POST" if posts else self.random.choice(("GET", "GET", "GET", "HEAD"))
        lang = self.random.choice(("", "&lang=vi", "&lang=en"))
        return Asked(method, path, pairs + lang, body, kind, safe)


@pytest.fixture(scope="module")
def hostile_app(tmp_path_factory):
    """The site over a few notices whose files have odd names and odd words."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = sorted(SAMPLES.rglob("*.txt"))
    for name, text in zip(NAMES, texts, strict=False):
        try:
            shutil.copyfile(text, folder / name)
        except OSError:  # a system that does not allow the name
            continue
    odd = "Số ²²-TB/TU\nTHÔNG BÁO\nvề phường ², khóa 99, ngày 32/13/9999 {n} %s <b>\n" * 3
    (folder / "odd.txt").write_text(odd, "utf-8")
    index = tmp_path_factory.mktemp("site") / "index"
    build([folder], index)
    return create_app(index)


@pytest.fixture
def failures(hostile_app):
    """The exceptions that the site logs."""
    kept = []

    class Keep(logging.Handler):
        def emit(self, record):
            error, trace = record.exc_info[1], record.exc_info[2]
            while trace.tb_next:
                trace = trace.tb_next
            kept.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno} {error!r}"[:300])

    handler = Keep()
    hostile_app.logger.addHandler(handler)
    hostile_app.logger.propagate = False
    yield kept
    hostile_app.logger.propagate = True
    hostile_app.logger.removeHandler(handler)


def notice_ids(client):
    pages = (client.get(f"/tim.json?per_page=100&page={n}").json["hits"] for n in (1, 2))
    return tuple(hit["id"] for hits in pages for hit in hits)


def sound(response, failures):
    """What is wrong with an answer; empty when nothing is."""
    if response.status_code >= 500 or failures:
        return f"{response.status_code} {failures}"
    wrong = [value for value in response.headers.values() if "\n" in value or "\r" in value]
    if wrong or response.headers.get("Set-Cookie", "lang=").partition("=")[0] != "lang":
        return f"headers {dict(response.headers)}"
    return ""


def test_no_request_ends_in_an_error_of_the_program(hostile_app, failures):
    client = hostile_app.test_client()
    asker, wrong, slowest = Asker(notice_ids(client)), [], (0.0, "")
    for _ in range(COUNT):
        asked = asker.request()
        began = time.monotonic()
        response = client.open(
            asked.path, method=asked.method, query_string=asked.query, data=asked.body,
            content_type=asked.content_type, headers=asked.headers,
        )  # fmt: skip
        response.get_data()
        slowest = max(slowest, (time.monotonic() - began, str(asked)))
        if fault := sound(response, failures):
            wrong.append(f"{fault} {asked}")
            failures.clear()
    print(f"seed {SEED}, {COUNT} requests: {len(wrong)} wrong; slowest {slowest[0]:.2f} s "
          f"{slowest[1][:300]}")  # fmt: skip
    assert wrong == []


def test_every_original_is_handed_out_whatever_its_name(hostile_app, failures):
    client = hostile_app.test_client()
    for notice_id in notice_ids(client):
        for form in ("/goc", ".bib", ".ris", "", ".json"):
            response = client.get(f"/thong-bao/{notice_id}{form}")
            assert sound(response, failures) == ""
            assert response.status_code == 200, (notice_id, form)
            assert response.headers.get("Content-Disposition", "").isascii()
