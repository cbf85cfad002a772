"""re3d: actors, places, dates and figures as spans, and relations between two of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from benchmarks.counts import (
    Counts,
    Scores,
    distinct,
    match_greedily,
    same_span,
    span_iou,
    span_of,
)
from benchmarks.rows import listed, pair_rows

TYPES_OF_GROUP = {
    "ACTOR": ("Person", "Organisation", "Nationality"),
    "PLACE": ("Location", "Coordinate"),
    "DATE": ("Temporal", "Frequency"),
    "FIGURE": ("Quantity", "Money"),
}
SYMMETRIC_RELATIONS = ("FightingAgainst", "CommWith", "AlliesOf")
RELATIONS = (*SYMMETRIC_RELATIONS, "InChargeOf")
ADMISSIBLE = 0.5

Item = Mapping[str, Any]
Pairs = Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]


def score(
    gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]], file: str
) -> Scores:
    """Score ``{"id", "entities": [...], "relations": [...]}`` rows; `file` plays no part.

    Official: the mean overlap F1 of the four groups, and the micro F1 of the four relation types.
    """
    pairs = pair_rows(gold, predictions)
    overlap = {group: Counts() for group in TYPES_OF_GROUP}
    exact = dict(overlap)
    relations = {relation: Counts() for relation in RELATIONS}
    for row, given in pairs:
        for group in TYPES_OF_GROUP:
            wanted, found = _gold_entities(row, group), _predicted_entities(given, group)
            overlap[group] += _count(wanted, found, len(match_greedily(wanted, found, _entity_iou)))
            exact[group] += _count(wanted, found, len(match_greedily(wanted, found, same_span)))
        for relation in RELATIONS:
            wanted, found = _relations(row, relation), _relations(given, relation)
            matched = len(match_greedily(wanted, found, _relation_score))
            relations[relation] += _count(wanted, found, matched)
    return {
        "entity_overlap_mean_f1": _mean_f1(overlap),
        **sum(relations.values(), Counts()).scores("relation"),
        "entity_exact_mean_f1": _mean_f1(exact),
        **_by_name(overlap, "overlap"),
        **_by_name(exact, "exact"),
        **_by_name(relations, "relation"),
    }


def _gold_entities(row: Mapping[str, Any], group: str) -> list[Item]:
    items = [item for item in listed(row, "entities") if item["type"] in TYPES_OF_GROUP[group]]
    return distinct(items, key=_entity_key)


def _predicted_entities(given: Mapping[str, Any], group: str) -> list[Item]:
    items = [item for item in listed(given, "entities") if item.get("type") == group]
    return distinct(items, key=_entity_key)


def _relations(row: Mapping[str, Any], relation: str) -> list[Item]:
    items = [item for item in listed(row, "relations") if item.get("type") == relation]
    return distinct(items, key=lambda item: (tuple(item["source"]), tuple(item["target"])))


def _entity_key(item: Item) -> Hashable:
    return span_of(item), item["type"]


def _entity_iou(one: Item, other: Item) -> float | None:
    iou = span_iou(span_of(one), span_of(other))
    return iou if iou >= ADMISSIBLE else None


def _relation_score(one: Item, other: Item) -> float | None:
    """Return source IoU + target IoU, the larger of both directions where the type has none."""
    values = [_ends_iou(one, other["source"], other["target"])]
    if one["type"] in SYMMETRIC_RELATIONS:
        values.append(_ends_iou(one, other["target"], other["source"]))
    return max((value for value in values if value is not None), default=None)


def _ends_iou(one: Item, source: Sequence[int], target: Sequence[int]) -> float | None:
    sources = span_iou((one["source"][0], one["source"][1]), (source[0], source[1]))
    targets = span_iou((one["target"][0], one["target"][1]), (target[0], target[1]))
    return sources + targets if min(sources, targets) >= ADMISSIBLE else None


def _count(wanted: Sequence[Item], found: Sequence[Item], hits: int) -> Counts:
    return Counts.of(hits, len(found), len(wanted))


def _mean_f1(counts: Mapping[str, Counts]) -> float:
    return sum(each.f1 for each in counts.values()) / len(counts)


def _by_name(counts: Mapping[str, Counts], what: str) -> Scores:
    scores: Scores = {}
    for name, each in counts.items():
        scores |= each.scores(f"{name.lower()}_{what}")
        scores[f"{name.lower()}_{what}_gold"] = each.hits + each.missed
    return scores
