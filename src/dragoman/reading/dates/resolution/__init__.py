"""Resolution: from what an expression says to the days it means."""

from typing import Final

from dragoman.reading.dates.calendar import DAY, Days
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
from dragoman.reading.dates.resolution.context import Context
from dragoman.reading.dates.resolution.naming import Naming
from dragoman.reading.dates.resolution.results import Resolved
from dragoman.reading.dates.resolution.shifting import Shifting
from dragoman.reading.dates.shifts import add, write_length
from dragoman.records.circumstances import DateBasis, Precision

_WEEK: Final = 7
_BASIS_ORDER: Final[tuple[DateBasis, ...]] = ("stated", "relative", "inferred")


class Resolver:
    """Resolves the expressions of one text, in its order, against its context."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._shifting = Shifting(context)
        self._naming = Naming(context, self._shifting.resolve)

    def resolve(self, expression: Expression) -> Resolved | None:
        """The days of ``expression``; ``None`` where it turns out to be no time."""
        resolved = self._resolve(expression.meaning, expression)
        if resolved is None or resolved.moment is None:
            return resolved
        self._note(resolved, expression)
        return self._opened(resolved, expression)

    def _resolve(self, meaning: Meaning, expression: Expression) -> Resolved | None:
        match meaning:
            case Fixed():
                return Resolved(meaning.value, reason=self.context.reasons[meaning.reason])
            case Length():
                return self._shifting.length(meaning, expression)
            case Shift():
                return self._shifting.resolve(meaning, expression.start)
            case Range():
                return self._range(meaning, expression)
            case Piece():
                return self._piece(meaning, expression)
            case Holiday():
                return self._naming.holiday(meaning, expression)
            case Named():
                return self._naming.resolve(meaning, expression)

    def _note(self, resolved: Resolved, expression: Expression) -> None:
        if resolved.moment is not None:
            is_inferred = resolved.basis == "inferred" and not self.context.is_inferred
            is_stated = resolved.basis == "stated" or is_inferred
            self.context.note(resolved.moment, expression.start, is_stated=is_stated)

    def _opened(self, resolved: Resolved, expression: Expression) -> Resolved:
        """ "Since 2014" has no last day, "until March" no first one."""
        first, last = resolved.first_day, resolved.last_day
        if first is None or last is None or isinstance(expression.meaning, Range):
            return resolved
        word = self.context.tense.preposition(expression.start, expression.end)
        side = next((side for side, words in self.context.open_ends.items() if word in words), "")
        try:
            days: Days = {
                "after": (first, None),
                "until": (None, last),
                "beyond": (last + DAY, None),
                "short_of": (None, first - DAY),
            }[side]
        except (KeyError, OverflowError):
            return resolved
        why = "; ".join(filter(None, [resolved.why, f'"{word}" leaves one end open']))
        return resolved._replace(first_day=days[0], last_day=days[1], why=why)

    def _piece(self, piece: Piece, expression: Expression) -> Resolved | None:
        """ "The last two weeks of May": counted from one end of what holds them."""
        whole = self._naming.resolve(piece.of, expression)
        if whole is None:
            return None
        whole = whole._replace(value=write_length(piece.unit, piece.number))
        first, last = whole.first_day, whole.last_day
        if first is None or last is None or piece.number is None:
            return whole.without_days(whole.reason or self.context.reasons["open_count"])
        try:
            if piece.first:
                first = add(first, piece.unit, piece.first - 1)
                last = min(add(first, piece.unit, piece.number) - DAY, last)
            else:
                first = max(add(last + DAY, piece.unit, -piece.number), first)
        except (OverflowError, ValueError):
            return whole.without_days(self.context.reasons["no_such_day"])
        if first > last:
            return whole.without_days(self.context.reasons["no_such_day"])
        if piece.unit == "D" and piece.number == 1:
            whole = whole._replace(value=first.isoformat())
        precision: Precision = "range" if first < last else "day"
        return whole._replace(first_day=first, last_day=last, precision=precision)

    def _range(self, meaning: Range, expression: Expression) -> Resolved | None:
        one = self._naming.resolve(meaning.first, expression)
        if one is None:
            return None
        self._note(one, expression)
        other = self._naming.resolve(meaning.last, expression)
        if other is None:
            return None
        first, last = one.first_day, other.last_day
        is_weekday = meaning.last.weekday is not None and not meaning.last.moment.month
        if first and last and last < first and is_weekday:
            last += _WEEK * DAY
        resolved = Resolved(
            f"{one.value}/{other.value}",
            first,
            last,
            "range",
            max(one.basis, other.basis, key=_BASIS_ORDER.index),
            one.anchor or other.anchor,
            None,
            one.why or other.why,
            other.moment,
        )
        if first is not None and last is not None and first <= last:
            return resolved
        reason = one.reason or other.reason or self.context.reasons["no_such_day"]
        return resolved.without_days(reason)


__all__ = ["Context", "Resolved", "Resolver"]
