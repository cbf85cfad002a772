"""A reading: one document and the records found in it."""

import datetime
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import msgspec

from dragoman.records import (
    KINDS,
    Actor,
    Agreement,
    AnyRecord,
    Claim,
    Date,
    Document,
    Event,
    Figure,
    Mention,
    Place,
    Shift,
    Statement,
    Tie,
    to_jsonl,
)

if TYPE_CHECKING:
    import polars

_FRAME_TYPES = (datetime.date,)

Kind = TypeVar("Kind", bound=AnyRecord)


class Reading:
    """A document and its records, in text order within each kind.

    ``failure`` says why a document could not be read; then there are no records.
    """

    def __init__(
        self, document: Document, records: Iterable[AnyRecord] = (), failure: str | None = None
    ) -> None:
        self.document = document
        self.records = tuple(records)
        self.failure = failure

    def __iter__(self) -> Iterator[AnyRecord]:
        """The document, then its records."""
        yield self.document
        yield from self.records

    def __len__(self) -> int:
        return len(self.records)

    def __repr__(self) -> str:
        counts = ", ".join(
            f"{len(found)} {kind}s"
            for kind in KINDS
            if kind != "document" and (found := self.of_kind(kind))
        )
        return f"<Reading of {self.document.title or self.document.id}: {counts or 'no records'}>"

    @cached_property
    def by_id(self) -> dict[str, AnyRecord]:
        """The records by their id."""
        return {record.id: record for record in self}

    def of_type(self, record_type: type[Kind]) -> list[Kind]:
        """The records of one type, in text order."""
        return [record for record in self.records if isinstance(record, record_type)]

    def of_kind(self, kind: str) -> list[AnyRecord]:
        """The records of a kind by its name; raises ``KeyError`` for an unknown kind."""
        record_type = KINDS[kind]
        return [record for record in self if isinstance(record, record_type)]

    @property
    def actors(self) -> list[Actor]:
        """Who is in the text."""
        return self.of_type(Actor)

    @property
    def mentions(self) -> list[Mention]:
        """The words that stand for actors."""
        return self.of_type(Mention)

    @property
    def dates(self) -> list[Date]:
        """Dates as intervals."""
        return self.of_type(Date)

    @property
    def places(self) -> list[Place]:
        """Places on the map."""
        return self.of_type(Place)

    @property
    def events(self) -> list[Event]:
        """Who did what to whom."""
        return self.of_type(Event)

    @property
    def statements(self) -> list[Statement]:
        """Who said what."""
        return self.of_type(Statement)

    @property
    def claims(self) -> list[Claim]:
        """What is claimed, on what evidence, and who answers."""
        return self.of_type(Claim)

    @property
    def agreements(self) -> list[Agreement]:
        """Agreements and talks formats with their stages."""
        return self.of_type(Agreement)

    @property
    def figures(self) -> list[Figure]:
        """Numbers with their bounds."""
        return self.of_type(Figure)

    @property
    def ties(self) -> list[Tie]:
        """Lasting relations."""
        return self.of_type(Tie)

    @property
    def shifts(self) -> list[Shift]:
        """Changes of line."""
        return self.of_type(Shift)

    def name_of(self, actor_id: str | None) -> str | None:
        """The name of the actor with this id; null where there is none."""
        record = self.by_id.get(actor_id or "")
        return record.name if isinstance(record, Actor) else None

    def selected(
        self, kinds: frozenset[str] | None = None, *, with_text: bool = False, why: bool = True
    ) -> Iterator[AnyRecord]:
        """The document and its records of ``kinds`` (all without it).

        The document's text only ``with_text``; the steps that led to a record only with ``why``.
        """
        document = self.document if with_text else msgspec.structs.replace(self.document, text=None)
        for record in (document, *self.records):
            if kinds is not None and record.kind not in kinds:
                continue
            yield record if why else _without_why(record)

    def to_jsonl(self, *, with_text: bool = False) -> bytes:
        """The reading as JSON lines; the document's text only where asked for."""
        return b"".join(to_jsonl(self.selected(with_text=with_text)))

    def to_frame(self, kind: str) -> "polars.DataFrame":
        """The records of one kind as a polars frame, one row a record.

        Nested values become structs and lists; raises ``KeyError`` for an unknown kind.
        """
        import polars

        rows = [
            msgspec.to_builtins(record, builtin_types=_FRAME_TYPES) for record in self.of_kind(kind)
        ]
        columns = [field.encode_name for field in msgspec.structs.fields(KINDS[kind])]
        return (
            polars.DataFrame(rows, infer_schema_length=None)
            if rows
            else polars.DataFrame({c: [] for c in columns})
        )

    def _repr_html_(self) -> str:
        """The text with its highlights and cards, for notebooks."""
        from dragoman.view.html import fragment

        return fragment(self.document, self.records)


def _without_why(record: AnyRecord) -> AnyRecord:
    if isinstance(record, Document) or not record.made_by.why:
        return record
    return msgspec.structs.replace(record, made_by=msgspec.structs.replace(record.made_by, why=()))
