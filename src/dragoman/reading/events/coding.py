"""Coding: from a matched frame to a PLOVER event, with the ontology's rules for what is only meant.

A planned cooperation is AGREE, a planned conflict THREATEN, a refused cooperation REJECT; what a request
or a refusal is about gives its mode.
"""

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Appearance
from dragoman.reading.events.matching import Match
from dragoman.records.events import EventStatus, EventType

#: The confidence of an event that a frame of the lexicon codes.
BY_RULE = 0.8
VERBAL_COOPERATION, MATERIAL_COOPERATION, VERBAL_CONFLICT, MATERIAL_CONFLICT = 1, 2, 3, 4


class Draft:
    """An event while it is being put together."""

    def __init__(self, match: Match, event_type: EventType, mode: str | None) -> None:
        self.match = match
        self.token = match.token
        self.type: EventType = event_type
        #: What the act itself is, before the rules for planned and refused acts.
        self.act: EventType = event_type
        self.mode = mode
        self.cameo = match.pattern.frame.cameo
        self.contexts = match.pattern.frame.contexts
        self.status: EventStatus = "occurred"
        self.actors: list[Appearance] = []
        self.recipients: list[Appearance] = []
        #: Who stands as the other side of a mutual act ("signed a pact with X").
        self.partners: list[Appearance] = []
        self.is_purpose = False
        self.confidence = BY_RULE
        self.why: list[str] = []
        self.inner: Draft | None = None
        self.joined: list[int] = []

    @property
    def rule(self) -> str:
        """The id of the frame that matched."""
        return self.match.pattern.frame.id

    def actor_names(self) -> set[int]:
        """The actors as identities."""
        return {id(someone) for appearance in self.actors for someone in appearance.who}

    def recipient_names(self) -> set[int]:
        """The recipients as identities."""
        return {id(someone) for appearance in self.recipients for someone in appearance.who}


def apply_plan(draft: Draft, knowledge: Knowledge) -> None:
    """The ontology's rule for planned acts: what is still to come is an AGREE or a THREATEN."""
    ontology = knowledge.ontology
    if draft.status not in {"planned", "threatened"} or draft.type in ontology.rules.verbal:
        return
    planned = draft.type
    if ontology.quad(planned) <= MATERIAL_COOPERATION:
        draft.type = ontology.rules.planned_cooperation  # type: ignore[assignment]
        draft.mode = None
    else:
        draft.type = ontology.rules.planned_conflict  # type: ignore[assignment]
        draft.mode = ontology.rules.threatened.get(planned)
        draft.status = "threatened"
    draft.cameo = None
    draft.why.append(f"a planned {planned} is {draft.type} by the ontology's rule")


def apply_refusal(draft: Draft, knowledge: Knowledge) -> None:
    """The ontology's rule for refusals: who says they will not cooperate or give in REJECTs it."""
    rules = knowledge.ontology.rules
    refused = draft.type
    if knowledge.ontology.quad(refused) > MATERIAL_COOPERATION:
        return
    draft.type = rules.refused_cooperation  # type: ignore[assignment]
    draft.mode = rules.asked.get(refused)
    draft.cameo = None
    draft.status = "occurred"
    draft.why.append(f"a refused {refused} is {draft.type} by the ontology's rule")


def apply_inner(draft: Draft, inner: Draft, knowledge: Knowledge) -> None:
    """What an operator says about the act behind it: mode and missing roles come from that act."""
    rules = knowledge.ontology.rules
    draft.inner = inner
    if draft.type == "AGREE" and knowledge.ontology.quad(inner.type) == MATERIAL_CONFLICT:
        draft.type = rules.planned_conflict  # type: ignore[assignment]
        draft.why.append(f"who promises {inner.type} threatens it")
    if draft.mode is None and draft.type in {"REQUEST", "REJECT"}:
        draft.mode = rules.asked.get(inner.type, "change")
    if draft.mode is None and draft.type == "THREATEN":
        draft.mode = rules.threatened.get(inner.type)
    if not draft.recipients:
        taken = draft.actor_names()
        draft.recipients = [
            a for a in inner.recipients + inner.actors if not {id(s) for s in a.who} <= taken
        ]
    draft.contexts = tuple(dict.fromkeys((*draft.contexts, *inner.contexts)))
    draft.why.append(f"behind it: {inner.type} by frame {inner.rule}")
