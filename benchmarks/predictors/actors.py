"""Actors: who is behind each given mention (NewsWCL50, GUM), and which country they belong to."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.reading.actors import Appearance, Cast, read_cast
from dragoman.reading.language import Language, Tokens, load_model
from dragoman.records import Document


def predict(rows: Sequence[Mapping[str, Any]], path: Path) -> dict[str, list[dict[str, Any]]]:
    """For each row the given mentions with ``entity`` and ``country`` (NewsWCL50) or ``type`` (GUM)."""
    knowledge = load_knowledge()
    documents = [Document.from_text(row["text"], published=_day(row)) for row in rows]
    parses = Language(load_model()).read_many(documents)
    return {
        path.stem: [
            {"id": row["id"], "mentions": _mentions(row, tokens, document, knowledge)}
            for row, (document, tokens) in zip(rows, parses, strict=True)
        ]
    }


def _day(row: Mapping[str, Any]) -> datetime.date | None:
    return datetime.date.fromisoformat(row["date"]) if row.get("date") else None


def _mentions(
    row: Mapping[str, Any], tokens: Tokens, document: Document, knowledge: Knowledge
) -> list[dict[str, Any]]:
    cast = read_cast(tokens, knowledge, document.published)
    namer = _Namer(tokens, cast)
    wanted = {"COUNTRY", "ACTOR", "ACTOR-I", "GROUP", "person", "organization", "place"}
    return [
        {"start": m["start"], "end": m["end"], **namer.name(m["start"], m["end"])}
        for m in row["mentions"]
        if m.get("chain_type", "ACTOR") in wanted
    ]


class _Namer:
    """Calls the actor behind a span of characters by a name that is the same for the same actor."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens = tokens
        self.cast = cast
        self.kinds = {"person": "person", "state": "place", "people": "person"}

    def name(self, start: int, end: int) -> dict[str, Any]:
        tokens = self.tokens
        inside = [
            t for t in range(len(tokens)) if tokens.starts[t] < end and tokens.ends[t] > start
        ]
        if not inside:
            return {"entity": None, "country": None, "type": None}
        head = self._head(inside)
        found = self.cast.headed_by(head) or self._single(inside)
        if found is not None and found.who:
            someone = found.who[0]
            return {
                "entity": someone.id if len(found.who) == 1 else "+".join(s.id for s in found.who),
                "country": someone.country,
                "type": self.kinds.get(someone.actor_kind, "organization"),
            }
        if found is not None and found.thing is not None:
            return {"entity": f"thing:{found.thing.name}", "country": None, "type": None}
        if tokens.tags[head] == "NNS":
            return {"entity": f"thing:{tokens.lemmas[head]}", "country": None, "type": None}
        words = " ".join(tokens.lowers[t] for t in inside if tokens.pos[t] not in {"DET", "PUNCT"})
        country = next(
            (a.who[0].country for a in self.cast.within(inside[0], inside[-1] + 1) if a.who), None
        )
        return {"entity": f"words:{words}", "country": country, "type": None}

    def _head(self, inside: list[int]) -> int:
        for token in inside:
            if self.tokens.heads[token] not in inside or self.tokens.heads[token] == token:
                if self.tokens.pos[token] not in {"DET", "PUNCT"}:
                    return token
        return inside[-1]

    def _single(self, inside: list[int]) -> Appearance | None:
        """The one appearance that makes up the span, where the parser heads it elsewhere."""
        found = self.cast.at(inside[-1])
        return found if found is not None and found.kind != "nominal" else None
