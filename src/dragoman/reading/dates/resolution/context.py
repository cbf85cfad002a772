"""Context: the days that relative expressions are told from, as reading goes through a text."""

import datetime
from collections.abc import Sequence
from typing import Any, Final, Protocol

from dragoman.reading.dates.calendar import Moment
from dragoman.reading.dates.meanings import Expression, Named, Range, Shift

# A text is a history where most of its years lie long before the day of writing.
_FEWEST_YEARS: Final = 4
_OLD: Final = 2
_MOST_OLD: Final = 0.6
_FEWEST_BC: Final = 2


class Directions(Protocol):
    """Tells which way the clause around a character looks: -1 past, +1 future, 0 unknown."""

    def direction(self, start: int) -> int:
        """The direction at the character ``start``."""

    def modifies_noun(self, start: int, end: int) -> bool:
        """Whether the date belongs to a noun behind it."""


class Context:
    """What a relative expression may be told from, at one place of one text."""

    def __init__(
        self,
        published: datetime.date | None,
        expressions: Sequence[Expression],
        tense: Directions,
        section: dict[str, Any],
    ) -> None:
        self.published = published
        self.tense = tense
        self.reasons: dict[str, str] = section["reasons"]
        self.uncounted: dict[str, int] = section["uncounted"]
        self.before_christ = _count_before_christ(expressions) >= _FEWEST_BC
        self.is_history = published is None or is_history(published, expressions)
        self.reference: Moment | None = None
        self.day_reference: Moment | None = None

    @property
    def from_text(self) -> bool:
        """Whether dates are completed from the text rather than from the day of writing."""
        return self.is_history

    def note(self, moment: Moment) -> None:
        """Remember a moment that the text has named: later ones may be told from it."""
        if moment.year is None:
            return
        self.reference = moment


def is_history(published: datetime.date, expressions: Sequence[Expression]) -> bool:
    """Whether most of the years named lie well before ``published`` and little is told from it."""
    years = [year for expression in expressions for year in _years(expression)]
    old = sum(year <= published.year - _OLD for year in years)
    deictic = sum(_is_deictic(expression) for expression in expressions)
    return len(years) >= _FEWEST_YEARS and old >= _MOST_OLD * len(years) and old > 2 * deictic


def _years(expression: Expression) -> list[int]:
    meaning = expression.meaning
    named = [meaning] if isinstance(meaning, Named) else []
    if isinstance(meaning, Range):
        named = [meaning.first, meaning.last]
    return [n.moment.year for n in named if n.moment.year is not None]


def _is_deictic(expression: Expression) -> bool:
    meaning = expression.meaning
    if isinstance(meaning, Shift):
        return meaning.base == "d"
    return isinstance(meaning, Named) and meaning.weekday is not None and not meaning.moment.month


def _count_before_christ(expressions: Sequence[Expression]) -> int:
    return sum(year < 0 for expression in expressions for year in _years(expression))
