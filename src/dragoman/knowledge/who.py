"""Who is who: a name or an office, on a day."""

import datetime
from collections.abc import Iterator

from dragoman.knowledge import Knowledge
from dragoman.knowledge.countries import Holding
from dragoman.knowledge.people import Person

_ARTICLES = ("the ", "a ", "an ")


def who_is(name: str, day: datetime.date | None, knowledge: Knowledge) -> Iterator[str]:
    """One line for each person, body or country that ``name`` stands for on ``day``."""
    words = name.strip()
    for article in _ARTICLES:
        if words.lower().startswith(article):
            words = words[len(article) :]
    seen: set[str] = set()
    for line in (*_office(words, day, knowledge), *_named(words, day, knowledge)):
        if line not in seen:
            seen.add(line)
            yield line


def _office(words: str, day: datetime.date | None, knowledge: Knowledge) -> Iterator[str]:
    """ "French president", "president of France"."""
    for title, owner in _readings(words):
        entry = knowledge.nouns.titles.get(title.lower())
        if entry is None:
            continue
        for place in _places(owner, knowledge):
            for holding in knowledge.people.titled(place, entry.office, title, day):
                yield _line(holding)


def _readings(words: str) -> Iterator[tuple[str, str]]:
    parts = words.split()
    for cut in range(1, len(parts)):
        yield " ".join(parts[cut:]), " ".join(parts[:cut]).removesuffix("'s").removesuffix("’s")
    title, of, owner = words.partition(" of ")
    if of:
        yield title, owner.removeprefix("the ")


def _places(owner: str, knowledge: Knowledge) -> Iterator[str]:
    for meaning in knowledge.names.meanings(owner):
        if meaning.sense in {"country", "adjective", "capital", "government", "organisation"}:
            yield meaning.key


def _named(words: str, day: datetime.date | None, knowledge: Knowledge) -> Iterator[str]:
    for meaning in knowledge.names.meanings(words):
        if meaning.sense == "person":
            yield from _person(knowledge.people.persons[meaning.key], day)
        elif meaning.sense == "surname":
            for person in knowledge.people.called(meaning.key):
                yield from _person(person, day)
        elif meaning.sense == "organisation":
            body = knowledge.organisations[meaning.key]
            yield f"{body.name}: {body.actor_kind.replace('_', ' ')}{', ' + body.country if body.country else ''}"
        else:
            country = knowledge.countries[meaning.key]
            yield f"{country.name} ({country.code}): {meaning.sense}"


def _person(person: Person, day: datetime.date | None) -> Iterator[str]:
    held = person.at(day)
    for holding in held or (person.holdings[-1:] if day is None else []):
        yield _line(holding)


def _line(holding: Holding) -> str:
    term = f"{holding.first_day or '?'} to {holding.last_day or 'now'}"
    return f"{holding.name}: {holding.title}, {holding.country or holding.organisation} ({term})"
