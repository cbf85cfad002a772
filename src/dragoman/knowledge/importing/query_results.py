"""Query results: the rows of a SPARQL answer, as the endpoint or its web page hands them out.

Read are the JSON of the endpoint (``head`` and ``results``), both forms of JSON that the web page offers
for download (a list of rows, with plain or with typed values), and CSV.
"""

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.errors import KnowledgeError

Row = dict[str, str]
#: Stands for what Wikidata knows to be unknown: there is a value, but nobody knows which.
UNKNOWN = "_:unknown"
_BLANK_NODE = "bnode"


class QueryResult(NamedTuple):
    """The rows of a result, without empty cells.

    ``columns`` are all that the query asked for; null where the form does not tell (a list of rows names
    a column only where it has a value).
    """

    columns: tuple[str, ...] | None
    rows: list[Row]


def read_query_result(path: Path) -> QueryResult:
    """The result in the file ``path``; raises ``KnowledgeError`` where it is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise KnowledgeError(f"{path}: there is no such file") from error
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: is not UTF-8 (byte {error.start})") from error
    if not text.strip():
        raise KnowledgeError(f"{path}: the file is empty")
    return _from_json(text, path) if text.lstrip()[0] in "{[" else _from_csv(text, path)


def require_columns(
    result: QueryResult, always: Iterable[str], queried: Iterable[str], path: Path
) -> None:
    """Raise ``KnowledgeError`` where a column is missing.

    ``always`` have a value in every usable row; ``queried`` may be empty, so they can be missed only
    where the result names its columns.
    """
    found = result.columns or tuple(dict.fromkeys(name for row in result.rows for name in row))
    wanted = [*always, *(queried if result.columns is not None else ())]
    missing = [name for name in wanted if name not in found]
    if missing:
        raise KnowledgeError(
            f"{path}: no column {', '.join(missing)} (there are: {', '.join(found) or 'none'}); "
            "docs/import.md has the query"
        )


def _from_csv(text: str, path: Path) -> QueryResult:
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    rows = []
    for row in reader:
        if "" in row:
            raise KnowledgeError(f"{path}, line {reader.line_num}: more cells than columns")
        rows.append({name: cell for name, cell in row.items() if cell})
    return QueryResult(tuple(reader.fieldnames or ()), rows)


def _from_json(text: str, path: Path) -> QueryResult:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise KnowledgeError(f"{path}: is no JSON ({error})") from error
    columns = None
    if isinstance(content, dict):
        try:
            columns = tuple(content["head"]["vars"])
            content = content["results"]["bindings"]
        except (KeyError, TypeError) as error:
            raise KnowledgeError(
                f"{path}: the JSON has no head.vars and results.bindings"
            ) from error
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        raise KnowledgeError(f"{path}: the JSON is no list of rows")
    return QueryResult(columns, [_plain(row) for row in content])


def _plain(row: dict[str, Any]) -> Row:
    """The values of a row as text, without the empty ones."""
    plain: Row = {}
    for name, cell in row.items():
        value = cell.get("value") if isinstance(cell, dict) else cell
        if isinstance(cell, dict) and cell.get("type") == _BLANK_NODE:
            value = UNKNOWN
        if value not in (None, ""):
            plain[name] = str(value)
    return plain
