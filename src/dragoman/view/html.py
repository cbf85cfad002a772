"""The page in a browser: the text at the left, the records at the right, linked both ways.

One file without anything from the network. It can be read without script: links are anchors, and
what they lead to lights up through ``:target``.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.records import (
    Actor,
    Agreement,
    AnyRecord,
    Claim,
    Date,
    Document,
    Event,
    Evidence,
    Excerpt,
    Figure,
    Mention,
    Place,
    Shift,
    Statement,
    Tie,
)
from dragoman.view.highlight import ROLES, Html, MarkedText, Span, joined, marked_quote, role_of, tag, words
from dragoman.view.sections import SECTIONS
from dragoman.view.wording import Wording, days, quote

LONGEST_EXCERPT = 480
LETTERS = {
    "actor": "A", "event": "E", "statement": "S", "claim": "C", "agreement": "G", "shift": "H",
    "tie": "T", "figure": "F", "place": "P", "date": "D", "mention": "M",
}  # fmt: skip
#: Kinds that the page shows besides the sections that all views have.
FURTHER = {"date": "Dates", "mention": "Not clear who is meant"}
TITLES = {section.kind: section.title for section in SECTIONS} | FURTHER
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
EVIDENCE = {"none_offered": "none offered", "cited": "cited", "unstated": "unknown"}
OWN_ROLE = {Date: "date", Place: "place", Figure: "figure", Agreement: "agreement"}
SIGNS = {"rejects": "✗", "denies": "✗", "doubts": "?", "confirms": "✓", "supports": "✓"}
DATED = {"published": "day of publication", "inferred": "inferred"}

_Reading = tuple[Document, Sequence[AnyRecord]]


def page(readings: Iterable[_Reading], kinds: frozenset[str] | None = None, *, why: bool = False) -> bytes:
    """One self-contained page with the readings one after the other, as UTF-8.

    ``kinds`` limits the cards and highlights; ``why`` adds how each record came about.
    """
    found = list(readings)
    sheets = [
        Sheet(document, records, kinds, why=why, prefix=f"d{number}-" if len(found) > 1 else "")
        for number, (document, records) in enumerate(found, 1)
    ]
    title = sheets[0].title if len(sheets) == 1 else f"Dragoman: {len(sheets)} documents"
    contents = _contents(sheets) if len(sheets) > 1 else Html("")
    main = tag("main", *(sheet.html("h1" if len(sheets) == 1 else "h2") for sheet in sheets))
    body = tag("body", contents, main, _imprint(found), tag("script", _resource("page.js")), class_="dragoman page")
    head = tag("head", _policy(), tag("title", words(title)), _style(sheets))
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n".encode()


def fragment(document: Document, records: Sequence[AnyRecord]) -> str:
    """The same content as a piece of a notebook: no head, no script, styles that stay inside."""
    sheet = Sheet(document, records, None, why=False, prefix=f"{document.id[-6:]}-")
    return tag("div", _style([sheet]), sheet.html("h2"), class_="dragoman notebook")


@lru_cache
def _resource(name: str) -> Html:
    return Html(files("dragoman.view").joinpath(name).read_text("utf-8"))


def _style(sheets: Iterable["Sheet"]) -> Html:
    return tag("style", _resource("page.css"), *(sheet.rules() for sheet in sheets))


def _policy() -> Html:
    """Meta elements; the policy forbids everything but what stands on the page."""
    digest = base64.b64encode(hashlib.sha256(_resource("page.js").encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:"
    return Html(
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
    )


def _contents(sheets: Sequence["Sheet"]) -> Html:
    """The table of contents of several documents."""
    items = (
        tag("li", tag("a", words(sheet.title), href=f"#{sheet.prefix}top"), tag("span", words(sheet.byline())))
        for sheet in sheets
    )
    title = tag("h1", words(f"{len(sheets)} documents"))
    return tag("header", title, tag("nav", tag("ol", *items), aria_label="Documents"), class_="contents")


def _imprint(readings: Iterable[_Reading]) -> Html:
    makers = {(r.made_by.tables, r.made_by.model) for _, records in readings for r in records if not isinstance(r, Document)}
    versions = "; ".join(f"tables {tables}, model {model}" for tables, model in sorted(makers))
    return tag("footer", words(f"Read by Dragoman. {versions}".strip()))
