"""dates: time expressions and their values, as TempEval-3 counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.counts import (
    Counts,
    Scores,
    distinct,
    match_greedily,
    overlapping,
    percent,
    same_span,
    span_of,
)
from benchmarks.rows import listed, pair_rows

_CALENDAR = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")

Timex = Mapping[str, Any]


def score(
    gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]], file: str
) -> Scores:
    """Score ``{"id", "timexes": [{"start", "end", "value"}]}`` rows; `file` plays no part.

    Expressions inside another one (`nested`) are no gold, and predictions with exactly their
    offsets are dropped. A prediction with null value counts as found, and as wrong for its value.
    """
    strict = relaxed = value = Counts()
    calendar = calendar_right = 0
    for row, given in pair_rows(gold, predictions):
        wanted, found = _gold_and_predicted(row, given)
        pairs = match_greedily(wanted, found, overlapping)
        equal = {i for i, j in pairs if _same_value(wanted[i], found[j])}
        strict += Counts.of(len(match_greedily(wanted, found, same_span)), len(found), len(wanted))
        relaxed += Counts.of(len(pairs), len(found), len(wanted))
        value += _count_values(wanted, found, pairs, len(equal))
        dated = {i for i, timex in enumerate(wanted) if _CALENDAR.fullmatch(_value(timex) or "")}
        calendar += len(dated)
        calendar_right += len(dated & equal)
    return {
        **value.scores("value"),
        **strict.scores("strict"),
        **relaxed.scores("relaxed"),
        "calendar_accuracy": percent(calendar_right, calendar),
        "gold": relaxed.hits + relaxed.missed,
        "predicted": relaxed.hits + relaxed.false,
        "gold_calendar": calendar,
    }


def _gold_and_predicted(
    row: Mapping[str, Any], given: Mapping[str, Any]
) -> tuple[list[Timex], list[Timex]]:
    nested = {span_of(timex) for timex in row["timexes"] if timex.get("nested")}
    wanted = [timex for timex in row["timexes"] if not timex.get("nested")]
    found = distinct(listed(given, "timexes"), key=lambda timex: (span_of(timex), _value(timex)))
    return wanted, [timex for timex in found if span_of(timex) not in nested]


def _count_values(
    wanted: Sequence[Timex], found: Sequence[Timex], pairs: list[tuple[int, int]], equal: int
) -> Counts:
    """Count equal values, without the gold that has none and the predictions paired with it."""
    valueless = {i for i, timex in enumerate(wanted) if _value(timex) is None}
    removed = sum(i in valueless for i, _ in pairs)
    return Counts.of(equal, len(found) - removed, len(wanted) - len(valueless))


def _same_value(one: Timex, other: Timex) -> bool:
    return _value(one) is not None and _value(one) == _value(other)


def _value(timex: Timex) -> str | None:
    value = timex.get("value")
    return None if value is None else str(value).strip().upper()
