"""What is known: tables of countries, organisations, office holders, words and frames."""

import datetime
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.knowledge.countries import AgreementEntry, Country, Holding, Organisation
from dragoman.knowledge.gazetteer import Gazetteer, Spot, fold
from dragoman.knowledge.lexicon import Frame, Lexicon, Pattern, Slot
from dragoman.knowledge.names import Hit, Meaning, NameIndex
from dragoman.knowledge.nouns import Nouns
from dragoman.knowledge.ontology import Ontology
from dragoman.knowledge.people import People, Person
from dragoman.knowledge.tables import Tables


class Knowledge:
    """All tables, each loaded when it is first asked for. Nothing here ever changes after that."""

    def __init__(self, overlays: Sequence[Path] = ()) -> None:
        self.tables = Tables(overlays)

    @cached_property
    def digest(self) -> str:
        """The digest of all tables, as ``made_by`` records it."""
        return self.tables.digest()

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Countries by ISO 3166 alpha-3 code."""
        return {row.code: row for row in self.tables.rows("countries.csv", Country)}

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations, movements, companies and media by id."""
        names = ("organisations.csv", "movements.csv", "companies.csv")
        rows = (row for name in names for row in self.tables.rows(name, Organisation))
        return {row.id: row for row in rows}

    @cached_property
    def people(self) -> People:
        """Office holders."""
        return People(self.tables.rows("holders/*.csv", Holding))

    @cached_property
    def ontology(self) -> Ontology:
        """Types, modes, contexts, intensities, CAMEO codes."""
        return Ontology(self.tables.section("plover.toml"))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The frames."""
        return Lexicon(self.tables.entries("lexicon/*.toml", "frame", Frame))

    @cached_property
    def nouns(self) -> Nouns:
        """Nouns that stand for actors, and titles."""
        return Nouns(self.tables)

    @cached_property
    def classes(self) -> dict[str, frozenset[str]]:
        """Classes of words that patterns name in angle brackets."""
        section = self.tables.section("classes.toml").get("classes", {})
        return {name: frozenset(words) for name, words in section.items()}

    @cached_property
    def languages(self) -> dict[str, frozenset[str]]:
        """The most frequent words of languages written in Latin letters, by ISO 639-1 code."""
        section = self.tables.section("languages.toml").get("frequent", {})
        return {code: frozenset(words) for code, words in section.items()}

    @cached_property
    def figures(self) -> dict[str, Any]:
        """Numbers in words, bounds, units, and what a number measures."""
        return self.tables.section("figures.toml")

    @cached_property
    def dates(self) -> dict[str, Any]:
        """Words of time by kind, and what each contributes to a date."""
        return self.tables.section("dates.toml")

    @cached_property
    def places(self) -> dict[str, Any]:
        """Words about places (``places.toml``)."""
        return self.tables.section("places.toml")

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Places by name; its files are read when the first name is looked up."""
        return Gazetteer(self.tables, self.countries)

    @cached_property
    def speech(self) -> dict[str, Any]:
        """Words that attribute: cue verbs, cue nouns, phrases (``statements.toml``)."""
        return self.tables.section("statements.toml")

    @cached_property
    def gaps(self) -> dict[str, dict[str, list[str]]]:
        """Verbs of state and signs of nouns of action, for the report on gaps (``gaps.toml``)."""
        return self.tables.section("gaps.toml")

    @cached_property
    def claims(self) -> dict[str, Any]:
        """What statements do, how they are answered, what counts as evidence."""
        return self.tables.section("claims.toml")

    @cached_property
    def shifts(self) -> dict[str, dict[str, list[str]]]:
        """Words that tell a change of line."""
        return self.tables.section("shifts.toml")

    @cached_property
    def ties(self) -> dict[str, dict[str, list[str]]]:
        """Words that tell a lasting relation."""
        return self.tables.section("ties.toml")

    @cached_property
    def stages(self) -> dict[str, dict[str, list[str]]]:
        """How far agreements have come, by the verbs that tell it."""
        return self.tables.section("stages.toml")

    @cached_property
    def agreements(self) -> dict[str, AgreementEntry]:
        """Known treaties, accords and talks formats by id."""
        return {row.id: row for row in self.tables.rows("agreements.csv", AgreementEntry)}

    @cached_property
    def agreement_names(self) -> NameIndex:
        """The names of known agreements."""
        index = NameIndex()
        for entry in self.agreements.values():
            for name in (entry.name, *entry.aliases):
                index.add(name, Meaning("agreement", entry.id))
        return index

    @cached_property
    def words(self) -> "Words":
        """Closed classes of words."""
        return Words(self.tables.section("words.toml"))

    @cached_property
    def names(self) -> NameIndex:
        """Every name of the tables."""
        index = NameIndex()
        for surface, meaning in _all_names(self):
            index.add(surface, meaning)
        return index

    def sizes(self) -> dict[str, int]:
        """How many entries each table holds."""
        return {
            "countries": len(self.countries),
            "organisations, movements, companies, media": len(self.organisations),
            "people": len(self.people.persons),
            "terms in office": sum(len(p.holdings) for p in self.people.persons.values()),
            "names": sum(1 for _ in self.names.surfaces()),
            "actor nouns": len(self.nouns.nouns),
            "titles": len(self.nouns.titles),
            "frames": len(self.lexicon.frames),
            "classes of things": len(self.classes),
            "event types": len(self.ontology.types),
        }

    def country_on(self, code: str, day: datetime.date | None) -> bool:
        """Whether the country existed on ``day`` (without a day: exists still)."""
        country = self.countries[code]
        if day is None:
            return country.last_day is None
        first, last = country.first_day or datetime.date.min, country.last_day or datetime.date.max
        return first <= day <= last


class Words:
    """The closed classes of ``words.toml``: ``words["events", "modals"]``."""

    def __init__(self, section: dict[str, Any]) -> None:
        self._section = section
        self._sets: dict[tuple[str, str], frozenset[str]] = {}

    def set_of(self, part: str, name: str) -> frozenset[str]:
        """The words of one class; raises ``KnowledgeError`` for an unknown one."""
        if (part, name) not in self._sets:
            self._sets[part, name] = frozenset(self._entry(part, name))
        return self._sets[part, name]

    def table_of(self, part: str, name: str = "") -> dict[str, Any]:
        """A class whose words carry a value."""
        entry = self._entry(part, name) if name else self._section[part]
        return dict(entry)

    def _entry(self, part: str, name: str) -> Any:
        try:
            return self._section[part][name]
        except KeyError as error:
            raise KnowledgeError(f"words.toml has no [{part}] {name}") from error


def _all_names(knowledge: Knowledge) -> Iterable[tuple[str, Meaning]]:
    for name in knowledge.tables.section("blockers.toml")["blockers"]["names"]:
        yield name, Meaning("blocked", name)
    for code, country in knowledge.countries.items():
        for name in (country.name, *country.aliases):
            yield name, Meaning("country", code)
        for capital in filter(None, (country.capital, *country.capital_aliases)):
            yield capital, Meaning("capital", code)
        for word in country.government_words:
            yield word, Meaning("government", code)
        for adjective in country.adjectives:
            yield adjective, Meaning("adjective", code)
        for demonym in country.demonyms:
            yield demonym, Meaning("demonym", code)
    for key, organisation in knowledge.organisations.items():
        for name in (organisation.name, *organisation.aliases):
            yield name, Meaning("organisation", key)
    for person in knowledge.people.persons.values():
        for name in (person.name, *(alias for alias in person.aliases if " " in alias)):
            yield name, Meaning("person", person.name)
    for surname in knowledge.people.surnames():
        yield surname, Meaning("surname", surname)


@lru_cache(maxsize=4)
def load_knowledge(overlays: tuple[Path, ...] = ()) -> Knowledge:
    """The built-in tables with the folders of ``overlays`` on top."""
    return Knowledge(overlays)


__all__ = [
    "Country",
    "Frame",
    "Gazetteer",
    "Hit",
    "Holding",
    "Knowledge",
    "Lexicon",
    "Meaning",
    "NameIndex",
    "Nouns",
    "Ontology",
    "Organisation",
    "Pattern",
    "People",
    "Person",
    "Slot",
    "Spot",
    "Words",
    "fold",
    "load_knowledge",
]
