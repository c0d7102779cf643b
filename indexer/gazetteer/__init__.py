"""Every province, district and commune since 2004: what it was and what it became."""

from indexer.gazetteer.history import RelatedUnit, UnitHistory, UnitVersion
from indexer.gazetteer.keys import CENTRE, CENTRE_NAME, PlaceKey
from indexer.gazetteer.records import (
    FIRST_DAY,
    KINDS,
    REFORM,
    GazetteerError,
    UnitRecord,
    read_districts_by_heir,
    read_provinces,
)
from indexer.gazetteer.spelling import marked_name, plain_name, without_apostrophes
from indexer.gazetteer.succession import Succession
from indexer.gazetteer.units import Gazetteer, is_in_force

__all__ = [
    "CENTRE",
    "CENTRE_NAME",
    "FIRST_DAY",
    "KINDS",
    "REFORM",
    "Gazetteer",
    "GazetteerError",
    "PlaceKey",
    "RelatedUnit",
    "Succession",
    "UnitHistory",
    "UnitRecord",
    "UnitVersion",
    "is_in_force",
    "marked_name",
    "plain_name",
    "read_districts_by_heir",
    "read_provinces",
    "without_apostrophes",
]
