"""The weights of a CRFsuite model, read from its binary file.

A linear-chain conditional random field (CRF) scores a sequence of labels by two kinds of
weights: how well a label goes with an attribute of an item (``word.lower():đảng`` → ``I_W``),
and how well a label follows another.  CRFsuite's library only predicts; its text dump rounds
to six decimals and breaks where an attribute holds a line feed.  The binary file has the exact
numbers.  Its layout is that of ``crf1d_model.c`` and ``cqdb.c``, format version 100:

- a header of 48 bytes: ``lCRF``, sizes, and the offsets of the parts;
- ``FEAT``: a count, then a record of 20 bytes for each weight;
- two ``CQDB`` tables, of labels and attributes, each with an array from number to string.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from math import isfinite

from indexer.model import Reason, because

_HEADER = struct.Struct("<4sI4s9I")
_CHUNK = struct.Struct("<4s2I")
_FEATURE = struct.Struct("<3Id")
_TABLE = struct.Struct("<4s5I")
_ENTRY = struct.Struct("<iI")

_VERSION = 100
_BYTE_ORDER_MARK = 0x62445371
_STATE, _TRANSITION = 0, 1


class UnexpectedModelError(ValueError):
    """The model is not the one this program was written for; ``reason`` says how."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


class _DamagedError(Exception):
    """The parts of the file do not fit together."""


@dataclass(frozen=True, slots=True)
class CrfModel:
    """All weights of a CRF; a label is an index into ``labels``.

    ``state[attribute][label]`` and ``transition[label][next label]``; what the model leaves
    out weighs nothing.
    """

    labels: tuple[str, ...]
    state: dict[str, list[float]]
    transition: list[list[float]]


def read_crf_model(data: bytes) -> CrfModel:
    """The model in a CRFsuite file; raises :class:`UnexpectedModelError` for any other bytes."""
    try:
        return _read(data)
    except (struct.error, IndexError, UnicodeDecodeError, _DamagedError) as error:
        raise UnexpectedModelError(because("mô hình của pyvi bị hỏng hoặc bị cắt cụt")) from error


def _read(data: bytes) -> CrfModel:
    header = _HEADER.unpack_from(data)
    magic, size, kind, version, _, label_count, attribute_count = header[:7]
    features_at, labels_at, attributes_at = header[7:10]
    if (magic, kind, version, size) != (b"lCRF", b"FOMC", _VERSION, len(data)):
        raise UnexpectedModelError(because("mô hình của pyvi không có phần đầu của CRFsuite"))
    labels = _strings(data, labels_at)
    attributes = _strings(data, attributes_at)
    if (len(labels), len(attributes)) != (label_count, attribute_count):
        raise _DamagedError("the tables do not hold what the header says")

    state = {attribute: [0.0] * label_count for attribute in attributes}
    transition = [[0.0] * label_count for _ in labels]
    chunk, _, count = _CHUNK.unpack_from(data, features_at)
    start = features_at + _CHUNK.size
    records = data[start : start + count * _FEATURE.size]
    if chunk != b"FEAT" or len(records) != count * _FEATURE.size:
        raise _DamagedError("the features are cut short")
    for feature, source, target, weight in _FEATURE.iter_unpack(records):
        if not isfinite(weight):
            raise _DamagedError("a weight is no number")
        if feature == _STATE:
            state[attributes[source]][target] += weight
        elif feature == _TRANSITION:
            transition[source][target] += weight
        else:
            raise _DamagedError(f"feature of unknown kind {feature}")
    return CrfModel(tuple(labels), state, transition)


def _strings(data: bytes, start: int) -> list[str]:
    """The strings of a CQDB table in the order of their numbers; offsets count from ``start``."""
    magic, _, _, order, count, numbers_at = _TABLE.unpack_from(data, start)
    if magic != b"CQDB" or order != _BYTE_ORDER_MARK:
        raise _DamagedError("no table of strings where the header says")
    found = []
    for number, offset in enumerate(struct.unpack_from(f"<{count}I", data, start + numbers_at)):
        stored, length = _ENTRY.unpack_from(data, start + offset)
        first = start + offset + _ENTRY.size
        string = data[first : first + length]
        if stored != number or not string.endswith(b"\0"):
            raise _DamagedError(f"string {number} is not where the table says")
        found.append(string[:-1].decode("utf-8"))
    return found
