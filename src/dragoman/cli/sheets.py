"""Sheets: rows on a terminal as a table, in a pipe as CSV."""

import enum
import sys
from collections.abc import Iterable, Sequence


class Form(enum.StrEnum):
    """How a sheet is written."""

    table = enum.auto()
    csv = enum.auto()


def chosen_form(form: Form | None) -> Form:
    """``form``, or without one what fits where the output goes."""
    return form or (Form.table if sys.stdout.isatty() else Form.csv)


def write_sheet(columns: Sequence[str], rows: Iterable[Sequence[object]], form: Form) -> None:
    """Write a header and the rows to stdout."""
    (_write_table if form is Form.table else _write_csv)(columns, rows)


def _write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    sys.stdout.buffer.write(text.getvalue().encode())
    sys.stdout.flush()


def _write_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from rich.console import Console
    from rich.table import Table

    sheet = Table(*columns, box=None)
    for row in rows:
        sheet.add_row(*("" if cell is None else f"{cell}" for cell in row))
    Console(markup=False, highlight=False).print(sheet)
