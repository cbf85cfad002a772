"""The page in a browser: the text at the left, the records at the right, linked both ways.

One file without anything from the network. It can be read without script: links are anchors, and
what they lead to lights up through ``:target``.
"""

import base64
import hashlib
import math
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
from dragoman.view.highlight import (
    ROLES,
    Html,
    MarkedText,
    Span,
    joined,
    marked_quote,
    role_of,
    tag,
    words,
)
from dragoman.view.sections import SECTIONS
from dragoman.view.wording import Wording, days, headline, quote

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
#: The part that the whole evidence plays, where its parts do not say it.
OWN_ROLE = {
    "actor": "mention", "mention": "mention", "date": "date", "place": "place",
    "figure": "figure", "agreement": "agreement",
}  # fmt: skip
QUADS = {
    1: "verbal cooperation", 2: "material cooperation",
    3: "verbal conflict", 4: "material conflict",
}  # fmt: skip
EVIDENCE = {"none_offered": "none offered", "cited": "cited"}
SIGNS = {"rejects": "✗", "denies": "✗", "doubts": "?", "confirms": "✓", "supports": "✓"}
BASES = {"published": "day of publication", "inferred": "inferred"}
UNKNOWN = tag("i", words("unknown"), class_="unknown")

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
    return Html(files("dragoman.view").joinpath(name).read_text("utf-8"))


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


class Links:
    """What leads where in one document: short names of records ("E3") and links to them.

    Ids on the page carry ``prefix`` before the short name; the words of E3 are at ``w-E3``.
    ``mentions`` holds those that are told on the card of their actor, by their words.
    """

    def __init__(
        self,
        document: Document,
        records: Sequence[AnyRecord],
        kinds: frozenset[str] | None = None,
        prefix: str = "",
    ) -> None:
        self.has_text = bool(document.text)
        self.prefix = prefix
        self.wording = Wording(records)
        self.records = {record.id: record for record in records}
        self.keys: dict[str, str] = {}
        self.mentions: dict[str, dict[str, list[Mention]]] = {}
        wanted = [kind for kind in TITLES if kinds is None or kind in kinds]
        self.cards = {kind: self._choose(kind, records) for kind in wanted}

    def _choose(self, kind: str, records: Sequence[AnyRecord]) -> list[tuple[str, Any]]:
        cards: list[tuple[str, Any]] = []
        for record in records:
            if record.kind != kind:
                continue
            if isinstance(record, Mention) and record.actor_id in self.keys:
                forms = self.mentions.setdefault(record.actor_id, {})
                forms.setdefault(record.evidence.text.casefold(), []).append(record)
                continue
            cards.append((f"{LETTERS[kind]}{len(cards) + 1}", record))
            self.keys[record.id] = cards[-1][0]
        return cards

    def spans(self) -> Iterator[Span]:
        """The words of all cards."""
        for cards in self.cards.values():
            for key, record in cards:
                yield from _spans(record, key)
        for actor_id, forms in self.mentions.items():
            for mentions in forms.values():
                for evidence in (mention.evidence for mention in mentions):
                    yield Span(evidence.start, evidence.end, "mention", self.keys[actor_id])

    def anchors(self) -> dict[str, int]:
        """Where each form of an actor's name stands first."""
        return {
            f"{self.keys[actor_id]}-{number}": mentions[0].evidence.start
            for actor_id, forms in self.mentions.items()
            for number, mentions in enumerate(forms.values(), 1)
        }

    def href(self, key: str) -> str:
        """The address of a card, or of whatever else has this name on the page."""
        return f"#{self.prefix}{key}"

    def to_words(self, key: str, content: Html, **attributes: str) -> Html:
        """A link from a card to the words with this key; no link where the text was not kept."""
        if not self.has_text:
            return tag("span", content, **attributes)
        return tag("a", content, href=self.href(f"w-{key}"), **attributes)

    def to_card(self, record_id: str | None, content: Html) -> Html:
        """A link to the card of a record; only its content, where it has none on this page."""
        key = self.keys.get(record_id or "")
        return tag("a", content, href=self.href(key)) if key else content

    def names(self, actor_ids: Iterable[str]) -> Html:
        """The names of actors, each a link to its card; unknown where there are none."""
        return joined(map(self._name, actor_ids), ", ") or UNKNOWN

    def _name(self, actor_id: str) -> Html:
        if actor_id not in self.wording.actors:
            return UNKNOWN
        return self.to_card(actor_id, tag("bdi", words(self.wording.with_country(actor_id))))

    def figure(self, record_id: str | None) -> Html:
        """A figure in words, linked to its card."""
        record = self.records.get(record_id or "")
        said = self.wording.figure(record) if isinstance(record, Figure) else "?"
        return self.to_card(record_id, words(said))

    def step(self, record: Claim | Agreement, number: int, *content: Html, class_: str) -> Html:
        """A line of a card whose words have an anchor of their own."""
        own = f"{self.keys[record.id]}-{number}"
        excerpt, _ = _steps(record)[number - 1]
        to_words = self.to_words(own, words(quote(excerpt.text)))
        return tag("li", *content, to_words, id=self.prefix + own, class_=class_)


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
        content = [to_words, *_CARDS[kind](record, self.links)]
        if self.why:
            content.append(_made_by(record))
        quad = f" quad{record.quad}" if isinstance(record, Event) else ""
        return tag("li", *content, id=self.links.prefix + key, class_=f"card {kind}{quad}")


def _spans(record: Any, key: str) -> Iterator[Span]:
    """The words of a record with the parts that they play."""
    evidence: Evidence = record.evidence
    roles = [role_of(part.role) for part in evidence.parts]
    own = OWN_ROLE.get(record.kind, "")
    yield Span(evidence.start, evidence.end, "" if own in roles else own, key)
    for part, role in zip(evidence.parts, roles, strict=True):
        yield Span(part.start, part.end, role, key)
    if isinstance(record, Statement | Claim):
        excerpts = record.content if isinstance(record, Statement) else (record.content,)
        yield from (Span(excerpt.start, excerpt.end, "content", key) for excerpt in excerpts)
    for number, (excerpt, role) in enumerate(_steps(record), 1):
        yield Span(excerpt.start, excerpt.end, role, f"{key}-{number}")


def _steps(record: Any) -> list[tuple[Excerpt, str]]:
    """The words that a card tells line by line, with their part: answers, stages."""
    if isinstance(record, Claim):
        return [(response.evidence, "response") for response in record.responses]
    if isinstance(record, Agreement):
        return [(stage.evidence, "agreement") for stage in record.stages]
    return []


def _head(*content: Html) -> Html:
    return tag("h4", *content)


def _facts(*facts: Html | None) -> Html:
    return tag("p", *(tag("span", fact) for fact in facts if fact), class_="facts")


def _note(title: str, *content: Html, class_: str = "note") -> Html:
    return tag("p", tag("b", words(title)), words(" "), *content, class_=class_)


def _badge(text: str, look: str = "") -> Html:
    return tag("b", words(text.replace("_", " ")), class_=f"badge {look or text}")


def _plain(*texts: str | None, between: str = ", ") -> Html | None:
    said = between.join(text for text in texts if text)
    return words(said.replace("_", " ")) if said else None


def _after(word: str, content: Html | None) -> Html | None:
    return joined([words(f"{word} "), content]) if content else None


def _when(record: Any) -> Html | None:
    text = days(record.first_day, record.last_day)
    return tag("span", words(text), class_="when") if text else None


def _evidence(record: Any) -> Html:
    """The words of a record, each part marked by its role; shortened where they are many."""
    evidence: Evidence = record.evidence
    if len(evidence.text) > LONGEST_EXCERPT:
        return tag("blockquote", words(quote(evidence.text, LONGEST_EXCERPT)), dir="auto")
    parts = [Span(p.start, p.end, role_of(p.role), "") for p in evidence.parts if role_of(p.role)]
    quoted = marked_quote(evidence.text, evidence.start, parts)
    return tag("blockquote", words("“"), quoted, words("”"), dir="auto")


def _said(*excerpts: Excerpt) -> Html:
    text = " … ".join(excerpt.text for excerpt in excerpts)
    return tag("blockquote", words(quote(text, LONGEST_EXCERPT)), dir="auto")


def _actor(actor: Actor, links: Links) -> Iterator[Html]:
    yield _head(tag("bdi", words(actor.name)))
    unmet = None if actor.known else _badge("not in the tables", "unmet")
    sectors = _plain(*actor.sectors, between="/")
    yield _facts(_plain(actor.actor_kind), _plain(actor.country), sectors, unmet)
    for office in actor.offices:
        country = f" ({office.country})" if office.country else ""
        yield _facts(words(office.title + country), _when(office))
    key = links.keys[actor.id]
    forms = []
    for number, mentions in enumerate(links.mentions.get(actor.id, {}).values(), 1):
        form = words(quote(mentions[0].evidence.text))
        forms.append(joined([links.to_words(f"{key}-{number}", form), words(f" {len(mentions)}×")]))
    if forms:
        yield tag("p", joined(forms, ", "), class_="forms")


def _event(event: Event, links: Links) -> Iterator[Html]:
    whom = _after(" →", links.names(event.recipient_ids)) if event.recipient_ids else None
    yield _head(links.names(event.actor_ids), whom or Html(""))
    code = tag("b", words(event.type), class_=f"type quad{event.quad}")
    status = None if event.status == "occurred" else _badge(event.status)
    when = _when(event) or _after("date", UNKNOWN)
    basis = _plain(BASES.get(event.date_basis))
    place = _plain(event.place.name, event.place.country) if event.place else None
    yield _facts(code, _plain(event.mode), status, when, basis, place)
    contexts = _plain(*event.contexts)
    yield _facts(_plain(QUADS.get(event.quad)), _intensity(event.intensity), contexts)
    yield _evidence(event)
    reported = links.records.get(event.statement_id or "")
    if isinstance(reported, Statement):
        speaker = words(links.wording.speaker(reported))
        yield _note("Reported by", links.to_card(reported.id, speaker))
    figures = [links.figure(i) for i in event.figure_ids if i in links.records]
    if figures:
        yield _note("Figures", joined(figures, ", "))


def _intensity(intensity: float | None) -> Html:
    """The number with a bar that grows from the middle, to the left where it is conflict."""
    if intensity is None or math.isnan(intensity):
        return joined([words("intensity "), UNKNOWN])
    share = max(-10.0, min(intensity, 10.0)) * 5
    fill = tag("i", style=f"left:{50 + min(share, 0):.1f}%;width:{abs(share):.1f}%")
    bar = tag("span", fill, class_="scale", aria_hidden="true")
    number = f"{intensity:+.1f}".replace("-", "−") if intensity else "0"
    return joined([words(f"intensity {number} "), bar])


def _statement(statement: Statement, links: Links) -> Iterator[Html]:
    ids = statement.speaker_ids or tuple(filter(None, [statement.speaker_id]))
    by_words = tuple(map(words, statement.evidence.words_of("speaker")[:1])) or (UNKNOWN,)
    yield _head(*([links.names(ids)] if ids else by_words))
    status = None if statement.status == "said" else _badge(statement.status)
    cue = words(quote(statement.cue)) if statement.cue else None
    medium = _after("via", links.names([statement.medium_id])) if statement.medium_id else None
    to = _after("to", links.names(statement.addressee_ids)) if statement.addressee_ids else None
    yield _facts(_plain(statement.form), status, cue, medium, to, _when(statement))
    yield _said(*statement.content)


def _claim(claim: Claim, links: Links) -> Iterator[Html]:
    yield _head(links.names(claim.holder_ids))
    about = _after("about", links.names(claim.about_ids)) if claim.about_ids else None
    key = links.keys.get(claim.statement_id or "")
    statement = _after("statement", links.to_card(claim.statement_id, words(key))) if key else None
    yield _facts(_badge(claim.act, "act"), about, statement)
    yield _said(claim.content)
    given = EVIDENCE.get(claim.evidence_status)
    cited = _after(":", links.names(claim.cited_ids)) if claim.cited_ids else None
    look = f"note {claim.evidence_status}"
    yield _note("Evidence", words(given) if given else UNKNOWN, cited or Html(""), class_=look)
    answers = []
    for number, response in enumerate(claim.responses, 1):
        sign, verb = words(f"{SIGNS[response.response]} "), words(f" {response.response}: ")
        by = links.names(response.by_ids)
        answers.append(links.step(claim, number, sign, by, verb, class_=response.response))
    none = _note("Answers", words("none in this text"))
    yield tag("ul", *answers, class_="answers") if answers else none


def _agreement(agreement: Agreement, links: Links) -> Iterator[Html]:
    yield _head(words(f"{agreement.count} " if agreement.count else ""), words(agreement.name))
    stage = _stage(agreement.stage) if agreement.stage else _after("stage", UNKNOWN)
    yield _facts(_plain(agreement.agreement_kind), stage)
    yield _note("Parties", links.names(agreement.party_ids))
    if agreement.mediator_ids:
        yield _note("Mediated by", links.names(agreement.mediator_ids))
    rungs = []
    for number, step in enumerate(agreement.stages, 1):
        by = _after("by", links.names(step.by_ids)) if step.by_ids else None
        line = _facts(_stage(step.stage), _when(step), by)
        rungs.append(links.step(agreement, number, line, class_=step.stage))
    yield tag("ol", *rungs, class_="ladder") if rungs else _evidence(agreement)


def _stage(stage: str) -> Html:
    return _badge(stage, f"stage {stage}")


def _shift(shift: Shift, links: Links) -> Iterator[Html]:
    toward = _after(" toward", links.names(shift.toward_ids)) if shift.toward_ids else None
    yield _head(links.names(shift.actor_ids), toward or Html(""))
    yield _facts(_plain(shift.topic), _plain(shift.basis), _when(shift))
    sides = []
    for name, text in (("from", shift.from_text), ("to", shift.to_text)):
        side = tag("dd", words(text) if text else UNKNOWN, dir="auto")
        sides.append(tag("div", tag("dt", words(name)), side))
    yield tag("dl", *sides, class_="move")
    yield _evidence(shift)


def _tie(tie: Tie, links: Links) -> Iterator[Html]:
    to = links.names([tie.to_id]) if tie.to_id else _plain(tie.title) or UNKNOWN
    yield _head(links.names([tie.from_id]), words(" → "), to)
    title = _plain(tie.title) if tie.to_id else None
    status = None if tie.status == "stated" else _badge(tie.status)
    yield _facts(_badge(tie.tie_kind, "act"), title, _when(tie), status)
    yield _evidence(tie)


def _figure(figure: Figure, links: Links) -> Iterator[Html]:
    yield _head(words(links.wording.figure(figure)))
    said = _after("says", links.names(figure.said_by_ids)) if figure.said_by_ids else None
    whose = _after("of", links.names(figure.actor_ids)) if figure.actor_ids else None
    yield _facts(words(figure.of or ""), whose, _when(figure), said)
    if figure.replaces_id in links.records:
        yield _note("Replaces", links.figure(figure.replaces_id))
    yield _evidence(figure)


def _place(place: Place, links: Links) -> Iterator[Html]:
    yield _head(words(place.name))
    where = None
    if place.latitude is not None and place.longitude is not None:
        where = words(f"{place.latitude:.2f}, {place.longitude:.2f}")
    yield _facts(_plain(place.precision), _plain(place.region, place.country), where)
    yield _evidence(place)


def _date(date: Date, links: Links) -> Iterator[Html]:
    yield _head(_when(date) or UNKNOWN)
    anchor = words(f"read against {date.anchor}") if date.anchor else None
    yield _facts(_plain(date.precision), _plain(date.basis), anchor, _plain(date.reason))
    yield _evidence(date)


def _mention(mention: Mention, links: Links) -> Iterator[Html]:
    yield _head(words(quote(mention.evidence.text)))
    ids = mention.candidate_ids or tuple(filter(None, [mention.actor_id]))
    word = "may be" if mention.candidate_ids else "stands for"
    yield _facts(_plain(mention.mention_kind), _after(word, links.names(ids)))


def _made_by(record: Any) -> Html:
    """How a record came about, folded away."""
    maker, evidence = record.made_by, record.evidence
    rows = {
        "made by": f"{maker.stage}, rule {maker.rule}",
        "with": f"tables {maker.tables}, model {maker.model}",
        "words": f"characters {evidence.start}–{evidence.end}",
        "record": record.id,
    }
    terms = (tag("div", tag("dt", words(k)), tag("dd", words(v))) for k, v in rows.items())
    steps = (tag("li", words(step)) for step in maker.why)
    summary = tag("summary", words(f"Why? Confidence {record.confidence:.2f}"))
    return tag("details", summary, tag("ul", *steps), tag("dl", *terms))


_CARDS: Mapping[str, Callable[[Any, Links], Iterable[Html]]] = {
    "actor": _actor, "event": _event, "statement": _statement, "claim": _claim,
    "agreement": _agreement, "shift": _shift, "tie": _tie, "figure": _figure,
    "place": _place, "date": _date, "mention": _mention,
}  # fmt: skip
