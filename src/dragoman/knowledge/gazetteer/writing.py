"""Writing an atlas: entries in, one compact file out, and beside it where they come from."""

import hashlib
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final, NamedTuple

from dragoman.knowledge.gazetteer.atlas import DEGREE
from dragoman.knowledge.gazetteer.folding import fold

#: Below this population only names that resemble the main one are kept besides it.
KNOWN_BY_OTHER_NAMES: Final = 5_000
_ALIKE: Final = 0.6
_SHORTEST_OTHER: Final = 4
# Latin letters, beginning with a capital: what is left are codes and transliterations of other scripts.
_LATIN: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ'’ʻ][A-Za-zÀ-ɏḀ-ỿ'’ʻʼ`. \-]*")


class Entry(NamedTuple):
    """A place to be written. ``region`` is the GeoNames code of its first-level region ("US.TX")."""

    place_id: int
    name: str
    kind: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    other_names: tuple[str, ...] = ()


def useful_names(name: str, others: Iterable[str], population: int) -> tuple[str, ...]:
    """Those of a place's other names that news in English may use.

    Latin letters only; of small places only what resembles the main name, because transliterations of
    every village back from other scripts would cover half the dictionary.
    """
    main, kept = fold(name), dict[str, str]()
    for other in others:
        folded = fold(other)
        if len(folded) < _SHORTEST_OTHER or folded == main or not _LATIN.fullmatch(other):
            continue
        if population >= KNOWN_BY_OTHER_NAMES or _alike(main, folded):
            kept.setdefault(folded, other)
    return tuple(kept.values())


def _alike(main: str, other: str) -> bool:
    return main[:1] == other[:1] and SequenceMatcher(None, main, other).ratio() >= _ALIKE


def shortened(name: str, before: Sequence[str], behind: Sequence[str]) -> str:
    """``name`` without the word for what it is: "Butler County", "Province of Tete", "Anbar"."""
    for word in before:
        if name.startswith(f"{word} ") and len(name) > len(word) + 1:
            return name[len(word) + 1 :]
    for word in behind:
        if name.endswith(f" {word}") and len(name) > len(word) + 1:
            return name[: -len(word) - 1]
    return name


def write_atlas(entries: Iterable[Entry], path: Path, source: str) -> int:
    """Write ``entries`` to ``path``; the same entries give the same bytes. Returns their number.

    A TOML file of the same name beside it says where they come from, and carries the digest of the
    atlas into the digest of all tables.
    """
    import numpy

    # Neighbours share region and size: so their columns compress well.
    rows = sorted(entries, key=lambda e: (e.country, e.region, e.kind, -e.population, e.place_id))
    lists = {
        "kinds": sorted({"region", *(row.kind for row in rows)}),
        "countries": sorted({row.country for row in rows}),
        "regions": sorted({"", *(row.region for row in rows)}),
    }
    arrays: dict[str, Any] = {"header": _bytes(json.dumps(lists).encode())}
    arrays |= {name: numpy.array(cells, kind) for name, kind, cells in _columns(rows, lists)}
    arrays["names"], arrays["name_ends"] = _joined(row.name.encode() for row in rows)
    arrays |= _index(rows)
    with path.open("wb") as file:
        numpy.savez_compressed(file, **arrays)
    digest = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
    about = [f"source = {json.dumps(source)}", f"places = {len(rows)}", f'blake2b = "{digest}"']
    path.with_suffix(".toml").write_text("\n".join((*about, "")), encoding="utf-8")
    return len(rows)


def _columns(
    rows: Sequence[Entry], lists: dict[str, list[str]]
) -> Iterator[tuple[str, str, list[int]]]:
    at = {name: {word: i for i, word in enumerate(words)} for name, words in lists.items()}
    yield "ids", "<u4", [row.place_id for row in rows]
    yield "latitudes", "<i4", [round(row.latitude * DEGREE) for row in rows]
    yield "longitudes", "<i4", [round(row.longitude * DEGREE) for row in rows]
    yield "kinds", "<u1", [at["kinds"][row.kind] for row in rows]
    yield "countries", "<u2", [at["countries"][row.country] for row in rows]
    yield "regions", "<u2", [at["regions"][row.region] for row in rows]
    yield "populations", "<u4", [row.population for row in rows]


def _index(rows: Sequence[Entry]) -> dict[str, Any]:
    import numpy

    postings: dict[bytes, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        main = fold(row.name)
        postings[main.encode()].append(place * 2)
        for key in dict.fromkeys(fold(name) for name in row.other_names):
            if key != main:
                postings[key.encode()].append(place * 2 + 1)
    keys = sorted((key for key in postings if key), key=lambda key: (zlib.crc32(key), key))
    blob, ends = _joined(keys)
    sizes = numpy.array([len(postings[key]) for key in keys], "<u4")
    return {
        "hashes": numpy.array([zlib.crc32(key) for key in keys], "<u4"),
        "keys": blob,
        "key_ends": ends,
        "posting_ends": numpy.cumsum(sizes).astype("<u4"),
        "postings": numpy.array([p for key in keys for p in postings[key]], "<u4"),
    }


def _joined(pieces: Iterable[bytes]) -> tuple[Any, Any]:
    import numpy

    held = list(pieces)
    ends = numpy.cumsum(numpy.array([len(piece) for piece in held], "<u4")).astype("<u4")
    return _bytes(b"".join(held)), ends


def _bytes(blob: bytes) -> Any:
    import numpy

    return numpy.frombuffer(blob, "u1")
