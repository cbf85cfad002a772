"""Guards: when words of time are something else: "May" the modal, 2000 the troops."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from dragoman.reading.dates.expressions.terms import NOTHING, Term

_OLD_YEAR: Final = 1500


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
            "often": self._often,
            "length": self._length,
            "part_of": self._part_of,
            "vague": self._vague,
            "named": self._named,
        }

    def judge(self, rule: str, terms: Sequence[Term], first: int, last: int) -> bool | None:
        """Whether ``terms[first:last]``, which ``rule`` matched, say a time; ``None`` where unsure."""
        check = self._checks.get(rule)
        return check is None or check(terms, first, last)

    def _is(self, term: Term, kind: str) -> bool:
        return term.kind == self._kinds[kind]

    def _month(self, terms: Sequence[Term], first: int, last: int) -> bool | None:
        if last - first > 1 and not all(self._is(t, "month") for t in terms[first:last]):
            return True
        word, before = terms[first].word, _before(terms, first)
        if word not in self._sets["doubtful"] or before in self._sets["strict_prepositions"]:
            return True
        if word in self._sets["verbs"] and (
            before not in self._sets["articles"] or _after(terms, last) in self._sets["strict_prepositions"] | {"to", "on"}
        ):
            return False
        return None

    def _year(self, terms: Sequence[Term], first: int, last: int) -> bool:
        if last - first > 1:
            return self._is(terms[first], "part") or not self._counts(terms, last) or any(
                self._is(t, "era") for t in terms[first:last]
            )
        before, after = _before(terms, first), _after(terms, last)
        if before in self._sets["not_years_after"] or after in self._sets["not_years_before"]:
            return False
        if before in self._sets["year_prepositions"]:
            return _OLD_YEAR < terms[first].value or not self._counts(terms, last)
        return _OLD_YEAR < terms[first].value and not self._counts(terms, last)

    def _counts(self, terms: Sequence[Term], last: int) -> bool:
        """Whether a plural noun follows, which a number before it would count."""
        after = _after(terms, last)
        return last < len(terms) and (
            after in self._sets["not_years_before"]
            or (terms[last].kind == NOTHING and after.endswith("s") and len(after) > 4)
        )

    def _bare_year(self, terms: Sequence[Term], first: int, last: int) -> bool:
        return (
            _before(terms, first) in {"in", "of", "since", "until", "by", "from"}
            and isinstance(terms[first].value, int)
            and 100 <= terms[first].value < 1000
            and not _after(terms, last)[:1].isalpha() | self._counts(terms, last)
        )

    def _season(self, terms: Sequence[Term], first: int, last: int) -> bool | None:
        season = next(t for t in terms[first:last] if self._is(t, "season"))
        if last - first > 2 or any(self._is(t, "year") or self._is(t, "part") for t in terms[first:last]):
            return True
        if season.word not in self._sets["seasons_in_doubt"]:
            return True
        if _after(terms, last) == "of":
            return False
        return _before(terms, first) in self._sets["strict_prepositions"] or None

    def _weekday(self, terms: Sequence[Term], first: int, last: int) -> bool:
        weekday = terms[first]
        if _after(terms, last) in self._sets["papers"]:
            return False
        return last - first > 1 or weekday.word not in self._sets["abbreviations"] or (
            weekday.end - weekday.start > len(weekday.word)
        )

    def _of_month(self, terms: Sequence[Term], first: int, last: int) -> bool:
        if last - first > 2:
            return True
        after = _after(terms, last)
        return _before(terms, first) in self._sets["day_prepositions"] and (
            not after[:1].isalnum() or after in self._sets["after_day"]
        )

    def _daypart(self, terms: Sequence[Term], first: int, last: int) -> bool:
        return terms[last - 1].word not in self._sets["dayparts_in_doubt"]

    def _decade(self, terms: Sequence[Term], first: int, last: int) -> bool:
        if _before(terms, first) in self._sets["owners"]:
            return False
        term = next(t for t in terms[first:last] if self._is(t, "decade") or self._is(t, "tens"))
        if self._is(term, "decade") and term.word[:2] == "10":
            return False
        return last - first > 1 or term.word[0] == "'" or len(term.word) > len("60s")

    def _often(self, terms: Sequence[Term], first: int, last: int) -> bool:
        return _after(terms, last) not in self._sets["papers"]

    def _named(self, terms: Sequence[Term], first: int, last: int) -> bool:
        return last - first > 1 or _after(terms, last) not in self._sets["papers"]

    def _vague(self, terms: Sequence[Term], first: int, last: int) -> bool:
        if terms[first].word == "this time":
            return _before(terms, first) in self._sets["time_prepositions"]
        return " " not in terms[first].word or _after(terms, last) not in self._sets["clause_openers"]

    def _length(self, terms: Sequence[Term], first: int, last: int) -> bool:
        unit = terms[last - 1]
        return not (unit.word in {"quarter", "quarters"})

    def _part_of(self, terms: Sequence[Term], first: int, last: int) -> bool:
        unit = next((t for t in terms[first:last] if self._is(t, "unit")), None)
        return unit is None or not str(unit.value).startswith("T")

def _before(terms: Sequence[Term], first: int) -> str:
    return terms[first - 1].word if first else ""


def _after(terms: Sequence[Term], last: int) -> str:
    return terms[last].word if last < len(terms) else ""
