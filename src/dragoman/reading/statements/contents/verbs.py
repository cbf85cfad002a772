"""Verbs that attribute, each with its content and its speaker."""

from collections.abc import Iterator

from dragoman.reading.language import Tokens
from dragoman.reading.statements.contents.clauses import ClauseReader
from dragoman.reading.statements.contents.complements import ComplementReader
from dragoman.reading.statements.drafts import Draft, Span, chars, join
from dragoman.reading.statements.vocabulary import Cue, Vocabulary
from dragoman.reading.subjects import subject_tokens

FARTHEST_WORD = 8
_NO_CUES = frozenset({"amod", "compound", "aux", "auxpass"})
_AROUND_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})


class VerbReader:
    """Reads the statements that cue verbs make."""

    def __init__(
        self, tokens: Tokens, vocabulary: Vocabulary, object_control: frozenset[str]
    ) -> None:
        self.tokens = tokens
        self.vocabulary = vocabulary
        self.clauses = ClauseReader(tokens, vocabulary)
        self.complements = ComplementReader(self.clauses, vocabulary)
        self.object_control = object_control
        self.quoting = vocabulary.set_of("quoting_verbs")

    def cue_at(self, token: int) -> Cue | None:
        """What the verb at ``token`` takes, with its particle; null where it is no cue."""
        return next(self._cues_at(token), None)

    def _cues_at(self, token: int) -> Iterator[Cue]:
        """What the verb takes, first with the words of a phrase ("call for"), then alone."""
        tokens = self.tokens
        if tokens.pos[token] not in {"VERB", "AUX"} or tokens.deps[token] in _NO_CUES:
            return
        lemma = self.vocabulary.lemmas.get(tokens.lowers[token], tokens.lemmas[token])
        for cue in self.vocabulary.verbs.get(lemma, ()):
            if not cue.rest or self._has_words(token, cue.rest):
                yield cue

    def _has_words(self, token: int, words: tuple[str, ...]) -> bool:
        tokens = self.tokens
        near = {
            tokens.lowers[child]
            for child in tokens.children[token]
            if token < child <= token + FARTHEST_WORD
        }
        return all(word in near for word in words)

    def read(self, token: int) -> Draft | None:
        """The statement that the verb at ``token`` makes."""
        cues = list(self._cues_at(token))
        if not cues or self.is_quoting(token):
            return None
        found = (self.complements.read(token, cue) for cue in cues)
        content = next((content for content in found if content is not None), None)
        if content is None:
            return None
        spans = [span for piece in content.ranges if (span := chars(self.tokens, *piece))]
        if not spans:
            return None
        draft = self.draft(f"verb, {content.rule}", token, join(spans, self.tokens.text))
        draft.addressees = list(content.addressees)
        return draft

    def is_quoting(self, token: int) -> bool:
        """Whether the verb only passes words on: "quoted X as saying"."""
        tokens = self.tokens
        return tokens.lemmas[token] in self.quoting and any(
            self.quoted_through(verb) == token
            for verb in range(token + 1, min(token + 20, tokens.right_edges[token]))
            if tokens.deps[verb] == "pcomp"
        )

    def quoted_through(self, verb: int) -> int | None:
        """The verb "quoted" in "X quoted Y as saying", for the token of "saying"."""
        tokens = self.tokens
        as_ = tokens.heads[verb]
        if tokens.deps[verb] != "pcomp" or tokens.lowers[as_] != "as":
            return None
        for head in (tokens.heads[as_], tokens.heads[tokens.heads[as_]]):
            if tokens.lemmas[head] in self.quoting and tokens.pos[head] == "VERB":
                return head
        return None

    def draft(self, rule: str, verb: int, contents: list[Span]) -> Draft:
        """A statement with ``verb`` as its cue, its speaker, addressee and medium."""
        tokens = self.tokens
        through = self.quoted_through(verb)
        if through is not None:
            return self._quoted(verb, through, contents)
        draft = Draft(rule, verb, self.cue_words(verb), contents, self.speakers(verb))
        cue = self.cue_at(verb)
        if cue is not None and cue.takes & {"told", "told_clause"}:
            draft.addressees = tokens.children_with(verb, "dobj", "dative")
        return draft

    def _quoted(self, verb: int, through: int, contents: list[Span]) -> Draft:
        """ "The ministry quoted Lavrov as saying": he speaks, the ministry passes it on."""
        tokens = self.tokens
        passive = tokens.children_with(through, "nsubjpass")
        speakers = passive or [
            child for child in tokens.children_with(through, "dobj") if child < verb
        ]
        media = self._agents(through) if passive else self.subjects(through)
        return Draft(
            "quoted as saying",
            verb,
            (tokens.heads[verb], verb + 1),
            contents,
            speakers[:1],
            media=media[:1],
            lead=self.cue_words(through),
        )

    def speakers(self, verb: int) -> list[int]:
        """The head token of who says it."""
        if self.complements.is_passive(verb):
            return self._agents(verb)[:1]
        return self.subjects(verb)

    def _agents(self, verb: int) -> list[int]:
        tokens = self.tokens
        return [
            object_
            for agent in tokens.children[verb]
            if tokens.deps[agent] == "agent" or tokens.lowers[agent] == "by"
            for object_ in tokens.children_with(agent, "pobj")
        ]

    def subjects(self, verb: int) -> list[int]:
        """The head token of the (logical) subject of a verb."""
        tokens = self.tokens
        found = subject_tokens(tokens, verb, self.object_control)
        return [t for t in found if tokens.deps[t] != "expl"][:1]

    def cue_words(self, verb: int) -> Span:
        """The verb with its auxiliaries, negation and particle."""
        tokens = self.tokens
        first, last = verb, verb + 1
        for child in reversed(tokens.children[verb]):
            if child == first - 1 and tokens.deps[child] in _AROUND_VERB:
                first = tokens.left_edges[child]
        for child in tokens.children[verb]:
            if child == last and tokens.deps[child] == "prt":
                last = child + 1
        return first, last
