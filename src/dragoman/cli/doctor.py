"""``dragoman doctor``: is everything in place, and does nothing touch the network?"""

import platform
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

PACKAGES = ("dragoman", "spacy", "msgspec", "polars", "numpy", "rich", "typer")
SAMPLE = "French President Emmanuel Macron met Angela Merkel in Paris on 3 October 2018."


def doctor() -> None:
    """Check Python, packages, model, tables, one sample reading, and that the network is not touched."""
    failures = sum(not _say(name, check) for name, check in _checks())
    typer.echo("All is well." if not failures else f"{failures} things are wrong.")
    raise typer.Exit(1 if failures else 0)


def _checks() -> Iterator[tuple[str, Callable[[], str]]]:
    yield "Python", _python
    yield "packages", _packages
    yield "language model", _model
    yield "tables", _tables
    yield "sample reading, network cut off", _sample


def _say(name: str, check: Callable[[], str]) -> bool:
    from dragoman.errors import DragomanError

    try:
        found = check()
    except (DragomanError, ImportError, OSError, AssertionError) as error:
        typer.echo(f"WRONG  {name}: {error}")
        return False
    typer.echo(f"ok     {name}: {found}")
    return True


def _python() -> str:
    return f"{platform.python_version()} on {platform.system()} {platform.machine()}"


def _packages() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    except PackageNotFoundError as error:
        raise AssertionError(f"{error} is missing: run `make setup`") from error


def _model() -> str:
    from dragoman.reading.language import DEFAULT_MODEL, load_model, model_digest

    return f"{load_model().label}, files {model_digest(DEFAULT_MODEL).partition(':')[2]}"


def _tables() -> str:
    from dragoman.knowledge import load_knowledge
    from dragoman.knowledge.check import check_tables

    knowledge = load_knowledge()
    complaints = list(check_tables(knowledge))
    if complaints:
        raise AssertionError(
            f"{len(complaints)} complaints, the first: {complaints[0]}; run `dragoman knowledge check`"
        )
    return f"digest {knowledge.digest}, {len(knowledge.lexicon.frames)} frames"


def _sample() -> str:
    from dragoman.reading import Reader

    with _no_network():
        reading = Reader().read(SAMPLE)
    if not any(event.type == "CONSULT" for event in reading.events):
        raise AssertionError(
            f"the meeting in {SAMPLE!r} was not read; install the pinned versions with `make setup`"
        )
    return f"{len(reading)} records"


@contextmanager
def _no_network() -> Iterator[None]:
    """Inside, every attempt to open a connection fails loudly."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("something tried to open a network connection")

    real = socket.socket.connect
    socket.socket.connect = refuse  # type: ignore[method-assign]
    try:
        yield
    finally:
        socket.socket.connect = real  # type: ignore[method-assign]
