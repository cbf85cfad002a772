"""Shifts: changes of line, stated in the text or measured over time."""

import datetime
from typing import Literal

from dragoman.records.header import Record


class Shift(Record, frozen=True, kw_only=True, tag="shift"):
    """Who changed their line, toward whom or on what, from what to what, since when."""

    actor_ids: tuple[str, ...]
    toward_ids: tuple[str, ...] = ()
    topic: str | None = None
    from_text: str | None = None
    to_text: str | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    basis: Literal["stated", "measured"] = "stated"
