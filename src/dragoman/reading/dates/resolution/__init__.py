"""Resolution: from what an expression says to the days it means."""

import datetime
from collections.abc import Mapping
from typing import Final, NamedTuple

from dragoman.reading.dates.calendar import (
    DAY,
    Days,
    Moment,
    add,
    days_of,
    shift,
    write,
    write_length,
)
from dragoman.reading.dates.meanings import (
    Expression,
    Fixed,
    Holiday,
    Length,
    Meaning,
    Named,
    Piece,
    Range,
    Shift,
)
from dragoman.reading.dates.resolution.completion import (
    AFTER,
    BEFORE,
    LAST,
    NEAREST,
    NEXT,
    THIS,
    holiday_in,
    month_of,
    weekday_from,
    year_from_day,
    year_from_text,
)
from dragoman.reading.dates.resolution.context import Context
from dragoman.records.circumstances import DateBasis, Precision

_WEEK: Final = 7
_BASIS_ORDER: Final[tuple[DateBasis, ...]] = ("stated", "relative", "inferred")
_UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}
_CUTS: Final = frozenset({"REST", "LATER", "EARLIER"})
_BY_SIGN: Final[Mapping[int | None, int]] = {-1: BEFORE, 0: THIS, 1: AFTER}
_WHY: Final = {
    BEFORE: "the words say which one",
    AFTER: "the words say which one",
    THIS: "the present one",
    LAST: "the last one: its clause is past",
    NEXT: "the next one: its clause looks ahead",
    NEAREST: "the nearest one",
}


class Resolved(NamedTuple):
    """The days of one expression, or the reason why there are none."""

    value: str | None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    precision: Precision | None = None
    basis: DateBasis = "stated"
    anchor: datetime.date | None = None
    reason: str | None = None
    why: str = ""
    moment: Moment | None = None


class Told(NamedTuple):
    """What an expression is told from: a moment, what that makes of the date, and why it."""

    moment: Moment | None
    basis: DateBasis
    why: str

    @property
    def day(self) -> datetime.date | None:
        """The moment's day, where it is one."""
        return self.moment.date if self.moment is not None else None


class Resolver:
    """Resolves the expressions of one text, in its order, against its context."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def resolve(self, expression: Expression) -> Resolved | None:
        """The days of ``expression``; ``None`` where it turns out to be no time."""
        resolved = self._resolve(expression.meaning, expression)
        if resolved is None or resolved.moment is None:
            return resolved
        self._note(resolved, expression)
        return self._opened(resolved, expression)

    def _note(self, resolved: Resolved, expression: Expression) -> None:
        if resolved.moment is not None:
            is_stated = resolved.basis == "stated" or (
                resolved.basis == "inferred" and not self.context.is_inferred
            )
            self.context.note(resolved.moment, expression.start, is_stated=is_stated)

    def _resolve(self, meaning: Meaning, expression: Expression) -> Resolved | None:
        match meaning:
            case Fixed():
                return Resolved(meaning.value, reason=self.context.reasons[meaning.reason])
            case Length():
                return self._length(meaning, expression)
            case Shift():
                return self._shift(meaning, expression.start)
            case Range():
                return self._range(meaning, expression)
            case Piece():
                return self._piece(meaning, expression)
            case Holiday():
                return self._holiday(meaning, expression)
            case Named():
                return self._named(meaning, expression)

    def _made(self, moment: Moment, told: Told | None = None) -> Resolved:
        days = days_of(moment)
        first, last = days or (None, None)
        return Resolved(
            write(moment),
            first,
            last,
            moment.precision if days else None,
            told.basis if told else "stated",
            told.day if told else None,
            None if days else self.context.reasons[_why_no_days(moment)],
            told.why if told else "",
            moment,
        )

    def _unknown(self, value: str | None, reason: str) -> Resolved:
        return Resolved(value, basis="relative", reason=self.context.reasons[reason])

    # Moments that the words name.

    def _named(self, named: Named, expression: Expression) -> Resolved | None:
        moment = named.moment
        if expression.rule == "bare_year":
            if not self.context.before_christ:
                return None
            moment = moment._replace(year=-(moment.year or 0))
        if moment.share.startswith("DEC"):
            return self._made(self._short_decade(moment), Told(None, "inferred", "the century is inferred"))
        if named.within is not None:
            return self._within(moment, named.within, expression.start)
        if any(number is not None for number in (moment.year, moment.decade, moment.century)):
            return self._made(moment)
        if moment.month or moment.share:
            return self._with_year(named, expression)
        if named.weekday:
            return self._weekday(named, expression)
        return self._with_month(moment) if moment.day else self._time(moment, expression)

    def _within(self, moment: Moment, within: Shift, start: int) -> Resolved:
        outer = self._shift(within, start)
        if outer.moment is None:
            return self._unknown(write(moment), "no_reference")
        moment = moment._replace(year=outer.moment.year, month=moment.month or outer.moment.month)
        return self._made(moment)._replace(basis=outer.basis, anchor=outer.anchor, why=outer.why)

    def _short_decade(self, moment: Moment) -> Moment:
        """ "the nineties": of the century that a history tells of, else the last one that is over."""
        tens = int(moment.share[3:]) // 10
        reference = self.context.reference
        if self.context.is_history and reference is not None and (reference.year or 0) > 0:
            century = (reference.year or 0) // 100
        else:
            published = self.context.published
            year = published.year if published else 2000
            century = (year - 10 * tens - 10) // 100
        return Moment(decade=century * 10 + tens, part=moment.part)

    def _with_year(self, named: Named, expression: Expression) -> Resolved:
        """A month, a day of a month or a season without its year."""
        context, moment = self.context, named.moment
        month = month_of(moment)
        if context.is_history or named.base == "t" or context.published is None or month is None:
            reference = context.reference
            if reference is None or reference.year is None or month is None:
                return self._unknown(write(moment), "no_year")
            year = year_from_text(reference, month, named.sign)
            told = self._from_text(reference)
            return self._made(moment._replace(year=year), told)
        story = context.thread(expression.start, month) if named.sign is None else None
        if story is not None:
            year = year_from_text(story, month, None)
            return self._made(moment._replace(year=year), self._from_text(story))
        known = context.known_year(moment, expression.end)
        if known is not None:
            return self._made(moment._replace(year=known), Told(None, "inferred", "a day known by its name"))
        which = self._which(named, expression)
        year = year_from_day(context.published, moment, which)
        return self._made(moment._replace(year=year), self._from_day(context.published, which))

    def _which(self, named: Named, expression: Expression) -> int:
        if named.sign is not None:
            return _BY_SIGN[named.sign]
        tense = self.context.tense
        if named.moment.month and tense.is_indirect(expression.start, expression.end):
            return NEAREST
        return tense.direction(expression.start)

    def _weekday(self, named: Named, expression: Expression) -> Resolved:
        assert named.weekday is not None
        context, value = self.context, f"XXXX-WXX-{named.weekday}{named.moment.time}"
        if context.is_history or named.base == "t" or context.published is None:
            base = context.base
            day = base.date if base is not None else None
            if base is None or day is None:
                return self._unknown(value, "no_reference")
            which, told = _BY_SIGN.get(named.sign, NEAREST), self._from_text(base)
            which = NEAREST if which == THIS else which
        else:
            which, day = self._which(named, expression), context.published
            if which == THIS or (which == NEAREST and named.sign is None):
                which = NEXT if context.tense.direction(expression.start) > 0 else LAST
            told = self._from_day(day, which)
        found = Moment.of_day(weekday_from(day, named.weekday, which))
        return self._made(found._replace(part=named.moment.part, time=named.moment.time), told)

    def _with_month(self, moment: Moment) -> Resolved:
        """ "the 14th": of the month that the text has come to, else the last such day."""
        context = self.context
        base = context.base
        if base is not None and base.year and base.month:
            return self._made(moment._replace(year=base.year, month=base.month), self._from_text(base))
        if context.published is None or context.is_history:
            return self._unknown(write(moment), "no_reference")
        published = context.published
        back = 0 if (moment.day or 0) <= published.day else -1
        month = shift(Moment.of_day(published), "M", back) or Moment()
        return self._made(month._replace(day=moment.day), self._from_day(published, LAST))

    def _time(self, moment: Moment, expression: Expression) -> Resolved:
        """ "10:57" belongs to the last day named, in news to the day of writing."""
        context = self.context
        base = context.base
        day = base.date if base is not None else None
        told = self._from_text(base) if base is not None else None
        if day is None and not context.is_history and context.published:
            day, told = context.published, self._from_day(context.published, NEAREST)
        is_told = expression.rule == "clock" or (
            expression.bare_start != expression.start and context.is_beside(expression.start)
        )
        if not is_told or day is None:
            return self._unknown(write(moment), "clock")
        return self._made(Moment.of_day(day)._replace(time=moment.time), told)

    def _holiday(self, holiday: Holiday, expression: Expression) -> Resolved | None:
        named = holiday.named
        month, day = holiday_in(named.moment.year or 2000, holiday.rule)
        named = named._replace(moment=named.moment._replace(month=month, day=day))
        resolved = self._named(named, expression)
        moment = resolved.moment if resolved else None
        if resolved is None or moment is None or not moment.year or moment.year < 0 or holiday.rule.count("-") < 2:
            return resolved
        month, day = holiday_in(moment.year, holiday.rule)
        made = self._made(moment._replace(month=month, day=day))
        return made._replace(basis=resolved.basis, anchor=resolved.anchor, why=resolved.why)

    # Moments told from another one.

    def _from_text(self, moment: Moment) -> Told:
        return Told(moment, "inferred", f"told from {write(moment)}, the last date before it in the text")

    def _from_day(self, day: datetime.date, which: int) -> Told:
        return Told(Moment.of_day(day), *self._written(f"{_WHY[which]}, told from the document's day"))

    def _written(self, why: str) -> tuple[DateBasis, str]:
        """The basis of what is told from the day of writing, which itself may be inferred."""
        if self.context.is_inferred:
            return "inferred", f"{why}; {self.context.reasons['told_from_dateline']}"
        return "relative", why

    def _told_from(self, base: str) -> Told:
        """What ``base`` is; without a moment ``why`` is the name of the reason."""
        context = self.context
        if base in {"d", "n"} and context.published is not None and not context.is_far:
            return Told(Moment.of_day(context.published), *self._written("told from the document's day"))
        if context.base is None or base == "n":
            return Told(None, "relative", "no_reference" if base == "t" else "no_document_date")
        told = self._from_text(context.base)
        return told._replace(basis="relative") if base == "t" else told

    def _shift(self, meaning: Shift, start: int) -> Resolved:
        if meaning.base == "n" and self.context.is_history and not meaning.sign and not meaning.time:
            reason = "vague" if self.context.published else "no_document_date"
            return Resolved("PRESENT_REF", basis="relative", reason=self.context.reasons[reason])
        if meaning.base == "a":
            if not self.context.is_history and self.context.tense.direction(start) > 0:
                return self._length(Length(meaning.unit, meaning.count, meaning.sign, "d"), None)
            meaning = meaning._replace(base="t")
        if meaning.base == "b":
            meaning = meaning._replace(base="t" if self.context.tells_from_text(start, meaning.unit) else "d")
        told = self._told_from(meaning.base)
        is_of_day = meaning.unit.startswith("T")
        if meaning.count is None and not is_of_day:
            return self._uncounted(meaning, told)
        unit = "D" if is_of_day else meaning.unit
        count = 0 if is_of_day else round((meaning.count or 0) * meaning.sign)
        moment = shift(told.moment, unit, count) if told.moment is not None else None
        if moment is None:
            reason = told.why if told.moment is None else "no_reference"
            return self._unknown(_partly_known(unit, told.moment, meaning), reason)
        part = "" if meaning.part in _CUTS else meaning.part
        moment = moment._replace(part=part, time="TXX" if is_of_day else meaning.time)
        return _cut(self._made(moment, told), meaning.part)

    def _uncounted(self, meaning: Shift, told: Told) -> Resolved:
        value = "FUTURE_REF" if meaning.sign > 0 else "PAST_REF"
        days = self._reach(told.day, meaning.unit, None, meaning.sign)
        if days is None:
            return self._unknown(value, "open_count")
        why = f"{told.why}; {self.context.reasons['open_count']}"
        return Resolved(value, *days, "range", told.basis, told.day, None, why)

    def _reach(self, day: datetime.date | None, unit: str, count: float | None, sign: int) -> Days | None:
        """From ``day`` as far as ``count`` units reach, or where not counted as far as they may."""
        if day is None or unit.startswith("T"):
            return None
        far = count if count is not None else self.context.uncounted.get(unit, 10)
        try:
            other = add(day, unit, sign * far)
        except (OverflowError, ValueError):
            return None
        return (other, day) if sign < 0 else (day, other)

    def _length(self, length: Length, expression: Expression | None) -> Resolved:
        if expression is not None and not length.sign and not self.context.is_history:
            length = length._replace(sign=self.context.tense.side_of_now(expression.start, expression.end), base="d")
        value = write_length(length.unit, length.count)
        told = self._told_from(length.base)
        days = self._reach(told.day, length.unit, length.count, length.sign) if length.sign else None
        if days is None:
            return Resolved(value, reason=self.context.reasons["length"])
        why = told.why if length.count else f"{told.why}; {self.context.reasons['open_count']}"
        return Resolved(value, *days, "range", told.basis, told.day, None, why)

    def _opened(self, resolved: Resolved, expression: Expression) -> Resolved:
        """ "Since 2014" has no last day, "until March" no first one."""
        first, last = resolved.first_day, resolved.last_day
        if first is None or last is None or isinstance(expression.meaning, Range):
            return resolved
        word = self.context.tense.preposition(expression.start, expression.end)
        end = next((name for name, words in self.context.open_ends.items() if word in words), None)
        if end is None:
            return resolved
        try:
            days: Days = {
                "after": (first, None),
                "until": (None, last),
                "beyond": (last + DAY, None),
                "short_of": (None, first - DAY),
            }[end]
        except OverflowError:
            return resolved
        why = "; ".join(filter(None, [resolved.why, f'"{word}" leaves one end open']))
        return resolved._replace(first_day=days[0], last_day=days[1], why=why)

    def _piece(self, piece: Piece, expression: Expression) -> Resolved | None:
        whole = self._named(piece.of, expression)
        if whole is None:
            return None
        value = write_length(piece.unit, piece.count)
        first, last = whole.first_day, whole.last_day
        if first is None or last is None or piece.count is None:
            return whole._replace(value=value, reason=whole.reason or self.context.reasons["open_count"], first_day=None, last_day=None, precision=None)
        if piece.first:
            first = add(first, piece.unit, piece.first - 1)
            last = min(add(first, piece.unit, piece.count) - DAY, last)
        else:
            first = max(add(last + DAY, piece.unit, -piece.count), first)
        if first > last:
            return whole._replace(value=value, first_day=None, last_day=None, precision=None, reason=self.context.reasons["no_such_day"])
        if piece.unit == "D" and piece.count == 1:
            value = first.isoformat()
        return whole._replace(value=value, first_day=first, last_day=last, precision="range" if first < last else "day")

    def _range(self, meaning: Range, expression: Expression) -> Resolved | None:
        one = self._named(meaning.first, expression)
        if one is not None:
            self._note(one, expression)
        other = self._named(meaning.last, expression)
        if one is None or other is None:
            return None
        first, last = one.first_day, other.last_day
        if first and last and last < first and meaning.last.weekday and not meaning.last.moment.month:
            last += _WEEK * DAY
        known = first is not None and last is not None and first <= last
        reason = one.reason or other.reason or self.context.reasons["no_such_day"]
        return Resolved(
            f"{one.value}/{other.value}",
            first if known else None,
            last if known else None,
            "range" if known else None,
            max(one.basis, other.basis, key=_BASIS_ORDER.index),
            one.anchor or other.anchor,
            None if known else reason,
            one.why or other.why,
            other.moment,
        )


def _why_no_days(moment: Moment) -> str:
    if min(n for n in (moment.year, moment.decade, moment.century, 1) if n is not None) < 0:
        return "before_christ"
    if moment.year and (moment.day or moment.time) and not moment.month:
        return "no_reference"
    return "no_such_day" if moment.year else "clock"


def _cut(resolved: Resolved, part: str) -> Resolved:
    """ "Earlier this year" ends on the day it is told from, "later this year" begins there."""
    anchor, first, last = resolved.anchor, resolved.first_day, resolved.last_day
    if part not in _CUTS or not anchor or not first or not last or not first <= anchor <= last:
        return resolved
    return resolved._replace(last_day=anchor) if part == "EARLIER" else resolved._replace(first_day=anchor)


def _partly_known(unit: str, base: Moment | None, meaning: Shift) -> str:
    """What is known of a shifted moment: its year, and its month where the shift stays inside."""
    if unit == "D" and base is not None and base.year:
        month = base.month if not meaning.sign else None
        return write(Moment(base.year, month, time=meaning.time or "T")).removesuffix("T" if not meaning.time else "")
    return _UNKNOWN.get(unit, "XXXX") + meaning.time


__all__ = ["Context", "Resolved", "Resolver"]
