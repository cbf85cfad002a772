"""Sections: how each kind of record is put on one line, for every view alike."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dragoman.records import (
    Actor,
    Agreement,
    AnyRecord,
    Claim,
    Event,
    Figure,
    Mention,
    Place,
    Shift,
    Statement,
    Tie,
)
from dragoman.view.wording import Wording, days, quote


class Line(NamedTuple):
    """One record in words: who, what code, when, in which words; further notes below it."""

    head: str
    code: str = ""
    when: str = ""
    words: str = ""
    notes: tuple[str, ...] = ()


class Section(NamedTuple):
    """The records of one kind under a title."""

    kind: str
    title: str
    record_type: type[Any]
    line: Callable[[Any, Wording, Sequence[AnyRecord]], Line]


def _actor(actor: Actor, wording: Wording, records: Sequence[AnyRecord]) -> Line:
    count = sum(isinstance(r, Mention) and r.actor_id == actor.id for r in records)
    known = "" if actor.known else "met in this text"
    about = ", ".join(
        filter(
            None,
            [actor.actor_kind.replace("_", " "), actor.country, "/".join(actor.sectors), known],
        )
    )
    return Line(actor.name, about, wording.offices(actor), f"{count}×")


def _event(event: Event, wording: Wording, records: Sequence[AnyRecord]) -> Line:
    return Line(
        wording.event(event),
        wording.code(event),
        days(event.first_day, event.last_day),
        quote(event.evidence.text),
    )


def _statement(statement: Statement, wording: Wording, records: Sequence[AnyRecord]) -> Line:
    said = " … ".join(excerpt.text for excerpt in statement.content)
    medium = f"via {wording.name(statement.medium_id)}" if statement.medium_id else ""
    to = f"to {wording.names(statement.addressee_ids)}" if statement.addressee_ids else ""
    about = " ".join(filter(None, [statement.form, medium, to]))
    return Line(
        wording.speaker(statement),
        about,
        days(statement.first_day, statement.last_day),
        quote(said, 240),
    )


def _claim(claim: Claim, wording: Wording, records: Sequence[AnyRecord]) -> Line:
    about = f"about {wording.names(claim.about_ids)}" if claim.about_ids else ""
    evidence = {"none_offered": "no evidence offered", "cited": "evidence cited", "unstated": ""}
    notes = tuple(
        f"↳ {wording.names(r.by_ids)} {r.response}: {quote(r.evidence.text)}"
        for r in claim.responses
    )
    code = ", ".join(filter(None, [claim.act, about, evidence[claim.evidence_status]]))
    return Line(wording.names(claim.holder_ids), code, "", quote(claim.content.text, 240), notes)


def _agreement(agreement: Agreement, wording: Wording, records: Sequence[AnyRecord]) -> Line:
    count = f"{agreement.count} " if agreement.count else ""
    notes = tuple(
        f"{step.stage}  {days(step.first_day, step.last_day)}  {quote(step.evidence.text)}".replace(
            "    ", "  "
        )
        + (f"  by {wording.names(step.by_ids)}" if step.by_ids else "")
        for step in agreement.stages
    )
    parties = wording.names(agreement.party_ids) if agreement.party_ids else ""
    code = f"{agreement.agreement_kind.replace('_', ' ')}{': ' + agreement.stage if agreement.stage else ''}"
    return Line(f"{count}{agreement.name}", code, parties, "", notes)


def _figure(figure: Figure, wording: Wording, records: Sequence[AnyRecord]) -> Line:
    said_by = f"says {wording.names(figure.said_by_ids)}" if figure.said_by_ids else ""
    when = days(figure.first_day, figure.last_day)
    return Line(
        wording.figure(figure),
        figure.of or "",
        " ".join(filter(None, [when, said_by])),
        quote(figure.evidence.text),
    )


def _tie(tie: Tie, wording: Wording, records: Sequence[AnyRecord]) -> Line:
    to = wording.name(tie.to_id) if tie.to_id else tie.title or ""
    head = f"{wording.name(tie.from_id)} → {to}"
    return Line(head, tie.tie_kind, days(tie.first_day, tie.last_day), quote(tie.evidence.text))


def _shift(shift: Shift, wording: Wording, records: Sequence[AnyRecord]) -> Line:
    toward = f" toward {wording.names(shift.toward_ids)}" if shift.toward_ids else ""
    move = f"{shift.from_text or '…'} → {shift.to_text or '…'}"
    return Line(
        f"{wording.names(shift.actor_ids)}{toward}: {move}",
        shift.topic or "",
        days(shift.first_day, shift.last_day),
        quote(shift.evidence.text),
    )


def _place(place: Place, wording: Wording, records: Sequence[AnyRecord]) -> Line:
    where = (
        f"{place.latitude:.2f}, {place.longitude:.2f}"
        if place.latitude is not None and place.longitude is not None
        else ""
    )
    return Line(
        place.name,
        ", ".join(filter(None, [place.region, place.country])),
        where,
        quote(place.evidence.text),
    )


SECTIONS: tuple[Section, ...] = (
    Section("actor", "Actors", Actor, _actor),
    Section("event", "Events", Event, _event),
    Section("statement", "Statements", Statement, _statement),
    Section("claim", "Claims", Claim, _claim),
    Section("agreement", "Agreements and formats", Agreement, _agreement),
    Section("shift", "Shifts", Shift, _shift),
    Section("tie", "Ties", Tie, _tie),
    Section("figure", "Figures", Figure, _figure),
    Section("place", "Places", Place, _place),
)
