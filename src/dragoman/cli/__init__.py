"""The command line: one verb a file. Data goes to stdout, messages and progress to stderr.

Exit codes: 0 ok, 1 failed, 2 usage, 3 some documents failed (named on stderr), 4 nothing found.
"""

import sys
from typing import Annotated

import typer

from dragoman.cli import doctor, knowledge, read

OK, FAILED, USAGE, SOME_FAILED, NOTHING_FOUND = 0, 1, 2, 3, 4

app = typer.Typer(
    name="dragoman",
    help="Reads political news and hands back the political system it describes, as records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("read")(read.read)
app.add_typer(knowledge.app, name="knowledge")
app.command("doctor")(doctor.doctor)


def _show_version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"dragoman {version('dragoman')}")
        raise typer.Exit(OK)


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Reads political news and hands back the political system it describes, as records."""


def main() -> None:
    """Run the command line; errors that Dragoman raises on purpose are shown without a traceback."""
    from dragoman.errors import DragomanError

    try:
        app()
    except DragomanError as error:
        typer.echo(f"dragoman: {error}", err=True)
        sys.exit(FAILED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of the pipe has gone; that is its right
        sys.exit(OK)
