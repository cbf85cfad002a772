"""Matching: which frame of the lexicon a predicate fills, and with what."""

from typing import NamedTuple

from dragoman.knowledge import Knowledge, Pattern, Slot
from dragoman.knowledge.lexicon import PartOfSpeech
from dragoman.reading.actors import Cast
from dragoman.reading.arguments import Arguments, ArgumentWords
from dragoman.reading.language import Tokens
from dragoman.reading.subjects import subject_tokens

_PARTS_OF_SPEECH: dict[str, tuple[PartOfSpeech, ...]] = {
    "VERB": ("verb",),
    "AUX": ("verb",),
    "NOUN": ("noun",),
    "PROPN": ("noun",),
    "ADJ": ("adjective", "verb"),
}
_LIGHT_PREPS = frozenset(
    {"in", "on", "to", "into", "for", "with", "through", "of", "under", "at", "out"}
)
_PERSON_CLASSES = frozenset({"person", "official", "captive"})


def _worth(slot: Slot) -> float:
    """How much a filled slot speaks for its pattern."""
    if slot.name == "PLACE":
        return 0.5
    bare_object = not slot.before and not slot.preps and slot.name in {"RECIPIENT", "THEME"}
    return (
        1.0
        + bare_object
        + 2.0 * bool(slot.classes)
        + 2.0 * bool(slot.preps)
        + 0.5 * (slot.name == "EVENT")
    )


class Match(NamedTuple):
    """A frame and what fills its slots: head tokens by slot name, in pattern order."""

    pattern: Pattern
    token: int
    fillers: dict[str, list[int]]
    words: tuple[int, ...]
    arguments: Arguments
    score: float


class Matcher:
    """Matches the predicates of one document against the lexicon."""

    def __init__(self, tokens: Tokens, cast: Cast, knowledge: Knowledge) -> None:
        self.tokens = tokens
        self.cast = cast
        self.lexicon = knowledge.lexicon
        self.classes = knowledge.classes
        self.light = knowledge.words.set_of("events", "light_verbs")
        self.object_control = knowledge.words.set_of("events", "object_control")
        self.argument_words = ArgumentWords(
            self.object_control, knowledge.words.set_of("events", "partitives")
        )
        self._words_by_sentence: dict[int, frozenset[str]] = {}

    def best(self, token: int) -> Match | None:
        """The most specific frame that the predicate at ``token`` fills; null where none does."""
        best: Match | None = None
        if self.tokens.deps[token] == "amod" and self.tokens.tags[token] in {"VBN", "VBG", "VBD"}:
            return None  # "the captured car": no act is told here
        for pos in _PARTS_OF_SPEECH.get(self.tokens.pos[token], ()):
            patterns = self._patterns(pos, token)
            if not patterns:
                continue
            arguments = Arguments(self.tokens, token, self.argument_words)
            words = self._words_around(token)
            for pattern in patterns:
                if not pattern.may_stand_among(words):
                    continue
                found = self._match(pattern, arguments)
                if found and (best is None or found.score > best.score):
                    best = found
        return best

    def _patterns(self, pos: PartOfSpeech, token: int) -> list[Pattern]:
        """The patterns of the predicate; wrong lemmas of "-ed" forms ("wag" for "waged") are mended."""
        lemma = self.tokens.lemmas[token]
        found = self.lexicon.patterns(pos, lemma)
        if not found and pos == "verb":
            found = self.lexicon.patterns(pos, f"{lemma}e")
            found = found or self.lexicon.patterns(pos, lemma.removesuffix("e"))
        return found

    def _words_around(self, token: int) -> frozenset[str]:
        """The words and lemmas of the sentence, to pass over patterns that it cannot fill."""
        number = self.tokens.sentence_of[token]
        if number not in self._words_by_sentence:
            span = slice(self.tokens.sentences[number].first, self.tokens.sentences[number].last)
            words = (*self.tokens.lowers[span], *self.tokens.lemmas[span])
            self._words_by_sentence[number] = frozenset(words)
        return self._words_by_sentence[number]

    def _match(self, pattern: Pattern, arguments: Arguments) -> Match | None:
        words = self._extra_words(pattern, arguments.token)
        if words is None:
            return None
        fillers: dict[str, list[int]] = {}
        score = float(4 * len(pattern.extra_words))
        for number, slot in enumerate(pattern.slots):
            found = self._fill(pattern, slot, arguments, number, words)
            offered = bool(found)
            found = [
                t
                for t in found
                if t not in words
                and not self.tokens.is_time(t)
                and self._in_classes(t, slot.classes)
            ]
            if found:
                fillers.setdefault(slot.name, []).extend(found)
                score += _worth(slot)
            elif not slot.optional and (slot.name != "ACTOR" or self._asks_for_some(slot, offered)):
                return None
        if self._objects_left(pattern, arguments, words):
            return None
        return Match(pattern, arguments.token, fillers, words, arguments, score)

    def _asks_for_some(self, slot: Slot, offered: bool) -> bool:
        """Whether an actor must be there: the frame is for some actors only ("warplanes")."""
        return bool(slot.classes) and (offered or slot.classes != {"actor"})

    def _objects_left(
        self, pattern: Pattern, arguments: Arguments, words: tuple[int, ...]
    ) -> list[int]:
        """The objects of the verb that the pattern has no place for."""
        if pattern.frame.pos != "verb" or any(not s.before and not s.preps for s in pattern.slots):
            return []
        if any(s.before and s.name == "RECIPIENT" for s in pattern.slots):
            return []
        return [
            t
            for t in arguments.direct
            if t not in words and not self.tokens.is_time(t) and self.tokens.lowers[t] != "it"
        ]

    def _extra_words(self, pattern: Pattern, token: int) -> tuple[int, ...] | None:
        """The tokens of the phrase's other words around its head; null where one is missing."""
        found: list[int] = []
        first, last = self.tokens.subtree(token)
        if pattern.frame.pos == "noun":
            first = min(first, token)
        for word in pattern.extra_words:
            place = self._find_word(word, token, first, last, found)
            if place is None:
                return None
            found.append(place)
        return tuple(found)

    def _find_word(
        self, word: str, token: int, first: int, last: int, found: list[int]
    ) -> int | None:
        tokens = self.tokens
        for place in range(first, last):
            if (
                place == token
                or place in found
                or word not in (tokens.lemmas[place], tokens.lowers[place])
                or tokens.deps[place] == "poss"
            ):
                continue
            head = tokens.heads[place]
            if (
                head == token
                or head in found
                or (tokens.heads[head] == token and tokens.deps[head] in {"prep", "prt", "dobj"})
            ):
                return place
        if tokens.deps[token] == "pobj" and word == tokens.lowers[tokens.heads[token]]:
            return tokens.heads[token]
        return None

    def _fill(
        self,
        pattern: Pattern,
        slot: Slot,
        arguments: Arguments,
        number: int,
        words: tuple[int, ...],
    ) -> list[int]:
        if pattern.frame.pos == "noun":
            return self._fill_noun(slot, arguments, words)
        if slot.before:
            return self._subject(pattern, slot, arguments)
        if slot.preps:
            return self._behind(slot, arguments, words)
        inside = [
            w
            for w in words
            if self.tokens.deps[w] == "prep" and self.tokens.heads[w] == arguments.token
        ]
        # The phrase ends in a preposition, "call on": its object is meant.
        outside = [
            o
            for w in inside
            for o in self.tokens.children_with(w, "pobj", "pcomp")
            if o not in words
        ]
        if outside and slot.name in {"RECIPIENT", "THEME"}:
            if arguments.direct:
                return []  # "took pride in" is no "take in"
            return [member for t in outside for member in self.tokens.conjuncts(t)]
        earlier = [s for s in pattern.slots[:number] if not s.before and not s.preps]
        later = [s for s in pattern.slots[number + 1 :] if not s.before and not s.preps]
        if slot.name == "EVENT":
            return arguments.gerunds() or [t for t in arguments.direct if self._is_predicate(t)]
        if slot.name == "CONTENT" and earlier and not arguments.passive:
            return self.tokens.children_with(arguments.token, "oprd", "attr")
        if slot.name == "CONTENT":
            return arguments.direct or arguments.clauses() or arguments.infinitives()
        if later and later[0].name in {"THEME", "RECIPIENT"}:
            # The first of two bare objects: "give Ukraine weapons"; in the passive its subject.
            return arguments.datives() or (arguments.direct if arguments.passive else [])
        if earlier and arguments.passive:
            return [
                c
                for c in self.tokens.children_with(arguments.token, "dobj", "oprd", "attr")
                if c not in words
            ]
        return [t for t in arguments.direct if t not in words]

    def _subject(self, pattern: Pattern, slot: Slot, arguments: Arguments) -> list[int]:
        if pattern.frame.pos == "adjective":
            tokens, token = self.tokens, arguments.token
            if tokens.deps[token] == "amod":
                return [tokens.heads[token]]
            found = subject_tokens(tokens, token, self.object_control)
            return [member for t in found for member in tokens.conjuncts(t)]
        if slot.name == "RECIPIENT":
            # The pattern names who undergoes it as its subject: "X came under fire".
            return arguments.subjects or arguments.direct
        return arguments.agents

    def _behind(self, slot: Slot, arguments: Arguments, words: tuple[int, ...]) -> list[int]:
        found: list[int] = []
        if slot.preps & {"to"} and slot.name == "EVENT":
            for host in (
                arguments,
                *(Arguments(self.tokens, w, self.argument_words) for w in words),
            ):
                found += host.infinitives()
            return found or [
                o for _, o in arguments.behind(slot.preps) if self.tokens.tags[o] == "VBG"
            ]
        if "that" in slot.preps:
            return arguments.clauses()
        for _, object_ in arguments.behind(slot.preps):
            found += [t for t in self.tokens.conjuncts(object_) if t not in found]
        if not found and words:
            found = self._behind_words(slot, words)
        if not found and "to" in slot.preps and slot.name != "EVENT":
            found = arguments.datives()
        return found

    def _behind_words(self, slot: Slot, words: tuple[int, ...]) -> list[int]:
        tokens = self.tokens
        found: list[int] = []
        for word in words:
            if tokens.lowers[word] in slot.preps:
                found += tokens.children_with(word, "pobj", "pcomp")
            for prep in tokens.children_with(word, "prep"):
                if tokens.lowers[prep] in slot.preps:
                    found += tokens.children_with(prep, "pobj", "pcomp")
        return [member for t in found for member in tokens.conjuncts(t)]

    def _fill_noun(self, slot: Slot, arguments: Arguments, words: tuple[int, ...]) -> list[int]:
        if slot.preps:
            found = self._behind(slot, arguments, words)
            verb = self.light_verb(arguments.token) if not found else None
            if verb is not None:
                # "Imposed censorship on broadcasters": the parser may hang it on the light verb.
                host = Arguments(self.tokens, verb, self.argument_words)
                found = [o for _, o in host.behind(slot.preps) if o != arguments.token]
            return found
        if slot.name == "EVENT":
            return arguments.infinitives()
        before = self._owners(arguments.token, words)
        if slot.name == "ACTOR":
            return before or self._by_agent(arguments) or self._light_subject(arguments.token)
        return before

    def _owners(self, noun: int, words: tuple[int, ...]) -> list[int]:
        """Possessor, or modifiers that stand for somebody: "Russia's …", "the Russian …"."""
        tokens = self.tokens
        owners = tokens.children_with(noun, "poss")
        if not owners:
            owners = [
                c
                for c in tokens.children_with(noun, "amod", "compound", "nmod")
                if c not in words and self.cast.at(c) is not None
            ]
        first, _ = tokens.phrase(noun)
        owners += (
            [
                a.head
                for a in self.cast.within(first, noun)
                if a.modifies or a.kind in {"name", "metonym"}
            ]
            if owners
            else []
        )
        return list(dict.fromkeys(member for t in owners for member in tokens.conjuncts(t)))

    def _by_agent(self, arguments: Arguments) -> list[int]:
        return [
            o
            for _, object_ in arguments.behind(frozenset({"by"}))
            for o in self.tokens.conjuncts(object_)
        ]

    def _light_subject(self, noun: int) -> list[int]:
        """The subject of the light verb that governs the noun: "launched an attack"."""
        verb = self.light_verb(noun)
        if verb is None:
            return []
        arguments = Arguments(self.tokens, verb, self.argument_words)
        return arguments.agents

    def light_verb(self, noun: int) -> int | None:
        """The light verb that governs ``noun`` as its object or behind a preposition."""
        tokens = self.tokens
        head, dep = tokens.heads[noun], tokens.deps[noun]
        if dep == "conj":
            return self.light_verb(head)
        if dep == "pobj":
            if tokens.lowers[head] not in _LIGHT_PREPS:
                return None
            head, dep = tokens.heads[head], "dobj"
        if dep in {"dobj", "nsubjpass"} and self._is_light(head):
            return head
        return None

    def _is_light(self, verb: int) -> bool:
        lemma = self.tokens.lemmas[verb]
        return lemma in self.light or (
            self.tokens.tags[verb] in {"VBD", "VBN"} and f"{lemma}e" in self.light
        )

    def _is_predicate(self, token: int) -> bool:
        pos = self.tokens.pos[token]
        return any(
            self.lexicon.patterns(p, self.tokens.lemmas[token])
            for p in _PARTS_OF_SPEECH.get(pos, ())
        )

    def _in_classes(self, token: int, classes: frozenset[str]) -> bool:
        if not classes:
            return True
        negative = {name[1:] for name in classes if name.startswith("!")}
        if any(self._in_class(token, name) for name in negative):
            return False
        positive = classes - {f"!{name}" for name in negative}
        return not positive or any(self._in_class(token, name) for name in positive)

    def _in_class(self, token: int, name: str) -> bool:
        appearance = self.cast.headed_by(token)
        if name == "actor":
            return appearance is not None and not appearance.is_place
        if name == "country":
            return appearance is not None and any(s.actor_kind == "state" for s in appearance.who)
        if (
            appearance is not None
            and name in _PERSON_CLASSES
            and appearance.kind != "nominal"
            and any(s.actor_kind == "person" for s in appearance.who)
        ):
            return True
        members = self.classes.get(name, frozenset[str]())
        if appearance is not None and appearance.kind == "pronoun":
            return any(_last_word(s.name) in members for s in appearance.who)
        tokens = self.tokens
        lemma = tokens.lemmas[token]
        if lemma in members or tokens.lowers[token] in members:
            return True
        return token > 0 and f"{tokens.lowers[token - 1]} {lemma}" in members


def _last_word(name: str) -> str:
    """The noun of a group made from the text, singular: "steel workers" gives "worker"."""
    return name.lower().split()[-1].removesuffix("s")
