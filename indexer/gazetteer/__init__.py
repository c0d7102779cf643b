"""Every province, district and commune since 2004: what it was and what it became."""

from indexer.gazetteer.descent import Descent, Kinship, Stage
from indexer.gazetteer.keys import PlaceKey
from indexer.gazetteer.records import FIRST_DAY, KINDS, REFORM, GazetteerError, read_provinces
from indexer.gazetteer.succession import Succession
from indexer.gazetteer.units import Gazetteer, marked_name, plain_name, stands

__all__ = [
    "FIRST_DAY",
    "KINDS",
    "REFORM",
    "Descent",
    "Gazetteer",
    "GazetteerError",
    "Kinship",
    "PlaceKey",
    "Stage",
    "Succession",
    "marked_name",
    "plain_name",
    "read_provinces",
    "stands",
]
