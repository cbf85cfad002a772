"""polnear: attributed statements, their content, and who is given as the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.counts import (
    Counts,
    Scores,
    distinct,
    match_greedily,
    percent,
    ratio,
    tokens_in,
    word_tokens,
)
from benchmarks.rows import listed, pair_rows

KINDS = ("direct", "mixed", "indirect")
ADMISSIBLE = 0.5


@dataclass(frozen=True)
class Attribution:
    """One attribution as sets of word tokens; `sourced` tells whether it names a source at all."""

    content: frozenset[int]
    source: frozenset[int]
    sourced: bool
    kind: str | None


@dataclass
class _Totals:
    tokens: Counts = field(default_factory=Counts)
    attributions: Counts = field(default_factory=Counts)
    right: int = 0
    sourced_pairs: int = 0
    sourced_right: int = 0
    by_kind: dict[str, Counts] = field(default_factory=lambda: dict.fromkeys(KINDS, Counts()))


def score(
    gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]], file: str
) -> Scores:
    """Score ``{"id", "attributions": [{"source", "cue", "content"}]}`` rows; `file` plays no part.

    Source, cue and content are lists of [start, end]. Official: content-token F1. Attributions
    without content are ignored on both sides.
    """
    totals = _Totals()
    for row, given in pair_rows(gold, predictions):
        tokens = word_tokens(row["text"])
        _add(
            totals,
            [_read(item, tokens) for item in listed(row, "attributions") if item.get("content")],
            [_read(item, tokens) for item in _predicted(given)],
        )
    pairs = totals.attributions.hits
    end_to_end = Counts.of(
        totals.right,
        pairs + totals.attributions.false,
        pairs + totals.attributions.missed,
    )
    return {
        **totals.tokens.scores("content_token"),
        **{f"{kind}_recall": totals.by_kind[kind].recall for kind in KINDS},
        **totals.attributions.scores("attribution"),
        "source_accuracy": percent(totals.right, pairs),
        "source_accuracy_where_named": percent(totals.sourced_right, totals.sourced_pairs),
        **end_to_end.scores("end_to_end"),
        "pairs": pairs,
        "gold_attributions": pairs + totals.attributions.missed,
        "predicted_attributions": pairs + totals.attributions.false,
    }


def _predicted(given: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the predicted attributions that have content, those with the same spans once."""
    items = [item for item in listed(given, "attributions") if item.get("content")]
    return distinct(items, key=lambda item: (_spans(item, "source"), _spans(item, "content")))


def _spans(item: Mapping[str, Any], part: str) -> frozenset[tuple[int, int]]:
    return frozenset((start, end) for start, end in listed(item, part))


def _read(item: Mapping[str, Any], tokens: Sequence[int]) -> Attribution:
    return Attribution(
        content=frozenset(tokens_in(item["content"], tokens)),
        source=frozenset(tokens_in(listed(item, "source"), tokens)),
        sourced=bool(item.get("source")),
        kind=item.get("kind"),
    )


def _add(totals: _Totals, gold: list[Attribution], predicted: list[Attribution]) -> None:
    """Add one article to the totals."""
    wanted = _contents(gold)
    found = _contents(predicted)
    totals.tokens += Counts.of(len(wanted & found), len(found), len(wanted))
    for kind in KINDS:
        of_kind = _contents([item for item in gold if item.kind == kind])
        totals.by_kind[kind] += Counts.of(len(of_kind & found), 0, len(of_kind))
    pairs = match_greedily(gold, predicted, _content_iou)
    totals.attributions += Counts.of(len(pairs), len(predicted), len(gold))
    for i, j in pairs:
        right = _same_source(gold[i], predicted[j])
        totals.right += right
        totals.sourced_pairs += gold[i].sourced
        totals.sourced_right += right and gold[i].sourced


def _contents(attributions: Sequence[Attribution]) -> set[int]:
    return {token for attribution in attributions for token in attribution.content}


def _content_iou(one: Attribution, other: Attribution) -> float | None:
    iou = ratio(len(one.content & other.content), len(one.content | other.content))
    return iou if iou >= ADMISSIBLE else None


def _same_source(gold: Attribution, predicted: Attribution) -> bool:
    if not gold.sourced:
        return not predicted.sourced
    return bool(gold.source & predicted.source)
