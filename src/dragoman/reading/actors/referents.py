"""Referents: whom a noun phrase stands for, by the name beside it, by office, or by pointing back."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from dragoman.knowledge.nouns import NounEntry, TitleEntry
from dragoman.reading.actors.antecedents import Antecedents, the_clear_one
from dragoman.reading.actors.cast import Cast, Someone
from dragoman.reading.actors.titles import describe, holder_of
from dragoman.reading.language import Tokens
from dragoman.records.actors import ActorKind

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}

#: Who is meant, and how that was found.
Referent = tuple[tuple[Someone, ...], str]


class Nominal(NamedTuple):
    """A noun phrase that stands for an actor, before it is known for whom."""

    first: int
    last: int
    head: int
    phrase: str
    title: TitleEntry | None
    noun: NounEntry | None
    plural: bool
    owner: Someone | None
    owner_word: str


class ReferentReader:
    """Finds whom a nominal stands for, in the order of how sure each way is."""

    def __init__(
        self, tokens: Tokens, cast: Cast, antecedents: Antecedents, day: datetime.date | None
    ) -> None:
        self.tokens = tokens
        self.cast = cast
        self.antecedents = antecedents
        self.day = day
        self.words = cast.knowledge.words

    def of(self, nominal: Nominal) -> Referent | None:
        """Who is meant; null where nothing says so."""
        for way in (
            self._linked,
            self._national_body,
            self._own_country,
            self._holder,
            self._pair,
            self._pointing_back,
        ):
            found = way(nominal)
            if found:
                return found
        return None

    def _national_body(self, nominal: Nominal) -> Referent | None:
        """ "Congress" in a text about the United States."""
        if (
            self.tokens.pos[nominal.head] != "PROPN"
            or nominal.title
            or nominal.plural
            or nominal.owner
        ):
            return None
        length = len(nominal.phrase.split())
        words = self.tokens.text_of(nominal.head - length + 1, nominal.head + 1)
        body = self.cast.national_body(words)
        return ((body,), "the body of the country that the text is about") if body else None

    def _own_country(self, nominal: Nominal) -> Referent | None:
        """ "His country", "its government": the state of whom the possessive stands for."""
        owner = nominal.owner
        if (
            owner is None
            or not owner.country
            or (nominal.plural and nominal.phrase != "authorities")
        ):
            return None
        governs = self.words.set_of("actors", "government_nouns")
        if {self.tokens.lemmas[nominal.head], self.tokens.lowers[nominal.head]} & governs and (
            owner.actor_kind in {"state", "person"} and nominal.phrase in governs
        ):
            return (self.cast.country(owner.country),), f"the government of {owner.name}"
        if self.tokens.lemmas[nominal.head] not in self.words.set_of("actors", "own_country"):
            return None
        if not self.tokens.children_with(nominal.head, "poss"):
            return None
        return (self.cast.country(owner.country),), f"the country of {owner.name}"

    def _linked(self, nominal: Nominal) -> Referent | None:
        """Apposition and "X is the minister": the name beside the noun says who it is."""
        tokens, head = self.tokens, nominal.head
        beside = [child for child in tokens.children[head] if tokens.deps[child] == "appos"]
        if tokens.deps[head] == "appos":
            beside.append(tokens.heads[head])
        if tokens.deps[head] == "attr" and tokens.lemmas[tokens.heads[head]] == "be":
            beside += tokens.children_with(tokens.heads[head], "nsubj")
        for other in beside:
            found = self.cast.headed_by(other)
            if found is None or found.kind != "name" or not found.who or nominal.plural:
                continue
            someone = found.who[0]
            if not self._can_be(someone, nominal):
                continue
            if nominal.title:
                words = tokens.text_of(
                    nominal.head - len(nominal.phrase.split()) + 1, nominal.head + 1
                )
                describe(someone, words, nominal.title, nominal.owner, self._is_former(nominal))
            elif nominal.noun and not someone.known:
                someone.sectors.update(dict.fromkeys(nominal.noun.sectors))
            return (someone,), "the name beside it"
        return None

    def _can_be(self, someone: Someone, nominal: Nominal) -> bool:
        if nominal.noun and not nominal.title and not nominal.noun.sectors:
            return True  # "an ally", "a rival": said of people and of states
        kind = "person" if nominal.title else (nominal.noun.actor_kind if nominal.noun else "group")
        return (someone.actor_kind == "person") == (kind == "person")

    def _is_former(self, nominal: Nominal) -> bool:
        former = self.words.set_of("actors", "former")
        return any(self.tokens.lowers[t] in former for t in range(nominal.first, nominal.head))

    def _holder(self, nominal: Nominal) -> Referent | None:
        """The office of a country at the document's date, as the tables have it."""
        if nominal.title is None or nominal.plural or not nominal.title.office:
            return None
        owner = nominal.owner
        if owner is None or self._is_former(nominal) or self._has_indefinite(nominal):
            return None
        for someone in self.cast.everybody.values():
            if (
                someone.is_person
                and nominal.phrase in someone.titles
                and someone.country == owner.country
            ):
                return (someone,), "title given in the text"
        found = holder_of(self.cast, owner, nominal.title, nominal.phrase, self.day)
        if found is None:
            return None
        someone, how = found
        someone.titles.setdefault(nominal.phrase)
        return (someone,), how

    def _has_indefinite(self, nominal: Nominal) -> bool:
        lowers = self.tokens.lowers
        return any(
            lowers[t] in {"a", "an", "another", "any", "some"}
            for t in range(nominal.first, nominal.head)
        )

    def _pair(self, nominal: Nominal) -> Referent | None:
        """ "The two leaders", "both sides": the two met last that fit."""
        tokens = self.tokens
        before = tokens.lowers[nominal.first : nominal.head]
        lemma = tokens.lemmas[nominal.head]
        count = next((_COUNTS[word] for word in before if word in _COUNTS), 0)
        if not nominal.plural or not count:
            return None
        if lemma not in self.words.set_of("actors", "pair_nouns") or nominal.owner:
            return None
        wants_person = nominal.title is not None or (
            nominal.noun is not None and nominal.noun.actor_kind == "person"
        )
        wants_state = lemma in self.words.set_of("actors", "state_nouns")

        def fits(someone: Someone) -> bool:
            if wants_person:
                return someone.is_person
            if wants_state:
                return someone.actor_kind == "state"
            return not someone.is_person and someone.number == "one"

        ranked = self.antecedents.ranked(nominal.head, fits)
        if len(ranked) < count or (count > 2 and len(ranked) != count):
            return None
        return tuple(someone for _, someone in ranked[:count]), f"the {count} met last"

    def _pointing_back(self, nominal: Nominal) -> Referent | None:
        """A definite noun without owner: "the president", "the country", "the group"."""
        if self.tokens.lowers[nominal.first] not in _DEFINITE or nominal.owner:
            return None
        if nominal.plural:
            return self._same_group(nominal)
        lemma = self.tokens.lemmas[nominal.head]
        if (
            lemma in self.words.set_of("actors", "state_nouns")
            and nominal.head - nominal.first <= 2
        ):
            return self._clear(nominal, lambda s: s.actor_kind == "state", "the country met last")
        if nominal.title or (nominal.noun and nominal.noun.actor_kind == "person"):
            return self._same_person(nominal)
        if nominal.noun and lemma in self.words.set_of("actors", "body_nouns"):
            kinds: set[ActorKind] = {nominal.noun.actor_kind}
            if not nominal.noun.sectors:
                kinds |= {"international_organisation", "armed_group", "party", "company"}
            sectors = set(nominal.noun.sectors) - {"GOV"}

            def fits(someone: Someone) -> bool:
                if someone.actor_kind not in kinds or someone.number != "one":
                    return False
                return not sectors or bool(sectors & set(someone.sectors))

            found = self._clear(nominal, fits, "the body met last")
            return found or self._same_group(nominal)
        return self._same_group(nominal)

    def _clear(
        self, nominal: Nominal, fits: Callable[[Someone], bool], how: str
    ) -> Referent | None:
        someone = the_clear_one(self.antecedents.ranked(nominal.head, fits))
        return ((someone,), how) if someone else None

    def _same_person(self, nominal: Nominal) -> Referent | None:
        gender = nominal.title.gender if nominal.title else ""
        offices = set(nominal.title.office) if nominal.title else set()
        head = self.tokens.lemmas[nominal.head]

        def has_title(someone: Someone) -> bool:
            if not someone.is_person or (gender and someone.gender not in {"", gender}):
                return False
            if any(title.split()[-1] == head for title in someone.titles if title):
                return True
            return bool(offices & _offices(self.cast, someone, self.day))

        ranked = self.antecedents.ranked(nominal.head, has_title, farthest=8)
        return ((ranked[0][1],), "the holder of the title met last") if ranked else None

    def _same_group(self, nominal: Nominal) -> Referent | None:
        lemma = nominal.phrase.split()[-1]
        wanted = "many" if nominal.plural else "one"

        def is_same(someone: Someone) -> bool:
            return (
                someone.is_actor
                and not someone.known
                and someone.number == wanted
                and someone.name.lower().split()[-1].startswith(lemma)
            )

        ranked = self.antecedents.ranked(nominal.head, is_same, farthest=8)
        return ((ranked[0][1],), "the same noun met before") if ranked else None


def _offices(cast: Cast, someone: Someone, day: datetime.date | None) -> set[str]:
    person = cast.knowledge.people.persons.get(someone.name)
    return {holding.office for holding in person.at(day)} if person else set()
