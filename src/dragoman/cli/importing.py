"""``dragoman knowledge import``: other people's data into a folder of tables for ``--knowledge``."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Turn other people's data into a folder of tables for --knowledge.", no_args_is_help=True
)
_Into = Annotated[
    Path, typer.Option("--into", metavar="DIR", help="The folder of tables that the data goes to.")
]
OWN_TABLES = Path("my_tables")


@app.command("wikidata")
def wikidata(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A result of the query in docs/import.md.")
    ],
    into: _Into = OWN_TABLES,
) -> None:
    """Take office holders from a Wikidata query result (JSON or CSV)."""
    from dragoman.knowledge import load_knowledge
    from dragoman.knowledge.importing.wikidata import import_wikidata

    done = import_wikidata(file, into, load_knowledge())
    for reason in done.unusable:
        typer.echo(f"dragoman: {file}: {reason}", err=True)
    if done.unusable:
        typer.echo(f"dragoman: {len(done.unusable)} rows could not be used", err=True)
    if not done.terms:
        typer.echo(
            f"dragoman: {file}: no row gives a term in office; nothing was written", err=True
        )
        raise typer.Exit(4)
    typer.echo(f"{done.terms} terms of {done.persons} persons in {done.path}")
    typer.echo(f"Use them with --knowledge {into}", err=True)


@app.command("geonames")
def geonames(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A GeoNames dump (.txt or .zip), docs/import.md.")
    ],
    into: _Into = OWN_TABLES,
) -> None:
    """Take places from a GeoNames dump; they come on top of the built-in gazetteer."""
    from dragoman.knowledge.importing.geonames import import_geonames

    typer.echo(f"{import_geonames(file, into)} places in {into}")
    typer.echo(f"Use them with --knowledge {into}", err=True)
