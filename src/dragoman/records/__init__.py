"""What is said: the record types, and their JSON form (one object a line)."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dragoman.errors import RecordError
from dragoman.records.actors import Actor, Mention, Office, Tie
from dragoman.records.agreements import Agreement, StageReached
from dragoman.records.circumstances import Date, Place
from dragoman.records.document import Document
from dragoman.records.events import Event, EventPlace
from dragoman.records.figures import Figure
from dragoman.records.header import Evidence, Excerpt, MadeBy, Part, Record, stable_id
from dragoman.records.shifts import Shift
from dragoman.records.statements import Claim, Response, Statement

AnyRecord = (
    Document
    | Actor
    | Mention
    | Date
    | Place
    | Event
    | Statement
    | Claim
    | Agreement
    | Figure
    | Tie
    | Shift
)
#: The kinds in the order in which outputs show them.
KINDS: dict[str, type[Any]] = {
    "document": Document,
    "actor": Actor,
    "mention": Mention,
    "date": Date,
    "place": Place,
    "event": Event,
    "statement": Statement,
    "claim": Claim,
    "agreement": Agreement,
    "figure": Figure,
    "tie": Tie,
    "shift": Shift,
}

_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyRecord] = msgspec.json.Decoder(AnyRecord)


def to_json(record: AnyRecord) -> bytes:
    """One record as one JSON object, without a line end."""
    return _encoder.encode(record)


def from_json(line: bytes | str) -> AnyRecord:
    """The record that ``line`` holds.

    Raises ``RecordError`` where a field is missing, misspelt or of the wrong type.
    """
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise RecordError(f"not a record: {error}") from error


def to_jsonl(records: Iterable[AnyRecord]) -> Iterator[bytes]:
    """The records as JSON lines, each with its line end."""
    for record in records:
        yield to_json(record) + b"\n"


__all__ = [
    "KINDS",
    "Actor",
    "Agreement",
    "AnyRecord",
    "Claim",
    "Date",
    "Document",
    "Event",
    "EventPlace",
    "Evidence",
    "Excerpt",
    "Figure",
    "MadeBy",
    "Mention",
    "Office",
    "Part",
    "Place",
    "Record",
    "Response",
    "Shift",
    "StageReached",
    "Statement",
    "Tie",
    "from_json",
    "stable_id",
    "to_json",
    "to_jsonl",
]
