"""polnear: the records of the statements stage as ``{"id", "attributions": [{source, cue, content}]}``."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.reading.actors import Actors
from dragoman.reading.flow import Found, Stage
from dragoman.reading.language import Language, Tokens, load_model
from dragoman.reading.statements import Statements
from dragoman.records import Document, Statement


def predict(rows: Sequence[Mapping[str, Any]], path: Path) -> dict[str, list[dict[str, Any]]]:
    """One prediction a row: its ``attributions``, read from ``text``.

    Dates are not read: they give a statement its day, which is not scored.
    """
    return {path.stem: _predict(rows)}


def _predict(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    language, knowledge = Language(load_model()), load_knowledge()
    stages: list[Stage] = [Actors(), Statements()]
    parses = language.read_many([_document(row) for row in rows])
    found = (read_statements(document, tokens, stages, knowledge) for document, tokens in parses)
    return [
        {"id": row["id"], "attributions": list(attributions_of(statements))}
        for row, statements in zip(rows, found, strict=True)
    ]


def read_statements(
    document: Document, tokens: Tokens, stages: Sequence[Stage], knowledge: Knowledge
) -> list[Statement]:
    """The statements of a document whose parse is known."""
    found = Found()
    found.add([tokens], _Parsed())
    for stage in stages:
        found.add(stage(document, found.seen_by(stage), knowledge), stage)
    return found.all_of(Statement)


def attributions_of(statements: Iterable[Statement]) -> Iterator[dict[str, Any]]:
    """The outermost statements: the benchmark does not annotate what stands inside a content."""
    known = list(statements)
    for statement in known:
        if any(_holds(other, statement) for other in known if other is not statement):
            continue
        yield {
            "source": _spans(statement, "speaker"),
            "cue": _spans(statement, "cue"),
            "content": [[excerpt.start, excerpt.end] for excerpt in statement.content],
            "kind": statement.form,
        }


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether the cue of ``inner`` stands inside the content of ``outer``."""
    cues = [part for part in inner.evidence.parts if part.role == "cue"]
    return any(
        excerpt.start <= cue.start and cue.end <= excerpt.end
        for cue in cues
        for excerpt in outer.content
    )


def _spans(statement: Statement, role: str) -> list[list[int]]:
    return [[p.start, p.end] for p in statement.evidence.parts if p.role == role]


def _document(row: Mapping[str, Any]) -> Document:
    day = datetime.date.fromisoformat(row["date"]) if row.get("date") else None
    return Document.from_text(row["text"], title=row.get("title"), published=day)


class _Parsed:
    """Stands for the language stage where the parse is there already."""

    name = "language"
    needs: frozenset[type[Any]] = frozenset()
    makes: frozenset[type[Any]] = frozenset({Tokens})

    def __call__(self, document: Document, found: Found, knowledge: Knowledge) -> Iterable[Tokens]:
        return []
