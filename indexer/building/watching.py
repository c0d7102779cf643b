"""Following folders: index what is dropped into them, as soon as it has come to rest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

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


def watch(
    folders: Sequence[Path], act: Callable[[], None], stop: threading.Event | None = None
) -> None:
    """Call ``act`` now and after every change below the folders, until stopped.

    Raises ``OSError`` when the system cannot watch a folder.
    """
    stop = stop or threading.Event()
    notice = _Notice()
    observer = Observer()
    for folder in folders:
        observer.schedule(notice, str(folder), recursive=True)
    observer.start()
    try:
        act()
        while not stop.is_set():
            if notice.happened.wait(timeout=0.5):
                _wait_for_rest(notice.happened)
                act()
    finally:
        observer.stop()
        observer.join()


def _wait_for_rest(happened: threading.Event) -> None:
    for _ in range(int(MOST_SECONDS / QUIET_SECONDS)):
        happened.clear()
        if not happened.wait(timeout=QUIET_SECONDS):
            return
    happened.clear()
