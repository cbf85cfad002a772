"""Events: who did what to whom, when and where, in PLOVER's terms."""

import datetime
from typing import Literal

import msgspec

from dragoman.records.header import Record

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
EventStatus = Literal[
    "occurred",
    "ongoing",
    "planned",
    "threatened",
    "hypothetical",
    "denied",
    "negated",
    "alleged",
    "historical",
]
EventDateBasis = Literal["stated", "inferred", "published", "unknown"]


class EventPlace(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where an event took place, copied from its place record."""

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Event(Record, frozen=True, kw_only=True, tag="event"):
    """One coded act. In a mutual act (a meeting, a signing) all parties are actors.

    ``quad`` (1 verbal cooperation … 4 material conflict) and ``intensity`` (-10..10) follow from type
    and mode by the PLOVER table; ``cameo`` comes from the frame that matched, else from the type.
    ``statement_id`` names the statement that reports the event, where somebody does.
    """

    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: EventStatus
    actor_ids: tuple[str, ...] = ()
    recipient_ids: tuple[str, ...] = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    date_basis: EventDateBasis = "unknown"
    place: EventPlace | None = None
    figure_ids: tuple[str, ...] = ()
    statement_id: str | None = None
    quad: int
    intensity: float | None = None
    cameo: str | None = None
