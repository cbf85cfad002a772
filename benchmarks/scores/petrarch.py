"""petrarch: events of stylised sentences, as multisets of coded triples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from benchmarks.counts import Counts, Scores
from benchmarks.rows import listed, pair_rows

Event = Mapping[str, Any]


def score(
    gold: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]], file: str
) -> Scores:
    """Score ``{"id", "events": [{"source", "target", "code", "root"}]}`` rows.

    `file` plays no part. Rows with `scored` false are left out. Where the gold has roots (CAMEO
    codes), triple-root comes first and is official; elsewhere the dyad is.
    """
    pairs = [
        (listed(row, "gold"), listed(given, "events"))
        for row, given in pair_rows(gold, predictions)
        if row.get("scored", True)
    ]
    scores: Scores = {}
    if any("root" in event for events, _ in pairs for event in events):
        rooted = [(_with_root(wanted), _with_root(given)) for wanted, given in pairs]
        scores |= _count(rooted, _triple_root).scores("triple_root")
    scores |= _count(pairs, _dyad).scores("dyad")
    scores |= _count(pairs, _triple_code).scores("triple_code")
    scores |= _count(pairs, lambda event: _code(event, "code")).scores("code_only")
    return scores | {
        "rows": len(pairs),
        "gold_events": sum(len(wanted) for wanted, _ in pairs),
        "predicted_events": sum(len(given) for _, given in pairs),
    }


def _count(
    pairs: Sequence[tuple[list[Event], list[Event]]], key: Callable[[Event], Hashable]
) -> Counts:
    total = Counts()
    for wanted, given in pairs:
        shared = Counter(map(key, wanted)) & Counter(map(key, given))
        total += Counts.of(shared.total(), len(given), len(wanted))
    return total


def _with_root(events: Sequence[Event]) -> list[Event]:
    return [event for event in events if _code(event, "root")]


def _dyad(event: Event) -> Hashable:
    return _code(event, "source"), _code(event, "target")


def _triple_root(event: Event) -> Hashable:
    return _dyad(event), _code(event, "root")


def _triple_code(event: Event) -> Hashable:
    return _dyad(event), _code(event, "code")


def _code(event: Event, field: str) -> str:
    """Return the code in capitals; null, "" and "---" are all ""."""
    code = str(event.get(field) or "").strip().upper()
    return "" if code == "---" else code
