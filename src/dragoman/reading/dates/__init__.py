"""Dates: every expression of time, as the days that it means."""

from collections.abc import Iterable, Iterator

from dragoman.knowledge import Knowledge
from dragoman.reading.dates.expressions import Grammar
from dragoman.reading.dates.meanings import Expression
from dragoman.reading.dates.resolution import Context, Resolved, Resolver
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.records import Date, Document, Part

#: So many characters may stand between a time of day and its day: "6:15 a.m. local time on May 9".
NEAR = 20
CONFIDENCE = {"stated": 0.95, "relative": 0.85, "inferred": 0.75}
#: Of days that hold more than is meant: "recent weeks", of which nobody says how many.
CONFIDENCE_UNCOUNTED = 0.6


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
        context = Context(document.published, expressions, tokens, grammar.section)
        maker = Maker(self.name, document, tokens, knowledge)
        resolver = Resolver(context)
        for expression in _told_first(expressions):
            if expression.is_doubtful and not _is_date(tokens, expression):
                continue
            resolved = resolver.resolve(expression)
            if resolved is not None:
                yield _record(expression, resolved, maker, context)

    def _grammar_of(self, knowledge: Knowledge) -> Grammar:
        """The grammar over the words of ``knowledge``, compiled once."""
        if self._grammar is None or self._grammar.section is not knowledge.dates:
            self._grammar = Grammar(knowledge.dates)
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


def _told_first(expressions: list[Expression]) -> Iterator[Expression]:
    """The expressions in text order, but a time of day behind the day that follows it at once."""
    waiting: Expression | None = None
    for expression in expressions:
        if waiting is not None and expression.start - waiting.end > NEAR:
            yield waiting
            waiting = None
        if expression.rule == "clock" and waiting is None:
            waiting = expression
            continue
        yield expression
        if waiting is not None:
            yield waiting
            waiting = None
    if waiting is not None:
        yield waiting


def _is_date(tokens: Tokens, expression: Expression) -> bool:
    """Whether the language model takes the words for a date."""
    return any(
        entity.label == "DATE"
        and tokens.starts[entity.first] <= expression.start
        and expression.end <= tokens.ends[entity.last - 1]
        for entity in tokens.entities
    )


def _confidence(resolved: Resolved) -> float:
    is_uncounted = resolved.precision == "range" and resolved.moment is None
    if is_uncounted and resolved.value is not None and not resolved.value[1:2].isdigit():
        return CONFIDENCE_UNCOUNTED
    return CONFIDENCE[resolved.basis]


def _record(expression: Expression, resolved: Resolved, maker: Maker, context: Context) -> Date:
    start, end = expression.start, expression.end
    if expression.bare_start != start and context.tense.modifies_noun(start, end):
        start = expression.bare_start
    parts = [
        Part(role, first, last, maker.text[first:last])
        for role, (first, last) in zip(("first", "last"), expression.ends, strict=False)
    ]
    return Date(
        id=maker.id_of("date", start, end, resolved.value),
        document_id=maker.document.id,
        evidence=maker.evidence_at(start, end, parts),
        made_by=maker.made_by(expression.rule, *([resolved.why] if resolved.why else [])),
        confidence=_confidence(resolved),
        first_day=resolved.first_day,
        last_day=resolved.last_day,
        precision=resolved.precision,
        basis=resolved.basis,
        anchor=resolved.anchor,
        value=resolved.value,
        reason=resolved.reason,
    )
