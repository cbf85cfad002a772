"""Wikidata: office holders from a query result (docs/import.md) into ``holders/wikidata.csv``."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.knowledge import Holding, Knowledge
from dragoman.knowledge.check import SHARED, SINGLE_SEAT
from dragoman.knowledge.importing.dates import first_day, last_day
from dragoman.knowledge.importing.offices import Offices
from dragoman.knowledge.importing.query_results import Row, read_query_result, require_columns

TABLE = Path("holders") / "wikidata.csv"
COLUMNS = (
    "country", "office", "title", "name", "aliases", "gender", "first_day", "last_day",
)  # fmt: skip
#: In every usable row.
NEEDED = ("countryCode", "officeLabel", "personLabel")
#: In the query, but a row may lack them.
QUERIED = ("aliases", "gender", "start", "end")
_GENDERS = {
    "Q6581097": "m", "male": "m", "Q2449503": "m", "trans man": "m",
    "Q6581072": "f", "female": "f", "Q1052281": "f", "trans woman": "f",
}  # fmt: skip
SHORTEST_INITIALS = 3


class Imported(NamedTuple):
    """What came of an import: the file, its terms and persons, and why rows could not be used."""

    path: Path
    terms: int
    persons: int
    unusable: list[str]


def import_wikidata(file: Path, into: Path, knowledge: Knowledge) -> Imported:
    """Write the office holders in ``file`` to ``holders/wikidata.csv`` below the folder ``into``.

    Persons and titles get the spelling that ``knowledge`` has for them, so that the new terms mend or
    follow the old ones. Nothing is written where no row can be used. Raises ``KnowledgeError`` where the
    file is no query result, lacks a column, or the folder cannot be written.
    """
    result = read_query_result(file)
    require_columns(result, NEEDED, QUERIED, file)
    unusable: list[str] = []
    holdings = list(
        _without_open_ends(_holdings(result.rows, Offices(knowledge), unusable), unusable)
    )
    path = into / TABLE
    if holdings:
        _write(holdings, path)
    return Imported(path, len(holdings), len({holding.name for holding in holdings}), unusable)


def _holdings(rows: Iterable[Row], offices: Offices, unusable: list[str]) -> list[Holding]:
    """One term for each that the rows tell; rows that differ only in their aliases are one term."""
    terms: dict[Holding, dict[str, None]] = defaultdict(dict)
    for number, row in enumerate(rows, start=1):
        try:
            holding = _holding(row, offices)
        except ValueError as error:
            unusable.append(f"row {number} ({_called(row)}): {error}")
            continue
        bare = msgspec.structs.replace(holding, aliases=())
        terms[bare].update(dict.fromkeys(holding.aliases))
    return [msgspec.structs.replace(term, aliases=tuple(a)) for term, a in terms.items()]


def _called(row: Row) -> str:
    named = (row.get(name) for name in ("personLabel", "officeLabel", "countryCode"))
    return ", ".join(filter(None, named)) or "empty"


def _holding(row: Row, offices: Offices) -> Holding:
    """The term that the row tells; raises ``ValueError`` with the reason where it tells none."""
    for name in NEEDED:
        if not row.get(name):
            raise ValueError(f"no {name}")
    country = offices.country(row["countryCode"])
    name, label = row["personLabel"].strip(), row["officeLabel"].strip()
    for words in (name, label):
        if words[:1] == "Q" and words[1:].isdigit():
            raise ValueError(f"{words} has no English label")
    start, end = first_day(row, "start"), last_day(row, "end")
    if start is None:
        raise ValueError("no start")
    if end and start > end:
        raise ValueError(f"the term ends ({end}) before it begins ({start})")
    office, title = offices.office(label, country, row.get("office"))
    names = tuple(a.strip() for a in (name, *row.get("aliases", "").split("|")))
    draft = Holding(office, title, name, _gender(row), country, None, names, start, end)
    known = offices.as_known(draft)
    aliases = tuple(dict.fromkeys(a for a in names if a != known.name and _is_useful(a)))
    return msgspec.structs.replace(known, aliases=aliases)


def _is_useful(alias: str) -> bool:
    """Full names and initials ("AMLO"): a first name or nickname alone would mean too many."""
    return " " in alias or (alias.isupper() and len(alias) >= SHORTEST_INITIALS)


def _gender(row: Row) -> str:
    return _GENDERS.get(row.get("gender", "").rpartition("/")[2], "")


def _without_open_ends(holdings: list[Holding], unusable: list[str]) -> Iterator[Holding]:
    """The terms without those that have no end although somebody else followed.

    Taken as they are, they would put a minister of 1994 into office today.
    """
    seats: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in sorted(holdings, key=_order):
        seats[holding.country or "", holding.office].append(holding)
    for seat, held in seats.items():
        single = seat[1] in SINGLE_SEAT and seat not in SHARED
        for holding, follower in zip(held, [*held[1:], None], strict=True):
            if single and follower and holding.last_day is None and follower.name != holding.name:
                unusable.append(
                    f"{holding.name}, {holding.title}, {holding.country}: no end, though "
                    f"{follower.name} follows on {follower.first_day}"
                )
            else:
                yield holding


def _order(holding: Holding) -> tuple[str, ...]:
    return (
        holding.country or "", holding.office, str(holding.first_day or ""), holding.name,
        holding.title, str(holding.last_day or ""),
    )  # fmt: skip


def _write(holdings: Iterable[Holding], path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            for holding in holdings:
                cells = msgspec.structs.asdict(holding) | {"aliases": "|".join(holding.aliases)}
                writer.writerow(["" if cells[c] is None else cells[c] for c in COLUMNS])
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be written ({error.strerror})") from error
