"""``dragoman knowledge``: look into the tables, prove them, ask them, find what they lack."""

import enum
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli import importing
from dragoman.cli.session import Session
from dragoman.cli.sheets import Form, chosen_form, write_sheet

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.reading.unknown import Unknown

app = typer.Typer(
    help="Look into the tables, check them, ask them, find what they lack.", no_args_is_help=True
)
app.add_typer(importing.app, name="import")


class Row(enum.StrEnum):
    """Which table an unknown actor's row belongs to."""

    bodies = enum.auto()
    persons = enum.auto()


_Overlays = Annotated[
    list[str] | None,
    typer.Option("--knowledge", help="A folder of tables on top of the built-in ones."),
]
_Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Text files, folders, or - for stdin.")
]
_Most = Annotated[int, typer.Option("--most", min=1, help="So many rows at most.")]
_Form = Annotated[
    Form | None,
    typer.Option("--format", "-f", help="Default: table on a terminal, csv in a pipe."),
]


@app.command("check")
def check(tables: _Overlays = None) -> None:
    """Prove the tables: unique ids, codes that exist, offices that do not overlap, examples that pass."""
    from dragoman.knowledge.check import check_tables
    from dragoman.reading.examples import failing_examples
    from dragoman.reading.language import Language, load_model

    knowledge = _load(tables)
    count = 0
    for complaint in check_tables(knowledge):
        count += 1
        typer.echo(complaint, err=True)
    frames = knowledge.lexicon.frames.values()
    for complaint in failing_examples(frames, Language(load_model()), knowledge):
        count += 1
        typer.echo(complaint, err=True)
    typer.echo(f"{len(frames)} frames with their examples; {count} complaints")
    raise typer.Exit(1 if count else 0)


@app.command("show")
def show(tables: _Overlays = None) -> None:
    """Show which tables there are and what they hold."""
    from rich.console import Console
    from rich.table import Table

    knowledge = _load(tables)
    sheet = Table("table", "entries", box=None, title=f"tables {knowledge.digest}")
    for name, size in knowledge.sizes().items():
        sheet.add_row(name, f"{size:,}")
    Console().print(sheet)


@app.command("who")
def who(
    name: Annotated[str, typer.Argument(help='A name or an office: "the French president".')],
    on: Annotated[
        str | None, typer.Option(help="The day, YYYY-MM-DD (default: today's holders).")
    ] = None,
    tables: _Overlays = None,
) -> None:
    """Tell who a name or an office stands for on a day."""
    import datetime

    from dragoman.knowledge.who import who_is

    try:
        day = datetime.date.fromisoformat(on) if on else None
    except ValueError as error:
        raise typer.BadParameter(
            f"{on!r} is no day: write YYYY-MM-DD", param_hint="--on"
        ) from error
    answers = list(who_is(name, day, _load(tables)))
    for answer in answers:
        typer.echo(answer)
    if not answers:
        typer.echo(f"dragoman: the tables do not know {name!r}", err=True)
        raise typer.Exit(4)


@app.command("gaps")
def gaps(paths: _Paths, most: _Most = 50, format: _Form = None, tables: _Overlays = None) -> None:
    """List the predicates of a corpus that have actors, but no frame: the most frequent first."""
    from msgspec.structs import astuple

    from dragoman.reading.gaps import Gap, find_gaps

    session, knowledge = Session(), _load(tables)
    found = find_gaps(session.parses(paths, knowledge), knowledge)
    if found:
        rows = [astuple(gap) for gap in found[:most]]
        write_sheet(Gap.__struct_fields__, rows, chosen_form(format))
    raise typer.Exit(session.exit_code(found_nothing=not found))


@app.command("unknown")
def unknown(
    paths: _Paths,
    most: _Most = 50,
    format: _Form = None,
    rows: Annotated[
        Row | None,
        typer.Option("--rows", help="Only these; csv has one kind (default: bodies)."),
    ] = None,
    tables: _Overlays = None,
) -> None:
    """List the persons and bodies of a corpus that no table has: those of most documents first.

    As csv they are rows for organisations.csv (bodies) or holders/*.csv (persons) of your own tables.
    """
    from dragoman.reading import Reader
    from dragoman.reading.unknown import find_unknown

    session, reader = Session(), Reader(knowledge=tables or ())
    readings = session.readings(reader, session.documents(paths), 1, len(paths))
    form = chosen_form(format)
    if form is Form.csv:
        rows = rows or Row.bodies
    everybody = find_unknown(readings, reader.knowledge)
    found = [u for u in everybody if rows is None or u.is_person == (rows is Row.persons)]
    if len(found) < len(everybody):
        others = Row.bodies if rows is Row.persons else Row.persons
        left = len(everybody) - len(found)
        typer.echo(f"dragoman: {left} {others} are left out; --rows {others} lists them", err=True)
    if found:
        _write_unknown(found[:most], reader.knowledge, form)
    raise typer.Exit(session.exit_code(found_nothing=not found))


def _write_unknown(found: "list[Unknown]", knowledge: "Knowledge", form: Form) -> None:
    from dragoman.reading.unknown import (
        BODY_COLUMNS,
        NOTES,
        PERSON_COLUMNS,
        body_rows,
        person_rows,
    )

    if form is Form.table:
        columns = ("documents", "mentions", "name", "kind", "country", "example")
        cells = [
            (u.documents, u.mentions, u.name, u.actor_kind, u.country, u.example) for u in found
        ]
        write_sheet(columns, cells, form)
    elif found[0].is_person:
        write_sheet((*PERSON_COLUMNS, *NOTES), person_rows(found, knowledge), form)
    else:
        write_sheet((*BODY_COLUMNS, *NOTES), body_rows(found, knowledge), form)


def _load(tables: list[str] | None) -> "Knowledge":
    from pathlib import Path

    from dragoman.knowledge import load_knowledge

    return load_knowledge(tuple(Path(folder) for folder in tables or ()))
