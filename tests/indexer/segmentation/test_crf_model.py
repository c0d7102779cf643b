"""A CRFsuite file that is damaged anywhere is refused, or read as what it now says."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.segmentation import pyvi_model
from indexer.segmentation.crf_model import UnexpectedModelError, read_crf_model

_CRF = pyvi_model._crf_file((pyvi_model._folder() / "models/pyvi3.pkl").read_bytes())
_FIRST_WEIGHT = 48 + 12 + 12


@pytest.mark.parametrize("weight", [float("nan"), float("inf")])
def test_a_weight_that_is_no_number(weight: float) -> None:
    spoilt = bytearray(_CRF)
    struct.pack_into("<d", spoilt, _FIRST_WEIGHT, weight)
    with pytest.raises(UnexpectedModelError, match="bị hỏng"):
        read_crf_model(bytes(spoilt))


@pytest.mark.parametrize(("offset", "value"), [(-8, b"\1"), (3, b"X")])
def test_a_string_that_is_not_where_its_table_says(offset: int, value: bytes) -> None:
    """Its number, or the NUL that ends it, is another."""
    spoilt = bytearray(_CRF)
    place = _CRF.index(b"B_W\0") + offset
    spoilt[place : place + 1] = value
    with pytest.raises(UnexpectedModelError, match="bị hỏng"):
        read_crf_model(bytes(spoilt))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(_CRF) - 1), st.integers(1, 255))
def test_a_damaged_byte_is_refused_or_read(position: int, change: int) -> None:
    spoilt = bytearray(_CRF)
    spoilt[position] ^= change
    try:
        read = read_crf_model(bytes(spoilt))
    except UnexpectedModelError:
        return
    assert len(read.labels) == 2


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(_CRF) - 1) | st.integers(0, 100))
def test_a_file_cut_short_is_refused(length: int) -> None:
    with pytest.raises(UnexpectedModelError):
        read_crf_model(_CRF[:length])
