"""A second store behind the write seam: documents on a server, here a list in memory.

It commits as a search server would: documents are sent at once under the number of the state to
come, what leaves is marked with it, and the switch is the update of one number.
"""

from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from indexer.index.entry import IndexEntry
from indexer.index.records import FileRecord
from indexer.index.store import State


@dataclass
class Sent:
    """A document, from which state on it counts, and until before which."""

    entry: IndexEntry
    since: int
    until: int | None = None


@dataclass
class Server:
    documents: list[Sent] = field(default_factory=list)
    state: State | None = None
    records: list[FileRecord] = field(default_factory=list)

    @property
    def number(self):
        return self.state.number if self.state else 0

    def alive(self):
        return [
            one
            for one in self.documents
            if one.since <= self.number and (one.until is None or one.until > self.number)
        ]


@dataclass(frozen=True)
class ServerContents:
    server: Server
    held: dict[str, Sent]

    @property
    def count(self):
        return len(self.held)

    def check(self):
        pass

    def stored(self, notice_id):
        sent = self.held.get(notice_id)
        return sent and (sent.entry.card, sent.entry.reading)

    def ids(self):
        return iter(self.held)

    def cards(self):
        return ((notice_id, sent.entry.card) for notice_id, sent in self.held.items())

    def to_merge(self, _leaving):
        return ()

    def beside(self, _vanishing):
        return ()

    def remaining(self, leaving):
        for notice_id in leaving:
            if notice_id in self.held:
                self.held[notice_id].until = self.server.number + 1
        return ["the others"]


@dataclass(frozen=True)
class Prepared(ServerContents):
    """What was sent under the number to come: what leaves is taken back."""

    def remaining(self, leaving):
        gone = [self.held[one] for one in leaving if one in self.held]
        self.server.documents = [
            one for one in self.server.documents if not any(one is other for other in gone)
        ]
        return ["sent"]


@dataclass(frozen=True)
class ServerWriter:
    server: Server

    def write(self, entries):
        for entry in entries:
            self.server.documents.append(Sent(entry, self.server.number + 1))
        return "sent"


@dataclass(frozen=True)
class ServerStore:
    server: Server

    def state(self):
        return self.server.state

    def contents(self, *, any_version=False):
        assert any_version or self.server.state.schema
        return ServerContents(self.server, {one.entry.id: one for one in self.server.alive()})

    def prepared(self, _parts):
        sent = (one for one in self.server.documents if one.since > self.server.number)
        return Prepared(self.server, {one.entry.id: one for one in sent})

    def records(self, count):
        assert count in (None, sum(len(one.notices) for one in self.server.records))
        return self.server.records

    def claim(self):
        pass

    def locked(self):
        return nullcontext()

    def writer(self):
        return ServerWriter(self.server)

    def commit(self, new, records, parts):
        number = self.server.number + 1
        if "the others" not in parts:
            for one in self.server.alive():
                one.until = number
        self.server.records = list(records)
        self.server.state = replace(new, number=number)

    def update_records(self, records):
        self.server.records = list(records)

    def rollback(self, old):
        assert old == self.server.state
        for one in self.server.documents:
            one.until = None if (one.until or 0) > self.server.number else one.until
        self.remove_leftovers()

    def leftovers(self):
        alive = self.server.alive()
        return [one.entry.id for one in self.server.documents if one not in alive]

    def remove_leftovers(self):
        self.server.documents = self.server.alive()
