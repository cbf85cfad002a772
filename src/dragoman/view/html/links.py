"""Links between words and cards: every record has a key, an anchor and its words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dragoman.records import (
    Agreement,
    AnyRecord,
    Claim,
    Document,
    Evidence,
    Excerpt,
    Figure,
    Mention,
    Statement,
)
from dragoman.view.html.highlight import Html, Span, joined, role_of, tag, words
from dragoman.view.sections import SECTIONS
from dragoman.view.wording import Wording, quote

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
                yield from spans_of(record, key)
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


def spans_of(record: Any, key: str) -> Iterator[Span]:
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
