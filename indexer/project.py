"""Where the project keeps its data."""

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
REGISTRY = PROJECT / "corpus" / "registry"
SAMPLE_NOTICES = PROJECT / "corpus" / "notices"
GOLD = PROJECT / "tests" / "gold"
