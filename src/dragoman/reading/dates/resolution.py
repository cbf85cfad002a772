"""Resolution: from what an expression says to the days it means."""

import datetime
from typing import Final, NamedTuple

from dragoman.reading.dates.calendar import (
    DAY,
    SEASON_MONTH,
    Moment,
    add,
    add_years,
    days_of,
    shift,
    week_of,
    write,
    write_length,
)
from dragoman.reading.dates.context import Context
from dragoman.reading.dates.meanings import (
    Expression,
    Fixed,
    Holiday,
    Length,
    Meaning,
    Named,
    Range,
    Shift,
)
from dragoman.records.circumstances import DateBasis, Precision

_WEEK: Final = 7
_BASIS_ORDER: Final[tuple[DateBasis, ...]] = ("stated", "relative", "inferred")
_UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX"}
_PRECISION: Final[dict[str, Precision]] = {
    "D": "day", "W": "week", "WE": "week", "F": "week", "M": "month", "Q": "quarter", "H": "half",
    "Y": "year", "DE": "decade", "CE": "century",
}  # fmt: skip
_MONTHS_BACK, _MONTHS_AHEAD = 3, 9


class Resolved(NamedTuple):
    """The days of one expression, or why there are none."""

    value: str | None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    precision: Precision | None = None
    basis: DateBasis = "stated"
    anchor: datetime.date | None = None
    reason: str | None = None
    why: str = ""
    moment: Moment | None = None


class Resolver:
    """Resolves the expressions of one text in its order, against its context."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def resolve(self, expression: Expression) -> Resolved | None:
        """The days of ``expression``; ``None`` where it turns out to be no time."""
        meaning = expression.meaning
        if isinstance(meaning, Fixed):
            return Resolved(meaning.value, reason=self.context.reasons[meaning.reason])
        if isinstance(meaning, Length):
            return self._length(meaning)
        if isinstance(meaning, Range):
            resolved = self._range(meaning, expression)
        else:
            resolved = self._moment(meaning, expression)
        if resolved and resolved.moment:
            self.context.note(resolved.moment)
        return resolved

    def _moment(self, meaning: Shift | Named | Holiday, expression: Expression) -> Resolved | None:
        if isinstance(meaning, Shift):
            return self._shift(meaning)
        if isinstance(meaning, Holiday):
            return self._holiday(meaning, expression)
        return self._named(meaning, expression)

    # Moments that the words name.

    def _named(self, named: Named, expression: Expression) -> Resolved | None:
        moment = named.moment
        if expression.rule == "bare_year":
            if not self.context.before_christ:
                return None
            moment = moment._replace(year=-(moment.year or 0))
        if moment.share.startswith("DEC"):
            return self._short_decade(moment)
        if named.within is not None:
            return self._within(moment, named.within)
        if moment.year is not None or moment.decade is not None or moment.century is not None:
            return self._made(moment, "stated", None, "")
        if named.weekday and not moment.month and not moment.day:
            return self._weekday(named, expression)
        if moment.month or moment.share:
            return self._completed(named, expression)
        if moment.day:
            return self._day_of_month(moment)
        return self._time_of_day(moment, expression)

    def _made(
        self, moment: Moment, basis: DateBasis, anchor: datetime.date | None, why: str
    ) -> Resolved:
        days = days_of(moment)
        reason = None
        if days is None:
            year = moment.year or moment.decade or moment.century or 0
            reason = self.context.reasons["before_christ" if year < 0 else "no_such_day"]
            if moment.month is None and moment.time and year >= 0:
                reason = self.context.reasons["clock"]
        first, last = days or (None, None)
        precision = moment.precision if days else None
        return Resolved(write(moment), first, last, precision, basis, anchor, reason, why, moment)

    def _unknown(self, value: str | None, reason: str) -> Resolved:
        return Resolved(value, basis="relative", reason=self.context.reasons[reason])

    def _within(self, moment: Moment, within: Shift) -> Resolved:
        outer = self._shift(within)
        if outer.moment is None:
            return self._unknown(write(moment), "no_reference")
        moment = moment._replace(year=outer.moment.year, month=moment.month or outer.moment.month)
        return self._made(moment, outer.basis, outer.anchor, outer.why)

    def _short_decade(self, moment: Moment) -> Resolved:
        year = self._year_here()
        tens = int(moment.share[3:])
        century = 19
        if year is not None and self.context.from_text:
            century = year // 100
        decade = century * 10 + tens // 10
        return self._made(Moment(decade=decade, part=moment.part), "inferred", None, "the century is inferred")

    def _year_here(self) -> int | None:
        reference = self.context.reference
        if self.context.from_text:
            return reference.year if reference else None
        return self.context.published.year if self.context.published else None

    # Months, days, seasons without their year.

    def _completed(self, named: Named, expression: Expression) -> Resolved:
        month = named.moment.month or _first_month(named.moment.share)
        day = named.moment.day
        context = self.context
        base = "t" if context.from_text or named.base == "t" else "d"
        if base == "t":
            reference = context.reference
            if reference is None or reference.year is None:
                return self._unknown(write(named.moment), "no_year")
            year = _year_near(reference, month, named.sign)
            why = f"the year of {write(reference)}, the last date before it in the text"
            anchor = reference.date
            return self._made(named.moment._replace(year=year), "inferred", anchor, why)
        assert context.published is not None
        direction, words = self._direction(named, expression)
        year = _year_by_direction(context.published, named.moment, month, day, direction)
        why = f"{words}, told from the document's day"
        return self._made(named.moment._replace(year=year), "relative", context.published, why)

    def _direction(self, named: Named, expression: Expression) -> tuple[int, str]:
        if named.sign is not None:
            if named.sign:
                return 2 * named.sign, "the words say which way"
            return 3, "this one"
        tense = self.context.tense
        if not named.weekday and tense.modifies_noun(expression.start, expression.end):
            return 0, "the nearest one"
        direction = tense.direction(expression.start)
        words = {-1: "the last one: the clause is past", 1: "the next one: the clause looks ahead"}
        return direction, words.get(direction, "the nearest one")

    def _weekday(self, named: Named, expression: Expression) -> Resolved:
        assert named.weekday is not None
        context = self.context
        value = f"XXXX-WXX-{named.weekday}"
        if context.from_text or named.base == "t":
            reference = context.reference.date if context.reference else None
            if reference is None:
                return self._unknown(value, "no_reference")
            offset = (named.weekday - reference.isoweekday() + 3) % _WEEK - 3
            if named.sign:
                offset = (offset - 1) % _WEEK + 1 if named.sign > 0 else (offset % _WEEK) - _WEEK
            moment = Moment.of_day(reference + offset * DAY)
            return self._with(moment, named.moment, "inferred", reference, "the weekday nearest to the last date")
        assert context.published is not None
        direction, words = self._direction(named, expression)
        ahead = (named.weekday - context.published.isoweekday()) % _WEEK
        if abs(direction) == 2:
            offset = (ahead or _WEEK) if direction > 0 else ahead - _WEEK
        elif direction == 3:
            offset = ahead if self.context.tense.direction(expression.start) >= 0 else -(-ahead % _WEEK)
        else:
            offset = ahead if direction > 0 else -(-ahead % _WEEK)
        moment = Moment.of_day(context.published + offset * DAY)
        return self._with(moment, named.moment, "relative", context.published, words)

    def _with(
        self, moment: Moment, named: Moment, basis: DateBasis, anchor: datetime.date | None, why: str
    ) -> Resolved:
        return self._made(moment._replace(part=named.part, time=named.time), basis, anchor, why)

    def _day_of_month(self, moment: Moment) -> Resolved:
        context = self.context
        reference = context.reference
        if reference and reference.year and reference.month:
            year, month = reference.year, reference.month
            return self._made(moment._replace(year=year, month=month), "inferred", reference.date, "the month of the last date before it")
        if context.published and not context.from_text:
            day = context.published
            month_of = shift(Moment.of_day(day), "M", 0 if (moment.day or 0) <= day.day else -1)
            assert month_of is not None
            return self._made(month_of._replace(day=moment.day), "relative", day, "the last such day before the document's")
        return self._unknown(write(moment), "no_reference")

    def _time_of_day(self, moment: Moment, expression: Expression) -> Resolved:
        context = self.context
        if expression.rule == "clock" and ":" in moment.time:
            reference = context.reference
            day = reference.date if reference else None
            if day is None and not context.from_text:
                day = context.published
            if day is not None:
                return self._with(Moment.of_day(day), moment, "inferred", day, "the last day named before it")
        return self._unknown(write(moment), "clock")

    def _holiday(self, holiday: Holiday, expression: Expression) -> Resolved:
        month, day = _fixed_day(holiday.rule, 2000)
        named = Named(Moment(None, month, day), None, holiday.within, holiday.sign, holiday.base)
        if holiday.year is None:
            resolved = self._named(named, expression)
            year = resolved.moment.year if resolved and resolved.moment else None
        else:
            resolved, year = None, holiday.year
        if year is None or year < 1:
            return resolved or self._unknown(None, "no_year")
        month, day = _fixed_day(holiday.rule, year)
        moment = Moment(year, month, day)
        if resolved is None:
            return self._made(moment, "stated", None, "")
        return self._made(moment, resolved.basis, resolved.anchor, resolved.why)

    # Moments told from another one.

    def _base(self, base: str) -> tuple[Moment | None, DateBasis, str]:
        """The moment that ``base`` tells from, and what that makes of the date."""
        context = self.context
        reference = context.reference
        if context.published is not None and not context.is_history:
            if base == "d" or (base == "a" and reference is None) or reference is None:
                if base == "t" and reference is None:
                    return None, "relative", "no_reference"
                return Moment.of_day(context.published), "relative", "told from the document's day"
        if reference is not None:
            why = f"told from {write(reference)}, the last date before it in the text"
            return reference, "relative" if base == "t" else "inferred", why
        return None, "relative", "no_reference" if base == "t" else "no_document_date"

    def _shift(self, meaning: Shift) -> Resolved:
        base, basis, why = self._base(meaning.base)
        unit = meaning.unit
        sub_day = unit.startswith("T")
        if meaning.unit == "D" and meaning.base == "d" and self.context.is_history:
            return self._today(meaning)
        if meaning.count is None:
            return self._uncounted(meaning, base, basis, why)
        count = round(meaning.count * meaning.sign)
        if sub_day or meaning.count != int(meaning.count):
            count = 0 if sub_day else count
        moment = shift(base, "D" if sub_day else unit, count) if base is not None else None
        if moment is None:
            reason = why if base is None else "no_reference"
            return self._unknown(_value_unknown(unit, base, meaning), reason)
        part = "" if meaning.part in {"REST", "LATER", "EARLIER"} else meaning.part
        if sub_day:
            moment = moment._replace(time="TXX")
        moment = moment._replace(part=part, time=meaning.time or moment.time)
        resolved = self._made(moment, basis, base.date if base else None, why)
        return self._cut(resolved, meaning.part)

    def _cut(self, resolved: Resolved, part: str) -> Resolved:
        """ "Earlier this year" ends on the day it is told from, "later this year" begins there."""
        anchor, first, last = resolved.anchor, resolved.first_day, resolved.last_day
        if part not in {"REST", "LATER", "EARLIER"} or not anchor or not first or not last:
            return resolved
        if not first <= anchor <= last:
            return resolved
        if part == "EARLIER":
            return resolved._replace(last_day=anchor)
        return resolved._replace(first_day=anchor)

    def _today(self, meaning: Shift) -> Resolved:
        if not meaning.sign and not meaning.time:
            return Resolved("PRESENT_REF", basis="relative", reason=self.context.reasons["vague"])
        return self._unknown(f"XXXX-XX-XX{meaning.time}", "no_document_date")

    def _uncounted(self, meaning: Shift, base: Moment | None, basis: DateBasis, why: str) -> Resolved:
        value = "FUTURE_REF" if meaning.sign > 0 else "PAST_REF"
        day = base.date if base is not None else None
        days = self._reach(day, meaning.unit, None, meaning.sign)
        if days is None:
            return self._unknown(value, "open_count")
        return Resolved(value, *days, "range", basis, day, None, why + "; " + self.context.reasons["open_count"])

    def _reach(
        self, day: datetime.date | None, unit: str, count: float | None, sign: int
    ) -> tuple[datetime.date, datetime.date] | None:
        """The days from ``day`` as far as ``count`` units reach (uncounted: as far as they may)."""
        if day is None or unit.startswith("T"):
            return None
        try:
            other = add(day, unit, sign * (count if count is not None else self.context.uncounted.get(unit, 10)))
        except (OverflowError, ValueError):
            return None
        return (other, day) if sign < 0 else (day, other)

    def _length(self, length: Length) -> Resolved:
        value = write_length(length.unit, length.count)
        if not length.sign:
            return Resolved(value, reason=self.context.reasons["length"])
        base, basis, why = self._base(length.base)
        day = base.date if base is not None else None
        days = self._reach(day, length.unit, length.count, length.sign)
        if days is None:
            return Resolved(value, basis="relative", reason=self.context.reasons["length"])
        if length.count is None:
            why += "; " + self.context.reasons["open_count"]
        return Resolved(value, *days, "range", basis, day, None, why)

    def _range(self, meaning: Range, expression: Expression) -> Resolved | None:
        one = self._named(meaning.first, expression)
        if one is not None and one.moment is not None:
            self.context.note(one.moment)
        other = self._named(meaning.last, expression)
        if one is None or other is None:
            return None
        value = f"{one.value}/{other.value}"
        basis = max(one.basis, other.basis, key=_BASIS_ORDER.index)
        first, last = one.first_day, other.last_day
        if first and last and last < first and meaning.last.weekday and not meaning.last.moment.month:
            last += _WEEK * DAY
        moment = other.moment
        if first is None or last is None or last < first:
            return Resolved(value, None, None, None, basis, one.anchor, one.reason or other.reason or self.context.reasons["no_such_day"], one.why, moment)
        return Resolved(value, first, last, "range", basis, one.anchor or other.anchor, None, one.why or other.why, moment)


def _first_month(share: str) -> int:
    if share in SEASON_MONTH:
        return SEASON_MONTH[share]
    return (int(share[1:]) - 1) * (3 if share[0] == "Q" else 6) + 1


def _year_near(reference: Moment, month: int, sign: int | None) -> int:
    """The year of ``month`` in a narrative that has come to ``reference``: forward rather than back."""
    assert reference.year is not None
    at = reference.month or (_first_month(reference.share) if reference.share[:1] in set("SFWQH") and reference.share[:1] else None)
    if at is None:
        return reference.year
    ahead = month - at
    if sign is not None and sign:
        if sign > 0:
            return reference.year if ahead > 0 else add_years(reference.year, 1)
        return reference.year if ahead < 0 else add_years(reference.year, -1)
    if ahead < -_MONTHS_AHEAD:
        return add_years(reference.year, 1)
    return reference.year


def _year_by_direction(
    published: datetime.date, moment: Moment, month: int, day: int | None, direction: int
) -> int:
    """The year of the last (-1), next (+1), nearest (0) or this year's (3) such month or day.

    With -2 and +2 ("last March", "next March") the present one does not count.
    """
    first_last = []
    for year in (published.year - 1, published.year, published.year + 1):
        days = days_of(moment._replace(year=year, part="", time=""))
        if days and days[0] and days[1]:
            first_last.append((year, days[0], days[1]))
    if not first_last:
        return published.year
    if direction == 3:
        return published.year if month != 12 or moment.share != "WI" or published.month > 2 else published.year - 1
    past = [year for year, first, last in first_last if (last if direction == -2 else first) <= published]
    ahead = [year for year, first, last in first_last if (first if direction == 2 else last) >= published]
    if direction < 0:
        return past[-1] if past else published.year
    if direction > 0:
        return ahead[0] if ahead else published.year
    return min(first_last, key=lambda entry: _distance(published, entry[1], entry[2]))[0]


def _distance(day: datetime.date, first: datetime.date, last: datetime.date) -> int:
    return max((first - day).days, (day - last).days, 0)


def _fixed_day(rule: str, year: int) -> tuple[int, int]:
    month, _, rest = rule.partition("-")
    if "-" not in rest:
        return int(month), int(rest)
    weekday, which = (int(number) for number in rest.split("-"))
    if which == 9:
        last = (datetime.date(year, int(month), 28) + 4 * DAY).replace(day=1) - DAY
        return int(month), last.day - (last.isoweekday() - weekday) % _WEEK
    first = datetime.date(year, int(month), 1)
    return int(month), 1 + (weekday - first.isoweekday()) % _WEEK + _WEEK * (which - 1)


def _value_unknown(unit: str, base: Moment | None, meaning: Shift) -> str:
    if unit == "D" and base is not None and base.year:
        return write(Moment(base.year, base.month, time=meaning.time or "T"))[:-1] if not meaning.time else write(Moment(base.year, base.month, time=meaning.time))
    return _UNKNOWN.get(unit, "XXXX") + meaning.time


_ = (Meaning, week_of, _PRECISION)
