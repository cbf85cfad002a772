"""Actors: who is in the text, under all the words that stand for them."""

import datetime
from collections.abc import Iterable, Iterator

from dragoman.knowledge import Knowledge
from dragoman.reading.actors.antecedents import Antecedents
from dragoman.reading.actors.cast import Appearance, Cast, Someone
from dragoman.reading.actors.first_person import FirstPersonReader
from dragoman.reading.actors.names import NameReader
from dragoman.reading.actors.nominals import NominalReader
from dragoman.reading.actors.pronouns import THING, PronounReader
from dragoman.reading.actors.spans import find_name_spans
from dragoman.reading.actors.titles import TitleReader
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.records import Actor, Document, Mention
from dragoman.records.actors import Office

CONFIDENCE = {
    "name": 0.95,
    "title": 0.9,
    "metonym": 0.85,
    "demonym": 0.85,
    "nominal": 0.75,
    "pronoun": 0.7,
}


class Actors:
    """The stage that makes actors, mentions and the cast."""

    name = "actors"
    needs = frozenset({Tokens})
    makes = frozenset({Cast, Actor, Mention})

    def __call__(
        self, document: Document, found: Found, knowledge: Knowledge
    ) -> Iterable[Cast | Actor | Mention]:
        """Read names, then titles, then nominals and pronouns in text order."""
        tokens = found.the(Tokens)
        cast = read_cast(tokens, knowledge, document.published)
        maker = Maker(self.name, document, tokens, knowledge)
        yield cast
        yield from _actor_records(cast, maker, document.published)
        yield from _mention_records(cast, maker)


def read_cast(tokens: Tokens, knowledge: Knowledge, day: datetime.date | None) -> Cast:
    """Everybody in the text, without making records."""
    cast = Cast(knowledge)
    NameReader(tokens, cast, day).read(find_name_spans(tokens, knowledge))
    TitleReader(tokens, cast, day).read()
    antecedents = Antecedents(tokens, knowledge.words.set_of("reports", "verbs"))
    nominals = NominalReader(tokens, cast, antecedents, day)
    pronouns = PronounReader(tokens, cast, antecedents)
    for token in range(len(tokens)):
        if tokens.sentences[tokens.sentence_of[token]].kind != "paragraph":
            continue
        appearance = cast.headed_by(token)
        if appearance is None and cast.at(token) is None:
            pos = tokens.pos[token]
            if pos == "PRON":
                appearance = pronouns.read(token)
            elif pos in {"NOUN", "PROPN"}:
                is_modifier = tokens.deps[token] in {"compound", "nmod"}
                appearance = nominals.read_modifier(token) if is_modifier else nominals.read(token)
            if appearance is not None:
                cast.add(appearance)
        if appearance is not None and not appearance.is_place:
            antecedents.note(appearance)
        elif appearance is None and tokens.tags[token] == "NNS" and cast.at(token) is None:
            antecedents.note_things(token)
    FirstPersonReader(tokens, cast).read()
    return cast


def _actor_records(cast: Cast, maker: Maker, day: datetime.date | None) -> Iterator[Actor]:
    first: dict[int, Appearance] = {}
    for appearance in cast.in_order():
        if appearance.kind == "pronoun" or appearance.is_place:
            continue
        for someone in appearance.who:
            first.setdefault(id(someone), appearance)
    done: set[str] = set()
    for appearance in first.values():
        for someone in appearance.who:
            if first[id(someone)] is appearance and someone.id not in done:
                done.add(someone.id)
                yield _actor(someone, appearance, maker, day)


def _actor(
    someone: Someone, appearance: Appearance, maker: Maker, day: datetime.date | None
) -> Actor:
    offices = tuple(_offices(someone, maker.knowledge, day))
    sectors = dict(someone.sectors)
    for office in offices:
        title = maker.knowledge.nouns.titles.get(office.title.lower())
        sectors.update(dict.fromkeys(title.sectors if title else ()))
    return Actor(
        id=someone.id,
        document_id=maker.document.id,
        evidence=maker.evidence(appearance.first, appearance.last),
        made_by=maker.made_by(appearance.kind, appearance.by),
        confidence=CONFIDENCE[appearance.kind],
        name=someone.name,
        aliases=tuple(alias for alias in someone.aliases if alias != someone.name),
        actor_kind=someone.actor_kind,
        country=someone.country,
        sectors=tuple(sectors),
        offices=offices,
        known=someone.known,
    )


def _offices(someone: Someone, knowledge: Knowledge, day: datetime.date | None) -> Iterator[Office]:
    """The offices that the tables give for the day; else those that the text gives."""
    person = knowledge.people.persons.get(someone.name) if someone.known else None
    held = person.at(day) if person and day else []
    for holding in held:
        yield Office(
            title=holding.title,
            country=holding.country,
            first_day=holding.first_day,
            last_day=holding.last_day,
        )
    if not held:
        yield from someone.offices.values()


def _mention_records(cast: Cast, maker: Maker) -> Iterator[Mention]:
    for appearance in cast.in_order():
        if appearance.is_place or appearance.by in {"first person", THING}:
            continue
        for someone in appearance.who or (None,):
            yield Mention(
                id=maker.id_of(
                    "mention", appearance.first, appearance.last, someone and someone.id
                ),
                document_id=maker.document.id,
                evidence=maker.evidence(appearance.first, appearance.last),
                made_by=maker.made_by(appearance.kind, appearance.by),
                confidence=CONFIDENCE[appearance.kind] if someone else 0.5,
                actor_id=someone.id if someone else None,
                mention_kind=appearance.kind,
                resolved_by=appearance.by,
                candidate_ids=tuple(candidate.id for candidate in appearance.maybe),
            )


__all__ = ["Actors", "Appearance", "Cast", "Someone", "read_cast"]
