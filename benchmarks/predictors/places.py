"""places: the toponyms of a text, and where given toponyms are.

The stage keeps as records only what stands for a place; annotators of toponyms also mark the names of
states and capitals that act ("China said") and of places inside the names of bodies ("Ohio State Patrol").
So what the stage found is taken before that choice.
"""

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.knowledge import Knowledge, Spot, load_knowledge
from dragoman.reading.actors import Cast, read_cast
from dragoman.reading.language import Language, Tokens, load_model
from dragoman.reading.places import Toponym, Vocabulary, locate, read_toponyms
from dragoman.reading.places.surroundings import Surroundings
from dragoman.records import Document


def predict(rows: Sequence[Mapping[str, Any]], path: Path) -> dict[str, list[dict[str, Any]]]:
    """End-to-end predictions, and under ``stem + ".given"`` those for the spans of the gold."""
    knowledge = load_knowledge()
    vocabulary = Vocabulary(knowledge)
    documents = [Document.from_text(row["text"], published=_day(row)) for row in rows]
    parses = Language(load_model()).read_many(documents)
    found, given = [], []
    for row, (document, tokens) in zip(rows, parses, strict=True):
        cast = read_cast(tokens, knowledge, document.published)
        reading = _Reading(tokens, cast, vocabulary)
        found.append({"id": row["id"], "toponyms": reading.find()})
        if "toponyms" in row:
            spans = [(item["start"], item["end"]) for item in row["toponyms"]]
            given.append({"id": row["id"], "toponyms": reading.locate(spans)})
    return {path.stem: found} | ({f"{path.stem}.given": given} if given else {})


def _day(row: Mapping[str, Any]) -> datetime.date | None:
    return datetime.date.fromisoformat(row["date"]) if row.get("date") else None


class _Reading:
    """One document."""

    def __init__(self, tokens: Tokens, cast: Cast, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.cast = cast
        self.vocabulary = vocabulary

    def find(self) -> list[dict[str, Any]]:
        """What the stage finds."""
        tokens = self.tokens
        return [
            self._answer(toponym, tokens.starts[toponym.first], tokens.ends[toponym.last - 1])
            for toponym in read_toponyms(tokens, self.cast, self.vocabulary)
        ]

    def locate(self, spans: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
        """Where the toponyms at ``spans`` are."""
        ordered = sorted(spans)
        toponyms = [self._toponym(start, end) for start, end in ordered]
        locate(toponyms, self.tokens, self.cast, self.vocabulary)
        return [
            self._answer(toponym, start, end)
            for toponym, (start, end) in zip(toponyms, ordered, strict=True)
        ]

    def _toponym(self, start: int, end: int) -> Toponym:
        tokens, vocabulary = self.tokens, self.vocabulary
        name = tokens.text[start:end]
        first = max(bisect_right(tokens.starts, start) - 1, 0)
        last = max(bisect_left(tokens.starts, end), first + 1)
        toponym = Toponym(first, last, name, vocabulary.spots_of(name) or vocabulary.state_of(name))
        toponym.kinds = Surroundings(tokens, vocabulary).kinds(first, last)
        return toponym

    def _answer(self, toponym: Toponym, start: int, end: int) -> dict[str, Any]:
        answer: dict[str, Any] = {"start": start, "end": end}
        spot = toponym.spot or (toponym.inside.spot if toponym.inside else None)
        if spot is not None:
            answer |= {"lat": spot.latitude, "lon": spot.longitude}
            answer["cc"] = _alpha2(spot, self.vocabulary.knowledge)
        if toponym.spot is not None and toponym.spot.place_id:
            answer["geonameid"] = int(toponym.spot.place_id)
        answer["candidates"] = [[s.latitude, s.longitude] for s in toponym.spots]
        return answer


def _alpha2(spot: Spot, knowledge: Knowledge) -> str | None:
    country = knowledge.countries.get(spot.country or "")
    return country.alpha2 if country else None
