"""Clients that hang, crawl or send what is no request: others are answered all the while.

``VIENDAN_CONNECTIONS`` says how many of a kind hang at once.  Nothing is timed: what is asked is
whether an answer comes at all while the others hang, and whether those are let go in the end.
"""

import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest

from tests.as_windows import needs_a_bound_on_files
from tests.checkout import ROOT
from viendan.connections import Limits, Server

HANGING = int(os.environ.get("VIENDAN_CONNECTIONS", "40"))
PATIENT = 30
"""Seconds for what has to happen at some time."""

POST = b"POST /tra-cuu.json HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
KINDS = {
    "nothing": (b"", b""),
    "blank lines": (b"\r\n", b"\r\n"),
    "half a request line": (b"GET /ti", b"m"),
    "headers without end": (b"GET / HTTP/1.1\r\nHost: x\r\n", b"X: y\r\n"),
    "a body letter by letter": (POST + b"Content-Length: 900000\r\n\r\n", b"a"),
    "chunks without end": (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "a body that was invited": (
        POST + b"Expect: 100-continue\r\nContent-Length: 9000\r\n\r\n",
        b"",
    ),
    "half of the second": (b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\nGET / HT", b"T"),
    "answers that nobody takes": (b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n", b""),
}
"""How a client begins, and what it sends now and then."""

LARGE = 24 * 1024 * 1024
"""Bytes of an answer: more than waitress would keep for a reader before its thread waits."""


@contextmanager
def serving(application, **limits):
    """A server over an application at a free port; what it has is answered before it ends."""
    server = Server(application, "127.0.0.1", 0, 2 * 1024 * 1024, Limits(**limits))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.port
    finally:
        server.stop()
        thread.join(PATIENT)
        assert not thread.is_alive()


def test_nobody_wakes_a_server_that_has_ended(app, monkeypatch):
    """Its descriptors may be those of other files by then."""
    server = Server(app.wsgi_app, "127.0.0.1", 0, 1024, Limits())
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    server.stop()
    thread.join(PATIENT)
    woken = []
    monkeypatch.setattr(server._listeners[0], "pull_trigger", lambda: woken.append(1))
    server._is_stopping = False  # as for whoever asked to stop while it was ending by itself
    server.stop()
    assert woken == []


@pytest.fixture
def site(app):
    """The site, and one large answer."""

    def answer(environ, start_response):
        if environ["PATH_INFO"] != "/large":
            return app.wsgi_app(environ, start_response)
        start_response("200 OK", [("Content-Length", str(LARGE))])
        return large()

    def large():
        try:
            for _ in range(LARGE >> 16):
                yield bytes(1 << 16)
        finally:
            answer.large_answers += 1

    answer.large_answers = 0
    return answer


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENT)


def exchange(port, sent, close=False):
    """All that comes back for some bytes until the server closes, or has been silent."""
    with connect(port) as client:
        try:
            client.sendall(sent)
            if close:
                client.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # refused before all was sent
        client.settimeout(3)
        received = b""
        try:
            while part := client.recv(1 << 16):
                received += part
        except OSError:
            pass
    return received


def status(port, path="/healthz"):
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENT)
    try:
        asked.request("GET", path)
        return asked.getresponse().status
    finally:
        asked.close()


def is_let_go(client, drip=b""):
    """Whether the server closes a connection on which no more than this is sent."""
    client.settimeout(0.2)
    until = time.monotonic() + PATIENT
    while time.monotonic() < until:
        try:
            client.sendall(drip)
            if not client.recv(1) and not drip:
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False


def taken(client):
    """How many bytes of one large answer still come."""
    count = 0
    try:
        while count < LARGE and (part := client.recv(1 << 20)):
            count += len(part)
    except OSError:
        pass
    return count


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("room", ["for all", "for fewer"])
def test_another_client_is_answered_while_many_hang(site, kind, room):
    """All come from one address, as behind a proxy."""
    first, then = KINDS[kind]
    large = kind == "answers that nobody takes"
    count = min(HANGING, 8) if large else HANGING
    connections = 2 * count if room == "for all" else max(count // 2, 4)
    with serving(site, connections=connections) as port, ExitStack() as held:
        clients = [held.enter_context(connect(port)) for _ in range(count)]
        for _ in range(2):
            for client in clients:
                try:
                    client.sendall(first)
                except OSError:
                    assert room == "for fewer"
            assert status_at_last(port) == 200
            first = then
        assert status_at_last(port, "/tim?q=x") == 200


def status_at_last(port, path="/healthz"):
    """As a browser asks again whose connection was closed: on a loaded machine the two seconds in
    which a newcomer is safe may pass before it is heard."""
    for _ in range(20):
        try:
            return status(port, path)
        except ConnectionError:
            time.sleep(0.5)
    return status(port, path)


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_takes_too_long_is_let_go(site, kind):
    first, then = KINDS[kind]
    short = {"keep_alive": 1, "headers": 1, "pause": 1}
    with serving(site, **short) as port, connect(port) as client:
        client.sendall(first)
        if kind == "answers that nobody takes":
            assert client.recv(8).startswith(b"HTTP/1.1")
            time.sleep(3)
            assert taken(client) < LARGE
        else:
            assert is_let_go(client, then)


def test_whoever_is_slow_but_steady_is_waited_for(site):
    text = "Căn cứ Quy định số 213-QĐ/TW. ".encode() * 100
    short = {"keep_alive": 1, "headers": 1, "pause": 1, "steady": 200}
    with serving(site, **short) as port, connect(port) as client:
        client.sendall(POST + b"Content-Length: %d\r\n\r\n" % len(text))
        for at in range(0, len(text), len(text) // 20):
            client.sendall(text[at : at + len(text) // 20])
            time.sleep(0.15)
        assert client.recv(15) == b"HTTP/1.1 200 OK"


def test_a_client_that_asks_again_and_again_is_kept(site):
    with serving(site, keep_alive=2, headers=2, pause=2) as port:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENT)
        first = None
        for _ in range(12):
            asked.request("GET", "/robots.txt")
            assert asked.getresponse().read()
            first = first or asked.sock.getsockname()
            assert asked.sock.getsockname() == first
            time.sleep(0.4)
        asked.close()


def test_the_longest_without_a_request_makes_room(site):
    with serving(site, connections=8) as port, ExitStack() as held:
        early = [held.enter_context(connect(port)) for _ in range(6)]
        time.sleep(1.5)  # the server has looked at these
        late = [held.enter_context(connect(port)) for _ in range(4)]
        assert is_let_go(early[0])
        late[-1].sendall(b"GET /robots.txt HTTP/1.0\r\n\r\n")
        assert late[-1].recv(12) == b"HTTP/1.0 200"


def test_nobody_whose_answer_is_being_made_has_to_go():
    begun, go_on = threading.Event(), threading.Event()

    def slow(_environ, start_response):
        begun.set()
        go_on.wait(PATIENT)
        start_response("200 OK", [("Content-Length", "4")])
        return [b"done"]

    with (
        serving(slow, connections=4, keep_alive=1, headers=1, pause=1) as port,
        ExitStack() as held,
    ):
        asked = held.enter_context(connect(port))
        asked.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert begun.wait(PATIENT)
        for _ in range(12):
            held.enter_context(connect(port))
        time.sleep(2.5)
        go_on.set()
        assert asked.recv(12) == b"HTTP/1.0 200"


def test_what_waits_for_all_of_them_is_bounded(site):
    """Bodies that are never whole, and answers that nobody takes."""
    half = POST + b"Content-Length: 900000\r\n\r\n" + b"a" * 200_000
    with serving(site, received=1_000_000, unsent=3 * LARGE) as port, ExitStack() as held:
        senders = [held.enter_context(connect(port)) for _ in range(8)]
        for one in senders:
            one.sendall(half)
        assert is_let_go(senders[0])
        readers = [held.enter_context(connect(port)) for _ in range(8)]
        for one in readers:
            one.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        until = time.monotonic() + PATIENT
        while site.large_answers < len(readers) and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(2.5)  # the server has looked at these
        assert 4 <= sum(taken(one) < LARGE for one in readers) < 8


GET = b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n"
LAST = b"Connection: close\r\n\r\n"
SHAPES = {
    "HTTP/1.0": (b"GET /robots.txt HTTP/1.0\r\n\r\n", [b"200"]),
    "three at once": (GET + b"\r\n" + GET + b"\r\n" + GET + LAST, [b"200"] * 3),
    "a body in chunks": (
        POST + b"Transfer-Encoding: chunked\r\n" + LAST +
        b"4\r\n213-\r\n6\r\nQ\xc4\x90/TW\r\n0\r\n\r\n",
        [b"200"],
    ),
    "an invited body": (
        POST + b"Expect: 100-continue\r\nContent-Length: 1\r\n" + LAST + b"a", [b"100", b"200"]
    ),
    "a line of 1 MB": (b"GET /" + b"x" * (1 << 20) + b" HTTP/1.1\r\n\r\n", [b"431"]),
    "a header of 1 MB": (GET + b"X: " + b"y" * (1 << 20) + b"\r\n" + LAST, [b"431"]),
    "1,000 headers": (GET + b"X: y\r\n" * 1_000 + LAST, [b"431"]),
    "a body that is announced too large": (POST + b"Content-Length: 9999999999\r\n\r\n", [b"413"]),
    "chunks that are no chunks": (POST + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n", [b"400"]),
    "a coding that there is not": (POST + b"Transfer-Encoding: zip\r\n\r\n", [b"501"]),
    "a length that is none": (POST + "Content-Length: ²\r\n\r\n".encode(), [b"400"]),
    "no request": ("TÌM /\r\n\r\n".encode(), [b"400"]),
    "another protocol": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", [b"400"]),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("half_closed", [False, True])
def test_what_is_sent_is_answered_or_refused(site, shape, half_closed):
    sent, answers = SHAPES[shape]
    with serving(site) as port:
        received = exchange(port, sent, half_closed)
        if received or len(sent) < 100_000:  # else the system may throw the refusal away
            assert re.findall(rb"HTTP/1\.[01] (\d+) ", received) == answers
        assert status(port) == 200


def test_a_refusal_is_a_sentence_in_both_languages(site):
    with serving(site) as port:
        said = exchange(port, GET + b"X: y\r\n" * 1_000 + LAST).decode().partition("\r\n\r\n")[2]
    assert said.splitlines() == [
        "Địa chỉ hoặc phần đầu của yêu cầu quá dài.", "The address or the headers are too long.",
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/tra-cuu.json?lang=en", "/van-ban/%E1%BB%91.json"])
def test_at_an_address_of_json_a_refusal_is_a_problem(site, path):
    sent = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9999999999\r\n\r\n".encode()
    with serving(site) as port:
        head, _, said = exchange(port, sent).partition(b"\r\n\r\n")
    assert b"Content-Type: application/problem+json" in head
    told = json.loads(said)
    assert (told["status"], told["type"]) == (413, "/api#loi-413")
    assert told["instance"] == path.partition("?")[0]
    assert told["title"] == "Văn bản gửi lên quá dài."


@pytest.mark.parametrize("path", ["/tim", "/tim.csv", "/tim.json", "/static/style.css"])
def test_what_is_packed_arrives_whole(site, app, path):
    with serving(site) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENT)
        for method in ("HEAD", "GET", "GET"):  # on one connection: each ends where it should
            connection.request(
                method, path, headers={"Accept-Encoding": "gzip", "Host": "localhost"}
            )
            answer = connection.getresponse()
            body = answer.read()
            assert answer.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(body or gzip.compress(b"")) == (
                app.test_client().get(path).data if method == "GET" else b""
            )
        connection.close()


@contextmanager
def command(index, prepare=None):
    """``viendan serve`` over an index, at a port of its choice."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = (sys.executable, "-m", "viendan", "serve", "--index", str(index), "--port", str(port))
    running = subprocess.Popen(
        program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=prepare
    )
    try:
        assert b"http://" in running.stdout.readline()
        yield running, port
    finally:
        running.kill()
        running.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_though_connections_hang(sample_index, number):
    with command(sample_index) as (running, port), ExitStack() as held:
        for first, _ in KINDS.values():
            held.enter_context(connect(port)).sendall(first)
        assert status(port) == 200
        running.send_signal(number)
        printed, complained = running.communicate(timeout=PATIENT)
    assert (running.returncode, printed, complained) == (0, b"", b"")


@needs_a_bound_on_files
def test_few_open_files_are_told_and_lived_with(sample_index):
    import resource

    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (200, 200))

    with command(sample_index, few) as (running, port), ExitStack() as held:
        for _ in range(150):
            held.enter_context(connect(port))
        assert status(port) == 200
        running.terminate()
        complained = running.communicate(timeout=PATIENT)[1].decode()
    assert complained.count("\n") == 1
    assert "200 tệp" in complained
    assert "ulimit -n" in complained
