"""The page in a browser: the text at the left, the records at the right, linked both ways.

One file without anything from the network. It can be read without script: links are anchors, and
what they lead to lights up through ``:target``.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
#: The kinds in the order of the page: those that all views have, then what only this one shows.
TITLES = {section.kind: section.title for section in SECTIONS} | {
    "date": "Dates",
    "mention": "Not clear who is meant",
}
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
EVIDENCE = {"none_offered": "none offered", "cited": "cited", "unstated": "unknown"}
SIGNS = {"rejects": "✗", "denies": "✗", "doubts": "?", "confirms": "✓", "supports": "✓"}
BASES = {"published": "day of publication", "inferred": "inferred"}
UNKNOWN = tag("i", words("unknown"), class_="unknown")

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
    is_one = len(sheets) == 1
    title = sheets[0].title if is_one else f"Dragoman: {len(sheets)} documents"
    main = tag("main", *(sheet.html("h1" if is_one else "h2") for sheet in sheets))
    contents = Html("") if is_one else _contents(sheets)
    script = tag("script", _resource("page.js"))
    head = tag("head", _policy(), tag("title", words(title)), _style(sheets))
    body = tag("body", contents, main, _imprint(found), script, class_="dragoman page")
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
        tag("li", tag("a", words(sheet.title), href=f"#{sheet.prefix}top"), tag("span", words(sheet.byline)))
        for sheet in sheets
    )
    title = tag("h1", words(f"{len(sheets)} documents"))
    return tag("header", title, tag("nav", tag("ol", *items), aria_label="Documents"), class_="contents")


def _imprint(readings: Iterable[_Reading]) -> Html:
    made = (r.made_by for _, records in readings for r in records if not isinstance(r, Document))
    versions = sorted({f"tables {maker.tables}, model {maker.model}" for maker in made})
    return tag("footer", words(f"Read by Dragoman. {'; '.join(versions)}".strip()))


class Sheet:
    """One document on the page: its text, its cards, and the names that link them.

    ``keys`` gives each shown record its short name ("E3"); ids on the page carry ``prefix`` before it.
    """

    def __init__(
        self,
        document: Document,
        records: Sequence[AnyRecord],
        kinds: frozenset[str] | None,
        *,
        why: bool,
        prefix: str,
    ) -> None:
        self.document = document
        self.why = why
        self.prefix = prefix
        self.wording = Wording(records)
        self.records = {record.id: record for record in records}
        self.keys: dict[str, str] = {}
        self.mentions: dict[str, dict[str, list[Mention]]] = {}
        self.cards = {kind: self._choose(kind, records) for kind in TITLES if kinds is None or kind in kinds}
        spans = [span for cards in self.cards.values() for key, r in cards for span in _spans(r, key)]
        anchors: dict[str, int] = {}
        for actor_id, forms in self.mentions.items():
            for number, mentions in enumerate(forms.values(), 1):
                anchors[f"{self.keys[actor_id]}-{number}"] = mentions[0].evidence.start
                spans += [Span(m.evidence.start, m.evidence.end, "mention", self.keys[actor_id]) for m in mentions]
        self.text = MarkedText(document.text or "", spans, anchors, prefix)

    @property
    def title(self) -> str:
        """The document's title as every view gives it."""
        return self.document.title or "Untitled"

    @property
    def byline(self) -> str:
        """Who published the document and when, as far as it is known."""
        published = str(self.document.published or "no date given")
        return " · ".join(filter(None, [self.document.outlet, self.document.author, published]))

    def rules(self) -> Html:
        """What lights up the words of a card that a link led to, without script."""
        keys = [(key, self.prefix + key) for key in self.text.keys]
        near = [f".dragoman #{self.prefix}w-{key}:target~.{name}" for key, name in keys]
        far = [
            f".dragoman .text:has(#{self.prefix}w-{key}:target) .{self.prefix}{key}"
            for key in self.text.keys_over_several_blocks()
        ]
        glow = "{background-color:var(--glow)}"
        return Html("\n".join(",".join(part) + glow for part in (near, far) if part))

    def html(self, heading: str) -> Html:
        """The document's title, its text, its cards."""
        text = self.text.html() if self.document.text else tag("p", words("The text itself was not kept."))
        article = tag("article", text, class_="text", lang=self.document.language, dir="auto")
        left = tag("div", self._masthead(heading), self._legend(), article, class_="left")
        return tag("section", left, self._panel(), class_="document", id=f"{self.prefix}top", aria_label=self.title)

    def _masthead(self, heading: str) -> Html:
        document = self.document
        line = [words(self.byline)]
        if document.url:
            is_link = document.url.startswith(("https://", "http://"))
            link = tag("a", words("original"), href=document.url, rel="noopener noreferrer")
            line.append(link if is_link else words(document.url))
        notes = (tag("p", words(note), class_="notice") for note in document.notes)
        skip = tag("a", words("To the records"), href=f"#{self.prefix}records", class_="skip")
        title = tag(heading, tag("bdi", words(self.title)))
        return tag("header", skip, title, tag("p", joined(line, " · "), class_="byline"), *notes)

    def _legend(self) -> Html:
        shown = (tag("li", tag("span", words(ROLES[role]), class_=role)) for role in ROLES if role in self.text.roles)
        return tag("ul", *shown, class_="legend", aria_label="What the marks in the text mean")

    def _panel(self) -> Html:
        shown = {kind: cards for kind, cards in self.cards.items() if cards}
        chips = (
            tag("a", words(f"{TITLES[kind]} "), tag("b", words(len(cards))), href=self._href(kind), data_kind=LETTERS[kind])
            for kind, cards in shown.items()
        )
        lists = (self._list(kind, cards) for kind, cards in shown.items())
        nothing = () if shown else (tag("p", words("Nothing was found."), class_="notice"),)
        bar = tag("nav", *chips, class_="chips", aria_label="Kinds of records")
        return tag("aside", bar, *lists, *nothing, id=f"{self.prefix}records", aria_label="Records", tabindex="-1")

    def _list(self, kind: str, cards: Sequence[tuple[str, Any]]) -> Html:
        title = tag("h3", words(f"{TITLES[kind]} "), tag("span", words(len(cards)), class_="count"))
        items = (self._card(kind, key, record) for key, record in cards)
        return tag("section", title, tag("ol", *items), class_=f"kind {kind}s", id=self.prefix + kind, data_kind=LETTERS[kind])

    def _card(self, kind: str, key: str, record: Any) -> Html:
        label = self.to_words(key, words(key), "label", f"{kind} {key[1:]}: show its words")
        more = [_made_by(record)] if self.why else []
        quad = f" quad{record.quad}" if isinstance(record, Event) else ""
        return tag("li", label, *_CARDS[kind](record, self), *more, id=self.prefix + key, class_=f"card {kind}{quad}")

    def _href(self, key: str) -> str:
        return f"#{self.prefix}{key}"

    def to_words(self, key: str, content: Html, class_: str | None = None, label: str | None = None) -> Html:
        """A link from a card to the words with this key."""
        return tag("a", content, href=self._href(f"w-{key}"), class_=class_, aria_label=label)

    def link(self, record_id: str | None, content: Html) -> Html:
        """A link to the card of a record; only its content, where it has none on this page."""
        key = self.keys.get(record_id or "")
        return tag("a", content, href=self._href(key)) if key else content

    def names(self, actor_ids: Iterable[str]) -> Html:
        """The names of actors, each a link to its card."""
        found = [self.link(i, tag("bdi", words(self.wording.with_country(i)))) for i in actor_ids if i in self.wording.actors]
        return joined(found, ", ") if found else UNKNOWN


def _spans(record: Any, key: str) -> Iterator[Span]:
    """The words of a record with the parts that they play."""
    evidence: Evidence = record.evidence
    whole = {"date": "date", "place": "place", "figure": "figure", "agreement": "agreement"}
    yield Span(evidence.start, evidence.end, "" if evidence.parts else whole.get(record.kind, ""), key)
