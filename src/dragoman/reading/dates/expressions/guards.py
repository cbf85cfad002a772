"""Guards: when words of time are something else: "May" the modal, 2000 the troops."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from dragoman.reading.dates.expressions.terms import NOTHING, Term

_OLD_YEAR: Final = 1500
_SMALLEST_YEAR, _LARGEST_YEAR = 100, 999
_LONG_WORD: Final = 4


class Guards:
    """Looks at the words around a match and rejects what is no time. One method a rule."""

    def __init__(self, words: Mapping[str, Sequence[str]], kinds: Mapping[str, str]) -> None:
        self._sets = {name: frozenset(entries) for name, entries in words.items()}
        self._kinds = kinds
        self._checks: dict[str, Callable[[Sequence[Term], int, int], bool | None]] = {
            "month": self._month,
            "year": self._year,
            "bare_year": self._bare_year,
            "season": self._season,
            "weekday": self._weekday,
            "of_month": self._of_month,
            "daypart": self._daypart,
            "decade": self._decade,
            "often": self._no_paper,
            "named": self._no_paper,
            "length": self._length,
            "unit": self._unit,
            "vague": self._vague,
        }

    def judge(self, rule: str, terms: Sequence[Term], first: int, last: int) -> bool | None:
        """Whether ``terms[first:last]``, matched by ``rule``, say a time; ``None``: not sure."""
        check = self._checks.get(rule)
        return check is None or check(terms, first, last)

    def _is(self, term: Term, kind: str) -> bool:
        return term.kind == self._kinds[kind]

    def _has(self, terms: Sequence[Term], *kinds: str) -> bool:
        wanted = {self._kinds[kind] for kind in kinds}
        return any(term.kind in wanted for term in terms)

    def _month(self, terms: Sequence[Term], first: int, last: int) -> bool | None:
        word, before, after = terms[first].word, _before(terms, first), _after(terms, last)
        if last - first > 1 or word not in self._sets["doubtful"]:
            return True
        if before in self._sets["strict_prepositions"]:
            return True
        if word not in self._sets["verbs"]:
            return None
        is_noun = before in self._sets["articles"] and after not in self._sets["march_of"]
        return None if is_noun else False

    def _year(self, terms: Sequence[Term], first: int, last: int) -> bool:
        counts = self._counts(terms, last)
        if last - first > 1:
            return not counts or self._has(terms[first:last], "part", "era")
        before, after, year = _before(terms, first), _after(terms, last), terms[first].value
        if before in self._sets["not_years_after"] or after in self._sets["not_years_before"]:
            return False
        if before in self._sets["year_prepositions"]:
            return year > _OLD_YEAR or not counts
        return year > _OLD_YEAR and not counts

    def _counts(self, terms: Sequence[Term], last: int) -> bool:
        """Whether a plural noun follows, which a number before it would count."""
        after = _after(terms, last)
        if after in self._sets["not_years_before"]:
            return True
        is_word = last < len(terms) and terms[last].kind == NOTHING
        return is_word and after.endswith("s") and len(after) > _LONG_WORD

    def _bare_year(self, terms: Sequence[Term], first: int, last: int) -> bool:
        year, before = terms[first].value, _before(terms, first)
        return (
            isinstance(year, int)
            and _SMALLEST_YEAR <= year <= _LARGEST_YEAR
            and before in self._sets["strict_prepositions"]
            and not _after(terms, last)[:1].isalpha()
        )

    def _season(self, terms: Sequence[Term], first: int, last: int) -> bool | None:
        matched = terms[first:last]
        season = next(term for term in matched if self._is(term, "season"))
        if len(matched) > 2 or self._has(matched, "year", "part"):
            return True
        if season.word not in self._sets["seasons_in_doubt"]:
            return True
        if _after(terms, last) == "of":
            return False
        return _before(terms, first) in self._sets["strict_prepositions"] or None

    def _weekday(self, terms: Sequence[Term], first: int, last: int) -> bool:
        weekday = terms[first]
        if not self._no_paper(terms, first, last):
            return False
        is_abbreviation = weekday.word in self._sets["abbreviations"]
        has_point = weekday.end - weekday.start > len(weekday.word)
        return last - first > 1 or not is_abbreviation or has_point

    def _of_month(self, terms: Sequence[Term], first: int, last: int) -> bool:
        if last - first > 2:
            return True
        after = _after(terms, last)
        ends = not after[:1].isalnum() or after in self._sets["after_day"]
        return ends and _before(terms, first) in self._sets["day_prepositions"]

    def _daypart(self, terms: Sequence[Term], first: int, last: int) -> bool:
        return terms[last - 1].word not in self._sets["dayparts_in_doubt"]

    def _decade(self, terms: Sequence[Term], first: int, last: int) -> bool:
        if _before(terms, first) in self._sets["owners"]:
            return False
        matched = terms[first:last]
        term = next(t for t in matched if self._is(t, "decade") or self._is(t, "tens"))
        if self._is(term, "decade") and term.word.startswith("10"):
            return False
        return len(matched) > 1 or term.word[0] == "'" or len(term.word) > len("60s")

    def _no_paper(self, terms: Sequence[Term], first: int, last: int) -> bool:
        return _after(terms, last) not in self._sets["papers"]

    def _length(self, terms: Sequence[Term], first: int, last: int) -> bool:
        return terms[last - 1].word not in self._sets["units_in_doubt"]

    def _unit(self, terms: Sequence[Term], first: int, last: int) -> bool:
        units = [term for term in terms[first:last] if self._is(term, "unit")]
        return not units or not str(units[0].value).startswith("T")

    def _vague(self, terms: Sequence[Term], first: int, last: int) -> bool:
        word = terms[first].word
        if word in self._sets["vague_in_doubt"]:
            return _before(terms, first) in self._sets["time_prepositions"]
        return " " not in word or _after(terms, last) not in self._sets["clause_openers"]


def _before(terms: Sequence[Term], first: int) -> str:
    return terms[first - 1].word if first else ""


def _after(terms: Sequence[Term], last: int) -> str:
    return terms[last].word if last < len(terms) else ""
