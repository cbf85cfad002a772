"""Expressions: where a text speaks of time, and what the words mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dragoman.reading.dates.expressions.guards import Guards
from dragoman.reading.dates.expressions.patterns import compile_rules, compile_runs
from dragoman.reading.dates.expressions.readings import READINGS, read_named
from dragoman.reading.dates.expressions.terms import NOTHING, Term, Vocabulary, kinds_of
from dragoman.reading.dates.expressions.words import Words
from dragoman.reading.dates.meanings import Expression, Fixed, Meaning, Named, Range
from dragoman.reading.dates.shifts import add_years

_CENTURY: Final = 100


class Grammar:
    """Finds expressions of time with one compiled pattern over the kinds of the words."""

    def __init__(self, section: Mapping[str, Any]) -> None:
        self.section = section
        self._vocabulary = Vocabulary(section)
        kinds = self._vocabulary.kinds
        # "that year" points like "the same year", but "that seven years …" does not.
        self._names = {kind: "dei" if name == "that" else name for name, kind in kinds.items()}
        self._pattern, self._rules = compile_rules(kinds)
        self._runs = compile_runs(kinds, NOTHING)
        self._guards = Guards(section["guards"], kinds)
        self._articles = frozenset({kinds["the"], kinds["a"]})
        self._relations = frozenset({kinds["before"], kinds["after"]})
        self._keep_article = frozenset({kinds["dei"], kinds["some"], kinds["unit"]})

    def find(self, text: str, start: int, end: int) -> Iterator[Expression]:
        """The expressions in ``text[start:end]``, in text order, none inside another.

        ``text`` is the plain text of a document, in which all quotes and dashes are ASCII.
        """
        terms = self._vocabulary.read(text, start, end)
        kinds = kinds_of(terms)
        for run in self._runs.finditer(kinds):
            for match in self._pattern.finditer(kinds, *run.span()):
                rule = self._rules[str(match.lastgroup)]
                if rule == "skip":
                    continue
                verdict = self._guards.judge(rule, terms, *match.span())
                if verdict is not False:
                    yield from self._expressions(rule, match, terms, verdict)

    def _expressions(
        self, rule: str, match: re.Match[str], terms: Sequence[Term], verdict: bool | None
    ) -> Iterator[Expression]:
        first, last = match.span()
        if rule == "list":
            yield from self._list(match, terms)
        elif rule.startswith("range"):
            yield from self._range(rule, match, terms)
        else:
            if rule == "ago" and self._is_event(terms, last):
                rule = "event"
            own = next(iter(self._groups(match, terms)), terms[first:last])
            meaning = self._meaning(rule, own)
            if meaning is not None:
                yield self._expression(rule, own, meaning, is_doubtful=verdict is None)

    def _expression(
        self, rule: str, terms: Sequence[Term], meaning: Meaning, *, is_doubtful: bool = False
    ) -> Expression:
        start, end = terms[0].start, terms[-1].end
        bare = start
        if len(terms) > 1 and terms[0].kind in self._articles:
            keep = terms[1].kind in self._keep_article and rule != "alone"
            bare = start if keep else terms[1].start
        return Expression(start, end, rule, meaning, bare, is_doubtful=is_doubtful)

    def _is_event(self, terms: Sequence[Term], last: int) -> bool:
        """Whether "before" or "after" at the end of a match has words behind it."""
        return (
            terms[last - 1].kind in self._relations
            and last < len(terms)
            and terms[last].word[0].isalnum()
        )

    def _meaning(self, rule: str, terms: Sequence[Term]) -> Meaning | None:
        if rule == "alone":
            value = self.section["alone"].get(" ".join(term.word for term in terms))
            return Fixed(value, "vague") if value else None
        return READINGS[rule](Words(terms, self._names))

    def _groups(self, match: re.Match[str], terms: Sequence[Term]) -> list[Sequence[Term]]:
        """The members of a list or the ends of a range, in text order."""
        spans = {match.span(name) for name in match.re.groupindex if "_" in name and match[name]}
        return [terms[first:last] for first, last in sorted(spans)]

    def _list(self, match: re.Match[str], terms: Sequence[Term]) -> Iterator[Expression]:
        groups = self._groups(match, terms)
        words = [Words(group, self._names) for group in groups]
        for member in words:
            member.share("era", words[-1])
            member.share("month", words[0])
        for member in reversed(words):
            member.share("month", words[-1])
        last = read_named(words[-1])
        for group, member in zip(groups, words, strict=True):
            yield self._expression("list", group, _in_year_of(read_named(member), last))

    def _range(
        self, rule: str, match: re.Match[str], terms: Sequence[Term]
    ) -> Iterator[Expression]:
        groups = self._groups(match, terms)
        lower, upper = (Words(group, self._names) for group in groups)
        if rule == "range_days":
            lower.share("month", upper)
            upper.share("month", lower)
        elif rule == "range_years" and not _complete_years(lower, upper):
            return
        last = read_named(upper)
        first = _in_year_of(read_named(lower), last)
        if last.moment.month is None and last.moment.day and first.moment.month:
            last = last._replace(moment=last.moment._replace(month=first.moment.month))
        ends = tuple((group[0].start, group[-1].end) for group in groups)
        start, end = terms[match.start()].start, terms[match.end() - 1].end
        yield Expression(start, end, rule, Range(first, last), start, ends)


def _in_year_of(one: Named, last: Named) -> Named:
    """The members of a list and the ends of a range share the year that the last one names."""
    moment, year = one.moment, last.moment.year
    if (
        moment.year is not None
        or not (moment.month or moment.share)
        or moment.share.startswith("DEC")
    ):
        return one
    if year and moment.month and last.moment.month and moment.month > last.moment.month:
        year = add_years(year, -1)
    return one._replace(moment=moment._replace(year=year), within=one.within or last.within)


def _complete_years(lower: Words, upper: Words) -> bool:
    """Read "2014-16" and "431-404 BC": both ends become years. False where they are none."""
    first, last = lower.numeral, upper.numeral
    if (
        first is None
        or last is None
        or not isinstance(first.value, int)
        or not isinstance(last.value, int)
    ):
        return False
    low, high = first.value, last.value
    lower.share("era", upper)
    before_christ = upper.value("era") == -1
    if high < _CENTURY <= low and len(last.word) == 2 and not before_christ:
        high += low // _CENTURY * _CENTURY
    if (low <= high) if before_christ else (low >= high):
        return False
    lower.set_year(low, first)
    upper.set_year(high, last)
    return True
