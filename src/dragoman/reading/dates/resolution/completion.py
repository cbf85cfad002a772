"""Completion: the year of a month, the week of a weekday, where the words leave it out."""

import datetime
from typing import Final

from dragoman.reading.dates.calendar import DAY, SEASON_MONTH, Moment, days_of
from dragoman.reading.dates.shifts import add_years

#: Which of several: the one before or after that is not the present one, the last, the nearest, …
BEFORE, LAST, NEAREST, NEXT, AFTER, THIS = -2, -1, 0, 1, 2, 3

_WEEK: Final = 7
_MONTHS_BACK: Final = 7
_MONTH_OF_PART: Final = {"START": 2, "MID": 6, "END": 11}


def month_of(moment: Moment) -> int | None:
    """The month in which the moment begins, about where only a part of a year is said."""
    if moment.month:
        return moment.month
    share = moment.share
    if share in SEASON_MONTH:
        return SEASON_MONTH[share]
    if share[:1] in {"Q", "H"}:
        return (int(share[1:]) - 1) * (3 if share[0] == "Q" else 6) + 1
    if share[:1] == "W":
        return (int(share[1:3]) - 1) * _WEEK // 31 + 1
    return _MONTH_OF_PART.get(moment.part)


def year_from_text(reference: Moment, month: int, sign: int | None) -> int:
    """The year of ``month`` in a text that has come to ``reference``; a tale goes on, seldom back."""
    year = reference.year
    assert year is not None
    at = month_of(reference)
    if sign:
        later = at is not None and (month > at if sign > 0 else month < at)
        return year if later else add_years(year, sign)
    if at is not None and at - month > _MONTHS_BACK:
        return add_years(year, 1)
    return year


def year_from_day(published: datetime.date, moment: Moment, which: int) -> int:
    """The year of a month, day or season told from the day of writing."""
    spans = []
    for year in (published.year - 1, published.year, published.year + 1):
        days = days_of(moment._replace(year=year, part="", time=""))
        if days and days[0] and days[1]:
            spans.append((year, days[0], days[1]))
    if not spans:
        return published.year
    if which == THIS:
        holding = [year for year, first, last in spans if first <= published <= last]
        return holding[0] if holding else published.year
    past = [
        year for year, first, last in spans if (last if which == BEFORE else first) <= published
    ]
    ahead = [
        year for year, first, last in spans if (first if which == AFTER else last) >= published
    ]
    if which < 0:
        return past[-1] if past else published.year
    if which > 0:
        return ahead[0] if ahead else published.year
    return min(spans, key=lambda span: max(span[1] - published, published - span[2], 0 * DAY))[0]


def weekday_from(day: datetime.date, weekday: int, which: int) -> datetime.date:
    """The ``weekday`` (Monday is 1) told from ``day``, which itself may be it."""
    ahead = (weekday - day.isoweekday()) % _WEEK
    back = -(-ahead % _WEEK)
    if which == NEAREST:
        offset = ahead if ahead <= -back else back
    elif which == BEFORE:
        offset = back or -_WEEK
    elif which == AFTER:
        offset = ahead or _WEEK
    else:
        offset = back if which == LAST else ahead
    try:
        return day + offset * DAY
    except OverflowError:
        return day


def holiday_in(year: int, rule: str) -> tuple[int, int]:
    """Month and day of a feast: "12-25", or "11-4-4" for the fourth Thursday of November (9: the last)."""
    month, _, rest = rule.partition("-")
    if "-" not in rest:
        return int(month), int(rest)
    weekday, which = (int(number) for number in rest.split("-"))
    first = datetime.date(year, int(month), 1)
    day = 1 + (weekday - first.isoweekday()) % _WEEK + _WEEK * (min(which, 5) - 1)
    try:
        datetime.date(year, int(month), day)
    except ValueError:
        day -= _WEEK
    return int(month), day
