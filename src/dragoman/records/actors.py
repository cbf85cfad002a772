"""Who is spoken of: actors, the words that stand for them, and what ties them together."""

import datetime
from typing import Literal

import msgspec

from dragoman.records.header import Record

ActorKind = Literal[
    "person",
    "state",
    "government_body",
    "international_organisation",
    "armed_group",
    "party",
    "company",
    "media",
    "group",
    "people",
]
MentionKind = Literal["name", "title", "metonym", "demonym", "nominal", "pronoun"]
TieKind = Literal["office", "alliance", "membership", "backing", "hostility", "kinship"]


class Office(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office somebody holds or held. ``country`` is ISO 3166 alpha-3; a null day is unknown or open."""

    title: str
    country: str | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None


class Actor(Record, frozen=True, kw_only=True, tag="actor"):
    """Somebody who acts or is acted upon. ``known`` is false for those met first in this text."""

    name: str
    aliases: tuple[str, ...] = ()
    actor_kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    known: bool = False


class Mention(Record, frozen=True, kw_only=True, tag="mention"):
    """Words that stand for an actor. ``actor_id`` is null where it is not clear for whom.

    ``resolved_by`` says how the actor was found; ``candidate_ids`` who it may be where it is not clear.
    """

    actor_id: str | None
    mention_kind: MentionKind
    resolved_by: str
    candidate_ids: tuple[str, ...] = ()


class Tie(Record, frozen=True, kw_only=True, tag="tie"):
    """A lasting relation between two actors, with its period."""

    tie_kind: TieKind
    from_id: str
    to_id: str | None
    title: str | None = None
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    status: str = "stated"
