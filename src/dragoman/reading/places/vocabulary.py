"""The words of ``places.toml`` and the names of our own tables, arranged for look-up."""

from collections import defaultdict
from typing import Any, Final

from dragoman.knowledge import Knowledge, Spot, fold

#: Our own places of these features are also words of another sense, or names of people and things.
UNSURE_FEATURES: Final = frozenset({"site", "base", "district", "camp", "crossing", "nuclear_site"})
_PARTS: Final = frozenset({"region", "area", "island"})


class Vocabulary:
    """What the stage looks up: closed classes of words, kinds of place, names, candidates."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.gazetteer = knowledge.gazetteer
        section = knowledge.places
        words: dict[str, list[str]] = section["words"]
        self._sets = {name: frozenset(listed) for name, listed in words.items()}
        self.kinds = {word: frozenset(kinds) for word, kinds in section["kinds"].items()}
        self.generics = frozenset(word.lower() for word in section["generics"]["behind"])
        self.heads = frozenset(
            word.lower() for word in section["generics"]["before"] if word.endswith(" of")
        )
        self.bodies = (self._sets["bodies"] | self._sets["unplaced"]) - self.generics
        self.importance: dict[str, float] = section["importance"]
        self.precision: dict[str, Any] = section["precision"]
        self.own_names = self._own_names()
        self._common = frozenset().union(*knowledge.classes.values()) | knowledge.nouns.nouns.keys()
        self._spots: dict[str, tuple[Spot, ...]] = {}

    def set_of(self, name: str) -> frozenset[str]:
        """One closed class of words."""
        return self._sets[name]

    def _own_names(self) -> dict[str, list[tuple[str, bool]]]:
        """Our own names by their first token, longest first, with whether they speak for themselves.

        A name that is said with "the" ("the Gulf") is listed with it.
        """
        names: dict[str, dict[str, bool]] = defaultdict(dict)
        for name, feature in self.gazetteer.own_names():
            is_sure = " " in name.removeprefix("the ") or feature not in UNSURE_FEATURES
            bare = name.removeprefix("the ")
            first = bare.split()[0].split("-")[0].split("'")[0]
            names[first][name] = is_sure
        return {
            first: sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))
            for first, found in names.items()
        }

    def is_ordinary(self, word: str) -> bool:
        """Whether a word in lower case is usual English besides being a name."""
        return word in self._sets["ordinary"] or word in self.kinds or word in self._common

    def spots_of(self, name: str) -> tuple[Spot, ...]:
        """The places that ``name`` may mean: country, abbreviated state, gazetteer."""
        if name not in self._spots:
            if len(self._spots) > 50_000:
                self._spots.clear()
            self._spots[name] = tuple(dict.fromkeys(self._look_up(name)))
        return self._spots[name]

    def is_named(self, name: str) -> bool:
        """Whether a place is called exactly so."""
        return bool(self._exactly(name))

    def _look_up(self, name: str) -> list[Spot]:
        found = self._exactly(name)
        if not found:
            # "Nyanza Province", "North Dallas", "City of Santa Ana"
            words = name.split()
            if len(words) > 1 and words[-1].lower() in self.generics:
                kinds = self.kinds.get(words[-1].lower(), frozenset())
                near = self._exactly(" ".join(words[:-1]))
                found = [spot for spot in near if spot.kind in kinds] or near
            elif len(words) > 1 and words[0].lower() in self.set_of("directions"):
                found = self._exactly(" ".join(words[1:]))
            elif len(words) > 2 and " ".join(words[:2]).lower() in self.heads:
                found = self._exactly(" ".join(words[2:]))
        return found

    def _exactly(self, name: str) -> list[Spot]:
        found = list(self.gazetteer.abbreviations.get(name, ()))
        if name.isupper() and len(name) <= 3:
            found += self.gazetteer.own.get(fold(name), ())  # "EU" is not the town of Eu
        else:
            found += self.gazetteer.candidates(name)
        regions = {spot.country for spot in found if spot.kind in _PARTS and spot.is_main}
        meanings = self.knowledge.names.meanings(name)
        if name.isupper() and not meanings:
            meanings = self.knowledge.names.meanings(name.title())  # "WASHINGTON"
        for meaning in meanings:
            country = self.gazetteer.countries.get(meaning.key)
            if meaning.sense == "capital":
                capital = self.knowledge.countries[meaning.key].capital or ""
                found = _with_capital(
                    found or list(self.gazetteer.candidates(capital)), meaning.key
                )
            if meaning.sense != "country" or country is None:
                continue
            # England is called Britain at times, but it is a place of its own.
            if meaning.key not in regions or name == country.name:
                found.insert(0, country)
        return found

    def state_of(self, demonym: str) -> tuple[Spot, ...]:
        """The countries that an adjective or a name of their people points to."""
        found = (
            self.gazetteer.countries.get(meaning.key)
            for meaning in self.knowledge.names.meanings(demonym)
            if meaning.sense in {"adjective", "demonym"}
        )
        return tuple(dict.fromkeys(spot for spot in found if spot is not None))


def _with_capital(spots: list[Spot], country: str) -> list[Spot]:
    """``spots`` with the largest city of ``country`` among them marked as its capital."""
    cities = [spot for spot in spots if spot.kind == "city" and spot.country == country]
    if not cities:
        return spots
    capital = max(cities, key=lambda spot: spot.population)
    return [spot._replace(kind="capital") if spot == capital else spot for spot in spots]
