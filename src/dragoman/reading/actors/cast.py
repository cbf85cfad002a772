"""The cast of a document: who is in it, and which words stand for whom.

``Cast`` is the layer that later stages ask: "who is behind token 17?".
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from dragoman.knowledge import Knowledge
from dragoman.records.actors import ActorKind, MentionKind, Office
from dragoman.records.header import stable_id

Number = Literal["one", "many"]


class Someone:
    """An actor while the document is being read: what is known of them grows with the text."""

    def __init__(
        self,
        name: str,
        actor_kind: ActorKind,
        *,
        country: str | None = None,
        sectors: Iterable[str] = (),
        known: bool = False,
        gender: str = "",
        number: Number = "one",
    ) -> None:
        self.name = name
        self.actor_kind: ActorKind = actor_kind
        self.country = country
        self.sectors = dict.fromkeys(sectors)
        self.known = known
        self.gender = gender
        self.number: Number = number
        #: Whether this is an actor, and not some things that a pronoun may point back to.
        self.is_actor = True
        self.aliases: dict[str, None] = {}
        self.offices: dict[str, Office] = {}
        self.titles: dict[str, None] = {}

    @property
    def is_person(self) -> bool:
        """Whether this is one human being."""
        return self.actor_kind == "person" and self.number == "one"

    @property
    def id(self) -> str:
        """The same for the same actor in every document: it follows from kind, name and country."""
        return stable_id("actor", self.actor_kind, self.name, self.country)


class Appearance:
    """Words that stand for somebody: tokens ``[first, last)`` with their head, and for whom.

    ``who`` is empty where it is not clear; then ``maybe`` holds the candidates. ``is_place`` marks a
    capital or seat of power that here is only a place.
    """

    __slots__ = (
        "by",
        "first",
        "head",
        "is_place",
        "kind",
        "last",
        "maybe",
        "modifies",
        "thing",
        "who",
    )

    def __init__(
        self,
        first: int,
        last: int,
        head: int,
        kind: MentionKind,
        who: tuple[Someone, ...] = (),
        by: str = "",
    ) -> None:
        self.first = first
        self.last = last
        self.head = head
        self.kind = kind
        self.who = who
        self.by = by
        self.maybe: tuple[Someone, ...] = ()
        self.is_place = False
        #: What a pronoun stands for that is no actor: "the pipes … they".
        self.thing: Someone | None = None
        self.modifies = False

    def __repr__(self) -> str:
        names = ", ".join(someone.name for someone in self.who)
        return f"<{self.kind} {self.first}:{self.last} {names} by {self.by}>"


class Cast:
    """Everybody in a document, and their appearances in text order. A layer."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.everybody: dict[str, Someone] = {}
        self.appearances: list[Appearance] = []
        #: The states that the text names, the most frequent first.
        self.states: list[str] = []
        self._at: dict[int, Appearance] = {}

    def add(self, appearance: Appearance) -> Appearance:
        """Take in an appearance; every token of it leads to it, unless taken already."""
        self.appearances.append(appearance)
        for token in range(appearance.first, appearance.last):
            self._at.setdefault(token, appearance)
        self._at[appearance.head] = appearance
        return appearance

    def put(self, appearance: Appearance) -> None:
        """Let an appearance that is given from outside cover its tokens, whatever was read there."""
        inside = range(appearance.first, appearance.last)
        self.appearances = [a for a in self.appearances if a.head not in inside] + [appearance]
        self._at.update(dict.fromkeys(inside, appearance))

    def drop_strangers(self, first: int, last: int) -> None:
        """Take back what was made of the words of a title ("Commerce" in "Commerce Secretary Ross")."""
        for token in range(first, last):
            found = self._at.get(token)
            if found is not None and found.who and not found.who[0].known and found.last <= last:
                self.appearances.remove(found)
                for inside in range(found.first, found.last):
                    self._at.pop(inside, None)

    def widen(self, appearance: Appearance, first: int) -> None:
        """Let an appearance begin earlier, at token ``first``."""
        appearance.first = first
        for token in range(first, appearance.last):
            self._at.setdefault(token, appearance)

    def at(self, token: int) -> Appearance | None:
        """The appearance that covers ``token``, if any."""
        return self._at.get(token)

    def headed_by(self, token: int) -> Appearance | None:
        """The appearance whose head is ``token``, if any."""
        found = self._at.get(token)
        return found if found is not None and found.head == token else None

    def meet(self, key: str, someone: Someone) -> Someone:
        """The actor known in this document by ``key``: ``someone``, or who had the key before."""
        return self.everybody.setdefault(key, someone)

    def within(self, first: int, last: int) -> Iterator[Appearance]:
        """The appearances inside the tokens ``[first, last)``, in text order."""
        seen: set[int] = set()
        for token in range(first, last):
            found = self._at.get(token)
            if (
                found is not None
                and id(found) not in seen
                and found.first >= first
                and found.last <= last
            ):
                seen.add(id(found))
                yield found

    def in_order(self) -> list[Appearance]:
        """All appearances in text order."""
        return sorted(self.appearances, key=lambda a: (a.first, -a.last))

    def country(self, code: str) -> Someone:
        """The state with an ISO 3166 alpha-3 code."""
        entry = self.knowledge.countries.get(code)
        state = Someone(
            entry.name if entry else code, "state", country=code, sectors=("GOV",), known=True
        )
        return self.meet(f"country:{code}", state)

    def organisation(self, key: str) -> Someone:
        """The organisation with an id of the tables."""
        entry = self.knowledge.organisations[key]
        found = Someone(
            entry.name, entry.actor_kind, country=entry.country, sectors=entry.sectors, known=True
        )
        return self.meet(f"organisation:{key}", found)

    def person(self, name: str) -> Someone:
        """The office holder called ``name`` in the tables."""
        entry = self.knowledge.people.persons[name]
        found = Someone(name, "person", country=entry.country, known=True, gender=entry.gender)
        return self.meet(f"person:{name}", found)

    def national_body(self, words: str) -> Someone | None:
        """ "Department of Justice" in a text about the United States: the body of that country."""
        for code in self.states:
            for adjective in self.knowledge.countries[code].adjectives:
                for meaning in self.knowledge.names.meanings(f"{adjective} {words}"):
                    if meaning.sense == "organisation":
                        return self.organisation(meaning.key)
        return None

    def stranger(self, name: str, actor_kind: ActorKind, country: str | None = None) -> Someone:
        """Somebody who is met first in this text."""
        key = f"{actor_kind}?:{name.lower()}:{country or ''}"
        return self.meet(key, Someone(name, actor_kind, country=country))
