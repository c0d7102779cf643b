"""The wheel, installed into an empty environment and used in an empty folder.

``python tests/wheel/smoke.py [WHEEL]`` runs every command of the installed program, and ends at
the first that does not do what it should.  Without a wheel it builds that of this checkout.
Only the standard library is used: the environment it makes is the one that is tested.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120
"""Seconds for a server to answer, or for a dropped file to be indexed."""

DRAFT = "Thực hiện Quy định số 213-QĐ/TW, ngày 02/01/2020 của Bộ Chính trị (khóa XII)."
DIRECTIVE = "tw/k12/qdi-213"
NOTICE = "<p>HUYỆN ỦY BẢO LÂM</p><p>THÔNG BÁO</p><p>về việc trồng rừng</p>"


class Installed:
    """The program in an environment of its own, run in a folder of its own."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        environment = folder / "environment"
        venv.create(environment, with_pip=True)
        programs = environment / "bin"
        run([str(programs / "python"), "-m", "pip", "install", "-q", str(wheel)], folder)
        self.program = str(programs / "viendan")
        self.environment = environment
        self.folder = folder / "elsewhere"
        self.folder.mkdir()

    def run(self, *arguments: str, given: str = "") -> str:
        """What a command prints; the end of everything if it fails."""
        print("viendan", *arguments, flush=True)
        return run([self.program, *arguments], self.folder, given)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A command that goes on until it is stopped."""
        print("viendan", *arguments, flush=True)
        return subprocess.Popen(
            [self.program, *arguments], cwd=self.folder, env=surroundings(), text=True,
            encoding="utf-8", stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def files(self) -> set[str]:
        """All that lies in the environment but for Python's own caches."""
        found = self.environment.rglob("*")
        return {str(path) for path in found if "__pycache__" not in path.parts}


def surroundings() -> dict[str, str]:
    """The variables of this process without those that would lead to a checkout or an index."""
    own = {"PYTHONPATH", "VIENDAN_INDEX", "VIENDAN_HOSTS", "HOST", "PORT", "VIRTUAL_ENV"}
    return {name: value for name, value in os.environ.items() if name not in own}


def run(command: list[str], folder: Path, given: str = "") -> str:
    """The standard output of a command that must end with 0."""
    done = subprocess.run(
        command, cwd=folder, env=surroundings(), input=given, text=True, encoding="utf-8",
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(is_so: bool, what: str, found: object) -> None:
    """End with a sentence unless something is as it must be."""
    if not is_so:
        sys.exit(f"expected {what}, found:\n{str(found)[:4000]}")


def wait_for(what: str, is_there: Callable[[], object], process: subprocess.Popen[str]) -> None:
    """Wait until something has happened, as long as the process that brings it about lives."""
    end = time.monotonic() + PATIENCE
    while not is_there():
        expect(process.poll() is None, f"a process on its way to {what}", process.returncode)
        expect(time.monotonic() < end, f"{what} within {PATIENCE} s", "nothing")
        time.sleep(0.2)


def stop(process: subprocess.Popen[str]) -> int:
    """Stop a command as Ctrl-C does; its exit status."""
    process.send_signal(signal.SIGINT)
    try:
        return process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def built(folder: Path) -> Path:
    """The wheel of this checkout, as anybody would build it."""
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps"]
    run([*pip, "-w", str(folder), str(ROOT)], folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def ask_everything(viendan: Installed) -> None:
    """The commands that answer and end."""
    report = json.loads(viendan.run("index", "--json"))
    notices = len(report["indexed"])
    expect(notices > 20 and not report["failed"], "the sample notices in the index", report)
    expect((viendan.folder / "index").is_dir(), "the index in the current directory", "none")
    found = json.loads(viendan.run("search", "nông thôn mới", "--json"))
    expect(found["total"] > 0, "notices found", found)
    english = viendan.run("--lang", "en", "search", "nông thôn mới", "--explain")
    expect("notices" in english, "English wording", english)
    (viendan.folder / "a.html").write_text(NOTICE, "utf-8")
    read = viendan.run("read", "a.html")
    expect("trồng rừng" in read and "Bảo Lâm" in read, "a notice that was understood", read)
    cited = json.loads(viendan.run("cite", "--json", "-", given=DRAFT))
    expect([one["key"] for one in cited["citations"]] == [DIRECTIVE], DIRECTIVE, cited)
    looked_up = json.loads(viendan.run("lookup", "213-QĐ/TW", "--json"))
    expect([one["status"] for one in looked_up] == [200], "one directive", looked_up)
    drafted = viendan.run("draft", "--issued", "2023-08-09", "-", given=DRAFT)
    expect("213-QĐ/TW" in drafted, "a draft that is right", drafted)
    checked = json.loads(viendan.run("check", "--json"))
    expect(
        set(checked)
        == {
            "gazetteer", "registry", "segmentation", "citations", "places", "search", "index",
            "texts", "relations",
        }
        and not any(one["problems"] for one in checked.values()),
        "registry, gazetteer, gold, index and texts in order", checked,
    )  # fmt: skip
    exported = viendan.run("export", "--jsonl").splitlines()
    expect(len(exported) == notices, f"{notices} lines", len(exported))


def watch_a_folder(viendan: Installed) -> None:
    """A file that is dropped into a watched folder comes into the index."""
    inbox = viendan.folder / "inbox"
    inbox.mkdir()
    watching = viendan.start("watch", "inbox", "--index", "watched")

    def is_there() -> bool:
        manifest = viendan.folder / "watched" / "viendan.json"
        return manifest.exists() and len(viendan.run("export", "--index", "watched")) > 0

    try:
        time.sleep(2)
        (inbox / "b.html").write_text(NOTICE, "utf-8")
        wait_for("the notice in the index", is_there, watching)
    finally:
        status = stop(watching)
    expect(status == 0, "a watch that ends with 0", status)


def serve_the_site(viendan: Installed) -> None:
    """The site answers, with its pages and what they are dressed in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"

    def get(path: str) -> str:
        try:
            with urlopen(address + path, timeout=30) as response:
                return str(response.read().decode("utf-8"))
        except HTTPError as error:
            sys.exit(f"{path}: {error}")

    def is_well() -> bool:
        try:
            return bool(json.loads(get("/healthz"))["status"] == "ok")
        except (URLError, ConnectionError):
            return False

    serving = viendan.start("serve", "--port", str(port))
    try:
        wait_for("an answer", is_well, serving)
        page = get("/tim?q=r%E1%BB%ABng")
        expect("<h1" in page and "/thong-bao/" in page, "a page of results", page)
        dressed_in = set(re.findall(r'(?:href|src)="([^"]*\bstatic/[^"]+)"', page))
        expect(any(".css" in one for one in dressed_in), "a style sheet in the page", page)
        for path in dressed_in:
            expect(bool(get("/" + path.lstrip("./"))), f"something at {path}", "nothing")
    finally:
        stop(serving)


def main(given: list[str]) -> None:
    """Build where no wheel is given, install, and use every command."""
    # What a shell starts in the background ignores Ctrl-C, and so would all that is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        viendan = Installed(folder, Path(given[0]).resolve() if given else built(folder))
        before = viendan.files()
        ask_everything(viendan)
        watch_a_folder(viendan)
        serve_the_site(viendan)
        added = sorted(viendan.files() - before)
        expect(not added, "nothing written into the environment", added)
    print("the installed program does all it should")


if __name__ == "__main__":
    main(sys.argv[1:])
