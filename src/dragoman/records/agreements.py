"""Agreements and talks formats: who is in them, and how far they have come."""

import datetime
from typing import Literal

import msgspec

from dragoman.records.header import Excerpt, Record

AgreementKind = Literal[
    "treaty",
    "accord",
    "ceasefire",
    "talks_format",
    "summit",
    "union",
    "membership",
    "deal",
    "resolution",
]
Stage = Literal[
    "proposed",
    "demanded",
    "talks",
    "stalled",
    "agreed",
    "signed",
    "ratified",
    "in_force",
    "breached",
    "suspended",
    "rejected",
    "collapsed",
]


class StageReached(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step of an agreement: the stage, who moved it, when, and the words that say so."""

    stage: Stage
    by_ids: tuple[str, ...] = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    evidence: Excerpt


class Agreement(Record, frozen=True, kw_only=True, tag="agreement"):
    """A treaty, accord, ceasefire, union or talks format. ``stage`` is the last one in time.

    ``count`` is null for a single one, or the number that the text gives ("28 agreements").
    """

    name: str
    agreement_kind: AgreementKind
    party_ids: tuple[str, ...] = ()
    mediator_ids: tuple[str, ...] = ()
    stage: Stage | None = None
    stages: tuple[StageReached, ...] = ()
    count: int | None = None
