"""Context: the days that expressions are told from, as reading goes through a text."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dragoman.reading.dates.calendar import Moment
from dragoman.reading.dates.meanings import Expression, Named, Range, Shift
from dragoman.reading.dates.resolution.tense import Tense
from dragoman.reading.language import Tokens, sentence_at

# A text is a history where most of its years lie long before the day of writing.
_FEWEST_YEARS: Final = 4
_OLD: Final = 2
_MOST_OLD: Final = 0.6
_FEWEST_BC: Final = 2
# So many characters may stand between the beginning of a sentence and the date that opens it.
_OPENING: Final = 10


class Context:
    """What expressions of one text may be told from: the day of writing, and the last dates named."""

    def __init__(
        self,
        published: datetime.date | None,
        expressions: Sequence[Expression],
        tokens: Tokens,
        section: Mapping[str, Any],
    ) -> None:
        self.published = published
        self.tense = Tense(tokens, section["tense"])
        self._tokens = tokens
        self.reasons: dict[str, str] = section["reasons"]
        self.uncounted: dict[str, int] = section["uncounted"]
        years = [year for expression in expressions for year in _years(expression)]
        self.before_christ = sum(year < 0 for year in years) >= _FEWEST_BC
        self.is_history = published is None or _is_history(published, years, expressions)
        self.reference: Moment | None = None
        self._day: Moment | None = None
        self._aside: int | None = None
        self._last_start = 0

    @property
    def is_far(self) -> bool:
        """Whether what is told now lies so far back that "this year" is not the year of writing."""
        if not self.is_history or self.published is None:
            return self.published is None
        return self.reference is None or (self.reference.year or 0) < self.published.year - 1

    @property
    def base(self) -> Moment | None:
        """The last date named; its day, where a coarser one that holds it has been named since."""
        reference, day = self.reference, self._day
        if reference is None or day is None or reference.day:
            return reference
        if (reference.year, reference.month or day.month) == (day.year, day.month) and not reference.share:
            return day
        return reference

    def note(self, moment: Moment, start: int) -> None:
        """Remember a date that the text has named at the character ``start``.

        A bare year in the middle of a sentence is an aside ("the Treaty of 1815"): it becomes what
        later dates are told from only where it is said twice, opens its sentence, or is a heading.
        """
        if moment.year is None:
            return
        is_bare = not (moment.month or moment.share or moment.part)
        if is_bare and self.reference is not None and not self._is_prominent(start):
            if self._aside != moment.year:
                self._aside = moment.year
                return
        self._aside = None
        self._last_start = start
        self.reference = moment
        if moment.day:
            self._day = moment

    def is_beside(self, start: int) -> bool:
        """Whether the last date named stands in the sentence of the character ``start`` or just before."""
        here, there = (sentence_at(self._tokens, place) for place in (start, self._last_start))
        if here is None or there is None or here.block != there.block:
            return False
        return here == there or self._tokens.sentence_of[here.first] - self._tokens.sentence_of[there.first] == 1

    def _is_prominent(self, start: int) -> bool:
        sentence = sentence_at(self._tokens, start)
        return sentence is None or sentence.kind != "paragraph" or start - sentence.start <= _OPENING


def _is_history(
    published: datetime.date, years: Sequence[int], expressions: Sequence[Expression]
) -> bool:
    """Whether most of the years named lie well before ``published`` and little is told from it."""
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
        return meaning.base in {"d", "n"}
    return isinstance(meaning, Named) and meaning.weekday is not None and not meaning.moment.month

