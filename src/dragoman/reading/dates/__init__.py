"""Dates: every expression of time, as the days that it means."""

import datetime
from collections.abc import Iterable, Iterator

from dragoman.knowledge import Knowledge
from dragoman.reading.dates.context import Context
from dragoman.reading.dates.grammar import Grammar
from dragoman.reading.dates.meanings import Expression, Fixed, Length, Named, Range, Shift
from dragoman.reading.dates.resolution import Resolved, Resolver
from dragoman.reading.dates.tense import Tense
from dragoman.reading.dates.terms import Vocabulary
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.records import Date, Document

CONFIDENCE = {"stated": 0.95, "relative": 0.85, "inferred": 0.75}


class Dates:
    """The stage that makes dates."""

    name = "dates"
    needs = frozenset({Tokens})
    makes = frozenset({Date})

    def __init__(self) -> None:
        self._grammar: Grammar | None = None

    def __call__(self, document: Document, found: Found, knowledge: Knowledge) -> Iterable[Date]:
        """Find the expressions, then resolve them in text order."""
        tokens = found.the(Tokens)
        grammar = self._grammar_of(knowledge)
        expressions = [
            expression
            for start, end in _blocks(tokens)
            for expression in grammar.find(tokens.text, start, end)
        ]
        tense = Tense(tokens, grammar.vocabulary.section["tense"])
        context = Context(document.published, expressions, tense, grammar.vocabulary.section)
        maker = Maker(self.name, document, tokens, knowledge)
        resolver = Resolver(context)
        for expression in expressions:
            resolved = resolver.resolve(expression)
            if resolved is not None:
                yield _record(expression, resolved, maker)

    def _grammar_of(self, knowledge: Knowledge) -> Grammar:
        """The grammar over the words of ``knowledge``, compiled once."""
        if self._grammar is None or self._grammar.vocabulary.section is not knowledge.dates:
            self._grammar = Grammar(Vocabulary(knowledge.dates))
        return self._grammar


def _blocks(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The characters of each block of the text."""
    first = 0
    for number, sentence in enumerate(tokens.sentences):
        if sentence.block != tokens.sentences[first].block:
            yield tokens.sentences[first].start, tokens.sentences[number - 1].end
            first = number
    if tokens.sentences:
        yield tokens.sentences[first].start, tokens.sentences[-1].end


def _record(expression: Expression, resolved: Resolved, maker: Maker) -> Date:
    from dragoman.records import Part

    parts = [
        Part(role, start, end, maker.text[start:end])
        for role, (start, end) in zip(("first", "last"), expression.ends)
    ]
    return Date(
        id=maker.id_of("date", expression.start, expression.end, resolved.value),
        document_id=maker.document.id,
        evidence=maker.evidence_at(expression.start, expression.end, parts),
        made_by=maker.made_by(expression.rule, *filter(None, [resolved.why])),
        confidence=CONFIDENCE[resolved.basis],
        first_day=resolved.first_day,
        last_day=resolved.last_day,
        precision=resolved.precision,
        basis=resolved.basis,
        anchor=resolved.anchor,
        value=resolved.value,
        reason=resolved.reason,
    )
