"""Tables: the files that hold what is known, read strictly, with the user's overlays on top.

TOML holds what people write by hand, CSV long flat tables. A digest of all files goes into every
record's ``made_by``.
"""

import csv
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from dragoman.errors import KnowledgeError

BUILT_IN = Path(__file__).parent / "tables"
DIGEST_BYTES = 8
#: How the name of a column begins that is only for people.
NOTE = "#"

Row = TypeVar("Row", bound=msgspec.Struct)


class Tables:
    """The folders of tables, built-in first; an overlay adds rows, or replaces rows of the same key."""

    def __init__(self, overlays: Sequence[Path] = ()) -> None:
        for overlay in overlays:
            if not overlay.is_dir():
                raise KnowledgeError(f"{overlay}: not a folder of tables")
        self.folders = (BUILT_IN, *overlays)

    def paths(self, pattern: str) -> list[Path]:
        """The files that match ``pattern`` (a glob below a folder of tables), overlays last."""
        return [path for folder in self.folders for path in sorted(folder.glob(pattern))]

    def rows(self, pattern: str, row_type: type[Row]) -> Iterator[Row]:
        """The rows of the CSV files that match ``pattern``; a cell with ``|`` is a list.

        Columns whose name begins with ``#`` are notes for people and are not read.
        Raises ``KnowledgeError`` with file and line for an unknown column or a bad cell.
        """
        for path in self.paths(pattern):
            yield from _csv_rows(path, row_type)

    def entries(self, pattern: str, key: str, entry_type: type[Row]) -> Iterator[Row]:
        """The ``[[key]]`` entries of the TOML files that match ``pattern``."""
        for path in self.paths(pattern):
            for number, entry in enumerate(_toml(path).get(key, []), start=1):
                yield _convert(entry, entry_type, f"{path.name}, {key} {number}")

    def section(self, name: str) -> dict[str, Any]:
        """The whole TOML file ``name``; an overlay's top-level keys replace the built-in ones."""
        merged: dict[str, Any] = {}
        for path in self.paths(name):
            merged |= _toml(path)
        return merged

    def digest(self) -> str:
        """A digest of all tables: the same files give the same digest on every machine."""
        digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                if path.suffix in {".toml", ".csv"}:
                    digest.update(path.relative_to(folder).as_posix().encode())
                    digest.update(path.read_bytes())
        return digest.hexdigest()


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error


def _csv_rows(path: Path, row_type: type[Row]) -> Iterator[Row]:
    lists = {
        field.name
        for field in msgspec.structs.fields(row_type)
        if getattr(field.type, "__origin__", None) is tuple
    }
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, restkey="(more)"):
            where = f"{path.name}, {next(iter(row.values()))!r}"
            if "(more)" in row or None in row.values():
                raise KnowledgeError(f"{where}: wrong number of cells")
            cells = {
                name: cell.split("|") if name in lists else cell
                for name, cell in row.items()
                if cell and not name.startswith(NOTE)
            }
            yield _convert(cells, row_type, where)


def _convert(entry: Any, entry_type: type[Row], where: str) -> Row:
    try:
        return msgspec.convert(entry, entry_type, strict=False)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{where}: {error}") from error
