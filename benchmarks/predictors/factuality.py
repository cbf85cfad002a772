"""Factuality: did the event behind each given predicate happen?"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.knowledge import load_knowledge
from dragoman.reading.events.status import StatusReader
from dragoman.reading.language import Language, load_model
from dragoman.records import Document

#: From a status to the scale of the data: 3 certainly happened, -3 certainly did not.
SCORES = {"occurred": 3.0, "ongoing": 3.0, "historical": 3.0, "negated": -3.0, "denied": -1.0}


def predict(rows: Sequence[Mapping[str, Any]], path: Path) -> dict[str, list[dict[str, Any]]]:
    """One prediction a row: its predicates with a ``score`` in -3..3."""
    knowledge = load_knowledge()
    parses = Language(load_model()).read_many(Document.from_text(row["text"]) for row in rows)
    predictions = []
    for row, (_, tokens) in zip(rows, parses, strict=True):
        reader = StatusReader(tokens, knowledge)
        predicates = []
        for given in row["predicates"]:
            token = max(bisect_right(tokens.starts, given["start"]) - 1, 0)
            status = reader.read(token).status
            predicates.append(
                {"start": given["start"], "end": given["end"], "score": SCORES.get(status, 0.0)}
            )
        predictions.append({"id": row["id"], "predicates": predicates})
    return {path.stem: predictions}
