"""Words: the terms of one expression by kind, and what they say together."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from dragoman.reading.dates.expressions.terms import Term

_SIGNS: Final = {"-": -1, "0": 0, "+": 1}
_NOON: Final = 12
_LAST_HOUR: Final = 24
_LAST_MINUTE: Final = "59"
_HUNDRED: Final = 100
_DOZEN: Final = 12
_UNCOUNTED: Final = "X"


class Words:
    """The terms of one expression, in text order for each kind.

    ``points_by_article`` tells "the next year" from "next year".
    """

    def __init__(self, terms: Iterable[Term], names: Mapping[str, str]) -> None:
        self._terms: dict[str, list[Term]] = {}
        self.points_by_article = False
        before = ""
        for term in terms:
            if names[term.kind] == "dei" and before == "the":
                self.points_by_article = True
            before = names[term.kind]
            self._terms.setdefault(names[term.kind], []).append(term)

    def __contains__(self, kind: str) -> bool:
        return kind in self._terms

    def all_of(self, kind: str) -> list[Term]:
        """The terms of one kind."""
        return self._terms.get(kind, [])

    def value(self, kind: str) -> Any:
        """What the first term of a kind contributes, or ``None``."""
        return self._terms[kind][0].value if kind in self._terms else None

    def share(self, kind: str, others: "Words") -> None:
        """Take over the terms of a kind from ``others`` where there are none here."""
        if kind not in self._terms and kind in others:
            self._terms[kind] = others.all_of(kind)

    def set_year(self, value: int, term: Term) -> None:
        """Read ``term`` as the year ``value``, whatever it looked like."""
        for kind in ("number", "day"):
            self._terms.pop(kind, None)
        self._terms["year"] = [term._replace(value=value)]

    @property
    def numeral(self) -> Term | None:
        """The first number, whatever it looks like."""
        found = [*self.all_of("year"), *self.all_of("number"), *self.all_of("day")]
        return min(found, key=lambda term: term.start) if found else None

    @property
    def unit(self) -> str:
        """The last unit: the one that is counted, not the one of "of that year" before it."""
        return str((self._terms.get("unit") or self._terms["units"])[-1].value)

    @property
    def year(self) -> int | None:
        """The year; negative before Christ."""
        era = self.value("era")
        years = self.all_of("year")
        if not years and era is not None:
            years = self.all_of("number") or self.all_of("day")
        if not years or not isinstance(years[-1].value, int):
            return None
        return -years[-1].value if era == -1 else int(years[-1].value)

    @property
    def day(self) -> int | None:
        """The day of the month."""
        if "nth" in self:
            return int(self.value("nth"))
        days = self.all_of("day")
        if not days and "month" in self and "ordinal" in self:
            return int(self.value("ordinal"))
        if "month" not in self:
            return int(days[0].value) if days and not self._is_clock and "era" not in self else None
        # "8 p.m. March 3": the day is the one beside the month.
        month = self.all_of("month")[0].start
        return int(min(days, key=lambda term: abs(term.start - month)).value) if days else None

    @property
    def part(self) -> str:
        """START, MID, END, H1, H2 or nothing."""
        return str(self.value("part") or self.value("edge") or "")

    @property
    def _is_clock(self) -> bool:
        return any(kind in self for kind in ("clock", "ampm", "hrs", "oclock")) or (
            "zone" in self and "month" not in self
        )

    @property
    def time(self) -> str:
        """The time of day: T09:30, TNI or nothing."""
        return self._clock() if self._is_clock else str(self.value("daypart") or "")

    def _clock(self) -> str:
        term = next(iter(self.all_of("clock")), None) or self.numeral
        if term is None:
            return ""
        hour, _, minute = str(term.value).partition(":")
        if not minute and len(hour) > 2:
            hour, minute = hour[:-2], hour[-2:]
        if not hour.isdecimal() or int(hour) > _LAST_HOUR or (minute or "0") > _LAST_MINUTE:
            return ""
        number, half = int(hour), self.value("ampm")
        if half is not None and number <= _NOON:
            number = number % _NOON + half
        return f"T{number:02d}:{minute or '00'}"

    @property
    def direction(self) -> tuple[int, str]:
        """The way that "last", "the following", "that same" point: sign and base."""
        sign, base = 0, "d"
        for term in self.all_of("dei"):
            sign = _SIGNS[term.value[0]] or sign
            base = term.value[1] if base == "d" else base
        return sign, base

    def has_word(self, kind: str, word: str) -> bool:
        """Whether one of the terms of a kind is ``word``."""
        return any(term.word == word for term in self.all_of(kind))

    def count(self, bare: float | None) -> float | None:
        """How many; ``bare`` where nothing is said of it, ``None`` where it is not counted."""
        digits = [t for kind in ("number", "day", "year") for t in self.all_of(kind)]
        cardinals = self.all_of("cardinal")
        count: float | None = bare
        if digits:
            count = max(digits, key=lambda term: term.start).value * (
                cardinals[-1].value if cardinals else 1
            )
        elif cardinals:
            count = _sum(cardinals)
        elif "some" in self:
            return None if self.value("some") == _UNCOUNTED else float(self.value("some"))
        elif "a" in self and "unit" in self:
            count = 1
        if "half" in self:
            return (count or 1) + 0.5 if "and" in self or digits or cardinals else 0.5
        return count


def _sum(cardinals: Iterable[Term]) -> float:
    """ "two hundred twenty five": tens and ones add up, hundreds and dozens multiply."""
    group = 0
    for term in cardinals:
        value = int(term.value)
        if value >= _HUNDRED or (value == _DOZEN and group):
            group = max(group, 1) * value
        elif group and group % 10 == 0:
            group += value
        else:
            group = value
    return group
