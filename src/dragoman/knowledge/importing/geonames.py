"""Importing: other people's data as a folder of tables that ``--knowledge DIR`` puts on top.

GeoNames: https://download.geonames.org/export/dump/ (CC BY 4.0), layout in its ``readme.txt``: one
place a line, nineteen columns between tabs, no header, UTF-8.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.knowledge.gazetteer.writing import Entry, shortened, useful_names, write_atlas

COLUMNS: Final = 19
FILE: Final = "gazetteer/geonames.npz"


def import_geonames(file: Path, folder: Path) -> int:
    """Make of a GeoNames dump (``allCountries.txt``, ``cities*.txt``, ``UA.txt``; plain or zipped) the
    overlay ``folder``; returns the number of places.

    Features are taken by the list ``[features]`` of ``places.toml``. A dump of all countries needs about
    5 GB of memory while it is read. Raises ``KnowledgeError`` with the line where the layout is another
    one, or where nothing can be taken.
    """
    with _opened(file) as lines:
        entries = list(_entries(lines, file.name, load_knowledge()))
    if not entries:
        raise KnowledgeError(f"{file.name}: no place that could be taken")
    target = folder / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    return write_atlas(entries, target, f"GeoNames dump {file.name}, CC BY 4.0")


@contextmanager
def _opened(file: Path) -> Iterator[TextIO]:
    """The lines of the dump, or of the largest text in the archive."""
    try:
        if not zipfile.is_zipfile(file):
            with file.open(encoding="utf-8", newline="\n") as text:
                yield text
            return
        with zipfile.ZipFile(file) as archive:
            texts = [i for i in archive.infolist() if i.filename.endswith(".txt")]
            if not texts:
                raise KnowledgeError(f"{file.name}: no .txt in the archive")
            largest = max(texts, key=lambda info: info.file_size)
            with archive.open(largest) as raw:
                yield io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise KnowledgeError(f"{file.name}: cannot be read ({error})") from error


def _entries(lines: TextIO, name: str, knowledge: Knowledge) -> Iterator[Entry]:
    kinds: dict[str, str] = knowledge.places["features"]
    generics: dict[str, list[str]] = knowledge.places["generics"]
    alpha3 = {c.alpha2: c.code for c in knowledge.countries.values() if c.alpha2 and not c.last_day}
    for number, line in enumerate(lines, start=1):
        cells = line.rstrip("\n").split("\t")
        if len(cells) != COLUMNS:
            raise KnowledgeError(f"{name}, line {number}: {len(cells)} columns, not {COLUMNS}")
        kind = _kind(f"{cells[6]}.{cells[7]}", kinds)
        if kind:
            try:
                yield _entry(cells, kind, alpha3, generics)
            except ValueError as error:
                raise KnowledgeError(f"{name}, line {number}: {error}") from error


def _kind(feature: str, kinds: Mapping[str, str]) -> str:
    """The kind of the longest listed beginning of ``feature``; former places (…H, …Q) have none."""
    if feature in {"P.PPLH", "P.PPLQ", "P.PPLW"} or (
        feature.startswith("A.") and feature[-1] == "H"
    ):
        return ""
    fitting = [code for code in kinds if feature.startswith(code)]
    return kinds[max(fitting, key=len)] if fitting else ""


def _entry(
    cells: list[str], kind: str, alpha3: Mapping[str, str], generics: Mapping[str, list[str]]
) -> Entry:
    name, country, population = cells[1], cells[8], int(cells[14] or 0)
    others = useful_names(name, filter(None, (cells[2], *cells[3].split(","))), population)
    if kind in {"region", "county"}:
        both = [name, *others]
        short = (shortened(n, generics["before"], generics["behind"]) for n in both)
        others = tuple(dict.fromkeys((*others, *short)))
    return Entry(
        place_id=int(cells[0]),
        name=name,
        kind=kind,
        country=alpha3.get(country, ""),
        region=f"{country}.{cells[10]}" if cells[10] not in {"", "00"} else "",
        latitude=float(cells[4]),
        longitude=float(cells[5]),
        population=population,
        other_names=others,
    )
