"""How connections are held: many at little cost, none for ever, and none that shuts others out.

waitress reads requests and writes answers in one loop of its own, so that a client which is slow
costs a socket and no thread.  Added to that is *when* a client is too slow, and who goes where
there are too many.  Of connections from one address, as behind a proxy, none is refused for their
number: what goes is the one that has been longest without a whole request, first of the address
that has the most of these.
"""

from __future__ import annotations

import logging
import math
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from threading import RLock
from typing import Any
from urllib.parse import quote

import msgspec
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, ThreadedTaskDispatcher
from waitress.utilities import RequestHeaderFieldsTooLarge

from indexer.language import LANGUAGES, reason_text
from search.forms.limits import MAX_HEADER
from search.forms.openapi import PROBLEM_TYPE
from search.forms.page_answers import problem
from search.forms.problems import describe_problem, describe_way_on

_TURN = 1
"""Seconds after which all connections are looked at again."""

_LAST_ANSWERS = 5
"""Seconds for what has been asked when the server is stopped."""

_NEW = 2
"""Seconds in which a client sends its request."""

_WAITING = 64
"""Connections let in at once, perhaps beyond the limit until others have been closed."""

_FARTHEST = 1 << 40
"""Bytes that no answer has: a thread that waited for its reader would be lost to all others."""

_MAX_LINES = 100
"""Headers of a request; waitress takes time as the square for many of one name."""

_IN_MEMORY = 4 * 1024 * 1024
"""Bytes of an answer that are kept in memory for its reader; beyond it a file is taken."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a client may take, in seconds, and how much may wait for all of them together.

    A body and an answer have to move by ``steady`` bytes in every ``pause``, or be through.
    ``received`` are bytes of requests that are not answered yet, ``unsent`` those of answers.
    """

    connections: int = 1000
    keep_alive: float = 60
    headers: float = 20
    pause: float = 20
    steady: int = 10_000
    received: int = 64 * 1024 * 1024
    unsent: int = 512 * 1024 * 1024


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """A request on its way in, with a bound on the number of its headers."""

    def parse_header(self, header_plus: bytes) -> None:
        if header_plus.count(b"\n") <= _MAX_LINES:
            super().parse_header(header_plus)
            return
        super().parse_header(b"GET / HTTP/1.0\r\n")
        self.error = RequestHeaderFieldsTooLarge(f"more than {_MAX_LINES} headers")
        self.completed = True


class _Refusal(ErrorTask):  # type: ignore[misc]
    """The answer to what is no request, in the words of the site's own pages and problems."""

    def execute(self) -> None:
        error, path = self.request.error, getattr(self.request, "path", "")
        if path.endswith(".json"):
            way_on = reason_text(describe_way_on(error.code))
            address = quote(path, encoding="latin-1")
            told = problem(error.code, describe_problem(error.code, "vi"), way_on, address)
            media_type, body = PROBLEM_TYPE, msgspec.json.encode(told)
        else:
            said = [describe_problem(error.code, language) for language in LANGUAGES]
            media_type, body = "text/plain; charset=utf-8", "\n".join([*said, ""]).encode()
        status, headers = f"{error.code} {error.reason}", [("Content-Type", media_type)]
        error.to_response = lambda _ident: (status, headers, body)
        super().execute()


class Client(HTTPChannel):  # type: ignore[misc]
    """One client, and since when it has been waited for."""

    parser_class = _Parser
    error_task_class = _Refusal
    _answered = _sent = 0
    _awaited: object = None
    _began = _window = 0.0
    _moved = 0

    def send(self, data: bytes, do_close: bool = True) -> int:
        """Send what the system takes, and count it."""
        count: int = super().send(data, do_close)
        self._sent += count
        return count

    def received(self, data: bytes) -> bool:
        """Take what has come; blank lines before a request are no beginning of one."""
        return bool(super().received(data if self.request else data.lstrip(b"\r\n")))

    def service(self) -> None:
        """Answer one request, and count it."""
        super().service()
        self._answered += 1

    @property
    def is_being_answered(self) -> bool:
        """Whether it has a whole request that waits for its answer, or is at it."""
        return bool(self.requests)

    @property
    def received_bytes(self) -> int:
        """Bytes held of its requests, whole or not."""
        held = [*self.requests, self.request]
        return sum(one.header_bytes_received + one.body_bytes_received for one in held if one)

    def _now_awaited(self) -> tuple[object, float, int]:
        """What is waited for from the client, for how long at most, and how much has moved."""
        request = self.request
        if self.total_outbufs_len:
            return "answer taken", math.inf, self._sent
        if self.requests:
            return None, math.inf, 0
        if request is None:
            return ("request", self._answered), self.server.limits.keep_alive, 0
        if not request.headers_finished:
            return ("headers", request), self.server.limits.headers, 0
        return ("body", request), math.inf, request.body_bytes_received

    def is_overdue(self, now: float) -> bool:
        """Whether the client has been waited for long enough; to be asked every few moments."""
        awaited, longest, moved = self._now_awaited()
        limits: Limits = self.server.limits
        if awaited != self._awaited:
            self._awaited, self._began, self._window, self._moved = awaited, now, now, moved
        if awaited is None:
            return False
        if longest < math.inf:
            return now - self._began > longest
        if now - self._window <= limits.pause:
            return False
        is_slow = moved - self._moved < limits.steady
        self._window, self._moved = now, moved
        return is_slow

    def precedence(self, now: float) -> tuple[bool, bool, float]:
        """Who stays where there are too many: the least goes first.

        Whoever has just come stays, for a request may be on its way; a client that takes its answer
        stays before one without a whole request; and then goes who has been at it longest.
        """
        return now - self._began < _NEW, bool(self.total_outbufs_len), self._began


class _Listener(TcpWSGIServer):  # type: ignore[misc]
    """One address at which connections come in; the server looks after them."""

    channel_class = Client
    next_channel_cleanup = math.inf

    def __init__(self, limits: Limits, *arguments: Any, **options: Any) -> None:
        self.limits = limits
        super().__init__(*arguments, **options)

    def handle_accept(self) -> None:
        """Take all who wait to be let in: waitress takes one in each turn."""
        for _ in range(_WAITING):
            before = len(self.active_channels)
            super().handle_accept()
            if len(self.active_channels) == before:
                break


class Server:
    """Serves a WSGI application at all addresses of a host until it is stopped.

    Raises ``OSError`` where the port cannot be had, ``ValueError`` for a host that there is not.
    """

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        host: str,
        port: int,
        max_body: int,
        limits: Limits,
    ) -> None:
        logging.getLogger("waitress").setLevel(logging.ERROR)  # not a line for each who waits
        settings = Adjustments(
            host=host,
            port=port,
            connection_limit=limits.connections + _WAITING,
            max_request_header_size=MAX_HEADER,
            max_request_body_size=max_body,
            inbuf_overflow=max_body,
            outbuf_overflow=_IN_MEMORY,
            outbuf_high_watermark=_FARTHEST,
            log_socket_errors=False,
        )
        self._limits = limits
        self._map: dict[int, Any] = {}
        self._threads = ThreadedTaskDispatcher()
        self._listeners = [
            _Listener(
                limits, application, self._map, dispatcher=self._threads, adj=settings, sockinfo=one
            )
            for one in settings.listen
        ]
        self._threads.set_thread_count(settings.threads)
        self._is_stopping = self._has_ended = False
        self._ending = RLock()  # a signal may come to the thread that has it

    @property
    def port(self) -> int:
        """The port that is served."""
        return int(self._listeners[0].effective_port)

    def run(self) -> None:
        """Serve until :meth:`stop`; then answer what has been asked, for a few seconds."""
        most = len(self._map) + self._limits.connections
        next_look = 0.0
        while not self._is_stopping:
            self._turn()
            now = time.monotonic()
            if now >= next_look or len(self._map) > most:
                next_look = now + _TURN
                self._look(now)
        for listener in self._listeners:
            wasyncore.dispatcher.close(listener)
        latest = time.monotonic() + _LAST_ANSWERS
        while time.monotonic() < latest and any(map(_has_work, self._connections())):
            self._turn()
        self._threads.shutdown(timeout=_TURN)
        for one in self._connections():
            one.handle_close()  # with the files of its answers
        with self._ending:
            self._has_ended = True  # nobody wakes what is closed from here on
        wasyncore.close_all(self._map, ignore_all=True)

    def stop(self) -> None:
        """End :meth:`run`; for signals and other threads."""
        self._is_stopping = True
        with self._ending:
            if not self._has_ended:
                self._listeners[0].pull_trigger()

    def _turn(self) -> None:
        """Read and write where that can be done, or wait for it."""
        wasyncore.loop(timeout=_TURN, use_poll=True, map=self._map, count=1)

    def _connections(self) -> list[Client]:
        return [one for one in self._map.values() if isinstance(one, Client)]

    def _look(self, now: float) -> None:
        """Close who takes too long, and while there is too much, who has taken longest."""
        for one in self._connections():
            if one.is_overdue(now):
                one.handle_close()
        kept = sorted(self._connections(), key=lambda one: one.precedence(now))
        _close_beyond(self._limits.received, kept, lambda one: one.received_bytes)
        _close_beyond(self._limits.unsent, kept, lambda one: int(one.total_outbufs_len))
        kept = [one for one in kept if one.connected]
        most = self._limits.connections
        if len(kept) > most:  # room for some more, or the next would be looked for at once
            waiting = [one for one in kept if not one.is_being_answered]
            for one in islice(_most_of_an_address(waiting), len(kept) - most + most // 16):
                one.handle_close()


def _has_work(one: Client) -> bool:
    return one.is_being_answered or bool(one.total_outbufs_len)


def _close_beyond(most: int, kept: list[Client], size: Callable[[Client], int]) -> None:
    """Close the first of those that hold something, until all hold no more than so much."""
    sizes = [(one, size(one)) for one in kept]
    held = sum(bytes_held for _, bytes_held in sizes)
    for one, bytes_held in sizes:
        if held > most and bytes_held:
            one.handle_close()
            held -= bytes_held


def _most_of_an_address(waiting: list[Client]) -> Iterator[Client]:
    """One after the other the first of the address that then has the most."""
    of_address: dict[str, deque[Client]] = {}
    for one in waiting:
        of_address.setdefault(one.addr[0], deque()).append(one)
    for _ in waiting:
        yield max(of_address.values(), key=len).popleft()
