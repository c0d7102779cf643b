"""Running the tests in the way of Windows, and what cannot be tested so."""

import pytest

needs_fork = pytest.mark.skipif("not hasattr(os, 'fork')", reason="Windows has no forks")
needs_a_bound_on_files = pytest.mark.skipif(
    "not hasattr(os, 'fork')", reason="Windows has no bound on files"
)
