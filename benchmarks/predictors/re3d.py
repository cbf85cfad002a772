"""re3d: actors, places, dates and figures with their spans, and relations between actors."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.reading import Reader, Reading
from dragoman.records import Date, Event, Figure, Mention, Place, Tie
from dragoman.records.header import Record

#: Which events and ties stand for which relation; the recipient of a tie's record comes second.
EVENTS = {"ASSAULT": "FightingAgainst", "CONSULT": "CommWith", "COOPERATE": "AlliesOf"}
TIES = {"alliance": "AlliesOf", "backing": "AlliesOf", "office": "InChargeOf"}


def predict(rows: Sequence[Mapping[str, Any]], path: Path) -> dict[str, list[dict[str, Any]]]:
    """One prediction a row: ``entities`` with one of four group names, and ``relations``."""
    readings = Reader().read_many(row["text"] for row in rows)
    return {
        path.stem: [
            {
                "id": row["id"],
                "entities": list(_entities(reading)),
                "relations": list(_relations(reading)),
            }
            for row, reading in zip(rows, readings, strict=True)
        ]
    }


def _entities(reading: Reading) -> Iterator[dict[str, Any]]:
    seen: set[tuple[int, int, str]] = set()
    for record in reading.records:
        group = _group(record)
        if group is None or not isinstance(record, Record):
            continue
        span = record.evidence.start, record.evidence.end
        if (*span, group) not in seen:
            seen.add((*span, group))
            yield {"start": span[0], "end": span[1], "type": group}


def _group(record: object) -> str | None:
    if isinstance(record, Mention):
        return "ACTOR" if record.mention_kind != "pronoun" else None
    groups = {Place: "PLACE", Date: "DATE", Figure: "FIGURE"}
    return next((name for kind, name in groups.items() if isinstance(record, kind)), None)


def _relations(reading: Reading) -> Iterator[dict[str, Any]]:
    for record in (*reading.events, *reading.ties):
        name = EVENTS.get(record.type) if isinstance(record, Event) else None
        if isinstance(record, Tie):
            name = TIES.get(record.tie_kind)
        if name is None:
            continue
        parts = [p for p in record.evidence.parts if p.role in {"actor", "recipient"}]
        firsts = [p for p in parts if p.role == "actor"]
        seconds = [p for p in parts if p.role == "recipient"] or firsts[1:]
        for first in firsts[:1] if seconds == firsts[1:] else firsts:
            for second in seconds:
                yield {
                    "type": name,
                    "source": [first.start, first.end],
                    "target": [second.start, second.end],
                }
