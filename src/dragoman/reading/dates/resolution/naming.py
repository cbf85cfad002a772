"""Naming: moments that the words name, completed with the year, month or week they leave out."""

from collections.abc import Callable, Mapping
from typing import Final

from dragoman.reading.dates.calendar import Moment, write
from dragoman.reading.dates.meanings import Expression, Holiday, Named, Shift
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
from dragoman.reading.dates.resolution.results import Resolved, Told, resolved_as, unresolved
from dragoman.reading.dates.shifts import shift

_BY_SIGN: Final[Mapping[int | None, int]] = {-1: BEFORE, 0: THIS, 1: AFTER}
_WHICH: Final = {
    BEFORE: "the words say which one",
    AFTER: "the words say which one",
    THIS: "the present one",
    LAST: "the last one: its clause is past",
    NEXT: "the next one: its clause looks ahead",
    NEAREST: "the nearest one",
}
_LEAP_YEAR: Final = 2000
_CENTURY: Final = 100
_DECADE: Final = 10


class Naming:
    """Resolves moments that the words name. ``shifted`` resolves the stretch that holds one."""

    def __init__(self, context: Context, shifted: Callable[[Shift, int], Resolved]) -> None:
        self.context = context
        self._shifted = shifted

    def resolve(self, named: Named, expression: Expression) -> Resolved | None:
        """The days of ``named``; ``None`` where it turns out to be no time."""
        moment = named.moment
        if expression.rule == "bare_year":
            if not self.context.before_christ:
                return None
            moment = moment._replace(year=-(moment.year or 0))
        if moment.share.startswith("DEC"):
            told = Told(None, "inferred", "the century is inferred")
            return self._made(self._short_decade(moment), told)
        if named.within is not None:
            return self._within(moment, named.within, expression.start)
        if any(number is not None for number in (moment.year, moment.decade, moment.century)):
            return self._made(moment)
        if moment.month or moment.share:
            return self._with_year(named, expression)
        if named.weekday:
            return self._weekday(named, expression)
        return self._with_month(moment) if moment.day else self._time(moment, expression)

    def holiday(self, holiday: Holiday, expression: Expression) -> Resolved | None:
        """The day of a feast; movable ones are found in the year that the text gives."""
        moment = holiday.named.moment
        month, day = holiday_in(moment.year or _LEAP_YEAR, holiday.rule)
        named = holiday.named._replace(moment=moment._replace(month=month, day=day))
        resolved = self.resolve(named, expression)
        found = resolved.moment if resolved else None
        if resolved is None or found is None or not found.year or found.year < 0:
            return resolved
        month, day = holiday_in(found.year, holiday.rule)
        made = self._made(found._replace(month=month, day=day))
        return made._replace(basis=resolved.basis, anchor=resolved.anchor, why=resolved.why)

    def _made(self, moment: Moment, told: Told | None = None) -> Resolved:
        return resolved_as(moment, told, self.context.reasons)

    def _unknown(self, moment: Moment, reason: str) -> Resolved:
        return unresolved(write(moment), self.context.reasons[reason])

    def _within(self, moment: Moment, within: Shift, start: int) -> Resolved:
        outer = self._shifted(within, start)
        if outer.moment is None:
            return self._unknown(moment, "no_reference")
        month = moment.month or outer.moment.month
        made = self._made(moment._replace(year=outer.moment.year, month=month))
        return made._replace(basis=outer.basis, anchor=outer.anchor, why=outer.why)

    def _short_decade(self, moment: Moment) -> Moment:
        """ "the nineties": of the century that a history tells of, else the last that are over."""
        tens = int(moment.share.removeprefix("DEC")) // _DECADE
        context, reference = self.context, self.context.reference
        year = reference.year if reference is not None else None
        if context.is_history and year is not None and year > 0:
            century = year // _CENTURY
        else:
            now = context.published.year if context.published else _LEAP_YEAR
            century = (now - _DECADE * (tens + 1)) // _CENTURY
        return Moment(decade=century * _DECADE + tens, part=moment.part)

    def _with_year(self, named: Named, expression: Expression) -> Resolved:
        """A month, a day of a month or a season, without its year."""
        context, moment = self.context, named.moment
        month = month_of(moment) or 1
        published = context.published
        if context.is_history or named.base == "t" or published is None:
            return self._with_year_of_text(named, month)
        story = context.thread(expression.start, month) if named.sign is None else None
        if story is not None:
            year = year_from_text(story, month, None)
            return self._made(moment._replace(year=year), context.told_from_text(story))
        known = context.known_year(moment, expression.end)
        if known is not None:
            told = Told(None, "inferred", "a day known by its name")
            return self._made(moment._replace(year=known), told)
        which = self._which(named, expression)
        year = year_from_day(published, moment, which)
        return self._made(moment._replace(year=year), context.told_from_day(_WHICH[which]))

    def _with_year_of_text(self, named: Named, month: int) -> Resolved:
        reference = self.context.reference
        if reference is None or reference.year is None:
            return self._unknown(named.moment, "no_year")
        year = year_from_text(reference, month, named.sign)
        return self._made(named.moment._replace(year=year), self.context.told_from_text(reference))

    def _which(self, named: Named, expression: Expression) -> int:
        """Which of the months or weekdays of that name is meant."""
        if named.sign is not None:
            return _BY_SIGN[named.sign]
        tense = self.context.tense
        if named.moment.month and tense.is_indirect(expression.start, expression.end):
            return NEAREST
        return tense.direction(expression.start)

    def _weekday(self, named: Named, expression: Expression) -> Resolved:
        assert named.weekday is not None, "only called where there is one"
        context, published = self.context, self.context.published
        base = context.base
        if context.is_history or named.base == "t" or published is None:
            day = base.date if base is not None else None
            if base is None or day is None:
                value = f"XXXX-WXX-{named.weekday}{named.moment.time}"
                return unresolved(value, context.reasons["no_reference"])
            which = _BY_SIGN[named.sign] if named.sign else NEAREST
            told = context.told_from_text(base)
        else:
            which, day = self._which(named, expression), published
            if which == THIS or (which == NEAREST and named.sign is None):
                which = NEXT if context.tense.direction(expression.start) > 0 else LAST
            told = context.told_from_day(_WHICH[which])
        found = Moment.of_day(weekday_from(day, named.weekday, which))
        return self._made(found._replace(part=named.moment.part, time=named.moment.time), told)

    def _with_month(self, moment: Moment) -> Resolved:
        """ "the 14th": of the month that the text has come to, else the last such day."""
        context, base, published = self.context, self.context.base, self.context.published
        if base is not None and base.year and base.month:
            found = moment._replace(year=base.year, month=base.month)
            return self._made(found, context.told_from_text(base))
        if published is None or context.is_history:
            return self._unknown(moment, "no_reference")
        back = 0 if (moment.day or 0) <= published.day else -1
        month = shift(Moment.of_day(published), "M", back) or Moment()
        return self._made(month._replace(day=moment.day), context.told_from_day(_WHICH[LAST]))

    def _time(self, moment: Moment, expression: Expression) -> Resolved:
        """ "09:30" belongs to the last day named, in news to the day of writing."""
        context = self.context
        has_article = expression.bare_start != expression.start
        is_told = expression.rule == "clock" or (
            has_article and context.is_beside(expression.start)
        )
        told = context.told_from_text(context.base) if context.base is not None else None
        if (told is None or told.day is None) and not context.is_history:
            told = context.told_from_day(_WHICH[NEAREST])
        if not is_told or told is None or told.day is None:
            return self._unknown(moment, "clock")
        return self._made(Moment.of_day(told.day)._replace(time=moment.time), told)
