"""PLV: the event type between a given actor and a given recipient."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.predictors.marked import MarkedPair, cast_of, read_marks
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.reading.events.coder import EventCoder
from dragoman.reading.events.coding import Draft
from dragoman.reading.language import Language, Tokens, load_model
from dragoman.records import Document

_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def predict(rows: Sequence[Mapping[str, Any]], path: Path) -> dict[str, list[dict[str, Any]]]:
    """One prediction a row: ``uid``, ``root`` and ``quad`` (null where the program abstains)."""
    return {path.stem: _predict(rows)}


def _predict(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    knowledge = load_knowledge()
    pairs = [read_marks(row["marked_sentence"]) for row in rows]
    documents = [Document.from_text(pair.text) for pair in pairs]
    parses = Language(load_model()).read_many(documents)
    return [
        {"uid": row["uid"], **_answer(tokens, pair, knowledge)}
        for row, pair, (_, tokens) in zip(rows, pairs, parses, strict=True)
    ]


def _answer(tokens: Tokens, pair: MarkedPair, knowledge: Knowledge) -> dict[str, Any]:
    draft = between(tokens, pair, knowledge)
    if draft is None:
        return {"root": None, "quad": None}
    return {
        "root": _MERGED.get(draft.type, draft.type),
        "quad": knowledge.ontology.quad(draft.type),
    }


def between(tokens: Tokens, pair: MarkedPair, knowledge: Knowledge) -> Draft | None:
    """The event that relates the two given actors best."""
    cast, actor, recipient = cast_of(tokens, pair, knowledge)
    drafts = EventCoder(tokens, cast, knowledge).code()
    ranked = sorted(drafts, key=lambda d: -_fit(d, id(actor), id(recipient)))
    return ranked[0] if ranked and _fit(ranked[0], id(actor), id(recipient)) > 0 else None


def _fit(draft: Draft, actor: int, recipient: int) -> int:
    acts = actor in draft.actor_names()
    undergoes = recipient in draft.recipient_names()
    together = acts and recipient in draft.actor_names()
    return 4 * (acts and undergoes) + 3 * together + 2 * acts + 2 * undergoes
