"""JSON: one object a line (JSONL), or one array."""

from collections.abc import Iterable, Iterator

from dragoman.records import AnyRecord, to_json


def jsonl(records: Iterable[AnyRecord]) -> Iterator[bytes]:
    """One line for each record."""
    for record in records:
        yield to_json(record) + b"\n"


def json_array(records: Iterable[AnyRecord]) -> Iterator[bytes]:
    """All records as one JSON array, a record a line."""
    opening = b"[\n"
    for record in records:
        yield opening + to_json(record)
        opening = b",\n"
    yield b"[]\n" if opening == b"[\n" else b"\n]\n"
