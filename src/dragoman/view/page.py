"""The page: a reading on a terminal."""

import io
import os
import shutil
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dragoman.records import AnyRecord, Document
from dragoman.view.sections import SECTIONS, Section
from dragoman.view.wording import Wording, headline

NARROWEST, WIDEST = 60, 120


def terminal_page(
    document: Document,
    records: Sequence[AnyRecord],
    kinds: frozenset[str] | None = None,
    *,
    why: bool = False,
) -> bytes:
    """The reading as a page of text; in colour on a terminal that wants it."""
    buffer = io.StringIO()
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = min(max(shutil.get_terminal_size((100, 40)).columns, NARROWEST), WIDEST)
    console = Console(
        file=buffer, width=width, force_terminal=colour, no_color=not colour, highlight=False
    )
    console.print(_title(document))
    wording = Wording(records)
    for section in SECTIONS:
        found = [r for r in records if isinstance(r, section.record_type)]
        if found and (kinds is None or section.kind in kinds):
            _print_section(console, section, found, wording, records, why=why)
    console.print()
    return buffer.getvalue().encode()


def _title(document: Document) -> Text:
    title = Text(headline(document), style="bold")
    details = [document.outlet, str(document.published or "no date given")]
    title.append(f"   {' · '.join(filter(None, details))}", style="dim")
    return title


def _print_section(
    console: Console,
    section: Section,
    found: Sequence[AnyRecord],
    wording: Wording,
    records: Sequence[AnyRecord],
    *,
    why: bool,
) -> None:
    console.print()
    console.print(Text(f"{section.title} ({len(found)})", style="bold underline"))
    for record in found:
        line = section.line(record, wording, records)
        text = Text(line.head, style="bold")
        if line.code:
            text.append(f"  {line.code}", style="cyan")
        if line.when:
            text.append(f"  {line.when}", style="green")
        if line.words:
            text.append(f"  {line.words}", style="dim")
        console.print(Padding(text, (0, 0, 0, 2), expand=False))
        for note in line.notes:
            console.print(Padding(Text(note), (0, 0, 0, 6), expand=False))
        if why:
            for reason in record.made_by.why if not isinstance(record, Document) else ():
                console.print(Padding(Text(f"· {reason}", style="dim"), (0, 0, 0, 6), expand=False))
