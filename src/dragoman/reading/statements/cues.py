"""Cues: the verbs, nouns and phrases of a text that attribute, each with its content."""

from collections.abc import Iterator

from dragoman.reading.events.arguments import subject_tokens
from dragoman.reading.language import Tokens
from dragoman.reading.statements.clauses import ClauseReader, Content
from dragoman.reading.statements.complements import ComplementReader
from dragoman.reading.statements.drafts import Draft, Span, join
from dragoman.reading.statements.vocabulary import Cue, Vocabulary


class CueReader:
    """Reads the statements that cue verbs make."""

    def __init__(
        self, tokens: Tokens, vocabulary: Vocabulary, object_control: frozenset[str]
    ) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.contents = ComplementReader(ClauseReader(tokens, vocabulary))
        self.object_control = object_control

    def cue_at(self, token: int) -> Cue | None:
        """What the verb at ``token`` takes, with its particle; null where it is no cue."""
        tokens = self.tokens
        if tokens.pos[token] not in {"VERB", "AUX"}:
            return None
        lemma = self.vocabulary.lemmas.get(tokens.lowers[token], tokens.lemmas[token])
        cues = self.vocabulary.verbs.get(lemma)
        if cues is None or tokens.deps[token] in {"amod", "compound", "aux"}:
            return None
        for cue in cues:
            if not cue.rest or self._has_words(token, cue.rest):
                return cue
        return None

    def _has_words(self, token: int, words: tuple[str, ...]) -> bool:
        tokens = self.tokens
        near = {tokens.lowers[c] for c in tokens.children[token] if token < c <= token + 8}
        return all(word in near for word in words)

    def read(self, token: int) -> Draft | None:
        """The statement that the verb at ``token`` makes."""
        cue = self.cue_at(token)
        if cue is None:
            return None
        content = self.contents.read(token, cue)
        if content is None:
            return None
        spans = [span for first, last in content.ranges if (span := self.chars(first, last))]
        if not spans:
            return None
        return Draft(
            rule=f"verb, {content.rule}",
            token=token,
            cue=self.cue_words(token, cue),
            contents=join(spans, self.tokens.text),
            speakers=self.speakers(token, content),
            addressees=content.addressees,
        )

    def speakers(self, verb: int, content: Content) -> list[int]:
        """The head tokens of who says it."""
        tokens = self.tokens
        if self.contents.is_passive(verb):
            return [
                object_
                for agent in tokens.children[verb]
                if tokens.deps[agent] == "agent" or tokens.lowers[agent] == "by"
                for object_ in tokens.children_with(agent, "pobj")
            ]
        return self.subjects(verb)

    def subjects(self, verb: int) -> list[int]:
        """The head token of the (logical) subject of a verb."""
        found = subject_tokens(self.tokens, verb, self.object_control)
        return [t for t in found if self.tokens.deps[t] != "expl"][:1]

    def cue_words(self, verb: int, cue: Cue) -> Span:
        """The verb with its auxiliaries, negation and particle."""
        tokens = self.tokens
        first, last = verb, verb + 1
        for child in reversed(tokens.children[verb]):
            if child == first - 1 and tokens.deps[child] in {"aux", "auxpass", "neg", "advmod"}:
                first = tokens.left_edges[child]
        for child in tokens.children[verb]:
            if child == last and (tokens.deps[child] == "prt" or tokens.lowers[child] in cue.behind):
                last = child + 1
        return first, last

    def chars(self, first: int, last: int) -> Span | None:
        """The characters of a content, without the commas and full stops at its edges."""
        tokens = self.tokens
        while first < last and self._is_loose(first):
            first += 1
        while last > first and self._is_loose(last - 1):
            last -= 1
        return tokens.span(first, last) if first < last else None

    def _is_loose(self, token: int) -> bool:
        return self.tokens.words[token] in {",", ".", ";", ":", "-", "–", "—", "--", " "} or (
            self.tokens.pos[token] == "SPACE"
        )


def cue_tokens(tokens: Tokens, vocabulary: Vocabulary) -> Iterator[int]:
    """The tokens whose lemma is a cue verb."""
    verbs, lemmas = vocabulary.verbs, vocabulary.lemmas
    for token, (lemma, lower) in enumerate(zip(tokens.lemmas, tokens.lowers, strict=True)):
        if lemma in verbs or lower in lemmas:
            yield token
