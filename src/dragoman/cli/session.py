"""A session: the documents of one call, what was read of them, what failed, and the exit code."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    import datetime

    from dragoman.knowledge import Knowledge
    from dragoman.reading import Reader, Reading
    from dragoman.reading.language import Tokens
    from dragoman.records import Document

FILES_WORTH_A_BAR = 3


class Session:
    """Keeps count of what was read and what failed, and says it on stderr."""

    def __init__(self, published: "datetime.date | None" = None, outlet: str | None = None) -> None:
        self.published = published
        self.outlet = outlet
        self.names: list[str] = []
        self.failed = 0
        self.read = 0

    def documents(self, paths: list[str]) -> "Iterator[Document]":
        """The documents that can be opened; what cannot is named and stops nothing."""
        from dragoman.errors import InputError
        from dragoman.sources import document_from_file, document_from_stream, expand

        for given in paths:
            try:
                for path in expand([given]):
                    yield from self._open(path, document_from_file, document_from_stream)
            except InputError as error:
                self._fail(str(error))

    def _open(
        self,
        path: str,
        from_file: Callable[..., "Document"],
        from_stream: Callable[..., "Document"],
    ) -> "Iterator[Document]":
        from dragoman.errors import InputError

        details = {"published": self.published, "outlet": self.outlet}
        try:
            document = (
                from_stream(sys.stdin.buffer, **details)
                if path == "-"
                else from_file(path, **details)
            )
        except InputError as error:
            self._fail(str(error))
            return
        for note in document.notes:
            typer.echo(f"dragoman: {path}: {note}", err=True)
        self.names.append(path)
        yield document

    def readings(
        self, reader: "Reader", documents: "Iterable[Document]", workers: int, count: int
    ) -> "Iterator[Reading]":
        """The readings, with a progress bar on stderr where there are many."""
        found = reader.read_many(documents, workers=workers)
        for number, reading in enumerate(_with_bar(found, count)):
            if reading.failure:
                self._fail(f"{self.names[number]}: {reading.failure}")
                continue
            self.read += 1
            yield reading

    def parses(
        self, paths: list[str], knowledge: "Knowledge"
    ) -> "Iterator[tuple[Document, Tokens]]":
        """The parses of the documents, for verbs that need no records."""
        from dragoman.reading.language import Language, load_model

        return Language(load_model()).read_many(self._readable(self.documents(paths), knowledge))

    def _readable(
        self, documents: "Iterable[Document]", knowledge: "Knowledge"
    ) -> "Iterator[Document]":
        from dragoman.reading.language.identification import identify_language
        from dragoman.reading.reader import reason_not_to_read

        for document in documents:
            noted = identify_language(document, knowledge)
            reason = reason_not_to_read(noted)
            if reason:
                self._fail(f"{self.names[-1]}: {reason}")
                continue
            self.read += 1
            yield noted

    def _fail(self, message: str) -> None:
        self.failed += 1
        typer.echo(f"dragoman: {message}", err=True)

    def exit_code(self, *, found_nothing: bool = False) -> int:
        """0 where all were read, 3 where some failed, 1 where all did, 4 where nothing was found."""
        if not self.failed:
            return 4 if found_nothing else 0
        return 3 if self.read else 1


def _with_bar(readings: "Iterator[Reading]", count: int) -> "Iterator[Reading]":
    if count < FILES_WORTH_A_BAR or not sys.stderr.isatty():
        yield from readings
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(readings, description="Reading", total=count, console=Console(stderr=True))
