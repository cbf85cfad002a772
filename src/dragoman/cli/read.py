"""``dragoman read``: texts in, records out."""

import enum
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.session import Session

if TYPE_CHECKING:
    import datetime

    from dragoman.reading import Reading
    from dragoman.records import AnyRecord


class Format(enum.StrEnum):
    """How a reading is written."""

    page = enum.auto()
    jsonl = enum.auto()
    json = enum.auto()
    csv = enum.auto()
    md = enum.auto()
    html = enum.auto()


def read(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Text files, folders, or - for stdin.")
    ],
    date: Annotated[
        str | None,
        typer.Option(help="Day of publication, YYYY-MM-DD: relative dates are read against it."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published the text.")] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Default: page on a terminal, jsonl in a pipe."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", "-k", help="Only records of this kind (several times for several)."),
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Write the text into the document record.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Tell how each record came about.")] = False,
    tables: Annotated[
        list[str] | None,
        typer.Option("--knowledge", help="A folder of tables on top of the built-in ones."),
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="Another spaCy pipeline than the pinned one.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
) -> None:
    """Read texts and write what they say: actors, events, statements, figures, each with its words."""
    published, kinds = _day(date), _kinds(kind)
    chosen = format or (Format.page if sys.stdout.isatty() else Format.jsonl)
    if chosen is Format.csv and kinds is not None and len(kinds) != 1:
        raise typer.BadParameter("a table holds one kind: give --kind once", param_hint="--kind")
    session = Session(published, outlet)
    from dragoman.reading import Reader
    from dragoman.reading.language import DEFAULT_MODEL

    reader = Reader(model=model or DEFAULT_MODEL, knowledge=tables or ())
    readings = session.readings(reader, session.documents(paths), workers, len(paths))
    for piece in _writer(chosen, kinds, with_text=with_text, why=why)(readings):
        sys.stdout.buffer.write(piece)
    sys.stdout.flush()
    raise typer.Exit(session.exit_code())


def _day(date: str | None) -> "datetime.date | None":
    import datetime

    try:
        return datetime.date.fromisoformat(date) if date else None
    except ValueError as error:
        raise typer.BadParameter(
            f"{date!r} is no day: write YYYY-MM-DD", param_hint="--date"
        ) from error


def _kinds(kind: list[str] | None) -> frozenset[str] | None:
    from dragoman.records import KINDS

    for name in kind or ():
        if name not in KINDS:
            raise typer.BadParameter(
                f"{name!r} is none of: {', '.join(KINDS)}", param_hint="--kind"
            )
    return frozenset(kind) if kind else None


def _writer(
    chosen: Format, kinds: frozenset[str] | None, *, with_text: bool, why: bool
) -> "Callable[[Iterable[Reading]], Iterator[bytes]]":
    from dragoman.export.json_lines import json_array, jsonl
    from dragoman.export.table import table
    from dragoman.view.html import page as html_page
    from dragoman.view.markdown import markdown
    from dragoman.view.page import terminal_page

    def records(readings: "Iterable[Reading]") -> "Iterator[AnyRecord]":
        for reading in readings:
            yield from reading.selected(kinds, with_text=with_text, why=why)

    def pages(readings: "Iterable[Reading]") -> "Iterator[bytes]":
        for reading in readings:
            yield terminal_page(reading.document, reading.records, kinds, why=why)

    def sheets(readings: "Iterable[Reading]") -> "Iterator[bytes]":
        for reading in readings:
            yield markdown(reading.document, reading.records, kinds)

    def html(readings: "Iterable[Reading]") -> "Iterator[bytes]":
        yield html_page(((r.document, r.records) for r in readings), kinds, why=why)

    writers: dict[Format, Callable[[Iterable[Reading]], Iterator[bytes]]] = {
        Format.page: pages,
        Format.md: sheets,
        Format.html: html,
        Format.jsonl: lambda readings: jsonl(records(readings)),
        Format.json: lambda readings: json_array(records(readings)),
        Format.csv: lambda readings: table(records(readings), min(kinds) if kinds else "event"),
    }
    return writers[chosen]
