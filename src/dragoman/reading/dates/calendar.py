"""The calendar: stretches of it, how they are written (TIMEX3), and which days they hold.

A ``Moment`` is a stretch named by the calendar: a day, a month, a season, a decade, as far as it
is known. Years before Christ are negative (44 BC is -44); the records begin in the year 1.
"""

import calendar
import datetime
from collections.abc import Callable
from typing import Final, NamedTuple

from dragoman.records.circumstances import Precision

Days = tuple[datetime.date | None, datetime.date | None]
_Bounds = tuple[tuple[int, int, int], tuple[int, int, int]]

DAY: Final = datetime.timedelta(days=1)
LAST_YEAR: Final = datetime.MAXYEAR - 1
#: First month of each season on the northern half of the earth; winter ends in the next year.
SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_PRECISIONS: Final[dict[str, Precision]] = {"Q": "quarter", "H": "half", "W": "week"}
_PARTS: Final = {"START": (0, 3), "MID": (1, 3), "END": (2, 3), "H1": (0, 2), "H2": (1, 2)}
_MONTH_CUTS: Final = (0, 10, 20)


class Moment(NamedTuple):
    """A stretch of the calendar as far as it is known; ``None`` is unknown.

    ``share`` is a season (SP, SU, FA, WI), quarter (Q3), half (H1), ISO week (W07) or weekend
    (W07-WE) of ``year``; ``decade`` 193 holds 1930 to 1939, ``century`` 18 the years 1800 to 1899.
    ``part`` is START, MID, END, H1 or H2 of the stretch; ``time`` a time of day (T09:30, TNI).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    share: str = ""
    decade: int | None = None
    century: int | None = None
    part: str = ""
    time: str = ""

    @classmethod
    def of_day(cls, day: datetime.date) -> "Moment":
        """The day as a moment."""
        return cls(day.year, day.month, day.day)

    @property
    def date(self) -> datetime.date | None:
        """The day, where it is one that the calendar has."""
        if not self.year or not self.month or not self.day or self.year < 0:
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def precision(self) -> Precision:
        """The size of the stretch."""
        if self.share:
            return "season" if self.share in SEASON_MONTH else _PRECISIONS[self.share[0]]
        if self.day:
            return "day"
        if self.month:
            return "month"
        if self.decade is not None:
            return "decade"
        return "century" if self.century is not None else "year"


def write(moment: Moment) -> str:
    """The moment in TIMEX3 notation; X stands for what is not known."""
    before = "BC" if any((n or 0) < 0 for n in (moment.year, moment.decade, moment.century)) else ""
    if moment.century is not None:
        return f"{before}{abs(moment.century):02d}"
    if moment.decade is not None:
        return f"{before}{abs(moment.decade):03d}"
    text = before + (f"{abs(moment.year):04d}" if moment.year else "XXXX")
    share = moment.share or (moment.part if moment.part[:1] == "H" and not moment.month else "")
    if share:
        return f"{text}-{share}{moment.time}"
    if moment.month or moment.day or moment.time:
        text += f"-{moment.month:02d}" if moment.month else "-XX"
    if moment.day or moment.time:
        text += f"-{moment.day:02d}" if moment.day else "-XX"
    return text + moment.time


def days_of(moment: Moment) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of the moment; ``None`` where the calendar has no such days."""
    bounds = _bounds(moment)
    if bounds is None:
        return None
    try:
        first, last = datetime.date(*bounds[0]), datetime.date(*bounds[1])
    except ValueError:
        return None
    return _part_of(first, last, moment) if moment.part and first < last else (first, last)


def _bounds(moment: Moment) -> _Bounds | None:
    if moment.century is not None:
        return _years(moment.century * 100, 100)
    if moment.decade is not None:
        return _years(moment.decade * 10, 10)
    year = moment.year
    if not year or not 0 < year < LAST_YEAR:
        return None
    if moment.share:
        return _bounds_of_share(year, moment.share)
    if moment.month and moment.day:
        return (year, moment.month, moment.day), (year, moment.month, moment.day)
    if moment.month:
        return _months(year, moment.month, 1)
    return None if moment.day or moment.time else _years(year, 1)


def _years(first: int, count: int) -> _Bounds | None:
    last = first + count - 1
    return ((max(first, 1), 1, 1), (last, 12, 31)) if 0 < last < LAST_YEAR else None


def _months(year: int, month: int, count: int) -> _Bounds:
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    last = calendar.monthrange(end_year, end_month + 1)[1]
    return (year, month, 1), (end_year, end_month + 1, last)


def _bounds_of_share(year: int, share: str) -> _Bounds | None:
    if share in SEASON_MONTH:
        return _months(year, SEASON_MONTH[share], 3)
    number = int(share[1:].partition("-")[0])
    if share[0] in {"Q", "H"}:
        size = 3 if share[0] == "Q" else 6
        return _months(year, size * (number - 1) + 1, size) if 0 < number <= 12 // size else None
    try:
        monday = datetime.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    first, last = (monday + 5 * DAY if share.endswith("WE") else monday), monday + 6 * DAY
    return (first.year, first.month, first.day), (last.year, last.month, last.day)


def _part_of(
    first: datetime.date, last: datetime.date, moment: Moment
) -> tuple[datetime.date, datetime.date]:
    """The part of the stretch: thirds for early, middle and late, halves for H1 and H2.

    Months are cut behind the 10th and the 20th, years behind months, decades behind years.
    """
    which, pieces = _PARTS[moment.part]
    size, cut = _measure(first, last, moment.precision)
    if size < pieces:
        return first, last
    cuts = [cut(-(-size * number // pieces)) for number in range(pieces)]
    if moment.precision == "month" and pieces == len(_MONTH_CUTS):
        cuts = [first + number * DAY for number in _MONTH_CUTS]
    cuts.append(last + DAY)
    return cuts[which], cuts[which + 1] - DAY


def _measure(
    first: datetime.date, last: datetime.date, precision: str
) -> tuple[int, Callable[[int], datetime.date]]:
    """The size of a stretch in the units that it is cut by, and the day so many units into it."""
    if precision in {"decade", "century"}:
        return last.year - first.year + 1, lambda n: first.replace(year=first.year + n)
    if precision in {"year", "season", "quarter", "half"}:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return months, lambda n: add_months(first, n)
    return (last - first).days + 1, lambda n: first + n * DAY


def add_months(day: datetime.date, count: int) -> datetime.date:
    """``count`` months later, on the same day or the last one that the month has.

    Raises ``OverflowError`` outside of the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 0 < year <= datetime.MAXYEAR:
        raise OverflowError(f"no calendar holds the year {year}")
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))
