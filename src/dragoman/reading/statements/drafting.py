"""Drafting: all statements of a document, outermost and nested, each once."""

from collections.abc import Iterator, Mapping

from dragoman.reading.actors import Cast
from dragoman.reading.language import Tokens
from dragoman.reading.statements.contents.nouns import NounReader
from dragoman.reading.statements.contents.phrases import PhraseReader
from dragoman.reading.statements.contents.quoted import QuoteReader
from dragoman.reading.statements.contents.verbs import VerbReader
from dragoman.reading.statements.drafts import Draft, Span, block_of, in_blocks
from dragoman.reading.statements.mending import SpeakerMender
from dragoman.reading.statements.vocabulary import Vocabulary

#: Rules whose statements count also where they stand inside the content of another statement.
_KEPT_INSIDE = ("verb, clause", "verb, told", "verb, infinitive", "quote", "noun, clause", "quoted",
                "according", "verb, passive", "verb, around")  # fmt: skip


class Drafter:
    """Reads one document's statements."""

    def __init__(self, tokens: Tokens, cast: Cast, vocabulary: Vocabulary) -> None:
        control = cast.knowledge.words.set_of("events", "object_control")
        self.tokens = tokens
        self.cast = cast
        self.vocabulary = vocabulary
        self.unsaid = vocabulary.set_of("unsaid_verbs")
        self.verbs = VerbReader(tokens, vocabulary, control)
        self.nouns = NounReader(self.verbs.clauses, vocabulary, control)
        names = frozenset(someone.name.split()[-1] for someone in cast.everybody.values())
        self.phrases = PhraseReader(tokens, vocabulary, names)

    def read(self) -> list[Draft]:
        """All statements in text order."""
        drafts = [*self._from_cues(), *self._from_labels()]
        drafts = self._without_helpers(drafts)
        drafts = QuoteReader(self.verbs, drafts, self._is_actor).read()
        by_block = in_blocks(self.tokens, drafts)
        drafts = [draft for draft in drafts if not self._is_weak_inside(draft, by_block)]
        drafts.sort(key=lambda draft: (draft.start, draft.end, draft.token))
        SpeakerMender(self.verbs, self.cast, self.vocabulary).mend(drafts)
        return drafts

    def _from_cues(self) -> Iterator[Draft]:
        tokens, vocabulary = self.tokens, self.vocabulary
        cues = vocabulary.all_cues
        for token, (lemma, lower) in enumerate(zip(tokens.lemmas, tokens.lowers, strict=True)):
            if lemma not in cues and lower not in cues:
                continue
            draft = self._at(token, vocabulary.lemmas.get(lower, lemma))
            if draft is not None and tokens.quote_at(token) is None:
                yield draft

    def _at(self, token: int, lemma: str) -> Draft | None:
        """The statement of the cue at ``token``."""
        tokens, vocabulary = self.tokens, self.vocabulary
        pos = tokens.pos[token]
        if tokens.lowers[token] == "according":
            return self.phrases.read_according(token)
        if pos in {"VERB", "AUX"}:
            return self.verbs.read(token)
        if pos == "ADJ" and lemma in vocabulary.adjectives:
            return self.nouns.read_adjective(token, vocabulary.adjectives[lemma][-1])
        if pos not in {"NOUN", "PROPN"}:
            return None
        draft = None
        if lemma in vocabulary.nouns:
            draft = self.nouns.read_noun(token, vocabulary.nouns[lemma][-1])
        if draft is None and lemma in self.phrases.views:
            draft = self.phrases.read_view(token)
        return draft

    def _from_labels(self) -> Iterator[Draft]:
        for first, last in self._blocks():
            draft = self.phrases.read_label(first, last)
            if draft is not None:
                yield draft

    def _blocks(self) -> Iterator[Span]:
        sentences = self.tokens.sentences
        first = 0
        for number, sentence in enumerate(sentences):
            is_last = number + 1 == len(sentences)
            if is_last or sentences[number + 1].block != sentence.block:
                yield sentences[first].first, sentence.last
                first = number + 1

    def _is_actor(self, token: int) -> bool:
        appearance = self.cast.headed_by(token) or self.cast.at(token)
        return appearance is not None

    def _without_helpers(self, drafts: list[Draft]) -> list[Draft]:
        """ "Repeated his insistence that …" and "declined to say …" are one statement each."""
        by_token = {draft.token: draft for draft in drafts}
        helpers = {id(other) for d in drafts if (other := self._helper(d, by_token)) is not None}
        return [draft for draft in drafts if id(draft) not in helpers]

    def _helper(self, draft: Draft, by_token: Mapping[int, Draft]) -> Draft | None:
        """The statement of the verb above that only lends its subject to this one."""
        tokens = self.tokens
        verb = tokens.heads[draft.token]
        other = by_token.get(verb)
        if other is None or other is draft:
            return None
        lemma, dep = tokens.lemmas[verb], tokens.deps[draft.token]
        is_light = draft.rule.startswith("noun") and dep == "dobj" and lemma in self.nouns.light
        is_unsaid = other.rule == "verb, infinitive" and dep == "xcomp" and lemma in self.unsaid
        return other if is_light or is_unsaid else None

    def _is_weak_inside(self, draft: Draft, by_block: Mapping[int, list[Draft]]) -> bool:
        """Whether a draft only repeats a part of another one: a stance inside what is said."""
        if draft.cue is None or draft.rule.startswith(_KEPT_INSIDE):
            return False
        place = self.tokens.starts[draft.token]
        block = block_of(self.tokens, draft.token)
        return any(
            other is not draft and other.covers((place, place + 1))
            for number in (block - 1, block)
            for other in by_block.get(number, ())
        )


def read_drafts(tokens: Tokens, cast: Cast, vocabulary: Vocabulary) -> list[Draft]:
    """All statements of a document in text order, before they become records."""
    return Drafter(tokens, cast, vocabulary).read()
