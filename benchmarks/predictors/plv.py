"""PLV: the event type between a given actor and a given recipient."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.predictors.marked import MarkedPair, cast_of, read_marks
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.reading.events.backoff import MarkedSentence, load_backoff
from dragoman.reading.events.coder import EventCoder
from dragoman.reading.events.coding import Draft
from dragoman.reading.events.learned import weigh
from dragoman.reading.language import Language, Tokens, load_model
from dragoman.records import Document

#: The fit of an event in which both actors stand in their roles.
BOTH = 4
_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def predict(rows: Sequence[Mapping[str, Any]], path: Path) -> dict[str, list[dict[str, Any]]]:
    """One prediction a row: ``uid``, ``root`` and ``quad`` (null where the program abstains)."""
    return {path.stem: _predict(rows)}


def _predict(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    knowledge = load_knowledge()
    pairs = [read_marks(row["marked_sentence"]) for row in rows]
    documents = [Document.from_text(pair.text) for pair in pairs]
    parses = Language(load_model()).read_many(documents)
    guesses = load_backoff().classify([MarkedSentence(*pair) for pair in pairs])
    predictions = []
    for row, pair, guess, (_, tokens) in zip(rows, pairs, guesses, parses, strict=True):
        name = weigh(guess.by_type, votes(tokens, pair, knowledge))
        root = _MERGED.get(name, name)
        predictions.append({"uid": row["uid"], "root": root, "quad": knowledge.ontology.quad(name)})
    return predictions


def votes(tokens: Tokens, pair: MarkedPair, knowledge: Knowledge) -> list[tuple[str, bool]]:
    """The types that frames give to acts of the two actors, and whether both stand in their roles."""
    cast, actor, recipient = cast_of(tokens, pair, knowledge)
    drafts = EventCoder(tokens, cast, knowledge).code()
    fits = [(_fit(draft, id(actor), id(recipient)), draft.type) for draft in drafts]
    return [(name, fit >= BOTH) for fit, name in sorted(fits, key=lambda f: -f[0]) if fit > 0]


def _fit(draft: Draft, actor: int, recipient: int) -> int:
    acts = actor in draft.actor_names()
    undergoes = recipient in draft.recipient_names()
    together = acts and recipient in draft.actor_names()
    return 4 * (acts and undergoes) + 3 * together + 2 * acts + 2 * undergoes
