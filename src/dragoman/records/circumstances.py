"""When and where: dates as intervals, places on the map."""

import datetime
from typing import Literal

from dragoman.records.header import Record

Precision = Literal[
    "day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "range"
]
DateBasis = Literal["stated", "relative", "inferred"]
PlacePrecision = Literal["country", "region", "city", "area", "site"]


class Date(Record, frozen=True, kw_only=True, tag="date"):
    """A stretch of days. ``first_day`` and ``last_day`` are inclusive; null where open or unknown.

    ``value`` is the expression in TIMEX3 notation (``2021-09``, ``P7Y``, ``2021-W42``) or null.
    ``anchor`` is the day that a relative expression was read against; ``reason`` says why days are null.
    """

    first_day: datetime.date | None
    last_day: datetime.date | None
    precision: Precision | None
    basis: DateBasis
    anchor: datetime.date | None = None
    value: str | None = None
    reason: str | None = None


class Place(Record, frozen=True, kw_only=True, tag="place"):
    """A place on the map. ``country`` is ISO 3166 alpha-3; coordinates are degrees (WGS 84)."""

    name: str
    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    place_id: str | None = None
    precision: PlacePrecision | None = None
