"""Dates: the records of the dates stage as expressions with their values."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.knowledge import load_knowledge
from dragoman.reading.dates import Dates
from dragoman.reading.flow import Found
from dragoman.reading.language import Language, Tokens, load_model
from dragoman.records import Date, Document


def predict(rows: Sequence[Mapping[str, Any]], path: Path) -> dict[str, list[dict[str, Any]]]:
    """For each row its ``timexes`` with start, end and value, read against ``document_date``."""
    documents, language, stage = [_document(row) for row in rows], Language(load_model()), Dates()
    parses = language.read_many(documents)
    return {
        path.stem: [
            {"id": row["id"], "timexes": list(timexes_of(read_dates(document, tokens, stage)))}
            for row, (document, tokens) in zip(rows, parses, strict=True)
        ]
    }


def read_dates(document: Document, tokens: Tokens, stage: Dates) -> Iterable[Date]:
    """The dates of a document whose parse is known."""
    found = Found()
    found.add([tokens], _Parsed())
    return stage(document, found.seen_by(stage), load_knowledge())


def timexes_of(dates: Iterable[Date]) -> Iterator[dict[str, Any]]:
    """Each date as an expression with its value; a range as its two ends."""
    for date in dates:
        ends = [part for part in date.evidence.parts if part.role in {"first", "last"}]
        if len(ends) == 2 and date.value and "/" in date.value:
            for part, value in zip(ends, date.value.split("/"), strict=True):
                yield {"start": part.start, "end": part.end, "value": value}
        else:
            yield {"start": date.evidence.start, "end": date.evidence.end, "value": date.value}


def _document(row: Mapping[str, Any]) -> Document:
    day = row.get("document_date")
    published = datetime.date.fromisoformat(day) if day else None
    return Document.from_text(row["text"], published=published)


class _Parsed:
    """Stands for the stage that made the tokens."""

    name = "language"
    needs: frozenset[type[Any]] = frozenset()
    makes: frozenset[type[Any]] = frozenset({Tokens})

    def __call__(self, document: Document, found: Found, knowledge: object) -> Iterable[Tokens]:
        """Nothing: the tokens are there."""
        return ()
