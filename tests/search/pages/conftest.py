"""What tests of pages share."""

import pytest


@pytest.fixture(params=["client", "real_client"])
def any_client(request):
    """The samples, and the two real notices."""
    return request.getfixturevalue(request.param)
