"""Unknown actors: who is called by a name in a corpus and stands in no table, for the next table rows."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from dragoman.knowledge import Knowledge, fold
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Mention
from dragoman.records.actors import ActorKind

BODY_COLUMNS = (
    "id", "name", "aliases", "actor_kind", "country", "sectors", "first_day", "last_day",
)  # fmt: skip
PERSON_COLUMNS = (
    "country", "office", "title", "name", "aliases", "gender", "first_day", "last_day",
)  # fmt: skip
NOTES = ("# documents", "# mentions", "# example")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")

Word = TypeVar("Word", bound=str)


class Unknown(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody without a row: what the texts say of them, how often, and a sentence with the name.

    ``mentions`` counts all words that stand for them, pronouns too; ``title`` and ``country`` are what
    most texts give, null where none does.
    """

    name: str
    actor_kind: ActorKind
    country: str | None
    aliases: tuple[str, ...]
    sectors: tuple[str, ...]
    title: str | None
    gender: str
    documents: int
    mentions: int
    example: str

    @property
    def is_person(self) -> bool:
        """Whether the row belongs into the tables of holders, not of organisations."""
        return self.actor_kind == "person"


def find_unknown(readings: Iterable[Reading], knowledge: Knowledge) -> list[Unknown]:
    """Persons and bodies that are called by a name the tables lack; those of most documents first.

    The same name is the same actor in all documents.
    """
    pronouns = knowledge.words.table_of("pronouns")
    found: dict[tuple[bool, str], _Tally] = {}
    for reading in readings:
        for actor, mentions in _strangers(reading):
            key = actor.actor_kind == "person", _on_one_line(actor.name)
            tally = found.setdefault(key, _Tally())
            tally.add(actor, mentions, reading.document.id)
            tally.example = tally.example or _sentence(reading, mentions)
            tally.genders.update(_genders(mentions, pronouns))
    unknown = [tally.as_unknown(name) for (_, name), tally in found.items()]
    return sorted(unknown, key=lambda u: (-u.documents, -u.mentions, u.name, u.actor_kind))


def _strangers(reading: Reading) -> Iterator[tuple[Actor, list[Mention]]]:
    """The actors that the tables do not know and the text calls by a name, with their mentions."""
    mentions: dict[str | None, list[Mention]] = {}
    for mention in reading.mentions:
        mentions.setdefault(mention.actor_id, []).append(mention)
    for actor in reading.actors:
        own = mentions.get(actor.id, [])
        if not actor.known and any(mention.mention_kind == "name" for mention in own):
            yield actor, own


def _sentence(reading: Reading, mentions: list[Mention]) -> str:
    start, end = next(m.evidence.sentence for m in mentions if m.mention_kind == "name")
    return _on_one_line((reading.document.text or "")[start:end])


def _on_one_line(words: str) -> str:
    return " ".join(words.split())


def _genders(mentions: list[Mention], pronouns: dict[str, dict[str, str]]) -> Iterator[str]:
    for mention in mentions:
        gender = pronouns.get(mention.evidence.text.lower(), {}).get("gender")
        if mention.mention_kind == "pronoun" and gender in {"m", "f"}:
            yield gender


class _Tally:
    """What the texts say of one name, while it is counted."""

    def __init__(self) -> None:
        self.kinds: Counter[ActorKind] = Counter()
        self.countries: Counter[str] = Counter()
        self.titles: Counter[str] = Counter()
        self.genders: Counter[str] = Counter()
        self.aliases: dict[str, None] = {}
        self.sectors: dict[str, None] = {}
        self.documents: set[str] = set()
        self.mentions = 0
        self.example = ""

    def add(self, actor: Actor, mentions: list[Mention], document: str) -> None:
        self.kinds[actor.actor_kind] += 1
        self.countries.update([actor.country] if actor.country else ())
        self.titles.update(office.title for office in actor.offices)
        self.aliases.update(dict.fromkeys(map(_on_one_line, actor.aliases)))
        self.sectors.update(dict.fromkeys(actor.sectors))
        self.documents.add(document)
        self.mentions += len(mentions)

    def as_unknown(self, name: str) -> Unknown:
        return Unknown(
            name=name,
            actor_kind=_commonest(self.kinds) or "group",
            country=_commonest(self.countries),
            aliases=tuple(alias for alias in self.aliases if " " in alias or not self._is_person()),
            sectors=tuple(self.sectors),
            title=_commonest(self.titles),
            gender=_commonest(self.genders) or "",
            documents=len(self.documents),
            mentions=self.mentions,
            example=self.example,
        )

    def _is_person(self) -> bool:
        # The bare surname is no alias: it follows from the name.
        return "person" in self.kinds


def _commonest(counts: Counter[Word]) -> Word | None:
    return min(counts, key=lambda word: (-counts[word], word), default=None)


def body_rows(unknown: Sequence[Unknown], knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    """Rows of ``BODY_COLUMNS`` and ``NOTES``: ready for ``organisations.csv`` of an overlay."""
    taken = set(knowledge.organisations)
    for body in unknown:
        key = _free_id(body.name, taken)
        taken.add(key)
        yield (
            key,
            body.name,
            "|".join(body.aliases),
            body.actor_kind,
            body.country or "",
            "|".join(body.sectors),
            "",
            "",
            *_notes(body),
        )


def person_rows(unknown: Sequence[Unknown], knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    """Rows of ``PERSON_COLUMNS`` and ``NOTES``; office, title and term are for people to complete."""
    for person in unknown:
        title = knowledge.nouns.titles.get((person.title or "").lower())
        yield (
            person.country or "",
            title.office[0] if title and title.office else "",
            person.title or "",
            person.name,
            "|".join(person.aliases),
            person.gender,
            "",
            "",
            *_notes(person),
        )


def _notes(unknown: Unknown) -> tuple[str, str, str]:
    return str(unknown.documents), str(unknown.mentions), unknown.example


def _free_id(name: str, taken: set[str]) -> str:
    """An id of lower-case letters, digits and dashes that no row has yet."""
    stem = _NO_LETTERS.sub("-", fold(name)).strip("-") or "body"
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
