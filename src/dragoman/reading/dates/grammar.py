"""Grammar: from the terms of a text to expressions of time and what they mean."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from dragoman.reading.dates.calendar import Moment, write_length
from dragoman.reading.dates.guards import Guards
from dragoman.reading.dates.meanings import (
    Expression,
    Fixed,
    Holiday,
    Length,
    Meaning,
    Named,
    Range,
    Shift,
)
from dragoman.reading.dates.patterns import compile_rules, compile_runs
from dragoman.reading.dates.terms import NOTHING, Term, Vocabulary, kinds_of

Words = dict[str, list[Term]]
_SIGNS: Final = {"-": -1, "0": 0, "+": 1}
_NOON: Final = 12


class Grammar:
    """Finds expressions of time with one compiled pattern over the kinds of terms."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._pattern, self._rules = compile_rules(vocabulary.kinds)
        self._runs = compile_runs(vocabulary.kinds, NOTHING)
        self._names = {kind: name for name, kind in vocabulary.kinds.items()}
        self._alone: dict[str, str] = vocabulary.section["alone"]
        self._guards = Guards(vocabulary.section["guards"], vocabulary.kinds)
        self._builders: dict[str, Callable[[Words], Meaning | None]] = {
            "day": self._named,
            "month": self._named,
            "season": self._named,
            "decade": self._named,
            "year": self._named,
            "century": self._ordinal,
            "quarter": self._ordinal,
            "slash": _slash,
            "weekday": self._named,
            "dei_weekday": self._named,
            "dei_month": self._named,
            "of_month": self._named,
            "dei_daypart": self._daypart,
            "daypart": self._daypart,
            "clock": self._daypart,
            "holiday": self._holiday,
            "movable": lambda words: Fixed(None, words["movable"][0].value),
            "fiscal": _fiscal,
            "named": self._day_beside,
            "ago": self._ago,
            "part_of": self._part_of,
            "length_near": self._length_near,
            "length": self._length,
            "set": _set,
            "per": lambda words: Fixed(write_length(words["unit"][0].value, 1), "set"),
            "often": lambda words: Fixed(words["often"][0].value, "set"),
            "vague": lambda words: Fixed(words["vague"][0].value, "vague"),
        }

    def find(self, text: str, start: int, end: int) -> Iterator[Expression]:
        """The expressions in ``text[start:end]``, in text order, none inside another."""
        terms = self.vocabulary.read(text, start, end)
        kinds = kinds_of(terms)
        for run in self._runs.finditer(kinds):
            for match in self._pattern.finditer(kinds, *run.span()):
                rule = self._rules[str(match.lastgroup)]
                if rule != "skip":
                    yield from self._expressions(rule, match, terms)

    def _expressions(
        self, rule: str, match: re.Match[str], terms: Sequence[Term]
    ) -> Iterator[Expression]:
        first, last = match.span()
        if not self._guards.allow(rule, terms, first, last):
            return
        if rule.startswith("range"):
            yield from self._range(rule, match, terms)
            return
        meaning = self._meaning(rule, terms[first:last])
        if meaning is not None:
            yield Expression(terms[first].start, terms[last - 1].end, rule, meaning)

    def _meaning(self, rule: str, terms: Sequence[Term]) -> Meaning | None:
        if rule == "alone":
            value = self._alone.get(" ".join(term.word for term in terms))
            return Fixed(value, "vague") if value else None
        return self._builders[rule](self._by_kind(terms))

    def _by_kind(self, terms: Sequence[Term]) -> Words:
        words: Words = {}
        for term in terms:
            words.setdefault(self._names[term.kind], []).append(term)
        return words

    def _range(
        self, rule: str, match: re.Match[str], terms: Sequence[Term]
    ) -> Iterator[Expression]:
        spans = [match.span(name) for name in match.re.groupindex if name[0] in "fl" and match[name]]
        first, last = (terms[begin:end] for begin, end in spans)
        start, end = terms[match.start()].start, terms[match.end() - 1].end
        ends = ((first[0].start, first[-1].end), (last[0].start, last[-1].end))
        lower, upper = self._by_kind(first), self._by_kind(last)
        if rule == "range_days":
            _share(lower, self._by_kind(terms[match.start() : match.end()]), "month")
            _share(upper, lower, "month")
        elif rule == "range_years":
            if not _complete_years(lower, upper):
                return
        one, other = self._named(lower), self._named(upper)
        if one is not None and other is not None:
            one, other = _share_year(one, other)
            yield Expression(start, end, rule, Range(one, other), ends)

    # What the words of one rule mean, one method a group of rules.

    def _named(self, words: Words) -> Named | None:
        within = self._within(words) if "unit" in words and "dei" in words else None
        dei = words.get("dei") if within is None else None
        weekday = _value(words, "weekday")
        moment = Moment(
            year=_year(words),
            month=_value(words, "month"),
            day=_day(words),
            share=_value(words, "season") or "",
            part=_part(words),
            time=_time(words),
        )
        if "iso" in words:
            year, month, day = (int(number) for number in words["iso"][0].value.split("-"))
            moment = moment._replace(year=year, month=month, day=day)
        if "decade" in words or "tens" in words:
            moment = _decade(words, moment)
        if "unit" in words and within is None and "the" in words and "month" in words:
            within = Shift(words["unit"][-1].value, 0, 0, "t")
        return Named(moment, weekday, within, *_direction(dei)) if dei else Named(moment, weekday, within)

    def _within(self, words: Words) -> Shift:
        sign, base = _direction(words["dei"])
        if sign == 1 and any(t.word == "next" for t in words["dei"]) and "the" in words:
            base = "t"
        return Shift(words["unit"][-1].value, 1, sign, base)

    def _ordinal(self, words: Words) -> Meaning | None:
        which = (words.get("ordinal") or words["nth"])[0].value
        unit = words["unit"][0].value
        if unit == "CE":
            century = which - 1 if _value(words, "era") != -1 else 1 - which
            return Named(Moment(century=century, part=_part(words)))
        if unit in {"Q", "H"}:
            within = None
            if len(words["unit"]) > 1 and "dei" in words:
                within = self._within(words)
            moment = Moment(_year(words), share=f"{unit}{which}", part=_part(words))
            return Named(moment, None, within)
        if unit == "D" and "month" in words:
            return Named(Moment(_year(words), words["month"][0].value, which))
        return Length(unit, 1)

    def _holiday(self, words: Words) -> Holiday:
        within = self._within(words) if "unit" in words and "dei" in words else None
        sign, base = _direction(words["dei"]) if "dei" in words and within is None else (None, "")
        return Holiday(words["holiday"][0].value, _year(words), within, sign, base)

    def _daypart(self, words: Words) -> Meaning | None:
        sign, base = _direction(words["dei"]) if "dei" in words else (None, "")
        time = _time(words)
        if "named" in words:
            return self._day_beside(words)
        if sign is None:
            return Named(Moment(time=time, part=_part(words)))
        return Shift("D", 1, sign, base, _part(words), time)

    def _day_beside(self, words: Words) -> Shift:
        named = str(words["named"][0].value)
        count = int(named.partition("T")[0])
        time = named[named.index("T") :] if "T" in named else _time(words)
        return Shift("D", abs(count), (count > 0) - (count < 0), "d", _part(words), time)

    def _ago(self, words: Words) -> Shift:
        unit = (words.get("unit") or words["units"])[-1].value
        count = _count(words, bare=None if "units" in words else 1)
        approximate = _approximate(words)
        if "ago" in words:
            return Shift(unit, count, -1, "d", approximate=approximate)
        if "earlier" in words:
            return Shift(unit, count, -1, "t", approximate=approximate)
        if "from" in words:
            day = self._day_beside(words)
            return Shift(unit, count, 1, day.base)
        later = words["later"][0].value
        return Shift(unit, count, 1, "d" if later == 2 else "t", approximate=approximate)

    def _part_of(self, words: Words) -> Meaning | None:
        part = _part(words)
        if "rest" in words:
            part = "REST"
        elif "later" in words:
            part = "LATER"
        elif "earlier" in words:
            part = "EARLIER"
        time = _time(words)
        if "month" in words or "season" in words:
            named = self._named(words)
            return named and named._replace(moment=named.moment._replace(part=""))
        sign, base = _direction(words["dei"]) if "dei" in words else (0, "t")
        if "the" in words and base == "d" and sign == 1:
            base = "t"
        unit = words["unit"][0].value
        if time:
            return Shift("D", 1, sign, base, part, time)
        if "the" in words and base == "d" and sign == -1 and not part:
            return Length(unit, 1, sign, base)
        return Shift(unit, 1, sign, base, part)

    def _length_near(self, words: Words) -> Length:
        unit = (words.get("unit") or words["units"])[-1].value
        sign, base = _direction(words["dei"]) if "dei" in words else (0, "")
        if sign == 1 and "the" in words and words["dei"][0].word == "next":
            base = "a"
        recent = "dei" in words and words["dei"][0].word == "recent"
        return Length(unit, _count(words, bare=None), sign, base, recent)

    def _length(self, words: Words) -> Length | None:
        unit = (words.get("units") or words["unit"])[0].value
        bare: float | None = None if "units" in words else 1
        count = _count(words, bare=bare)
        return Length(unit, count)


def _share(words: Words, others: Words, kind: str) -> None:
    if kind not in words and kind in others:
        words[kind] = others[kind]


def _share_year(one: Named, other: Named) -> tuple[Named, Named]:
    """The ends of a range tell each other the year ("from May to July 2010") or the month."""
    if one.moment.year is None and one.within is None and (one.moment.month or one.moment.share):
        year = other.moment.year
        if year and one.moment.month and other.moment.month and one.moment.month > other.moment.month:
            year -= 1
        one = one._replace(moment=one.moment._replace(year=year), within=other.within)
    if other.moment.month is None and other.moment.day and one.moment.month:
        other = other._replace(moment=other.moment._replace(month=one.moment.month))
    return one, other


def _complete_years(lower: Words, upper: Words) -> bool:
    """Read "2014-16" and "499-448 BC": both ends become years. False where they are none."""
    era = upper.get("era")
    ends = [w.get("year") or w.get("number") or w.get("day") for w in (lower, upper)]
    if not ends[0] or not ends[1]:
        return False
    first, last = ends[0][0], ends[1][0]
    low, high = first.value, last.value
    if era:
        _share(lower, upper, "era")
    elif high < 100 and len(last.word) == 2 and low >= 1000:
        high += low // 100 * 100
    if not isinstance(low, int) or not isinstance(high, int):
        return False
    if era and era[0].value < 0:
        if low < high:
            return False
    elif low >= high:
        return False
    for words, term, value in ((lower, first, low), (upper, last, high)):
        for kind in ("number", "day"):
            words.pop(kind, None)
        words["year"] = [term._replace(value=value)]
    return True


def _value(words: Words, kind: str) -> int | None:
    found = words.get(kind)
    return found[0].value if found else None  # type: ignore[no-any-return]


def _year(words: Words) -> int | None:
    era = _value(words, "era")
    year = words.get("year")
    if not year and era is not None:
        year = words.get("number") or words.get("day")
    if not year:
        return None
    value = int(year[-1].value)
    return -value if era == -1 else value


def _day(words: Words) -> int | None:
    if "nth" in words:
        return int(words["nth"][0].value)
    days = words.get("day")
    if not days or ("era" in words and "month" not in words):
        return None
    if "month" not in words or len(days) == 1:
        return None if "clock" not in words and "ampm" in words and len(days) == 1 else int(days[0].value)
    # "8 p.m. March 3": the day is the one beside the month.
    month = words["month"][0].start
    return int(min(days, key=lambda term: abs(term.start - month)).value)


def _part(words: Words) -> str:
    for kind in ("part", "edge"):
        if kind in words:
            return str(words[kind][0].value)
    return ""


def _time(words: Words) -> str:
    if "clock" in words or "ampm" in words or "hrs" in words or "oclock" in words:
        return _clock(words)
    parts = words.get("daypart")
    return str(parts[0].value) if parts else ""


def _clock(words: Words) -> str:
    term = (words.get("clock") or words.get("day") or words.get("number") or [None])[0]
    if term is None:
        return ""
    hour, _, minute = str(term.value).partition(":")
    if not minute and len(hour) in {3, 4}:
        hour, minute = hour[:-2], hour[-2:]
    number = int(hour)
    half = _value(words, "ampm")
    if half is not None and number <= _NOON:
        number = number % _NOON + half
    return f"T{number:02d}:{minute or '00'}"


def _decade(words: Words, moment: Moment) -> Moment:
    if "tens" in words:
        return moment._replace(decade=None, share=f"DEC{words['tens'][0].value}")
    digits = words["decade"][0].value.lower().rstrip("s").replace("'", "")
    if len(digits) == 2:
        return moment._replace(share=f"DEC{digits}")
    sign = -1 if _value(words, "era") == -1 else 1
    return moment._replace(decade=sign * (int(digits) // 10), year=None)


def _direction(dei: Sequence[Term] | None) -> tuple[int, str]:
    """The way that "last", "the following", "that same" point: sign and base."""
    sign, base = 0, "d"
    for term in dei or ():
        sign = _SIGNS[term.value[0]] or sign
        base = term.value[1] if base == "d" else base
    return sign, base


def _approximate(words: Words) -> str:
    return str(words["approx"][0].value) if "approx" in words else ""


def _count(words: Words, *, bare: float | None) -> float | None:
    """How many: digits, number words, "a couple", "two and a half"; ``None`` where not counted."""
    digits = [t for kind in ("number", "day", "year") for t in words.get(kind, ())]
    count: float | None = None
    if digits:
        count = max(digits, key=lambda term: term.start).value
        if "cardinal" in words:
            count = count * words["cardinal"][-1].value  # type: ignore[operator]
    elif "cardinal" in words:
        count = _sum(words["cardinal"])
    elif "some" in words:
        value = words["some"][0].value
        return None if value == "X" else float(value)
    elif "a" in words:
        count = 1
    if "half" in words:
        return (count or 0) + 0.5 if "and" in words or digits or "cardinal" in words else 0.5
    return bare if count is None else count


def _sum(cardinals: Sequence[Term]) -> float:
    total, group = 0, 0
    for term in cardinals:
        value = int(term.value)
        if value >= 100 or value == 12 and group:
            group = max(group, 1) * value
        elif group and group % 10 == 0 and (value < 10 or group >= 100):
            group += value
        else:
            total, group = 0, value
    return total + group


def _slash(words: Words) -> Named | None:
    """A date with slashes, only where the order of day and month is certain."""
    one, two, year = (int(number) for number in words["slash"][0].value.split("/"))
    if year < 100:
        year += 2000 if year < 50 else 1900
    if one == two or (one <= 12 < two):
        month, day = one, two
    elif two <= 12 < one:
        month, day = two, one
    else:
        return Named(Moment(year, share="AMB"))
    return Named(Moment(year, month, day))


def _fiscal(words: Words) -> Fixed:
    year = _year(words)
    return Fixed(f"FY{year}" if year else None, "fiscal")


def _set(words: Words) -> Fixed:
    value = "XXXX-XX-XX"
    if "weekday" in words or "weekdays" in words:
        value = f"XXXX-WXX-{(words.get('weekday') or words['weekdays'])[0].value}"
    elif "month" in words:
        value = f"XXXX-{words['month'][0].value:02d}"
    elif "season" in words:
        value = f"XXXX-{words['season'][0].value}"
    elif "daypart" in words:
        value = f"XXXX-XX-XX{words['daypart'][0].value}"
    else:
        unit = (words.get("unit") or words["units"])[0].value
        count = _count(words, bare=1)
        if "units" in words or "ordinal" in words or unit.startswith("T"):
            value = write_length(unit, words["ordinal"][0].value if "ordinal" in words else count)
        else:
            value = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX"}.get(unit, write_length(unit, count))
    return Fixed(value, "set")
