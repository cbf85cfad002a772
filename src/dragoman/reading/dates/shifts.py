"""Shifts: stretches and days of the calendar so many units away, and lengths of time."""

import datetime
from typing import Final

from dragoman.reading.dates.calendar import DAY, Moment, add_months

_MONTHS_OF: Final = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12_000}
_DAYS_OF: Final = {"D": 1, "W": 7, "WE": 7, "F": 14}
_YEARS_OF: Final = {"DE": 10, "CE": 100}
_EXACT: Final = 1_000_000


def add(day: datetime.date, unit: str, count: float) -> datetime.date:
    """``count`` units later (earlier where negative); hours and minutes move no day.

    Raises ``OverflowError`` or ``ValueError`` outside of the calendar.
    """
    if unit in _MONTHS_OF:
        return add_months(day, round(count * _MONTHS_OF[unit]))
    return day + round(count * _DAYS_OF.get(unit, 0)) * DAY


def add_years(year: int, count: int) -> int:
    """``count`` years later; there is no year 0."""
    shifted = (year if year > 0 else year + 1) + count
    return shifted if shifted > 0 else shifted - 1


def shift(moment: Moment, unit: str, count: int) -> Moment | None:
    """The unit (day, week, month, …) that lies ``count`` units after the one that holds ``moment``.

    ``None`` where the moment is not known precisely enough, or the calendar ends.
    """
    if unit == "Y" or unit in _YEARS_OF:
        return _shift_years(moment, unit, count)
    if unit in _MONTHS_OF:
        return _shift_months(moment, unit, count)
    day = moment.date
    if day is None:
        return None
    try:
        day = add(day, unit, count)
    except (OverflowError, ValueError):
        return None
    if unit == "D":
        return Moment.of_day(day)
    year, week, _ = day.isocalendar()
    return Moment(year, share=f"W{week:02d}-WE" if unit == "WE" else f"W{week:02d}")


def _shift_years(moment: Moment, unit: str, count: int) -> Moment | None:
    year = moment.year
    if year is None and moment.decade is not None:
        year = moment.decade * 10
    if year is None:
        return None
    if unit == "Y":
        return Moment(add_years(year, count))
    size, sign = _YEARS_OF[unit], 1 if year > 0 else -1
    number = sign * (abs(year) // size) + count
    return Moment(decade=number) if unit == "DE" else Moment(century=number)


def _shift_months(moment: Moment, unit: str, count: int) -> Moment | None:
    if not moment.year or not moment.month or unit == "ML":
        return None
    size = _MONTHS_OF[unit]
    months = (moment.year if moment.year > 0 else moment.year + 1) * 12
    year, number = divmod((months + moment.month - 1) // size + count, 12 // size)
    year = year if year > 0 else year - 1
    return Moment(year, number + 1) if unit == "M" else Moment(year, share=f"{unit}{number + 1}")


def write_length(unit: str, count: float | None) -> str:
    """A length of time in TIMEX3 notation: P7Y, PT24H, PXW."""
    if unit == "F":
        unit, count = "W", None if count is None else 2 * count
    if unit == "ML":
        unit, count = "CE", None if count is None else 10 * count
    number = "X" if count is None else f"{count:g}" if count < _EXACT else f"{count:.0f}"
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"
