"""CSV: the records of one kind as a flat table, for spreadsheets and statistics programs."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dragoman.records import KINDS, AnyRecord

SEPARATOR = "; "


def table(records: Iterable[AnyRecord], kind: str) -> Iterator[bytes]:
    """A header row, then one row for each record of ``kind``; lists are joined by "; ".

    Nested values are spread over columns (``evidence.start``); raises ``KeyError`` for an unknown kind.
    """
    record_type = KINDS[kind]
    rows = [_flat(record) for record in records if isinstance(record, record_type)]
    columns = list(dict.fromkeys([*_leading(record_type), *(name for row in rows for name in row)]))
    yield _line(columns)
    for row in rows:
        yield _line([row.get(column, "") for column in columns])


def _leading(record_type: type[Any]) -> list[str]:
    nested = {"evidence", "made_by"}
    return [
        f.encode_name for f in msgspec.structs.fields(record_type) if f.encode_name not in nested
    ]


def _flat(record: AnyRecord) -> dict[str, str]:
    flat: dict[str, str] = {}
    _spread(msgspec.to_builtins(record), "", flat)
    return flat


def _spread(value: Any, name: str, flat: dict[str, str]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _spread(inner, f"{name}.{key}" if name else key, flat)
    elif isinstance(value, (list, tuple)):
        flat[name] = SEPARATOR.join(_cell(item) for item in value)
    else:
        flat[name] = _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return str(value.get("text") or value.get("title") or msgspec.json.encode(value).decode())
    return str(value)


def _line(cells: Sequence[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode()
