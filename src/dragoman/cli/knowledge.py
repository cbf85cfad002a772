"""``dragoman knowledge``: look into the tables, prove them, ask them."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge

app = typer.Typer(help="Look into the tables, check them, ask them.", no_args_is_help=True)
_Overlays = Annotated[
    list[str] | None,
    typer.Option("--knowledge", help="A folder of tables on top of the built-in ones."),
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


def _load(tables: list[str] | None) -> "Knowledge":
    from pathlib import Path

    from dragoman.knowledge import load_knowledge

    return load_knowledge(tuple(Path(folder) for folder in tables or ()))
