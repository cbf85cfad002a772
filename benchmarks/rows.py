"""Gold and prediction files: one row a document, found again by its id.

Files are UTF-8 and end their lines in ``\\n``. They are split on ``\\n`` alone, because the texts
hold other line breaks (U+0085, U+2028). The data are never part of the project: paths come from
outside.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]


class RowError(ValueError):
    """A file or a list of rows that cannot be scored: a bad line, an unknown id, a repeated id."""


def read_gold(path: Path) -> list[dict[str, Any]]:
    """Read the rows of a ``.jsonl`` file, or of a ``.tsv`` file with a header and no quoting.

    Values of a ``.tsv`` file are strings. Raises RowError, with file and line, on a line that does
    not fit.
    """
    if path.suffix == ".tsv":
        return _read_tab_separated(path)
    return _read_jsonl(path)


def read_predictions(path: Path) -> list[dict[str, Any]]:
    """Read a prediction file. Ids are checked when the rows are paired with gold (`pair_rows`)."""
    return _read_jsonl(path)


def write_predictions(folder: str, file: str, rows: Iterable[Row], directory: Path) -> Path:
    """Write `rows` to ``<folder>.<file>.pred.jsonl`` in `directory` and return the path.

    Raises RowError on a repeated id, ValueError on numbers that JSON does not know (NaN, infinity).
    """
    kept = list(rows)
    index_rows(kept, "predictions")
    path = directory / f"{folder}.{file}.pred.jsonl"
    lines = (json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in kept)
    path.write_bytes("".join(lines).encode("utf-8"))
    return path


def row_id(row: Row) -> str:
    """Return the row's `id`, or its `uid`. Raises RowError if it has neither."""
    for field in ("id", "uid"):
        if row.get(field) is not None:
            return str(row[field])
    raise RowError(f"a row without id or uid: {str(dict(row))[:80]}")


def index_rows(rows: Iterable[Row], what: str) -> dict[str, Row]:
    """Return the rows by id, in their order. Raises RowError, naming `what`, on a repeated id."""
    indexed: dict[str, Row] = {}
    for row in rows:
        identifier = row_id(row)
        if identifier in indexed:
            raise RowError(f"repeated id in {what}: {identifier}")
        indexed[identifier] = row
    return indexed


def pair_rows(gold: Sequence[Row], predictions: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Return every gold row with its prediction row, in the order of the gold.

    A gold row without prediction is paired with an empty row: an abstention. Raises RowError on a
    repeated id on either side, and on a predicted id that the gold does not know.
    """
    wanted = index_rows(gold, "gold")
    given = index_rows(predictions, "predictions")
    unknown = [identifier for identifier in given if identifier not in wanted]
    if unknown:
        raise RowError(f"unknown id in predictions: {unknown[0]} ({len(unknown)} in all)")
    return [(row, given.get(identifier, {})) for identifier, row in wanted.items()]


def listed(row: Row, field: str) -> list[Any]:
    """Return the list in `field`; a missing field and null are an empty list."""
    return list(row.get(field) or [])


def _read_lines(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8")
    return text.removesuffix("\n").split("\n") if text else []


def _read_jsonl(path: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(_read_lines(path), start=1):
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise RowError(f"{path}:{number}: not JSON: {error.msg}") from error
        if not isinstance(row, dict):
            raise RowError(f"{path}:{number}: not a JSON object")
        rows.append(row)
    return rows


def _read_tab_separated(path: Path) -> list[dict[str, Any]]:
    lines = _read_lines(path)
    header = lines[0].split("\t") if lines else []
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        values = line.split("\t")
        if len(values) != len(header):
            raise RowError(f"{path}:{number}: {len(values)} columns, the header has {len(header)}")
        rows.append(dict(zip(header, values, strict=True)))
    return rows
