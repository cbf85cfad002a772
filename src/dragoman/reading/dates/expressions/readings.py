"""Readings: what the words of one rule of the grammar mean."""

from collections.abc import Callable
from typing import Final

from dragoman.reading.dates.calendar import Moment
from dragoman.reading.dates.expressions.terms import Term
from dragoman.reading.dates.expressions.words import Words
from dragoman.reading.dates.meanings import Fixed, Holiday, Length, Meaning, Named, Piece, Shift
from dragoman.reading.dates.shifts import write_length

_SETS: Final = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX",
}  # fmt: skip
_MOST_MONTHS: Final = 12
_SHORT_YEAR_TURN: Final = 50
# "A decade ago" is about ten years ago, not the decade before.
_COARSE: Final = {"DE": ("Y", 10), "CE": ("DE", 10)}
_LAST_OF: Final = {"Q": 4, "H": 2}


def read_named(words: Words) -> Named:
    """A moment of the calendar: "May 3, 2010", "early June", "the summer of that year"."""
    moment = Moment(
        words.year,
        words.value("month"),
        words.day,
        share=words.value("season") or "",
        part=words.part,
        time=words.time,
    )
    if "iso" in words:
        year, month, day = (int(number) for number in words.value("iso").split("-"))
        moment = moment._replace(year=year, month=month, day=day)
    if "decade" in words or "tens" in words:
        moment = _decade(words, moment)
    weekday = words.value("weekday")
    if "dei" in words and moment.month and moment.day and weekday:
        return Named(moment, weekday, None, None, words.direction[1])
    if "unit" in words and words.year is None:
        return Named(moment, weekday, _within(words))
    if "dei" in words:
        return Named(moment, weekday, None, *words.direction)
    return Named(moment, weekday)


def _within(words: Words) -> Shift:
    """The stretch behind "of": "of last year", "of the same month", "of the year"."""
    if "dei" not in words:
        return Shift(words.unit, 0, 0, "b")
    sign, base = words.direction
    if sign == 1 and words.points_by_article:
        base = "t"
    return Shift(words.unit, 1, sign, base)


def _decade(words: Words, moment: Moment) -> Moment:
    if "tens" in words:
        return moment._replace(year=None, share=f"DEC{words.value('tens')}")
    digits = words.value("decade").lower().rstrip("s").strip("'")
    if len(digits) == 2:
        return moment._replace(year=None, share=f"DEC{digits}")
    sign = -1 if words.value("era") == -1 else 1
    return moment._replace(year=None, decade=sign * (int(digits) // 10))


def read_slash(words: Words) -> Meaning:
    """A date with slashes, which has days only where the order of day and month is certain."""
    one, two, year = (int(number) for number in words.value("slash").split("/"))
    if year < 100:
        year += 2000 if year < _SHORT_YEAR_TURN else 1900
    if one <= _MOST_MONTHS < two or one == two:
        return Named(Moment(year, one, two))
    if two <= _MOST_MONTHS < one:
        return Named(Moment(year, two, one))
    return Fixed(f"{year:04d}-XX-XX", "ambiguous")


def read_ordinal(words: Words) -> Meaning:
    """The nth unit: "the third quarter of 2010", "the 19th century", "the first day"."""
    which = int(words.value("ordinal") or words.value("nth"))
    unit = str(words.value("unit"))
    if unit == "CE":
        before = words.value("era") == -1
        return Named(Moment(century=1 - which if before else which - 1, part=words.part))
    if unit in _LAST_OF:
        within = _within(words) if len(words.all_of("unit")) > 1 else None
        return Named(Moment(words.year, share=f"{unit}{which}", part=words.part), None, within)
    return Length(unit, 1)


def read_piece(words: Words) -> Meaning:
    """Units of a moment: "the first six months of 2011", "the last week of May"."""
    units = sorted((*words.all_of("units"), *words.all_of("unit")), key=lambda term: term.start)
    unit, which = str(units[0].value), int(words.value("ordinal") or 0)
    within = _within(words) if len(units) > 1 and words.year is None else None
    if unit in _LAST_OF:
        moment = Moment(words.year, share=f"{unit}{which or _LAST_OF[unit]}")
        return Named(moment, None, within)
    number = _number_before(words, units[0])
    if not which and words.direction[0] >= 0:
        return Length(unit, number)
    moment = Moment(words.year, words.value("month"), share=words.value("season") or "")
    if "decade" in words:
        moment = _decade(words, moment)
    return Piece(unit, number, which, Named(moment, None, within))


def _number_before(words: Words, unit: Term) -> float | None:
    """How many units a piece has: the number before its unit, one where the unit is singular."""
    if "cardinal" in words:
        return float(words.value("cardinal"))
    numeral = words.numeral
    if numeral is not None and numeral.start < unit.start:
        return float(numeral.value)
    return 1 if unit in words.all_of("unit") else None


def read_holiday(words: Words) -> Holiday:
    """A day of the year by its name: "Christmas Eve 2011", "last New Year"."""
    moment = Moment(words.year, time=words.time, part=words.part)
    if "unit" in words:
        return Holiday(words.value("holiday"), Named(moment, None, _within(words)))
    sign, base = words.direction if "dei" in words else (None, "")
    return Holiday(words.value("holiday"), Named(moment, None, None, sign, base))


def read_fiscal(words: Words) -> Fixed:
    """A fiscal year or quarter."""
    return Fixed(f"FY{words.year}" if words.year else None, "fiscal")


def read_beside(words: Words) -> Shift:
    """A day told from today: "yesterday evening", "tonight"."""
    count, _, time = str(words.value("named")).partition("T")
    number = int(count)
    sign = (number > 0) - (number < 0)
    return Shift("D", abs(number), sign, "n", words.part, f"T{time}" if time else words.time)


def read_daypart(words: Words) -> Meaning | None:
    """A time of day: "last night", "the next morning", "at 09:30"; ``None`` for "37:90"."""
    if not words.time:
        return None
    if "dei" not in words:
        return Named(Moment(time=words.time, part=words.part))
    sign, base = words.direction
    base = "n" if base == "d" and sign <= 0 else "t" if words.points_by_article else base
    return Shift("D", 1, sign, base, words.part, words.time)


def read_ago(words: Words) -> Shift:
    """So long before or after: "two years ago", "three days later", "the day before"."""
    count, unit = words.count(None if "units" in words else 1), words.unit
    if count is not None and unit in _COARSE:
        unit, factor = _COARSE[unit]
        count *= factor
    if "ago" in words:
        return Shift(unit, count, -1, "d")
    if "earlier" in words or "before" in words:
        return Shift(unit, count, -1, "t")
    if "from" in words:
        return Shift(unit, count, 1, read_beside(words).base)
    return Shift(unit, count, 1, "d" if "later" in words and words.value("later") == 2 else "t")


def read_event(words: Words) -> Fixed:
    """So long before or after an event: "two days after the vote"."""
    return Fixed(write_length(words.unit, words.count(None if "units" in words else 1)), "event")


def read_unit(words: Words) -> Meaning:
    """A unit, or a part of it, told from another: "early next year", "later that month"."""
    part = words.part
    for kind, name in (("rest", "REST"), ("later", "LATER"), ("earlier", "EARLIER")):
        if kind in words:
            part = name
    if "month" in words or "season" in words:
        named = read_named(words)
        return named._replace(moment=named.moment._replace(part=""))
    sign, base = words.direction if "dei" in words else (0, "b")
    if base == "d" and words.points_by_article and sign:
        if sign < 0 and not part:
            return Length(words.unit, 1, sign, base)
        base = "t" if part or words.unit == "D" else "a"
    return Shift(words.unit, 1, sign, base, part)


def read_near(words: Words) -> Length:
    """A length that ends or begins at a known day: "the past three years", "recent weeks"."""
    sign, base = words.direction
    return Length(words.unit, words.count(None if "units" in words else 1), sign, base)


def read_length(words: Words) -> Length:
    """A length of time: "seven years", "a week and a half"."""
    return Length(words.unit, words.count(None if "units" in words else 1))


def read_set(words: Words) -> Fixed:
    """A set of times: "every year", "Mondays", "every two weeks"."""
    weekday = words.value("weekday") or words.value("weekdays")
    if weekday:
        return Fixed(f"XXXX-WXX-{weekday}", "set")
    if "month" in words:
        return Fixed(f"XXXX-{words.value('month'):02d}", "set")
    if "season" in words:
        return Fixed(f"XXXX-{words.value('season')}", "set")
    if "daypart" in words:
        return Fixed(f"XXXX-XX-XX{words.value('daypart')}", "set")
    count = words.value("ordinal") or words.count(1)
    value = _SETS.get(words.unit) if count == 1 else None
    return Fixed(value or write_length(words.unit, count), "set")


READINGS: Final[dict[str, Callable[[Words], Meaning | None]]] = {
    "day": read_named,
    "month": read_named,
    "season": read_named,
    "decade": read_named,
    "year": read_named,
    "weekday": read_named,
    "direction": read_named,
    "of_month": read_named,
    "bare_year": lambda words: Named(Moment(words.value("number"))),
    "slash": read_slash,
    "piece": read_piece,
    "ordinal": read_ordinal,
    "holiday": read_holiday,
    "movable": lambda words: Fixed(None, str(words.value("movable"))),
    "fiscal": read_fiscal,
    "named": read_beside,
    "daypart": read_daypart,
    "clock": read_daypart,
    "ago": read_ago,
    "event": read_event,
    "unit": read_unit,
    "near": read_near,
    "length": read_length,
    "set": read_set,
    "often": lambda words: Fixed(words.value("often"), "set"),
    "per": lambda words: Fixed(write_length(words.unit, 1), "set"),
    "vague": lambda words: Fixed(words.value("vague"), "vague"),
}
