"""factuality: did the event happen, on a scale from -3 (certainly not) to 3 (certainly)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.counts import Scores, label_counts, percent, ratio, span_of
from benchmarks.rows import listed, pair_rows

CLASSES = ("happened", "did_not_happen", "unsure")
CERTAIN = 2.25


def score(
    gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]], file: str
) -> Scores:
    """Score ``{"id", "predicates": [{"start", "end", "score"}]}`` rows; `file` plays no part.

    `mae` is in points of the scale and `pearson_r` lies in -1..1; both read an abstention as score
    0. For the three classes an abstention is wrong.
    """
    answers = [
        answer for row, given in pair_rows(gold, predictions) for answer in _answers(row, given)
    ]
    wanted = [value for value, _ in answers]
    given_values = [value or 0.0 for _, value in answers]
    errors = [abs(one - other) for one, other in zip(wanted, given_values, strict=True)]
    classes = [(_class_of(one), _class_of(other)) for one, other in answers]
    counts = label_counts(classes, CLASSES)
    return {
        "mae": ratio(math.fsum(errors), len(errors)),
        "pearson_r": pearson(wanted, given_values),
        "class_macro_f1": sum(each.f1 for each in counts.values()) / len(CLASSES),
        **{f"{label}_f1": counts[label].f1 for label in CLASSES},
        "class_accuracy": percent(sum(one == other for one, other in classes), len(classes)),
        **{f"{label}_gold": counts[label].hits + counts[label].missed for label in CLASSES},
        "predicates": len(answers),
        "abstained": sum(value is None for _, value in answers),
    }


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Pearson's correlation, or 0 if either side does not vary."""
    mean_one = ratio(math.fsum(one), len(one))
    mean_other = ratio(math.fsum(other), len(other))
    together = math.fsum((x - mean_one) * (y - mean_other) for x, y in zip(one, other, strict=True))
    spread_one = math.fsum((x - mean_one) ** 2 for x in one)
    spread_other = math.fsum((y - mean_other) ** 2 for y in other)
    return ratio(together, math.sqrt(spread_one * spread_other))


def _answers(row: Mapping[str, Any], given: Mapping[str, Any]) -> list[tuple[float, float | None]]:
    """Return (gold, predicted) scores; of several predictions for one span the first counts."""
    found: dict[tuple[int, int], float | None] = {}
    for item in listed(given, "predicates"):
        found.setdefault(span_of(item), item.get("score"))
    return [(item["score"], found.get(span_of(item))) for item in row["predicates"]]


def _class_of(value: float | None) -> str | None:
    if value is None:
        return None
    if value >= CERTAIN:
        return "happened"
    return "did_not_happen" if value <= -CERTAIN else "unsure"
