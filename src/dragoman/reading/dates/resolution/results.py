"""Results: what has been found out about one expression."""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from dragoman.reading.dates.calendar import Moment, days_of, write
from dragoman.records.circumstances import DateBasis, Precision


class Told(NamedTuple):
    """What an expression is told from: a moment, what that makes of the date, and why it."""

    moment: Moment | None
    basis: DateBasis
    why: str

    @property
    def day(self) -> datetime.date | None:
        """The moment's day, where it is one."""
        return self.moment.date if self.moment is not None else None


class Resolved(NamedTuple):
    """The days of one expression, or the reason why there are none.

    ``moment`` is the stretch of the calendar that it names, where it names one.
    """

    value: str | None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    precision: Precision | None = None
    basis: DateBasis = "stated"
    anchor: datetime.date | None = None
    reason: str | None = None
    why: str = ""
    moment: Moment | None = None

    def without_days(self, reason: str) -> "Resolved":
        """The same without days, for ``reason``."""
        return self._replace(first_day=None, last_day=None, precision=None, reason=reason)


def resolved_as(moment: Moment, told: Told | None, reasons: Mapping[str, str]) -> Resolved:
    """The days of ``moment``, told from ``told`` where the words alone do not name it."""
    days = days_of(moment)
    first, last = days or (None, None)
    return Resolved(
        write(moment),
        first,
        last,
        moment.precision if days else None,
        told.basis if told else "stated",
        told.day if told else None,
        None if days else reasons[_why_no_days(moment)],
        told.why if told else "",
        moment,
    )


def unresolved(value: str | None, reason: str) -> Resolved:
    """No days, for ``reason``."""
    return Resolved(value, basis="relative", reason=reason)


def _why_no_days(moment: Moment) -> str:
    numbers = (moment.year, moment.decade, moment.century)
    if any(number is not None and number < 0 for number in numbers):
        return "before_christ"
    if moment.year and (moment.day or moment.time) and not moment.month:
        return "no_reference"
    return "no_such_day" if moment.year else "clock"
