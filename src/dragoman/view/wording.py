"""Wording: records in short words, the same in every view."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from dragoman.records import Actor, AnyRecord, Document, Event, Figure, Statement

LONGEST_QUOTE = 160


class Wording:
    """Puts the records of one reading into words; actors are called by their names."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        self.actors: Mapping[str, Actor] = {r.id: r for r in records if isinstance(r, Actor)}

    def name(self, actor_id: str | None) -> str:
        """The name of an actor; "?" where nobody is given."""
        actor = self.actors.get(actor_id or "")
        return actor.name if actor else "?"

    def names(self, actor_ids: Sequence[str]) -> str:
        """Several names, with the country in front where it says more."""
        return ", ".join(self.with_country(i) for i in actor_ids) or "?"

    def with_country(self, actor_id: str) -> str:
        """ "BLR / Alexander Lukashenko"; a state by its name alone."""
        actor = self.actors.get(actor_id)
        if actor is None:
            return "?"
        if actor.actor_kind == "state" or not actor.country:
            return actor.name
        return f"{actor.country} / {actor.name}"

    def event(self, event: Event) -> str:
        """Who → whom, without the words."""
        whom = f" → {self.names(event.recipient_ids)}" if event.recipient_ids else ""
        return f"{self.names(event.actor_ids)}{whom}"

    def code(self, event: Event) -> str:
        """Type, mode, and the status where it is not simply a fact."""
        status = "" if event.status == "occurred" else f" ({event.status})"
        return f"{event.type}{' ' + event.mode if event.mode else ''}{status}"

    def speaker(self, statement: Statement) -> str:
        """Who says it, as far as the text tells."""
        ids = statement.speaker_ids or ((statement.speaker_id,) if statement.speaker_id else ())
        if ids:
            return ", ".join(self.name(i) for i in ids)
        words = statement.evidence.words_of("speaker")
        return words[0] if words else "somebody"

    def figure(self, figure: Figure) -> str:
        """The number with its bound and unit."""
        signs = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
        if figure.low is not None and figure.high is not None and figure.low != figure.high:
            amount = f"{signs.get(figure.bound, '')}{number(figure.low)}–{number(figure.high)}"
        else:
            value = figure.low if figure.low is not None else figure.high
            amount = signs.get(figure.bound, "") + (number(value) if value is not None else "?")
        return " ".join(
            filter(None, [amount, figure.unit, figure.measures and f"({figure.measures})"])
        )

    def offices(self, actor: Actor) -> str:
        """ "President (BLR)", several joined."""
        return "; ".join(o.title + (f" ({o.country})" if o.country else "") for o in actor.offices)


def headline(document: Document) -> str:
    """The title; where there is none the first words of the text."""
    if document.title:
        return document.title
    words = (document.text or "").split()
    return " ".join(words[:10]) + (" …" if len(words) > 10 else "") or "Untitled"


def number(value: float) -> str:
    """A number as people write it: 13,000 or 2.5."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def days(first: datetime.date | None, last: datetime.date | None) -> str:
    """An interval, as short as it can be said: 2021, 2021-07, 2021-09-21…30."""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return f"since {first}" if first else f"until {last}"
    if first == last:
        return first.isoformat()
    next_day = last + datetime.timedelta(days=1) if last < datetime.date.max else last
    if first.day == 1 and next_day.day == 1:
        if first.month == 1 and next_day.month == 1:
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.year}-{first.month:02}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.isoformat()}…{last.day:02}"
    return f"{first.isoformat()}…{last.isoformat()}"


def quote(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Words of the text in quotation marks, on one line, shortened in the middle where long."""
    words = " ".join(text.split())
    if len(words) > longest:
        half = longest // 2
        words = f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
    return f"“{words}”"
