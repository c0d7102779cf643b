"""What a command says on standard error, but for what it says on some systems only."""

from indexer.documents import missing_confinement
from indexer.language import LANGUAGES, reason_text


def is_about_the_system(line):
    """Whether a line only says that readers are less confined on this system than on Linux."""
    weak = missing_confinement()
    return weak is not None and line.strip() in [reason_text(weak, one) for one in LANGUAGES]


def lines(said):
    """The lines that a command says on every system."""
    return [line for line in said.splitlines() if not is_about_the_system(line)]
