"""Meanings: what an expression says about time before it is known which day it was written on."""

from typing import NamedTuple

from dragoman.reading.dates.calendar import Moment


class Shift(NamedTuple):
    """So many units away: "last week", "two years ago", "the next day", "that month".

    ``base`` is d where it is told from the document's day, t from a day of the text, n from now,
    whoever says it ("yesterday"), b from the day of the text beside it, else from the document's
    ("the end of the year"), a from either as the tense has it ("the next year"). ``number`` is
    ``None`` where it is not said.
    """

    unit: str
    number: float | None
    sign: int
    base: str
    part: str = ""
    time: str = ""


class Named(NamedTuple):
    """A moment as far as the words name it. ``weekday`` is Monday 1 to Sunday 7.

    ``within`` is the stretch that holds it ("March of last year"); ``sign`` and ``base`` are the
    direction that the words give ("last March", "the following summer").
    """

    moment: Moment
    weekday: int | None = None
    within: Shift | None = None
    sign: int | None = None
    base: str = ""


class Holiday(NamedTuple):
    """A day of the year by its name; ``rule`` is month-day or month-weekday-which."""

    rule: str
    named: Named


class Piece(NamedTuple):
    """So many units at the beginning or end of a moment: "the last two weeks of May".

    ``first`` is the number of the first unit, counted from 1; 0 counts from the end.
    """

    unit: str
    number: float | None
    first: int
    of: Named


class Length(NamedTuple):
    """A length of time; ``sign`` says whether it ends (-1) or begins (+1) at ``base``."""

    unit: str
    number: float | None
    sign: int = 0
    base: str = ""


class Fixed(NamedTuple):
    """A value without days: a set of times, a vague time, a feast; with the reason's name."""

    value: str | None
    reason: str


class Range(NamedTuple):
    """From one moment to another."""

    first: Named
    last: Named


Meaning = Shift | Named | Holiday | Piece | Length | Fixed | Range


class Expression(NamedTuple):
    """Words of the text that say a time: characters ``[start, end)``, the rule, the meaning.

    ``bare_start`` leaves out the article, which belongs to the noun where the expression stands
    before one ("the 2014 vote"). A range also has the characters of its two ends. A doubtful
    expression ("spring") is a time only where the language model thinks so too.
    """

    start: int
    end: int
    rule: str
    meaning: Meaning
    bare_start: int
    ends: tuple[tuple[int, int], ...] = ()
    is_doubtful: bool = False
