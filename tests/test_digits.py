"""What looks like a digit is read as one only where it can be."""

import re

from tests.test_rooms import MODULES


def test_whether_a_letter_is_a_digit_is_asked_as_int_would():
    """``"²".isdigit()`` holds, and ``int("²")`` fails; ``isdecimal`` and ``int`` agree."""
    wrong = [
        name
        for name, path in MODULES.items()
        # The model of words was trained on what isdigit says.
        if not name.startswith("indexer.segmentation")
        and re.search(r"\.(?:isdigit|isnumeric)\b", path.read_text("utf-8"))
    ]
    assert wrong == []
