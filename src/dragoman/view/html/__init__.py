"""The page in a browser: the text at the left, the records at the right, linked both ways.

One file without anything from the network. It can be read without script: links are anchors, and
what they lead to lights up through ``:target``.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.records import AnyRecord, Document, Event
from dragoman.view.html.cards import CARDS, made_by
from dragoman.view.html.highlight import ROLES, Html, MarkedText, joined, tag, words
from dragoman.view.html.links import LETTERS, TITLES, Links
from dragoman.view.wording import headline

_Reading = tuple[Document, Sequence[AnyRecord]]


def page(
    readings: Iterable[_Reading], kinds: frozenset[str] | None = None, *, why: bool = False
) -> bytes:
    """One self-contained page with the readings one after the other, as UTF-8.

    ``kinds`` limits the cards and highlights; ``why`` adds how each record came about.
    """
    found = list(readings)
    is_one = len(found) == 1
    sheets = []
    for number, (document, records) in enumerate(found, 1):
        links = Links(document, records, kinds, "" if is_one else f"d{number}-")
        sheets.append(Sheet(document, links, why=why))
    title = sheets[0].title if is_one else f"Dragoman: {len(sheets)} documents"
    main = tag("main", *(sheet.html("h1" if is_one else "h2") for sheet in sheets))
    contents = Html("") if is_one else _contents(sheets)
    script = tag("script", _resource("page.js"))
    head = tag("head", _policy(), tag("title", words(title)), _style(sheets))
    body = tag("body", contents, main, _imprint(found), script, class_="dragoman page")
    return f"<!doctype html>\n{tag('html', head, body, lang='en')}\n".encode()


def fragment(document: Document, records: Sequence[AnyRecord]) -> str:
    """The same content as a piece of a notebook: no head, no script, styles that stay inside."""
    sheet = Sheet(document, Links(document, records, prefix=f"n{document.id[-6:]}-"), why=False)
    return tag("div", _style([sheet]), sheet.html("h2"), class_="dragoman notebook")


@lru_cache
def _resource(name: str) -> Html:
    return Html(files("dragoman.view.html").joinpath(name).read_text("utf-8"))


def _style(sheets: Iterable["Sheet"]) -> Html:
    return tag("style", _resource("page.css"), *(sheet.rules() for sheet in sheets))


def _policy() -> Html:
    """Meta elements; the policy forbids everything but what stands on the page."""
    digest = base64.b64encode(hashlib.sha256(_resource("page.js").encode()).digest()).decode()
    script = f"script-src 'sha256-{digest}'"
    policy = f"default-src 'none'; style-src 'unsafe-inline'; {script}; img-src data:"
    return Html(
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
    )


def _contents(sheets: Sequence["Sheet"]) -> Html:
    """The table of contents of several documents."""
    items = []
    for sheet in sheets:
        link = tag("a", tag("bdi", words(sheet.title)), href=sheet.links.href("top"))
        items.append(tag("li", link, words(" "), tag("span", words(sheet.byline))))
    title = tag("h1", words(f"{len(sheets)} documents"))
    nav = tag("nav", tag("ol", *items), aria_label="Documents")
    return tag("header", title, nav, class_="contents")


def _imprint(readings: Iterable[_Reading]) -> Html:
    made = (r.made_by for _, records in readings for r in records if not isinstance(r, Document))
    versions = sorted({f"tables {maker.tables}, model {maker.model}" for maker in made})
    return tag("footer", words(f"Read by Dragoman. {'; '.join(versions)}".strip()))


class Sheet:
    """One document on the page: its text at the left, its cards at the right."""

    def __init__(self, document: Document, links: Links, *, why: bool) -> None:
        self.document = document
        self.links = links
        self.why = why
        self.title = headline(document)
        published = str(document.published or "no date given")
        self.byline = " · ".join(filter(None, [document.outlet, document.author, published]))
        spans = list(dict.fromkeys(links.spans()))
        self.text = MarkedText(document.text or "", spans, links.anchors(), links.prefix)

    def rules(self) -> Html:
        """What lights up the words of a card that a link led to, without script."""
        own = self.links.prefix
        near = [f".dragoman #{own}w-{key}:target~.{own}{key}" for key in self.text.keys]
        far = [
            f".dragoman .text:has(#{own}w-{key}:target) .{own}{key}"
            for key in self.text.keys_over_several_blocks()
        ]
        glow = "{background-color:var(--glow)}\n"
        return Html("".join(",".join(rules) + glow for rules in (near, far) if rules))

    def html(self, heading: str) -> Html:
        """The document's title, its text, its cards. A text that tells its title tells it once."""
        is_told = bool(self.document.title) and self.text.opens_with(self.title)
        text = self.text.html(heading if is_told else None)
        if self.document.text:
            article = tag("article", text, class_="text", lang=self.document.language)
        else:
            article = tag("p", words("The text itself was not kept."), class_="notice")
        head = tag("header", *self._masthead(None if is_told else heading))
        left = tag("div", head, article, self._legend(), class_="left")
        attributes = {"id": f"{self.links.prefix}top", "aria_label": self.title}
        return tag("section", left, self._panel(), class_="document", **attributes)

    def _masthead(self, heading: str | None) -> Iterator[Html]:
        yield tag("a", words("To the records"), href=self.links.href("records"), class_="skip")
        byline, url = words(self.byline), self.document.url or ""
        if url.startswith(("https://", "http://")):
            link = tag("a", words("original"), href=url, rel="noopener noreferrer")
            byline = joined([byline, link], " · ")
        elif url:
            byline = joined([byline, words(url)], " · ")
        yield tag("p", byline, class_="byline")
        if heading:
            look = None if self.document.title else "untitled"
            yield tag(heading, tag("bdi", words(self.title)), class_=look)
        for note in self.document.notes:
            yield tag("p", words(note), class_="notice")

    def _legend(self) -> Html:
        shown = (role for role in ROLES if role in self.text.roles)
        items = (tag("li", tag("span", words(ROLES[role]), class_=role)) for role in shown)
        return tag("ul", *items, class_="legend", aria_label="What the marks in the text mean")

    def _panel(self) -> Html:
        shown = {kind: cards for kind, cards in self.links.cards.items() if cards}
        chips = (self._chip(kind, len(cards)) for kind, cards in shown.items())
        bar = tag("nav", *chips, class_="chips", aria_label="Kinds of records")
        lists = [self._list(kind, cards) for kind, cards in shown.items()]
        nothing = tag("p", words("Nothing was found."), class_="notice")
        name = f"{self.links.prefix}records"
        content = [bar, *lists] if lists else [nothing]
        return tag("aside", *content, id=name, aria_label="Records", tabindex="-1")

    def _chip(self, kind: str, count: int) -> Html:
        content = words(f"{TITLES[kind]} "), tag("b", words(count))
        return tag("a", *content, href=self.links.href(kind), data_kind=LETTERS[kind])

    def _list(self, kind: str, cards: Sequence[tuple[str, Any]]) -> Html:
        title = tag("h3", words(f"{TITLES[kind]} "), tag("span", words(len(cards)), class_="count"))
        items = tag("ol", *(self._card(kind, key, record) for key, record in cards))
        name = self.links.prefix + kind
        return tag("section", title, items, class_="kind", id=name, aria_label=TITLES[kind])

    def _card(self, kind: str, key: str, record: Any) -> Html:
        label = f"{kind} {key[1:]}: show its words"
        to_words = self.links.to_words(key, words(key), class_="label", aria_label=label)
        content = [to_words, *CARDS[kind](record, self.links)]
        if self.why:
            content.append(made_by(record))
        quad = f" quad{record.quad}" if isinstance(record, Event) else ""
        return tag("li", *content, id=self.links.prefix + key, class_=f"card {kind}{quad}")
