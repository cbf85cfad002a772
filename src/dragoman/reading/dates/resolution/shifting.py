"""Shifting: moments and lengths told from another day ("two years ago", "the past three weeks")."""

import datetime
from typing import Final

from dragoman.reading.dates.calendar import Moment, write
from dragoman.reading.dates.meanings import Expression, Length, Shift
from dragoman.reading.dates.resolution.context import Context
from dragoman.reading.dates.resolution.results import Resolved, Told, resolved_as, unresolved
from dragoman.reading.dates.shifts import add, shift, write_length

_UNKNOWN: Final = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}
_CUTS: Final = frozenset({"REST", "LATER", "EARLIER"})
_FAR: Final = 10


class Shifting:
    """Resolves what is told from the day of writing or from a day of the text."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def resolve(self, meaning: Shift, start: int) -> Resolved:
        """The days of ``meaning``, said at the character ``start``."""
        context = self.context
        if meaning.base == "n" and context.is_history and not meaning.sign and not meaning.time:
            reason = "vague" if context.published else "no_document_date"
            return unresolved("PRESENT_REF", context.reasons[reason])
        if meaning.base == "a" and not context.is_history and context.tense.direction(start) > 0:
            return self.length(Length(meaning.unit, meaning.number, meaning.sign, "d"))
        told = self._told_from(meaning, start)
        is_of_day = meaning.unit.startswith("T")
        if meaning.number is None and not is_of_day:
            return self._uncounted(meaning, told)
        unit = "D" if is_of_day else meaning.unit
        count = 0 if is_of_day else round((meaning.number or 0) * meaning.sign)
        moment = shift(told.moment, unit, count) if told.moment is not None else None
        if moment is None:
            reason = told.why if told.moment is None else "no_reference"
            return unresolved(_partly_known(unit, told.moment, meaning), context.reasons[reason])
        part = "" if meaning.part in _CUTS else meaning.part
        moment = moment._replace(part=part, time="TXX" if is_of_day else meaning.time)
        return _cut(resolved_as(moment, told, context.reasons), meaning.part)

    def length(self, length: Length, expression: Expression | None = None) -> Resolved:
        """A length of time, with days where one of its ends is known."""
        context = self.context
        if expression is not None and not length.sign and not context.is_history:
            sign = context.tense.side_of_now(expression.start, expression.end)
            length = length._replace(sign=sign, base="d")
        value = write_length(length.unit, length.number)
        told = self._told(length.base)
        days = self._reach(told.day, length.unit, length.number, length.sign)
        if not length.sign or days is None:
            return Resolved(value, reason=context.reasons["length"])
        open_count = "" if length.number else f"; {context.reasons['open_count']}"
        why = told.why + open_count
        return Resolved(value, *days, "range", told.basis, told.day, None, why)

    def _told_from(self, meaning: Shift, start: int) -> Told:
        base = meaning.base
        if base == "b":
            base = "t" if self.context.tells_from_text(start, meaning.unit) else "d"
        return self._told("t" if base == "a" else base)

    def _told(self, base: str) -> Told:
        """What ``base`` is; without a moment ``why`` is the name of the reason."""
        context = self.context
        if base in {"d", "n"} and not context.is_far:
            return context.told_from_day()
        if context.base is None or base == "n":
            return Told(None, "relative", "no_reference" if base == "t" else "no_document_date")
        told = context.told_from_text(context.base)
        return told._replace(basis="relative") if base == "t" else told

    def _uncounted(self, meaning: Shift, told: Told) -> Resolved:
        value, why = (
            "FUTURE_REF" if meaning.sign > 0 else "PAST_REF",
            self.context.reasons["open_count"],
        )
        days = self._reach(told.day, meaning.unit, None, meaning.sign)
        if days is None:
            return unresolved(value, why)
        why = f"{told.why}; {why}"
        return Resolved(value, *days, "range", told.basis, told.day, None, why)

    def _reach(
        self, day: datetime.date | None, unit: str, number: float | None, sign: int
    ) -> tuple[datetime.date, datetime.date] | None:
        """From ``day`` as far as ``number`` units reach, or where not counted as far as they may."""
        if day is None or unit.startswith("T"):
            return None
        far = number if number is not None else self.context.uncounted.get(unit, _FAR)
        try:
            other = add(day, unit, sign * far)
        except (OverflowError, ValueError):
            return None
        return (other, day) if sign < 0 else (day, other)


def _cut(resolved: Resolved, part: str) -> Resolved:
    """ "Earlier this year" ends on the day it is told from, "later this year" begins there."""
    anchor, first, last = resolved.anchor, resolved.first_day, resolved.last_day
    if part not in _CUTS or not anchor or not first or not last or not first <= anchor <= last:
        return resolved
    if part == "EARLIER":
        return resolved._replace(last_day=anchor)
    return resolved._replace(first_day=anchor)


def _partly_known(unit: str, base: Moment | None, meaning: Shift) -> str:
    """What is known of a shifted day: its year, and its month where it is the same day."""
    if unit != "D" or base is None or not base.year:
        return _UNKNOWN.get(unit, "XXXX") + meaning.time
    month = None if meaning.sign else base.month
    written = write(Moment(base.year, month, time=meaning.time or "T"))
    return written if meaning.time else written.removesuffix("T")
