"""The calendar: stretches of it, how they are written (TIMEX3), and which days they hold.

A ``Moment`` is a stretch named by the calendar: a day, a month, a season, a decade, as far as it is
known. Years before Christ are negative (490 BC is -490); the records' calendar begins in the year 1.
"""

import calendar
import datetime
from collections.abc import Callable
from typing import Final, NamedTuple

from dragoman.records.circumstances import Precision

Days = tuple[datetime.date | None, datetime.date | None]

DAY: Final = datetime.timedelta(days=1)
#: First month of each season on the northern half of the earth; winter ends in the next year.
SEASON_MONTH: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_OF: Final = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12_000}
_DAYS_OF: Final = {"D": 1, "W": 7, "WE": 7, "F": 14}
_PRECISIONS: Final[dict[str, Precision]] = {"Q": "quarter", "H": "half", "W": "week"}
_LAST_YEAR: Final = datetime.MAXYEAR


class Moment(NamedTuple):
    """A stretch of the calendar as far as it is known; ``None`` is unknown.

    ``share`` is a season (SP, SU, FA, WI), quarter (Q3), half (H1), ISO week (W07) or weekend
    (W07-WE) of ``year``; ``decade`` 193 holds 1930 to 1939, ``century`` 18 the years 1800 to 1899.
    ``part`` is START, MID, END, H1 or H2 of the stretch; ``time`` a time of day (T10:57, TNI).
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
    before = "BC" if _era_of(moment) < 0 else ""
    if moment.century is not None:
        return f"{before}{abs(moment.century):02d}"
    if moment.decade is not None:
        return f"{before}{abs(moment.decade):03d}"
    text = before + (f"{abs(moment.year):04d}" if moment.year else "XXXX")
    if moment.share or (moment.part[:1] == "H" and not moment.month):
        return f"{text}-{moment.share or moment.part}{moment.time}"
    if moment.month or moment.day or moment.time:
        text += f"-{moment.month:02d}" if moment.month else "-XX"
    if moment.day or moment.time:
        text += f"-{moment.day:02d}" if moment.day else "-XX"
    return text + moment.time


def _era_of(moment: Moment) -> int:
    return next((n for n in (moment.year, moment.decade, moment.century) if n is not None), 1)


def days_of(moment: Moment) -> Days | None:
    """The first and the last day of the moment; ``None`` where it is open or not in the calendar."""
    bounds = _bounds(moment)
    if bounds is None:
        return None
    try:
        first = datetime.date(*bounds[0])
        last = datetime.date(*bounds[1]) if len(bounds[1]) == 3 else None
    except ValueError:
        return None
    return part_of(first, last, moment) if last and moment.part and first < last else (first, last)


def _bounds(moment: Moment) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    if moment.century is not None and moment.century >= 0:
        return _years(max(moment.century * 100, 1), moment.century * 100 + 99)
    if moment.decade is not None and moment.decade >= 0:
        return _years(max(moment.decade * 10, 1), moment.decade * 10 + 9)
    year = moment.year
    if not year or not 0 < year < _LAST_YEAR:
        return None
    if moment.share:
        return _bounds_of_share(year, moment.share)
    if moment.day:
        return ((year, moment.month, moment.day),) * 2 if moment.month else None  # type: ignore[return-value]
    if moment.month:
        return _months(year, moment.month, 1)
    return _years(year, year) if not moment.time else None


def _years(first: int, last: int) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    return (first, 1, 1), (last, 12, 31)


def _months(year: int, month: int, count: int) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    end_year, end_month = divmod(year * 12 + month - 1 + count - 1, 12)
    return (year, month, 1), (end_year, end_month + 1, calendar.monthrange(end_year, end_month + 1)[1])


def _bounds_of_share(year: int, share: str) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    if share in SEASON_MONTH:
        return _months(year, SEASON_MONTH[share], 3)
    if not share[1:2].isdigit():
        return None
    number = int(share[1:].partition("-")[0])
    if share[0] == "Q":
        return _months(year, 3 * number - 2, 3)
    if share[0] == "H":
        return _months(year, 6 * number - 5, 6)
    try:
        monday = datetime.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    first, last = (monday + 5 * DAY if share.endswith("WE") else monday), monday + 6 * DAY
    return (first.year, first.month, first.day), (last.year, last.month, last.day)


def part_of(first: datetime.date, last: datetime.date, moment: Moment) -> Days:
    """The part of the stretch: thirds for early, middle and late, halves for H1 and H2.

    Months are cut at the 10th and 20th, years by whole months, decades by whole years.
    """
    precision = moment.precision
    if precision == "month" and moment.part in {"START", "MID", "END"}:
        cuts = [first, first + 10 * DAY, first + 20 * DAY, last + DAY]
    else:
        cuts = _cuts(first, last, precision, 2 if moment.part in {"H1", "H2"} else 3)
    which = {"START": 0, "MID": 1, "END": 2, "H1": 0, "H2": 1}[moment.part]
    return cuts[which], cuts[which + 1] - DAY


def _cuts(first: datetime.date, last: datetime.date, precision: str, pieces: int) -> list[datetime.date]:
    make: Callable[[int], datetime.date]
    if precision in {"decade", "century"}:
        size = last.year - first.year + 1
        make = lambda n: datetime.date(first.year + n, 1, 1)  # noqa: E731
    elif precision in {"year", "season", "quarter", "half"}:
        size = (last.year - first.year) * 12 + last.month - first.month + 1
        make = lambda n: add_months(first, n)  # noqa: E731
    else:
        size = (last - first).days + 1
        make = lambda n: first + n * DAY  # noqa: E731
    return [make(-(-size * n // pieces)) for n in range(pieces)] + [last + DAY]


def add_months(day: datetime.date, count: int) -> datetime.date:
    """``count`` months later, on the same day or the last one that the month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    year = min(max(year, 1), _LAST_YEAR - 1)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


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

    ``None`` where the moment is not known precisely enough.
    """
    if unit in {"Y", "DE", "CE", "ML"}:
        return _shift_years(moment, unit, count)
    if unit == "M":
        if not moment.year or not moment.month:
            return None
        months = (moment.year if moment.year > 0 else moment.year + 1) * 12 + moment.month - 1 + count
        year = months // 12
        return Moment(year if year > 0 else year - 1, months % 12 + 1)
    if unit in {"Q", "H"}:
        if not moment.year or not moment.month:
            return None
        size = _MONTHS_OF[unit]
        year, number = divmod((moment.year * 12 + moment.month - 1) // size + count, 12 // size)
        return Moment(year, share=f"{unit}{number + 1}")
    return _shift_days(moment, unit, count)


def _shift_years(moment: Moment, unit: str, count: int) -> Moment | None:
    year = moment.year
    if year is None and moment.decade is not None:
        year = moment.decade * 10
    if year is None:
        return None
    if unit == "Y":
        return Moment(add_years(year, count))
    size, sign = (10, 1) if unit == "DE" else (100, 1)
    if year < 0:
        year, sign = -year, -1
    number = year // size + sign * count
    return Moment(decade=sign * number) if unit == "DE" else Moment(century=sign * number)


def _shift_days(moment: Moment, unit: str, count: int) -> Moment | None:
    day = moment.date
    if day is None:
        return None
    try:
        day = add(day, unit, count)
    except (OverflowError, ValueError):
        return None
    if unit == "D":
        return Moment.of_day(day)
    return week_of(day, "-WE" if unit == "WE" else "") if unit in {"W", "WE", "F"} else Moment.of_day(day)


def week_of(day: datetime.date, end: str = "") -> Moment:
    """The ISO week that holds ``day``; with ``end`` "-WE" its weekend."""
    year, week, _ = day.isocalendar()
    return Moment(year, share=f"W{week:02d}{end}")


def write_length(unit: str, count: float | None) -> str:
    """A length of time in TIMEX notation: P7Y, PT24H, PXW."""
    if unit == "F":
        unit, count = "W", None if count is None else 2 * count
    if unit == "ML":
        unit, count = "CE", None if count is None else 10 * count
    number = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
    return f"PT{number}{unit[1]}" if unit.startswith("T") else f"P{number}{unit}"
