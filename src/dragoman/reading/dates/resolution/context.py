"""Context: the days that expressions are told from, as reading goes through a text."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dragoman.reading.dates.calendar import Moment, write
from dragoman.reading.dates.meanings import Expression, Named, Range, Shift
from dragoman.reading.dates.resolution.results import Told
from dragoman.reading.dates.resolution.tense import Tense
from dragoman.reading.language import Tokens, sentence_at

# A text is a history where most of its years lie long before the day of writing.
_FEWEST_YEARS: Final = 6
_OLD: Final = 2
_MOST_OLD: Final = 0.6
_DEICTIC_WEIGHT: Final = 3
# News says within its first lines when it happened ("on Tuesday").
_LEAD: Final = 500
_FEWEST_BC: Final = 2
# So many characters may stand between the beginning of a sentence and the date that opens it.
_OPENING: Final = 10
_FIRST_EXPRESSIONS: Final = 3
_DATELINE_REACH: Final = 40
_DATELINE_BEFORE: Final = re.compile(r"[^a-z]*$|[A-Z][\w.' -]*,?$")
_NEXT_WORD: Final = re.compile(r"\s*(\w+)")
_DATELINE_END: Final = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:--?|[–—:])\s")


class Context:
    """What expressions of one text may be told from: the day of writing, and the last dates named.

    Raises nothing; ``published`` is the document's day, or the one its dateline gives, or ``None``.
    """

    def __init__(
        self,
        published: datetime.date | None,
        expressions: Sequence[Expression],
        tokens: Tokens,
        section: Mapping[str, Any],
    ) -> None:
        self.reasons: dict[str, str] = section["reasons"]
        self.uncounted: dict[str, int] = section["uncounted"]
        self._known_days: dict[str, Any] = section["known_days"]
        self.open_ends: dict[str, list[str]] = section["open_ends"]
        self.tense = Tense(tokens, section["tense"])
        self._tokens = tokens
        dateline = None if published else find_dateline(expressions, tokens)
        self.is_inferred = dateline is not None
        self.published = published or dateline
        years = [year for expression in expressions for year in _years(expression)]
        self.before_christ = sum(year < 0 for year in years) >= _FEWEST_BC
        self.is_history = self.published is None or _is_history(self.published, years, expressions)
        self.reference: Moment | None = None
        self._reference_start = 0
        self._is_stated = False
        self._day: Moment | None = None
        self._aside: int | None = None

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
        if reference is None or day is None or reference.day or reference.share:
            return reference
        is_inside = (reference.year, reference.month or day.month) == (day.year, day.month)
        return day if is_inside else reference

    def told_from_text(self, moment: Moment) -> Told:
        """Told from a date of the text."""
        return Told(
            moment, "inferred", f"told from {write(moment)}, the last date before it in the text"
        )

    def told_from_day(self, why: str = "") -> Told:
        """Told from the day of writing, which itself may be inferred."""
        assert self.published is not None, "only asked where the day of writing is known"
        why = ", ".join(filter(None, [why, "told from the document's day"]))
        moment = Moment.of_day(self.published)
        if self.is_inferred:
            return Told(moment, "inferred", f"{why}; {self.reasons['told_from_dateline']}")
        return Told(moment, "relative", why)

    def thread(self, start: int, month: int) -> Moment | None:
        """The past year that a story inside news has come to, for a ``month`` told at ``start``.

        "In March 2014 Russia annexed Crimea. In April, …": the year stands in the sentence before, or
        opens this one, the months go on, and nobody reports from the day of writing.
        """
        reference, published = self.reference, self.published
        if reference is None or reference.year is None or published is None or not self._is_stated:
            return None
        if not 0 < reference.year < published.year or not self.is_beside(start):
            return None
        if self._aside is not None or not self._carries(reference, self._reference_start):
            return None
        same = sentence_at(self._tokens, start) == sentence_at(self._tokens, self._reference_start)
        if (reference.month and (same or month < reference.month)) or self.tense.is_reported(start):
            return None
        return reference if self.tense.direction(start) < 0 else None

    def tells_from_text(self, start: int, unit: str) -> bool:
        """Whether "the end of the year" is that of the last date named, rather than this year's."""
        if self.is_history:
            return True
        return self.is_beside(start) and (self._is_stated or unit == "D")

    def known_year(self, moment: Moment, end: int) -> int | None:
        """The year of a day that is known by its name: "the Sept. 11 attacks"."""
        known = self._known_days.get(f"{moment.month}-{moment.day}")
        if known is None or self.published is None:
            return None
        word = _NEXT_WORD.match(self._tokens.text, end)
        is_meant = word is not None and word.group(1).lower() in known["before"]
        return int(known["year"]) if is_meant and known["year"] <= self.published.year else None

    def is_beside(self, start: int) -> bool:
        """Whether the last date named stands in the sentence of the character ``start`` or just before."""
        here, there = (sentence_at(self._tokens, place) for place in (start, self._reference_start))
        if here is None or there is None or here.block != there.block:
            return False
        numbers = self._tokens.sentence_of
        return 0 <= numbers[here.first] - numbers[there.first] <= 1

    def note(self, moment: Moment, start: int, *, is_stated: bool) -> None:
        """Remember a date that the text has named at the character ``start``.

        A bare year in the middle of a sentence is an aside ("the Treaty of 1815"): it becomes what
        later dates are told from only where it is said twice, opens its sentence, or is a heading.
        """
        if moment.year is None:
            return
        is_aside = self.reference is not None and not self._carries(moment, start)
        if is_aside and self._aside != moment.year:
            self._aside = moment.year
            return
        self._aside = None
        self.reference, self._reference_start, self._is_stated = moment, start, is_stated
        if moment.day:
            self._day = moment

    def _carries(self, moment: Moment, start: int) -> bool:
        """Whether the text goes on from a date: not where it is a bare year in mid-sentence."""
        if moment.month or moment.share or moment.part:
            return True
        sentence = sentence_at(self._tokens, start)
        return (
            sentence is None or sentence.kind != "paragraph" or start - sentence.start <= _OPENING
        )


def find_dateline(expressions: Sequence[Expression], tokens: Tokens) -> datetime.date | None:
    """The day of writing that a line with only a date gives, or "KYIV, 3 March 2014 (Agency) -"."""
    for expression in expressions[:_FIRST_EXPRESSIONS]:
        day = expression.meaning.moment.date if isinstance(expression.meaning, Named) else None
        sentence = sentence_at(tokens, expression.start)
        if day is None or sentence is None:
            continue
        if sentence.kind == "dateline":
            return day
        before = tokens.text[: expression.start].strip()
        behind = tokens.text[expression.end : expression.end + _DATELINE_REACH]
        if (
            len(before) <= _DATELINE_REACH
            and _DATELINE_BEFORE.match(before)
            and _DATELINE_END.match(behind)
        ):
            return day
    return None


def _is_history(
    published: datetime.date, years: Sequence[int], expressions: Sequence[Expression]
) -> bool:
    """Whether most of the years named lie well before ``published`` and little is told from it."""
    deictic = [expression.start for expression in expressions if _is_deictic(expression)]
    has_lead = bool(deictic) and deictic[0] < _LEAD
    if has_lead or any(_is_day(e, published) for e in expressions):
        return False
    old = sum(year <= published.year - _OLD for year in years)
    enough = len(years) >= _FEWEST_YEARS and old >= _MOST_OLD * len(years)
    return enough and old > _DEICTIC_WEIGHT * len(deictic)


def _years(expression: Expression) -> list[int]:
    meaning = expression.meaning
    named = [meaning] if isinstance(meaning, Named) else []
    if isinstance(meaning, Range):
        named = [meaning.first, meaning.last]
    return [n.moment.year for n in named if n.moment.year is not None]


def _is_day(expression: Expression, day: datetime.date) -> bool:
    return isinstance(expression.meaning, Named) and expression.meaning.moment.date == day


def _is_deictic(expression: Expression) -> bool:
    meaning = expression.meaning
    if isinstance(meaning, Shift):
        return meaning.base in {"d", "n"}
    return isinstance(meaning, Named) and meaning.weekday is not None and not meaning.moment.month
