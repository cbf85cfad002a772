"""places: place names found in the text, and how far off their coordinates are."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from benchmarks.counts import (
    Counts,
    Scores,
    distinct,
    match_greedily,
    overlapping,
    percent,
    ratio,
    same_span,
    span_of,
)
from benchmarks.rows import listed, pair_rows

EARTH_RADIUS_KM = 6371.0088
NEAR_KM = 161.0
FARTHEST_KM = 20039.0

Toponym = Mapping[str, Any]


@dataclass
class _Totals:
    exact: Counts = field(default_factory=Counts)
    overlap: Counts = field(default_factory=Counts)
    errors: list[float] = field(default_factory=list)
    in_gazetteer: int = 0
    countries: int = 0
    countries_right: int = 0


def score(
    gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]], file: str
) -> Scores:
    """Score ``{"id", "toponyms": [{"start", "end", "lat", "lon", "cc"}]}`` rows.

    A `file` that ends in ``.given`` holds answers of a system that got start and end of the gold:
    its metrics are called ``given_…`` and detection is left out. Distances are in km, AUC in
    percent (lower is better). Toponyms may carry `candidates`, a list of [lat, lon] that the
    system's gazetteer has for them: only then ``gold_in_gazetteer`` is there.
    """
    totals = _Totals()
    for row, given in pair_rows(gold, predictions):
        _add(totals, listed(row, "toponyms"), listed(given, "toponyms"))
    resolution = _resolution(totals)
    if any("candidates" in item for given in predictions for item in listed(given, "toponyms")):
        resolution["gold_in_gazetteer"] = percent(totals.in_gazetteer, len(totals.errors))
    if file.endswith(".given"):
        return {f"given_{name}": value for name, value in resolution.items()}
    return {
        **totals.exact.scores("detection_exact"),
        **totals.overlap.scores("detection_overlap"),
        **resolution,
        "gold": totals.overlap.hits + totals.overlap.missed,
        "predicted": totals.overlap.hits + totals.overlap.false,
    }


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance (haversine) of (latitude, longitude) points in degrees."""
    latitude, longitude = math.radians(one[0]), math.radians(one[1])
    other_latitude, other_longitude = math.radians(other[0]), math.radians(other[1])
    chord = (
        math.sin((other_latitude - latitude) / 2) ** 2
        + math.cos(latitude)
        * math.cos(other_latitude)
        * math.sin((other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def area_under_errors(errors: Sequence[float]) -> float:
    """Return the share (0..1) of the area under the ascending ln(1 + error); 0 below two errors."""
    heights = [math.log(1 + error) for error in sorted(errors)]
    area = math.fsum((one + other) / 2 for one, other in pairwise(heights))
    return ratio(area, (len(heights) - 1) * math.log(FARTHEST_KM + 1))


def _add(totals: _Totals, gold: list[Toponym], predicted: list[Toponym]) -> None:
    """Add one row to the totals."""
    found = distinct(
        predicted,
        key=lambda item: (span_of(item), item.get("lat"), item.get("lon"), item.get("cc")),
    )
    exact = match_greedily(gold, found, same_span)
    totals.exact += Counts.of(len(exact), len(found), len(gold))
    overlap = match_greedily(gold, found, overlapping)
    totals.overlap += Counts.of(len(overlap), len(found), len(gold))
    answers = {i: found[j] for i, j in overlap}
    for i, item in enumerate(gold):
        _add_answer(totals, item, answers.get(i, {}))


def _add_answer(totals: _Totals, item: Toponym, answer: Toponym) -> None:
    point = _point(item)
    if point is not None:
        guess = _point(answer)
        totals.errors.append(FARTHEST_KM if guess is None else kilometres(point, guess))
        candidates = answer.get("candidates") or []
        totals.in_gazetteer += any(kilometres(point, (c[0], c[1])) <= NEAR_KM for c in candidates)
    if item.get("cc") is not None:
        totals.countries += 1
        totals.countries_right += item["cc"] == answer.get("cc")


def _point(item: Toponym) -> tuple[float, float] | None:
    latitude, longitude = item.get("lat"), item.get("lon")
    return None if latitude is None or longitude is None else (latitude, longitude)


def _resolution(totals: _Totals) -> Scores:
    errors = totals.errors
    near = sum(error <= NEAR_KM for error in errors)
    scores: Scores = {
        "accuracy_161km": percent(near, len(errors)),
        "mean_error_km": ratio(math.fsum(errors), len(errors)),
        "median_error_km": statistics.median(errors) if errors else 0.0,
        "auc": 100.0 * area_under_errors(errors),
    }
    if totals.countries:
        scores["country_accuracy"] = percent(totals.countries_right, totals.countries)
    return scores | {"gold_with_coordinates": len(errors), "gold_with_country": totals.countries}
