"""Following folders: index what is dropped into them, as soon as it has come to rest."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

QUIET_SECONDS = 0.7
"""Nothing may have happened for so long: a file that is being copied is not read half."""

MOST_SECONDS = 5.0
"""But where something always happens, nobody waits longer than this."""

_CHANGES = ("created", "modified", "moved", "deleted", "closed")


class _Notice(FileSystemEventHandler):
    """Remembers that something has happened."""

    def __init__(self) -> None:
        self.happened = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in _CHANGES:
            self.happened.set()


class _Followed:
    """One folder and what follows it; it may go away and come back."""

    def __init__(self, folder: Path, notice: _Notice) -> None:
        self.folder = folder
        self._notice = notice
        self._observer: BaseObserver | None = None
        self._identity: tuple[int, int] | None = None

    @property
    def is_away(self) -> bool:
        """Whether the folder was not there when last looked for."""
        return self._observer is None

    def follow(self) -> None:
        """Begin to watch; raises ``OSError`` when the folder is gone or cannot be watched."""
        identity = _identity(self.folder)
        observer = Observer()
        observer.schedule(self._notice, str(self.folder), recursive=True)
        observer.start()
        self._observer, self._identity = observer, identity

    def leave(self) -> None:
        """Stop watching."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None

    def is_as_it_was(self) -> bool:
        """Whether the folder that is watched still stands under its name.

        One that was moved goes on being watched under its new name; of one that was deleted and
        made again the number may be the same, but the thread that watched it has ended.
        """
        if self._observer is None or not all(one.is_alive() for one in self._observer.emitters):
            return False
        try:
            return _identity(self.folder) == self._identity
        except OSError:
            return False


def _identity(folder: Path) -> tuple[int, int]:
    if not folder.is_dir():
        raise FileNotFoundError(str(folder))
    found = folder.stat()
    return found.st_dev, found.st_ino


def watch(
    folders: Sequence[Path],
    act: Callable[[], float | None],
    report: Callable[[Path, bool], None] = lambda folder, is_away: None,
    stop: threading.Event | None = None,
) -> None:
    """Call ``act`` now and after every change below the folders, until stopped.

    It may give a number of seconds, after which it is called although nothing has changed.
    A folder that goes away, as on a drive that is taken out, is waited for; ``report`` is called
    with it when it goes (True) and when it is back (False).  Raises ``OSError`` when the system
    cannot watch a folder at the beginning.
    """
    stop = stop or threading.Event()
    notice = _Notice()
    followed = [_Followed(folder, notice) for folder in folders]
    try:
        for one in followed:
            one.follow()
        until = _deadline(act())
        while not stop.is_set():
            happened = notice.happened.wait(timeout=0.5)
            if happened:
                _wait_for_rest(notice.happened)
            back = [_look_after(one, report) for one in followed if not one.is_as_it_was()]
            if happened or any(back) or time.monotonic() >= until:
                until = _deadline(act())
    finally:
        for one in followed:
            one.leave()


def _deadline(seconds: float | None) -> float:
    """A moment of the clock that nobody sets."""
    return math.inf if seconds is None else time.monotonic() + seconds


def _look_after(one: _Followed, report: Callable[[Path, bool], None]) -> bool:
    """Follow again a folder that is not what was followed; whether it is there."""
    was_away = one.is_away
    one.leave()
    try:
        one.follow()
    except OSError:
        if not was_away:
            report(one.folder, True)
        return False
    if was_away:
        report(one.folder, False)
    return True


def _wait_for_rest(happened: threading.Event) -> None:
    for _ in range(int(MOST_SECONDS / QUIET_SECONDS)):
        happened.clear()
        if not happened.wait(timeout=QUIET_SECONDS):
            return
    happened.clear()
