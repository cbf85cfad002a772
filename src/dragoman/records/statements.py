"""What is said: statements with their speakers, and the claims they make."""

import datetime
from typing import Literal

import msgspec

from dragoman.records.header import Excerpt, Record

StatementForm = Literal["direct", "mixed", "indirect"]
ClaimAct = Literal[
    "assert", "accuse", "deny", "promise", "threaten", "demand", "predict", "confirm"
]
EvidenceStatus = Literal["none_offered", "cited", "unstated"]
ResponseKind = Literal["rejects", "denies", "confirms", "supports", "doubts"]


class Statement(Record, frozen=True, kw_only=True, tag="statement"):
    """Attributed content. ``content`` holds one excerpt or several where the cue interrupts it.

    ``speaker_id`` is null where the text does not say or it is not clear who; further speakers of a
    joint statement stand in ``speaker_ids`` (the first of them is ``speaker_id``).
    """

    form: StatementForm
    content: tuple[Excerpt, ...]
    cue: str | None = None
    speaker_id: str | None = None
    speaker_ids: tuple[str, ...] = ()
    medium_id: str | None = None
    addressee_ids: tuple[str, ...] = ()
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    status: Literal["said", "not_said", "planned", "hypothetical"] = "said"


class Response(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How somebody answers a claim, with the words that say so."""

    by_ids: tuple[str, ...]
    response: ResponseKind
    evidence: Excerpt


class Claim(Record, frozen=True, kw_only=True, tag="claim"):
    """What a statement asserts about the world, the evidence given for it, the responses to it."""

    content: Excerpt
    act: ClaimAct
    holder_ids: tuple[str, ...] = ()
    about_ids: tuple[str, ...] = ()
    evidence_status: EvidenceStatus = "unstated"
    cited_ids: tuple[str, ...] = ()
    responses: tuple[Response, ...] = ()
    statement_id: str | None = None
