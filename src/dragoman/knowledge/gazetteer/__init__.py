"""The gazetteer: which places a name may mean.

Compiled GeoNames data (``geonames.npz`` of each folder of tables), our own tables of waters, lands,
contested areas, sites and districts, the countries, and the abbreviations of states.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

import msgspec

from dragoman.knowledge.countries import Country, Words
from dragoman.knowledge.gazetteer.atlas import Atlas, Spot
from dragoman.knowledge.gazetteer.folding import fold
from dragoman.knowledge.tables import Tables

# Articles that a writer may leave out, and those that he may add.
_ARTICLES = ("the ", "al ", "el ", "ar ", "as ", "ash ", "at ", "az ", "an ", "ad ")
_ADDED = ("al ", "the ")
REMEMBERED_NAMES = 20_000


class OwnPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of our own tables: a water, land, area, site or district."""

    name: str
    feature: str
    latitude: float
    longitude: float
    aliases: Words = ()
    countries: Words = ()
    place_id: str = ""


class CountryPoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a country lies: its middle, its population and its GeoNames id."""

    code: str
    latitude: float
    longitude: float
    population: int = 0
    place_id: str = ""


class Abbreviation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a state or province is abbreviated; ``region`` is its GeoNames code."""

    region: str
    words: Words


class Gazetteer:
    """Places by name."""

    def __init__(self, tables: Tables, countries: Mapping[str, Country]) -> None:
        self._tables = tables
        self._countries = countries
        self.candidates = lru_cache(REMEMBERED_NAMES)(self._candidates)

    def _candidates(self, name: str) -> tuple[Spot, ...]:
        """The places that ``name`` may mean, in no order that matters; empty where there is none.

        Case, accents, dots and dashes play no part. "The" may be there or not, and in the countries
        where they are usual so may Arabic articles.
        """
        key = fold(name)
        found = self._exactly(key)
        if not found:
            article = next((word for word in _ARTICLES if key.startswith(word)), "")
            others = [key.removeprefix(article)] if article else [f"{word}{key}" for word in _ADDED]
            near = (spot for other in others for spot in self._exactly(other))
            found = [spot for spot in near if spot.is_main and self._bears(spot, article)]
        return tuple(found)

    def _exactly(self, key: str) -> list[Spot]:
        found = {spot.place_id: spot for atlas in self.atlases for spot in atlas.find(key)}
        return [*self.own.get(key, ()), *found.values()]

    def _bears(self, spot: Spot, article: str) -> bool:
        return article == "the " or spot.name.startswith("The ") or spot.country in self._arabic

    @cached_property
    def _arabic(self) -> frozenset[str]:
        """The countries where names begin with an Arabic article."""
        return frozenset(self._tables.section("places.toml")["articles"]["countries"])

    @cached_property
    def atlases(self) -> list[Atlas]:
        """The compiled files, overlays last."""
        return [Atlas(path) for path in self._tables.paths("gazetteer/*.npz")]

    @cached_property
    def own(self) -> dict[str, list[Spot]]:
        """The places of our own tables by folded name."""
        places: dict[str, list[Spot]] = defaultdict(list)
        for row in self._own_rows():
            keys = dict.fromkeys(fold(n.removeprefix("the ")) for n in (row.name, *row.aliases))
            for key in keys:
                places[key].append(_own_spot(row))
        return dict(places)

    def own_names(self) -> Iterator[tuple[str, str]]:
        """Every name of our own tables as it is written, with the feature that it names."""
        for row in self._own_rows():
            for name in (row.name, *row.aliases):
                yield name, row.feature

    def _own_rows(self) -> Iterator[OwnPlace]:
        for table in ("waters", "lands", "areas", "world", "sites", "districts"):
            yield from self._tables.rows(f"gazetteer/{table}.csv", OwnPlace)

    @cached_property
    def countries(self) -> dict[str, Spot]:
        """The countries by ISO 3166 alpha-3 code."""
        return {
            row.code: Spot(
                self._countries[row.code].name, "country", (row.code,), "", row.latitude,
                row.longitude, row.population, row.place_id,
            )
            for row in self._tables.rows("gazetteer/countries.csv", CountryPoint)
            if row.code in self._countries
        }  # fmt: skip

    @cached_property
    def regions(self) -> dict[str, Spot]:
        """The first-level regions by GeoNames code ("US.TX")."""
        return {code: spot for atlas in self.atlases for code, spot in atlas.regions()}

    @cached_property
    def abbreviations(self) -> dict[str, tuple[Spot, ...]]:
        """States and provinces by abbreviation, as it is written ("Calif.", "NSW")."""
        found: dict[str, list[Spot]] = defaultdict(list)
        for row in self._tables.rows("gazetteer/abbreviations.csv", Abbreviation):
            for word in row.words:
                if row.region in self.regions:
                    found[word].append(self.regions[row.region])
        return {word: tuple(spots) for word, spots in found.items()}

    def region_name(self, code: str) -> str | None:
        """The name of the first-level region ``code``, if there is one."""
        spot = self.regions.get(code)
        return spot.name if spot else None


def _own_spot(row: OwnPlace) -> Spot:
    return Spot(
        row.name, row.feature, row.countries, "", row.latitude, row.longitude, 0, row.place_id
    )


__all__ = ["Atlas", "Gazetteer", "Spot", "fold"]
