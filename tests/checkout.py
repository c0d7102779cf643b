"""What tests read of the checkout they stand in, and of the folder ``shared`` beside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
REAL_NOTICES = SHARED / "notices"
"""The two real notices, which are not part of the project and may be missing."""
