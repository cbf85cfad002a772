"""Numbers that the text gives, with their bounds and what they measure."""

import datetime
from typing import Literal

from dragoman.records.header import Record

Bound = Literal["exactly", "at_least", "at_most", "about", "between"]


class Figure(Record, frozen=True, kw_only=True, tag="figure"):
    """A number. ``low`` and ``high`` are inclusive; null where the text sets no bound on that side.

    ``measures`` names what is counted (killed, detained, troops, votes, money, years, …), ``of`` the
    words counted, ``unit`` the unit (``USD``, ``percent``, ``km``). ``replaces_id`` names the earlier
    figure that this one corrects.
    """

    low: float | None
    high: float | None
    bound: Bound
    unit: str | None = None
    measures: str | None = None
    of: str | None = None
    actor_ids: tuple[str, ...] = ()
    said_by_ids: tuple[str, ...] = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    replaces_id: str | None = None
