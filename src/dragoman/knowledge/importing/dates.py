"""Dates of Wikidata: days out of timestamps that may be exact to a century, a year or a day."""

import calendar
import datetime
import re

from dragoman.knowledge.importing.query_results import Row

# How exact a timestamp is, in Wikidata's numbers; what is vaguer than a year is no date here.
YEAR, MONTH, DAY = 9, 10, 11
_TIMESTAMP = re.compile(r"\+?(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+Z?)?")
# How a value that is known to be unknown is written in the several forms of a result.
_UNKNOWN = re.compile(r"t\d+|_:.*|.*/\.well-known/genid/.*")


def first_day(row: Row, column: str) -> datetime.date | None:
    """The first day that the timestamp in ``column`` may mean; null where the cell is empty.

    Its exactness is read from ``<column>Precision`` where there is such a column. Raises ``ValueError``
    where the cell is no date, is not exact to the year, or is said to be unknown.
    """
    return _day(row, column, at_end=False)


def last_day(row: Row, column: str) -> datetime.date | None:
    """The last day that the timestamp in ``column`` may mean, as ``first_day`` reads it."""
    return _day(row, column, at_end=True)


def _day(row: Row, column: str, *, at_end: bool) -> datetime.date | None:
    written = row.get(column, "").strip()
    if not written:
        return None
    if _UNKNOWN.fullmatch(written):
        raise ValueError(
            f"there is {'an' if column[0] in 'aeiou' else 'a'} {column}, but it is unknown"
        )
    match = _TIMESTAMP.fullmatch(written)
    if match is None:
        raise ValueError(f"{column} {written!r} is no date (YYYY-MM-DD)")
    precision = _precision(row, column)
    if precision < YEAR:
        raise ValueError(f"{column} {written!r} is not exact to the year")
    year, month, day = map(int, match.groups())
    if precision == YEAR:
        month, day = (12, 31) if at_end else (1, 1)
    elif precision == MONTH and 1 <= month <= 12:
        day = calendar.monthrange(year, month)[1] if at_end else 1
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{column} {written!r} is no date ({error})") from error


def _precision(row: Row, column: str) -> int:
    written = row.get(f"{column}Precision", str(DAY))
    if not written.isdigit():
        raise ValueError(f"{column}Precision {written!r} is no number")
    return int(written)
