"""Shifts: changes of line that the text states, from what to what, since when."""

from collections.abc import Iterable, Iterator, Sequence

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Cast
from dragoman.reading.arguments import Arguments, ArgumentWords
from dragoman.reading.flow import Found
from dragoman.reading.language import Sentence, Tokens
from dragoman.reading.making import Maker
from dragoman.reading.timing import Timing
from dragoman.records import Date, Document, Shift

CONFIDENCE = 0.75


class Shifts:
    """The stage that makes shifts."""

    name = "shifts"
    needs = frozenset({Tokens, Cast, Date})
    makes = frozenset({Shift})

    def __call__(self, document: Document, found: Found, knowledge: Knowledge) -> Iterable[Shift]:
        """Every change of line in the paragraphs of the text, each verb once."""
        reader = ShiftReader(document, found, knowledge)
        for sentence in found.the(Tokens).sentences:
            if sentence.kind == "paragraph":
                yield from reader.read(sentence)


class ShiftReader:
    """Reads the shifts of one document."""

    def __init__(self, document: Document, found: Found, knowledge: Knowledge) -> None:
        self.tokens = found.the(Tokens)
        self.cast = found.the(Cast)
        self.timing = Timing(self.tokens, found.all_of(Date))
        self._told: set[int] = set()
        self.maker = Maker("shifts", document, self.tokens, knowledge)
        table = knowledge.shifts
        self.words = {
            f"{part}.{name}": frozenset(words)
            for part, section in table.items()
            for name, words in section.items()
        }
        self.argument_words = ArgumentWords(
            knowledge.words.set_of("events", "object_control"),
            knowledge.words.set_of("events", "partitives"),
        )

    def read(self, sentence: Sentence) -> Iterator[Shift]:
        """The shifts of one sentence."""
        for token in range(sentence.first, sentence.last):
            if self.tokens.pos[token] != "VERB" or token in self._told or self._is_unreal(token):
                continue
            for way in (self._changed, self._then_and_now, self._turned, self._no_longer):
                shift = way(token, sentence)
                if shift is not None:
                    yield shift
                    break

    def _is_unreal(self, token: int) -> bool:
        children = self.tokens.children[token]
        return any(
            self.tokens.tags[c] in {"TO", "MD"} and self.tokens.deps[c] == "aux" for c in children
        ) or any(
            self.tokens.deps[c] == "neg" and self.tokens.lowers[c] != "longer" for c in children
        )

    def _changed(self, verb: int, sentence: Sentence) -> Shift | None:
        """ "Have altered their tactics", "made a U-turn on"."""
        tokens = self.tokens
        arguments = self._arguments(verb)
        lemma = tokens.lemmas[verb]
        objects = [t for t in arguments.direct if tokens.lemmas[t] in self.words["change.objects"]]
        is_turn = lemma in self.words["change.light"] and [
            t for t in arguments.direct if tokens.lemmas[t] in self.words["change.nouns"]
        ]
        is_whole = lemma in self.words["change.whole"] and not arguments.direct
        if not (objects and lemma in self.words["change.verbs"]) and not is_turn and not is_whole:
            return None
        topic = self._topic(objects or list(is_turn or []), verb)
        toward = self._inside([verb, *arguments.direct])
        return self._shift(
            verb, sentence, arguments.agents, toward, topic, None, None, "change of line"
        )

    def _then_and_now(self, verb: int, sentence: Sentence) -> Shift | None:
        """ "After initially pledging a deal, he now sees …": ``verb`` is what was before."""
        tokens = self.tokens
        if not self._has_adverb(verb, "time.before"):
            return None
        agents = self._arguments(verb).agents
        now = self._now(verb, sentence, self._who(agents))
        if now is None:
            return None
        later = self._arguments(now).agents
        self._told.add(now)
        return self._shift(
            now,
            sentence,
            later or agents,
            self._toward(now),
            None,
            self._clause(verb),
            self._clause(now),
            f"{tokens.words[verb]!r} before, {tokens.words[now]!r} now",
        )

    def _now(self, before: int, sentence: Sentence, who: tuple[str, ...]) -> int | None:
        """The verb that says what the same actor does now, in the sentence or the next."""
        tokens = self.tokens
        here = tokens.sentence_of[before]
        last = (
            tokens.sentences[here + 1].last if here + 1 < len(tokens.sentences) else sentence.last
        )
        for token in range(sentence.first, last):
            if tokens.pos[token] not in {"VERB", "AUX"} or token == before:
                continue
            if (
                self._has_adverb(token, "time.now")
                and self._who(self._arguments(token).agents) == who
            ):
                return token
        return None

    def _turned(self, verb: int, sentence: Sentence) -> Shift | None:
        """ "Has since moved closer to Egypt"."""
        tokens = self.tokens
        if tokens.lemmas[verb] not in self.words["turn.verbs"]:
            return None
        last = tokens.right_edges[verb]
        if not any(tokens.lowers[t] in self.words["turn.words"] for t in range(verb, last)):
            return None
        arguments = self._arguments(verb)
        toward = self._toward(verb)
        if not self._who(toward):
            return None
        agents = arguments.direct if arguments.passive else arguments.agents
        return self._shift(verb, sentence, agents, toward, None, None, self._clause(verb), "turned")

    def _toward(self, verb: int) -> list[int]:
        """Those to whom or from whom a verb of turning leads."""
        if self.tokens.lemmas[verb] not in self.words["turn.verbs"]:
            return []
        preps = self.words["turn.toward"] | self.words["turn.away"]
        return [
            member
            for _, object_ in self._arguments(verb).behind(preps)
            for member in self.tokens.conjuncts(object_)
        ]

    def _no_longer(self, verb: int, sentence: Sentence) -> Shift | None:
        """ "No longer recognises the court"."""
        tokens = self.tokens
        for child in tokens.children[verb]:
            if tokens.lowers[child] in self.words["time.no_longer"] and child > sentence.first:
                if tokens.lowers[child - 1] == "no":
                    agents = self._arguments(verb).agents
                    clause = self._clause(verb)
                    return self._shift(verb, sentence, agents, [], None, None, clause, "no longer")
        return None

    def _shift(
        self,
        verb: int,
        sentence: Sentence,
        agents: Sequence[int],
        toward: Sequence[int],
        topic: str | None,
        before: tuple[int, int] | None,
        after: tuple[int, int] | None,
        rule: str,
    ) -> Shift | None:
        who = self._who(agents)
        if not who:
            return None
        texts = [self.maker.excerpt(*span).text if span else None for span in (before, after)]
        spans = [span for span in (before, after) if span] or [self._clause(verb)]
        start = min(span[0] for span in spans)
        end = max(span[1] for span in spans)
        parts = [self.maker.part("trigger", verb, verb + 1)]
        for token in agents:
            found = self.cast.headed_by(token)
            if found is not None and found.first >= sentence.first and found.last <= sentence.last:
                parts.append(self.maker.part("actor", found.first, found.last))
        date = self.timing.of_verb(verb)
        toward_ids = tuple(i for i in self._who(toward) if i not in who)
        return Shift(
            id=self.maker.id_of("shift", who, toward_ids, topic, texts, start),
            document_id=self.maker.document.id,
            evidence=self.maker.evidence_at(start, end, parts),
            made_by=self.maker.made_by(rule),
            confidence=CONFIDENCE,
            actor_ids=who,
            toward_ids=toward_ids,
            topic=topic,
            from_text=texts[0],
            to_text=texts[1],
            first_day=date.first_day if date else None,
            last_day=date.last_day if date else None,
        )

    def _arguments(self, verb: int) -> Arguments:
        return Arguments(self.tokens, verb, self.argument_words)

    def _has_adverb(self, verb: int, name: str) -> bool:
        tokens = self.tokens
        return any(
            tokens.lowers[c] in self.words[name] and tokens.deps[c] in {"advmod", "npadvmod"}
            for c in tokens.children[verb]
        )

    def _topic(self, objects: Sequence[int], verb: int) -> str | None:
        """What was changed, with what it is about: "his stance on NATO"."""
        if not objects:
            return None
        first, last = self.tokens.phrase_with_complements(objects[0])
        return self.maker.excerpt(*self.tokens.span(first, last)).text

    def _clause(self, verb: int) -> tuple[int, int]:
        """The verb with its objects and complements, without its subject: characters."""
        tokens = self.tokens
        first, last = verb, verb + 1
        subjects = tokens.children_with(verb, "nsubj", "nsubjpass")
        begin = max((tokens.right_edges[t] for t in subjects if t < verb), default=0)
        for child in tokens.children[verb]:
            dep = tokens.deps[child]
            if child < begin:
                continue
            if dep in {
                "nsubj",
                "nsubjpass",
                "csubj",
                "punct",
                "mark",
                "cc",
                "conj",
                "advcl",
                "parataxis",
            }:
                continue
            low, high = tokens.subtree(child)
            if low > verb or dep in {"advmod", "aux", "neg", "auxpass"}:
                first, last = min(first, low), max(last, high)
        return tokens.span(first, last)

    def _inside(self, hosts: Sequence[int]) -> list[int]:
        """The actors behind "toward", "on", "on" of the changed thing."""
        tokens = self.tokens
        return [
            object_
            for host in hosts
            for prep in tokens.children_with(host, "prep")
            if tokens.lowers[prep] in {"on", "toward", "towards", "to", "against", "about", "with"}
            for object_ in tokens.children_with(prep, "pobj")
        ]

    def _who(self, fillers: Sequence[int]) -> tuple[str, ...]:
        found = [a for t in fillers if (a := self.cast.headed_by(t)) is not None]
        return tuple(dict.fromkeys(s.id for a in found for s in a.who))
