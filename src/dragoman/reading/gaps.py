"""Gaps of the lexicon: what the actors of a corpus do that no frame covers."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Appearance, Cast, read_cast
from dragoman.reading.arguments import Arguments
from dragoman.reading.events.matching import Matcher
from dragoman.reading.language import Tokens
from dragoman.records import Document

PredicateKind = Literal["verb", "noun"]
_PREDICATES = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})
# Participles that modify a noun or serve as a preposition ("according to") tell no act.
_NO_VERB = frozenset({"amod", "aux", "auxpass", "prep"})
_NO_NOUN = frozenset({"compound", "nmod", "npadvmod"})
_OWNERS = ("poss", "amod", "compound", "nmod")
_CALLED_BY_NOUN = frozenset({"nominal", "title", "demonym"})


class Gap(msgspec.Struct, frozen=True):
    """A predicate without a frame: how often, in how many documents, and a sentence with it.

    ``predicate`` is written as the lexicon writes its words ("step down"); ``frames`` counts the frames
    that the word has already, none of which fits these uses.
    """

    predicate: str
    kind: PredicateKind
    count: int
    documents: int
    frames: int
    example: str


def find_gaps(parses: Iterable[tuple[Document, Tokens]], knowledge: Knowledge) -> list[Gap]:
    """The uncovered political predicates of parsed documents, the most frequent first.

    A predicate is political where its subject, object or prepositional object is an actor: known to the
    tables, or called by a noun for actors. The example is the shortest sentence that has it.
    """
    vocabulary = Vocabulary(knowledge)
    found: dict[tuple[str, PredicateKind], _Uses] = {}
    for number, (document, tokens) in enumerate(parses):
        cast = read_cast(tokens, knowledge, document.published)
        for token, predicate, kind in _Finder(tokens, cast, knowledge, vocabulary).find():
            uses = found.setdefault((predicate, kind), _Uses())
            uses.add(number, _sentence(tokens, token))
    gaps = [uses.as_gap(*key, knowledge) for key, uses in found.items()]
    return sorted(gaps, key=lambda gap: (-gap.count, -gap.documents, gap.predicate, gap.kind))


class Vocabulary:
    """The words that are no gaps whatever the lexicon says, and those that tell nouns of action."""

    def __init__(self, knowledge: Knowledge) -> None:
        words, nouns = knowledge.words, knowledge.gaps["nouns"]
        self.silent_verbs = (
            words.set_of("reports", "verbs")
            | words.set_of("events", "light_verbs")
            | frozenset(knowledge.gaps["verbs"]["states"])
        )
        #: With an infinitive behind them these say how an act stands: "tried to leave".
        self.operators = frozenset[str]().union(
            *(
                words.set_of("events", name)
                for name in ("transparent_verbs", "failing_verbs", "planning_words")
            )
        )
        self.silent_nouns = frozenset(nouns["things"]) | {
            word for entry in knowledge.speech["noun"] for word in entry["words"]
        }
        self.act_verbs = frozenset(nouns["act_verbs"])
        self.endings = tuple(nouns["endings"])
        self.verbs = frozenset(knowledge.lexicon.heads("verb"))

    def is_act(self, noun: str) -> bool:
        """Whether a noun says by itself that it is an act: "to veto", "withdrawal"."""
        return noun in self.verbs or noun.endswith(self.endings)


class _Uses:
    """The uses of one predicate, while they are counted."""

    def __init__(self) -> None:
        self.count = 0
        self.documents: set[int] = set()
        self.example = ""

    def add(self, document: int, sentence: str) -> None:
        self.count += 1
        self.documents.add(document)
        if not self.example or (len(sentence), sentence) < (len(self.example), self.example):
            self.example = sentence

    def as_gap(self, predicate: str, kind: PredicateKind, knowledge: Knowledge) -> Gap:
        head, *particles = predicate.split()
        patterns = knowledge.lexicon.patterns(kind, head)
        frames = {p.frame.id for p in patterns if set(particles) <= set(p.extra_words)}
        return Gap(predicate, kind, self.count, len(self.documents), len(frames), self.example)


class _Predicate(NamedTuple):
    token: int
    words: str
    kind: PredicateKind


class _Finder:
    """Finds the gaps in one document."""

    def __init__(
        self, tokens: Tokens, cast: Cast, knowledge: Knowledge, vocabulary: Vocabulary
    ) -> None:
        self.tokens = tokens
        self.cast = cast
        self.vocabulary = vocabulary
        self.matcher = Matcher(tokens, cast, knowledge)

    def find(self) -> Iterator[_Predicate]:
        """The uncovered political predicates in text order. Headings are not coded, so not counted."""
        tokens = self.tokens
        for sentence in tokens.sentences:
            if sentence.kind != "paragraph":
                continue
            covered = self._covered(sentence.first, sentence.last)
            for token in range(sentence.first, sentence.last):
                if token in covered or not tokens.lemmas[token].replace("-", "").isalpha():
                    continue
                if tokens.pos[token] == "VERB" and self._is_political_verb(token):
                    yield _Predicate(token, self._with_particle(token), "verb")
                elif tokens.pos[token] == "NOUN" and self._is_political_noun(token):
                    yield _Predicate(token, tokens.lemmas[token], "noun")

    def _covered(self, first: int, last: int) -> set[int]:
        """The tokens ``[first, last)`` that a frame takes in: its head, its other words, its theme."""
        covered: set[int] = set()
        for token in range(first, last):
            if self.tokens.pos[token] in _PREDICATES:
                match = self.matcher.best(token)
                if match is not None:
                    covered |= {token, *match.words, *match.fillers.get("THEME", ())}
        return covered

    def _is_political_verb(self, token: int) -> bool:
        tokens, vocabulary = self.tokens, self.vocabulary
        lemma = tokens.lemmas[token]
        if tokens.deps[token] in _NO_VERB or lemma in vocabulary.silent_verbs:
            return False
        arguments = Arguments(tokens, token, self.matcher.argument_words)
        if lemma in vocabulary.operators and arguments.infinitives():
            return False
        bare = [*arguments.agents, *arguments.direct, *arguments.datives()]
        return any(self._is_actor(self.cast.headed_by(t)) for t in bare + self._behind(token))

    def _is_political_noun(self, token: int) -> bool:
        tokens = self.tokens
        lemma, dep = tokens.lemmas[token], tokens.deps[token]
        if dep in _NO_NOUN or lemma in self.vocabulary.silent_nouns or tokens.is_time(token):
            return False
        if self.cast.at(token) is not None:
            return False
        governed = dep in {"dobj", "nsubjpass"}
        is_started = governed and tokens.lemmas[tokens.heads[token]] in self.vocabulary.act_verbs
        if not (is_started or self.vocabulary.is_act(lemma)):
            return False
        if any(self._is_actor(self.cast.at(t)) for t in tokens.children_with(token, *_OWNERS)):
            return True
        return any(
            self._is_actor(self.cast.headed_by(t))
            for t in self._behind(token) + (self._light_subject(token) if governed else [])
        )

    def _light_subject(self, noun: int) -> list[int]:
        verb = self.matcher.light_verb(noun)
        if verb is None:
            return []
        return Arguments(self.tokens, verb, self.matcher.argument_words).agents

    def _behind(self, token: int) -> list[int]:
        """The objects of the prepositions that hang on ``token``."""
        tokens = self.tokens
        return [
            member
            for prep in tokens.children_with(token, "prep", "agent", "dative")
            for object_ in tokens.children_with(prep, "pobj")
            for member in tokens.conjuncts(object_)
        ]

    def _is_actor(self, appearance: Appearance | None) -> bool:
        if appearance is None or appearance.is_place or not appearance.who:
            return False
        return appearance.kind in _CALLED_BY_NOUN or any(s.known for s in appearance.who)

    def _with_particle(self, verb: int) -> str:
        particles = (self.tokens.lowers[t] for t in self.tokens.children_with(verb, "prt"))
        return " ".join([self.tokens.lemmas[verb], *particles])


def _sentence(tokens: Tokens, token: int) -> str:
    sentence = tokens.sentences[tokens.sentence_of[token]]
    return " ".join(tokens.text[sentence.start : sentence.end].split())
