"""Figures: the numbers of a text with their bounds, what they measure, and who says so."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Cast
from dragoman.reading.figures.amounts import Amount, AmountReader
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.records import Date, Document, Figure, Statement

CONFIDENCE = 0.85
_UPWARD = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "conj",
        "nummod",
        "compound",
        "quantmod",
        "prep",
        "attr",
        "appos",
        "npadvmod",
        "dep",
        "amod",
        "nmod",
    }
)
HIGHEST = 4


class Figures:
    """The stage that makes figures."""

    name = "figures"
    needs = frozenset({Tokens, Cast, Date, Statement})
    makes = frozenset({Figure})

    def __call__(self, document: Document, found: Found, knowledge: Knowledge) -> Iterable[Figure]:
        """Every number that counts or measures something; dates, ordinals and names are left out."""
        tokens = found.the(Tokens)
        reader = FigureReader(document, found, knowledge)
        for amount in AmountReader(tokens, knowledge.figures).find():
            figure = reader.read(amount)
            if figure is not None:
                yield figure


class FigureReader:
    """Makes a figure of an amount: what is counted, what happened to it, who says so, when."""

    def __init__(self, document: Document, found: Found, knowledge: Knowledge) -> None:
        self.tokens = found.the(Tokens)
        self.cast = found.the(Cast)
        self.maker = Maker("figures", document, self.tokens, knowledge)
        self.dates = found.all_of(Date)
        self._date_starts = [d.evidence.start for d in self.dates]
        self.statements = found.all_of(Statement)
        table: dict[str, Any] = knowledge.figures
        self.by_verb = _inverted(table["measures"])
        self.by_noun = _inverted(table["counted"])
        self.durations = frozenset(table["durations"]["words"])
        self.meeting = frozenset(table["meeting_verbs"]["words"])
        self.currencies = frozenset(table["currencies"].values())

    def read(self, amount: Amount) -> Figure | None:
        """The figure of an amount; null where the number counts nothing."""
        tokens = self.tokens
        kind = tokens.sentences[tokens.sentence_of[amount.head]].kind
        if kind == "dateline" or self._in_date(amount) or self._in_name(amount):
            return None
        noun = self._counted(amount)
        measures, rule = self._measures(amount, noun)
        if noun is None and amount.unit is None:
            return None
        if (
            amount.low == amount.high == 1
            and rule != "what happened to those counted"
            and not amount.unit
        ):
            return None  # "one of the largest", "one resident": an article, not a count
        if amount.unit is None and noun is not None and tokens.words[noun].isupper():
            return None  # "1500 UTC": a time or a name
        first, last = self._words(amount, noun)
        parts = [self.maker.part("amount", amount.first, amount.last)]
        date = self._date(amount) if rule != "duration" else None
        unit = amount.unit or (
            f"{tokens.lemmas[noun]}s" if rule == "duration" and noun is not None else None
        )
        statement = self._statement(amount)
        said_by = (
            statement.speaker_ids
            or ((statement.speaker_id,) if statement and statement.speaker_id else ())
            if statement
            else ()
        )
        content = (
            tokens.starts[amount.first],
            amount.low,
            amount.high,
            amount.bound,
            unit,
            measures,
        )
        return Figure(
            id=self.maker.id_of("figure", *content),
            document_id=self.maker.document.id,
            evidence=self.maker.evidence(first, last, parts),
            made_by=self.maker.made_by(rule),
            confidence=CONFIDENCE,
            low=amount.low,
            high=amount.high,
            bound=amount.bound,
            unit=unit,
            measures=measures,
            of=self._of(amount, noun) if noun is not None else None,
            actor_ids=self._actors(noun),
            said_by_ids=said_by,
            first_day=date.first_day if date else None,
            last_day=date.last_day if date else None,
        )

    def _in_date(self, amount: Amount) -> bool:
        start, end = self.tokens.span(amount.head, amount.last)
        place = bisect_right(self._date_starts, start) - 1
        return (
            place >= 0
            and self.dates[place].evidence.end >= end
            and self.dates[place].precision is not None
        )

    def _in_name(self, amount: Amount) -> bool:
        found = self.cast.at(amount.head)
        return (found is not None and found.kind == "name") or self.tokens.pos[
            amount.head
        ] == "PROPN"

    def _counted(self, amount: Amount) -> int | None:
        """The noun that is counted: "13,000 people", "dozens of soldiers", "half of the seats"."""
        tokens = self.tokens
        place = amount.last
        if place < len(tokens) and tokens.lowers[place] == "of":
            inside = tokens.children_with(place, "pobj")
            return inside[0] if inside else None
        noun = tokens.heads[amount.head]
        if tokens.deps[amount.head] == "quantmod" or tokens.pos[noun] == "NUM":
            noun = tokens.heads[noun]
        is_noun = tokens.pos[noun] in {"NOUN", "PROPN"} and noun >= amount.last
        if is_noun and tokens.sentence_of[noun] == tokens.sentence_of[amount.head]:
            return noun
        if amount.last < len(tokens) and tokens.pos[amount.last] == "NOUN":
            return amount.last
        return None

    def _measures(self, amount: Amount, noun: int | None) -> tuple[str | None, str]:
        tokens = self.tokens
        if amount.unit in self.currencies:
            return "money", "currency"
        if noun is not None and tokens.lemmas[noun] in self.durations:
            return f"{tokens.lemmas[noun]}s", "duration"
        verb = self._verb_over(noun if noun is not None else amount.head)
        if verb is not None and tokens.lemmas[verb] in self.by_verb:
            return self.by_verb[tokens.lemmas[verb]], "what happened to those counted"
        if noun is None:
            return None, "unit"
        lemma = tokens.lemmas[noun]
        if lemma in self.by_noun:
            if (
                self.by_noun[lemma] == "times"
                and verb is not None
                and tokens.lemmas[verb] in self.meeting
            ):
                return "meetings", "times that somebody met"
            return self.by_noun[lemma], "what is counted"
        return None, "a number with a noun"

    def _verb_over(self, token: int) -> int | None:
        """The verb whose object, or passive or intransitive subject, is counted."""
        tokens = self.tokens
        for _ in range(HIGHEST):
            head, dep = tokens.heads[token], tokens.deps[token]
            for child in tokens.children_with(token, "acl", "relcl", "amod", "acomp"):
                if tokens.lemmas[child] in self.by_verb:
                    return child
            if head == token or dep not in _UPWARD:
                return None
            if tokens.pos[head] in {"VERB", "AUX"}:
                if dep == "nsubj" and tokens.lemmas[head] == "be":
                    return next(iter(tokens.children_with(head, "acomp", "attr")), head)
                is_agent = dep == "nsubj" and bool(tokens.children_with(head, "dobj"))
                return None if is_agent else head
            token = head
        return None

    def _words(self, amount: Amount, noun: int | None) -> tuple[int, int]:
        if noun is None:
            return amount.first, amount.last
        return amount.first, max(amount.last, noun + 1)

    def _of(self, amount: Amount, noun: int) -> str:
        tokens = self.tokens
        first, last = tokens.phrase(noun)
        first = max(first, min(amount.last, noun))
        while first < noun and (
            tokens.pos[first] in {"NUM", "DET", "ADP", "SYM", "ADV", "PUNCT"}
            or tokens.deps[first] in {"quantmod", "nummod"}
            or any(tokens.pos[t] == "NUM" for t in range(first, noun))
        ):
            first += 1
        return self.maker.excerpt(*tokens.span(first, last)).text

    def _actors(self, noun: int | None) -> tuple[str, ...]:
        found = self.cast.headed_by(noun) if noun is not None else None
        return tuple(someone.id for someone in found.who) if found else ()

    def _date(self, amount: Amount) -> Date | None:
        """The one date of the sentence, where there is only one."""
        sentence = self.tokens.sentences[self.tokens.sentence_of[amount.head]]
        low = bisect_left(self._date_starts, sentence.start)
        high = bisect_left(self._date_starts, sentence.end)
        dated = [d for d in self.dates[low:high] if d.first_day and d.last_day]
        return dated[0] if len(dated) == 1 else None

    def _statement(self, amount: Amount) -> Statement | None:
        start = self.tokens.starts[amount.head]
        holding: Sequence[Statement] = [
            s for s in self.statements if any(e.start <= start < e.end for e in s.content)
        ]
        return min(holding, key=lambda s: sum(e.end - e.start for e in s.content), default=None)


def _inverted(table: dict[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words}


__all__ = ["Figures"]
