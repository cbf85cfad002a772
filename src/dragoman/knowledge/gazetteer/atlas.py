"""Atlas: places in columns, found by name. One compact file, read as a whole when first asked.

The file is a NumPy archive (``.npz``) of plain arrays:

- ``header``: JSON with ``kinds``, ``countries`` (ISO 3166 alpha-3) and ``regions`` (GeoNames codes of
  the first-level regions, "US.TX"),
- one column a property of a place: ``ids`` (GeoNames), ``latitudes`` and ``longitudes`` (in units of
  0.0001 degrees), ``kinds``, ``countries``, ``regions`` (positions in the header's lists),
  ``populations``, ``names`` (the display names in one string of UTF-8) with ``name_ends``,
- the index: ``hashes`` (CRC-32 of each folded name, ascending), ``keys`` with ``key_ends`` (the folded
  names in that order), ``posting_ends`` and ``postings`` (place * 2, + 1 where it is not the main name).
"""

import json
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from dragoman.errors import KnowledgeError

DEGREE: Final = 10_000
_NUMBERS: Final = {
    "ids": "I", "latitudes": "i", "longitudes": "i", "kinds": "B", "countries": "H", "regions": "H",
    "populations": "I", "name_ends": "I", "hashes": "I", "key_ends": "I", "posting_ends": "I",
    "postings": "I",
}  # fmt: skip


class Spot(NamedTuple):
    """A place that a name may mean. ``countries`` holds one code, several, or none.

    ``region`` is the code of its first-level region ("US.TX") or empty; ``is_main`` tells whether the
    name that was looked up is the place's own and not one of its other names.
    """

    name: str
    kind: str
    countries: tuple[str, ...]
    region: str
    latitude: float
    longitude: float
    population: int
    place_id: str
    is_main: bool = True

    @property
    def country(self) -> str | None:
        """The country, where there is exactly one."""
        return self.countries[0] if len(self.countries) == 1 else None


class Atlas:
    """The places of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        arrays = _read(path)
        header = json.loads(arrays["header"].tobytes())
        self._kinds: list[str] = header["kinds"]
        self._countries: list[str] = header["countries"]
        self._regions: list[str] = header["regions"]
        self._columns = {name: _numbers(arrays[name], code) for name, code in _NUMBERS.items()}
        self._names = arrays["names"].tobytes()
        self._keys = arrays["keys"].tobytes()
        self._hashes = self._columns["hashes"]

    def __len__(self) -> int:
        return len(self._columns["ids"])

    def find(self, key: str) -> Iterator[Spot]:
        """The places that the folded name ``key`` may mean."""
        wanted = key.encode()
        number = zlib.crc32(wanted)
        at = bisect_left(self._hashes, number)
        while at < len(self._hashes) and self._hashes[at] == number:
            if _slice(self._keys, self._columns["key_ends"], at) == wanted:
                yield from self._posted(at)
            at += 1

    def regions(self) -> Iterator[tuple[str, Spot]]:
        """The first-level regions with their codes."""
        kinds, region = self._columns["kinds"], self._kinds.index("region")
        for place in range(len(self)):
            if kinds[place] == region:
                spot = self._spot(place, True)
                yield spot.region, spot

    def keys(self) -> Iterator[str]:
        """All folded names."""
        ends = self._columns["key_ends"]
        return (_slice(self._keys, ends, at).decode() for at in range(len(ends)))

    def _posted(self, at: int) -> Iterator[Spot]:
        ends, postings = self._columns["posting_ends"], self._columns["postings"]
        for posting in range(ends[at - 1] if at else 0, ends[at]):
            place, is_other = divmod(postings[posting], 2)
            yield self._spot(place, not is_other)

    def _spot(self, place: int, is_main: bool) -> Spot:
        column = self._columns
        region, number = column["regions"][place], column["ids"][place]
        country = self._countries[column["countries"][place]]
        return Spot(
            name=_slice(self._names, column["name_ends"], place).decode(),
            kind=self._kinds[column["kinds"][place]],
            countries=(country,) if country else (),
            region=self._regions[region],
            latitude=column["latitudes"][place] / DEGREE,
            longitude=column["longitudes"][place] / DEGREE,
            population=column["populations"][place],
            place_id=str(number) if number else "",
            is_main=is_main,
        )


def _read(path: Path) -> Any:
    import numpy

    try:
        with numpy.load(path, allow_pickle=False) as archive:
            return {name: archive[name] for name in ("header", "names", "keys", *_NUMBERS)}
    except (OSError, ValueError, KeyError, zlib.error) as error:
        raise KnowledgeError(f"{path.name}: no gazetteer that can be read ({error})") from error


def _numbers(column: Any, code: str) -> "array[int]":
    numbers: array[int] = array(code)
    numbers.frombytes(column.astype(numbers.typecode).tobytes())
    return numbers


def _slice(blob: bytes, ends: "array[int]", at: int) -> bytes:
    return blob[ends[at - 1] if at else 0 : ends[at]]
