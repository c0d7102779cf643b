"""Every check that a change has to pass: ``nox`` does them all, ``nox -l`` lists them.

Nearly all run in the environment that nox itself is installed in (``pip install -e '.[dev]'``),
so nothing is installed twice; what needs other versions makes an environment of its own below
``.nox``.  What stands behind ``--`` goes to pytest: ``nox -s tests -- -k places``.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
nox.options.reuse_venv = "yes"

PROJECT = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]

PRODUCT = ("app.py", "indexer", "search", "viendan")
MOST_BRANCHES = 15
"""Of one function, as radon counts them: every ``and`` and ``or`` is one too."""

OPTIONAL_PROGRAMS = frozenset({"libreoffice", "soffice", "tesseract"})
MAY_SKIP_WITHOUT_THEM = "(LibreOffice|tesseract|strace).* not installed"
MAY_SKIP_AS_WINDOWS = (
    "Windows has no (forks|bound on files)|unable to import module .*(fork_server|jail)"
)

NO_BROWSER = "--ignore=tests/browser"


@nox.session(venv_backend="none")
def lint(session: nox.Session) -> None:
    """Ruff: what it finds, and how the code is laid out."""
    _run(session, "ruff", "check", ".")
    _run(session, "ruff", "format", "--check", ".")


@nox.session(venv_backend="none")
def types(session: nox.Session) -> None:
    """Mypy, strict, as on Linux, macOS and Windows."""
    for platform in ("linux", "darwin", "win32"):
        _run(session, "mypy", "--platform", platform)


@nox.session(venv_backend="none")
def complexity(session: nox.Session) -> None:
    """No function with more branches than fit into a head."""
    above = [f"{name} {count}" for name, count in _branches() if count > MOST_BRANCHES]
    if above:
        session.error(f"more than {MOST_BRANCHES} branches: {', '.join(above)}")


@nox.session(venv_backend="none")
def dead_code(session: nox.Session) -> None:
    """Vulture: names that nothing uses, but for those that ``.vulture.py`` explains."""
    _run(session, "vulture")


@nox.session(venv_backend="none")
def tests(session: nox.Session) -> None:
    """The tests without a browser, and the examples in the docstrings."""
    _run(session, "pytest", NO_BROWSER, *session.posargs)


@nox.session(venv_backend="none")
def browser(session: nox.Session) -> None:
    """The pages in Chromium."""
    arguments = session.posargs or ["tests/browser"]
    _run(session, "pytest", *arguments, env={"VIENDAN_BROWSER": "required"})


@nox.session(venv_backend="none")
def bare(session: nox.Session) -> None:
    """The tests where LibreOffice and Tesseract are not installed."""
    path = _path_without(OPTIONAL_PROGRAMS, Path(session.create_tmp()) / "programs")
    hidden = {"PATH": path, "VIENDAN_MAY_SKIP": MAY_SKIP_WITHOUT_THEM}
    _run(session, "pytest", NO_BROWSER, *session.posargs, env=hidden)


@nox.session(venv_backend="none")
def as_windows(session: nox.Session) -> None:
    """The tests without what only Unix has."""
    without = {"VIENDAN_AS_WINDOWS": "1", "VIENDAN_MAY_SKIP": MAY_SKIP_AS_WINDOWS}
    _run(session, "pytest", NO_BROWSER, *session.posargs, env=without)


@nox.session(venv_backend="none")
def gold(session: nox.Session) -> None:
    """The registry, the gazetteer, and the floors of the gold data."""
    _run(session, "viendan", "check")


@nox.session(venv_backend="none", default=False)
def translations(session: nox.Session) -> None:
    """The sentences of the sources, into the catalogue, and the catalogue compiled."""
    for command in ("extract", "update", "compile"):
        _run(session, "babel.messages.frontend", command)


@nox.session(venv_backend="none")
def wheel(session: nox.Session) -> None:
    """The wheel, installed elsewhere, and every command of it."""
    session.run(sys.executable, "tests/wheel/smoke.py", *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """The tests with the lowest versions that ``pyproject.toml`` admits."""
    pins = Path(session.create_tmp()) / "lowest.txt"
    pins.write_text("\n".join(_lowest()), "utf-8")
    session.install("-e", ".[test]", "-c", str(pins))
    session.run("python", "-m", "pytest", NO_BROWSER, *session.posargs)


@nox.session(python=["3.12", "3.13"])
def newer(session: nox.Session) -> None:
    """The tests with a newer Python, where there is one."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "pytest", NO_BROWSER, *session.posargs)


def _run(
    session: nox.Session, module: str, *arguments: str, env: dict[str, str] | None = None
) -> None:
    """Run a program of this environment, whether the environment is activated or not."""
    session.run(sys.executable, "-m", module, *arguments, env=env)


def _branches() -> Iterator[tuple[str, int]]:
    """Each function of the product by its dotted name, with the number of its branches."""
    from radon.complexity import cc_visit

    for top in PRODUCT:
        for path in sorted([*Path(top).rglob("*.py"), *Path().glob(top)]):
            if path.is_file():
                module = ".".join(path.with_suffix("").parts)
                for block in cc_visit(path.read_text("utf-8")):
                    if block.letter in "FM":
                        yield f"{module}.{block.fullname}", block.complexity


def _lowest() -> list[str]:
    """The requirements of the tests with ``==`` for ``>=``."""
    needed: Sequence[str] = [
        *PROJECT["dependencies"],
        *PROJECT["optional-dependencies"]["test"],
    ]
    return [re.sub(">=", "==", one) for one in needed]


def _path_without(programs: frozenset[str], folder: Path) -> str:
    """A search path on which every program is found but these."""
    folder.mkdir(exist_ok=True)
    for link in folder.iterdir():
        link.unlink()
    for place in map(Path, os.get_exec_path()):
        for program in place.iterdir() if place.is_dir() else ():
            if program.name not in programs and not (folder / program.name).is_symlink():
                (folder / program.name).symlink_to(program)
    return str(folder)
