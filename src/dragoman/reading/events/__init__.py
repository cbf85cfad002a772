"""Events: who did what to whom, coded by the frames of the lexicon."""

from collections.abc import Iterable, Iterator

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Appearance, Cast
from dragoman.reading.events.circumstances import CircumstanceReader
from dragoman.reading.events.coder import EventCoder
from dragoman.reading.events.coding import Draft
from dragoman.reading.events.learned import learned_drafts
from dragoman.reading.events.merging import merge
from dragoman.reading.events.status import is_historical
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.records import Date, Document, Event, EventPlace, Figure, Part, Place, Statement


class Events:
    """The stage that makes events."""

    name = "events"
    needs = frozenset({Tokens, Cast, Date, Place, Figure, Statement})
    makes = frozenset({Event})

    def __call__(self, document: Document, found: Found, knowledge: Knowledge) -> Iterable[Event]:
        """Code every sentence, then join what is the same act."""
        tokens = found.the(Tokens)
        coder = EventCoder(tokens, found.the(Cast), knowledge)
        drafts = coder.code()
        drafts += learned_drafts(coder, knowledge)
        drafts.sort(key=lambda draft: draft.token)
        circumstances = CircumstanceReader(
            tokens,
            found.all_of(Date),
            found.all_of(Place),
            found.all_of(Figure),
            found.all_of(Statement),
        )
        maker = Maker(self.name, document, tokens, knowledge)
        directed = knowledge.words.set_of("events", "need_recipient")
        acted = knowledge.words.set_of("events", "need_actor")
        for draft in merge(drafts, tokens):
            is_done = draft.actors or draft.type not in acted
            is_directed = draft.recipients or len(draft.actor_names()) > 1
            if is_done and (is_directed or draft.type not in directed):
                yield _event(draft, maker, circumstances)


def _event(draft: Draft, maker: Maker, circumstances: CircumstanceReader) -> Event:
    parts = list(_parts(draft, maker))
    first, last = circumstances.clause(draft.token)
    date, basis, date_part = circumstances.date(draft)
    place = circumstances.place(draft)
    if place:
        words = place.evidence
        parts.append(Part("place", words.start, words.end, words.text))
    status = draft.status
    if (
        status in {"occurred", "ongoing"}
        and date
        and is_historical(date.last_day, maker.document.published)
    ):
        status = "historical"
    if date_part:
        words = date_part.evidence
        parts.append(Part("date", words.start, words.end, words.text))
    actor_ids = _ids(draft.actors)
    recipient_ids = tuple(i for i in _ids(draft.recipients) if i not in actor_ids)
    ontology = maker.knowledge.ontology
    statement = circumstances.statement(draft.token)
    content = (
        draft.type,
        draft.mode,
        status,
        actor_ids,
        recipient_ids,
        maker.tokens.starts[draft.token],
    )
    return Event(
        id=maker.id_of("event", *content),
        document_id=maker.document.id,
        evidence=maker.evidence(first, last, parts),
        made_by=maker.made_by(draft.rule, *draft.why),
        confidence=round(draft.confidence, 3),
        type=draft.type,
        mode=draft.mode,
        contexts=circumstances.contexts(draft, ontology.context_of),
        status=status,
        actor_ids=actor_ids,
        recipient_ids=recipient_ids,
        first_day=date.first_day if date else None,
        last_day=date.last_day if date else None,
        date_basis=basis,
        place=_place(place),
        figure_ids=circumstances.figures(first, last),
        statement_id=statement.id if statement else None,
        quad=ontology.quad(draft.type),
        intensity=ontology.intensity(draft.type, draft.mode),
        cameo=draft.cameo or ontology.cameo(draft.type, draft.mode),
    )


def _place(place: Place | None) -> EventPlace | None:
    if place is None:
        return None
    return EventPlace(
        name=place.name,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
    )


def _ids(appearances: list[Appearance]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(someone.id for a in appearances for someone in a.who))


def _parts(draft: Draft, maker: Maker) -> Iterator[Part]:
    for token in {draft.token, *draft.match.words}:
        yield maker.part("trigger", token, token + 1)
    for role, appearances in (("actor", draft.actors), ("recipient", draft.recipients)):
        for appearance in appearances:
            yield maker.part(role, appearance.first, appearance.last)


__all__ = ["Events"]
