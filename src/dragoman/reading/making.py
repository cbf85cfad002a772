"""Making records: headers and evidence from tokens, the same way in every stage."""

from collections.abc import Iterable

from dragoman.knowledge import Knowledge
from dragoman.reading.language import Tokens
from dragoman.records import Document, Evidence, Excerpt, MadeBy, Part, stable_id

VERSION = "0.1.0"


class Maker:
    """Makes the headers of one stage's records for one document."""

    def __init__(
        self, stage: str, document: Document, tokens: Tokens, knowledge: Knowledge
    ) -> None:
        self.stage = stage
        self.document = document
        self.tokens = tokens
        self.knowledge = knowledge
        self.text = document.text or ""
        self._tables = f"{VERSION}+{knowledge.digest}"

    def made_by(self, rule: str, *why: str) -> MadeBy:
        """The record's maker: this stage, the rule, and the reasons in words."""
        return MadeBy(
            stage=self.stage, rule=rule, tables=self._tables, model=self.tokens.model, why=why
        )

    def id_of(self, kind: str, *content: object) -> str:
        """The id of a record of ``kind`` with this content in this document."""
        return stable_id(kind, self.document.id, *content)

    def part(self, role: str, first: int, last: int) -> Part:
        """The tokens ``[first, last)`` as the part ``role`` of the evidence."""
        start, end = self.tokens.span(first, last)
        return Part(role, start, end, self.text[start:end])

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The characters ``[start, end)`` of the text."""
        return Excerpt(start, end, self.text[start:end])

    def evidence(self, first: int, last: int, parts: Iterable[Part] = ()) -> Evidence:
        """The tokens ``[first, last)`` as evidence, widened to hold all ``parts``."""
        start, end = self.tokens.span(first, last)
        return self.evidence_at(start, end, parts)

    def evidence_at(self, start: int, end: int, parts: Iterable[Part] = ()) -> Evidence:
        """The characters ``[start, end)`` as evidence, widened to hold all ``parts``."""
        parts = tuple(sorted(parts, key=lambda part: (part.start, part.end, part.role)))
        start = min((start, *(part.start for part in parts)))
        end = max((end, *(part.end for part in parts)))
        sentence = self._sentence(start)
        return Evidence(
            start=start, end=end, text=self.text[start:end], sentence=sentence, parts=parts
        )

    def _sentence(self, start: int) -> tuple[int, int]:
        from dragoman.reading.language import sentence_at

        sentence = sentence_at(self.tokens, start)
        return (sentence.start, sentence.end) if sentence else (0, len(self.text))
