"""Dates: golden cases by quoted words, the calendar, and what holds for any text."""

import datetime
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import Reader
from dragoman.knowledge import load_knowledge
from dragoman.reading.dates import Dates
from dragoman.reading.dates.calendar import Moment, add_months, days_of, write
from dragoman.reading.dates.expressions import Grammar
from dragoman.reading.dates.resolution import Context, Resolver
from dragoman.reading.dates.resolution.completion import (
    AFTER,
    BEFORE,
    LAST,
    NEAREST,
    NEXT,
    holiday_in,
    weekday_from,
    year_from_day,
)
from dragoman.reading.dates.shifts import add_years, shift, write_length
from dragoman.reading.language import Tokens
from dragoman.records import Date

FOLDER = Path(__file__).parents[1] / "golden" / "dates"
GRAMMAR = Grammar(load_knowledge().dates)
WORDS = sorted(word for words in GRAMMAR.section["terms"].values() for word in words)
DAY = datetime.date


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize("case", list(cases()))
def test_golden_dates(case: dict[str, Any], reader: Reader) -> None:
    reading = reader.read(case["text"], published=case.get("published"))
    found = [said(record) for record in reading.records if isinstance(record, Date)]
    assert found == case["dates"]


def said(date: Date) -> dict[str, str]:
    """A date as the golden files write it."""
    days = f"{date.first_day or ''}/{date.last_day or ''}"
    parts = {
        "text": date.evidence.text,
        "value": date.value,
        "days": "" if days == "/" else days,
        "basis": date.basis,
        "precision": date.precision,
        "anchor": date.anchor and str(date.anchor),
        "reason": date.reason,
    }
    return {key: part for key, part in parts.items() if part is not None}


def test_null_days_have_a_reason_and_days_have_a_precision(reader: Reader) -> None:
    for path in FOLDER.glob("*.toml"):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            for date in case["dates"]:
                assert ("reason" in date) == (date["days"] == ""), date
                assert ("precision" in date) == (date["days"] != ""), date


def test_a_range_names_its_ends(reader: Reader) -> None:
    reading = reader.read("From May to July 2010 he taught.")
    (date,) = (record for record in reading.records if isinstance(record, Date))
    assert date.evidence.words_of("first") == ("May",)
    assert date.evidence.words_of("last") == ("July 2010",)


def test_why_tells_what_the_date_was_told_from(reader: Reader) -> None:
    reading = reader.read("In June 1931 the cabinet fell. In July, banks closed.")
    date = [record for record in reading.records if isinstance(record, Date)][-1]
    assert date.made_by.why == ("told from 1931-06, the last date before it in the text",)


def test_the_stage_compiles_its_grammar_once() -> None:
    stage, knowledge = Dates(), load_knowledge()
    assert stage._grammar_of(knowledge) is stage._grammar_of(knowledge)


@pytest.mark.parametrize(
    ("moment", "value", "first", "last"),
    [
        (Moment(2012, 2), "2012-02", "2012-02-01", "2012-02-29"),
        (Moment(2012, share="WI"), "2012-WI", "2012-12-01", "2013-02-28"),
        (Moment(2012, share="Q4"), "2012-Q4", "2012-10-01", "2012-12-31"),
        (Moment(2012, share="W01"), "2012-W01", "2012-01-02", "2012-01-08"),
        (Moment(2012, share="W01-WE"), "2012-W01-WE", "2012-01-07", "2012-01-08"),
        (Moment(decade=199, part="MID"), "199", "1994-01-01", "1996-12-31"),
        (Moment(century=19), "19", "1900-01-01", "1999-12-31"),
        (Moment(century=0), "00", "0001-01-01", "0099-12-31"),
        (Moment(2012, share="SU", part="END"), "2012-SU", "2012-08-01", "2012-08-31"),
        (Moment(2012, 5, 3, time="TNI"), "2012-05-03TNI", "2012-05-03", "2012-05-03"),
    ],
)
def test_moments_hold_days(moment: Moment, value: str, first: str, last: str) -> None:
    assert write(moment) == value
    days = days_of(moment)
    assert days is not None
    assert (str(days[0]), str(days[1])) == (first, last)


@pytest.mark.parametrize(
    "moment",
    [
        Moment(2011, 2, 29),
        Moment(-490),
        Moment(decade=-48),
        Moment(),
        Moment(2012, day=3),
        Moment(2012, share="Q9"),
        Moment(2012, share="W60"),
        Moment(9999),
    ],
)
def test_moments_without_days(moment: Moment) -> None:
    assert days_of(moment) is None


def test_there_is_no_year_0() -> None:
    assert add_years(-1, 1) == 1
    assert add_years(2, -3) == -2
    assert shift(Moment(-1, 12), "M", 1) == Moment(1, 1)


def test_a_month_later_is_never_in_the_month_after() -> None:
    assert add_months(DAY(2012, 1, 31), 1) == DAY(2012, 2, 29)
    assert add_months(DAY(2012, 1, 31), -2) == DAY(2011, 11, 30)


@pytest.mark.parametrize(
    ("unit", "count", "value"),
    [
        ("Y", 7, "P7Y"),
        ("TH", 24, "PT24H"),
        ("W", None, "PXW"),
        ("Y", 2.5, "P2.5Y"),
        ("F", 1, "P2W"),
    ],
)
def test_lengths_are_written(unit: str, count: float | None, value: str) -> None:
    assert write_length(unit, count) == value


@pytest.mark.parametrize(
    ("which", "day"),
    [(BEFORE, 12), (LAST, 19), (NEAREST, 19), (NEXT, 19), (AFTER, 26)],
)
def test_the_day_itself_may_be_the_last_or_next_but_not_before_or_after(
    which: int, day: int
) -> None:
    tuesday = DAY(2013, 3, 19)
    assert weekday_from(tuesday, 2, which) == DAY(2013, 3, day)


@pytest.mark.parametrize(
    ("which", "year"), [(BEFORE, 2012), (LAST, 2013), (NEAREST, 2013), (NEXT, 2013), (AFTER, 2014)]
)
def test_the_month_itself_may_be_the_last_or_next_but_not_before_or_after(
    which: int, year: int
) -> None:
    assert year_from_day(DAY(2013, 3, 19), Moment(month=3), which) == year


def test_movable_feasts_of_known_weekdays() -> None:
    assert holiday_in(2016, "11-4-4") == (11, 24)
    assert holiday_in(2016, "05-1-9") == (5, 30)
    assert holiday_in(2021, "05-1-9") == (5, 31)


def dates_without_parse(text: str, published: datetime.date | None) -> list[tuple[Any, Any]]:
    """Expressions with their days, in a text that no model has parsed."""
    expressions = list(GRAMMAR.find(text, 0, len(text)))
    resolver = Resolver(Context(published, expressions, Tokens(text), GRAMMAR.section))
    return [(expression, resolver.resolve(expression)) for expression in expressions]


def check(text: str, published: datetime.date | None) -> None:
    end = 0
    for expression, resolved in dates_without_parse(text, published):
        assert end <= expression.start <= expression.bare_start < expression.end <= len(text)
        end = expression.end
        if resolved is None:
            continue
        first, last = resolved.first_day, resolved.last_day
        assert (resolved.reason is None) == (first is not None or last is not None)
        assert first is None or last is None or first <= last


DAYS = st.none() | st.dates(DAY(1800, 1, 1), DAY(2200, 1, 1))
NUMBERS = st.integers(0, 99_999).map(str) | st.integers(1, 31).map(lambda n: f"{n}th")
PIECES = st.sampled_from(WORDS) | st.sampled_from(WORDS).map(str.title) | NUMBERS


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=120), published=DAYS)
def test_any_unicode_is_read(text: str, published: datetime.date | None) -> None:
    check(text, published)


@settings(max_examples=600, deadline=None)
@given(pieces=st.lists(PIECES, max_size=12), published=DAYS)
def test_any_row_of_words_of_time_is_read(
    pieces: list[str], published: datetime.date | None
) -> None:
    check(" ".join(pieces), published)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES | st.text(max_size=8), max_size=25), published=DAYS)
def test_evidence_stands_in_the_text(
    reader: Reader, pieces: list[str], published: datetime.date | None
) -> None:
    text = " ".join(pieces)
    reading = reader.read(text, published=published)
    for record in reading.records:
        if isinstance(record, Date):
            evidence = record.evidence
            assert text[evidence.start : evidence.end] == evidence.text


@given(day=st.dates(DAY(1, 2, 1), DAY(9990, 1, 1)), count=st.integers(-500, 500))
def test_shifting_there_and_back_again(day: datetime.date, count: int) -> None:
    there = shift(Moment.of_day(day), "D", count)
    if there is not None:
        assert shift(there, "D", -count) == Moment.of_day(day)
