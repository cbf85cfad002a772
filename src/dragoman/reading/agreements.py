"""Agreements and talks formats: who is in them, and the ladder of stages with who moved them."""

from collections.abc import Iterable, Iterator

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Cast, Someone
from dragoman.reading.arguments import Arguments, ArgumentWords
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.reading.timing import Timing
from dragoman.records import Agreement, Date, Document, StageReached
from dragoman.records.agreements import AgreementKind, Stage

CONFIDENCE = 0.75
_PARTY_PREPOSITIONS = frozenset({"with", "between", "among", "of", "by"})
_STAGE_DEPS = frozenset({"dobj", "nsubjpass", "nsubj", "pobj"})
LONGEST_MODIFIERS = 3


class Agreements:
    """The stage that makes agreements."""

    name = "agreements"
    needs = frozenset({Tokens, Cast, Date})
    makes = frozenset({Agreement})

    def __call__(
        self, document: Document, found: Found, knowledge: Knowledge
    ) -> Iterable[Agreement]:
        """Each agreement once, with all its stages in text order."""
        return AgreementReader(document, found, knowledge).read()


class Draft:
    """An agreement while the text is being read."""

    def __init__(self, name: str, kind: AgreementKind, head: int, known: bool) -> None:
        self.name = name
        self.kind: AgreementKind = kind
        self.head = head
        self.known = known
        self.span = (head, head + 1)
        self.parties: dict[str, None] = {}
        self.mediators: dict[str, None] = {}
        self.steps: list[StageReached] = []
        self.count: int | None = None


class AgreementReader:
    """Reads the agreements of one document."""

    def __init__(self, document: Document, found: Found, knowledge: Knowledge) -> None:
        self.tokens = found.the(Tokens)
        self.cast = found.the(Cast)
        self.timing = Timing(self.tokens, found.all_of(Date))
        self.knowledge = knowledge
        self.maker = Maker("agreements", document, self.tokens, knowledge)
        table = knowledge.stages
        self.stages = {word: name for name, words in table["verbs"].items() for word in words}
        self.kinds = {word: name for name, words in table["kinds"].items() for word in words}
        self.needing = frozenset(table["kinds_needing"]["nouns"])
        self.modifiers = frozenset(table["kinds_needing"]["modifiers"])
        self.argument_words = ArgumentWords(
            knowledge.words.set_of("events", "object_control"),
            knowledge.words.set_of("events", "partitives"),
        )
        self.failing = knowledge.words.set_of("events", "failing_verbs") | {"refuse", "decline"}
        self.drafts: dict[str, Draft] = {}

    def read(self) -> Iterator[Agreement]:
        """The agreements of the document."""
        covered = set(self._named())
        for token in range(len(self.tokens)):
            sentence = self.tokens.sentences[self.tokens.sentence_of[token]]
            if sentence.kind != "paragraph" or token in covered:
                continue
            if self.tokens.pos[token] in {"NOUN", "PROPN"}:
                self._unnamed(token)
        for draft in self.drafts.values():
            if draft.known or draft.parties or draft.steps or draft.count:
                yield self._agreement(draft)

    def _named(self) -> Iterator[int]:
        """The agreements of the table; yields the tokens they cover."""
        tokens = self.tokens
        for start, end, meanings in self.knowledge.agreement_names.find(tokens.text):
            first = tokens.first_at(start)
            last = max(tokens.first_at(end), first + 1)
            if tokens.sentences[tokens.sentence_of[first]].kind != "paragraph":
                continue
            entry = self.knowledge.agreements[meanings[0].key]
            head = self._head(first, last)
            draft = self.drafts.setdefault(
                f"table:{entry.id}", Draft(entry.name, entry.agreement_kind, head, True)
            )
            if draft.span == (draft.head, draft.head + 1):
                draft.span = (first, last)
            for party in entry.parties:
                someone = self._party(party)
                if someone is not None:
                    draft.parties.setdefault(someone.id)
            self._add_step(draft, head)
            if tokens.deps[head] in {"compound", "nmod"}:
                self._add_step(draft, tokens.heads[head])
            yield from range(first, last)

    def _party(self, key: str) -> Someone | None:
        """A party of the table that the text names; others are left to the table."""
        return self.cast.everybody.get(f"country:{key}") or self.cast.everybody.get(
            f"organisation:{key}"
        )

    def _head(self, first: int, last: int) -> int:
        for token in range(last - 1, first - 1, -1):
            head = self.tokens.heads[token]
            if not first <= head < last or head == token:
                return token
        return last - 1

    def _unnamed(self, token: int) -> None:
        tokens = self.tokens
        lemma = tokens.lemmas[token]
        kind = self.kinds.get(
            f"{tokens.lowers[token - 1]} {lemma}" if token else lemma
        ) or self.kinds.get(lemma)
        if kind is None or tokens.deps[token] in {"compound", "nmod"}:
            return
        modifiers = self._modifiers(token)
        parties = self._parties(token)
        if lemma in self.needing and not (modifiers & self.modifiers) and not parties:
            return
        earlier = self._earlier(lemma, parties, token)
        if earlier is not None:
            draft = earlier
        else:
            name = self._name(token)
            draft = Draft(name, kind, token, False)  # type: ignore[arg-type]  # from the table
            first, last = tokens.phrase(token)
            draft.span = (first, last)
            draft.count = self._count(token)
            self.drafts[f"text:{token}"] = draft
        for someone in parties:
            draft.parties.setdefault(someone.id)
        self._add_step(draft, token)

    def _modifiers(self, token: int) -> set[str]:
        tokens = self.tokens
        first, _ = tokens.phrase(token)
        return {tokens.lowers[t] for t in range(first, token)} | {
            "-".join(tokens.lowers[t : t + 3 : 2]) for t in range(first, token - 2)
        }

    def _parties(self, token: int) -> list[Someone]:
        """ "Between France and Germany", "with Iran", "a Greek-Turkish accord"."""
        tokens = self.tokens
        first, _ = tokens.phrase(token)
        found = [
            a for a in self.cast.within(first, token) if a.kind != "pronoun" and not a.is_place
        ]
        for prep in tokens.children_with(token, "prep"):
            if tokens.lowers[prep] in _PARTY_PREPOSITIONS:
                for object_ in tokens.children_with(prep, "pobj"):
                    found += [
                        a
                        for m in tokens.conjuncts(object_)
                        if (a := self.cast.headed_by(m)) is not None and not a.is_place
                    ]
        return list({id(s): s for a in found for s in a.who}.values())

    def _earlier(self, lemma: str, parties: list[Someone], token: int) -> Draft | None:
        """ "The deal", "the ceasefire": the last one of that noun, where no other party is named."""
        tokens = self.tokens
        ids = {s.id for s in parties}
        is_definite = any(
            tokens.lowers[c] in {"the", "this", "that", "these", "those"}
            for c in tokens.children[token]
        )
        for draft in reversed(self.drafts.values()):
            same_noun = tokens.lemmas[draft.head] == lemma
            if same_noun and (
                (is_definite and ids <= set(draft.parties)) or (ids and ids == set(draft.parties))
            ):
                return draft
        return None

    def _name(self, token: int) -> str:
        """The noun with the words that say which: "28 agreements" is "agreements"."""
        tokens = self.tokens
        first, last = tokens.phrase(token)
        while first < token and (
            tokens.pos[first] in {"DET", "NUM", "PUNCT", "PRON", "PART"}
            or any(tokens.pos[t] == "NUM" for t in range(first, token))
        ):
            first += 1
        return tokens.text_of(first, last).replace("\n", " ")

    def _count(self, token: int) -> int | None:
        """28 for "28 agreements"."""
        for child in self.tokens.children_with(token, "nummod"):
            digits = self.tokens.words[child].replace(",", "")
            number = (
                int(digits) if digits.isdigit() else self.knowledge.figures["numbers"].get(digits)
            )
            if number is not None and 1 < number < 1000:
                return int(number)
        return None

    def _add_step(self, draft: Draft, token: int) -> None:
        step = self._step(token)
        if step is not None and not any(s.evidence == step.evidence for s in draft.steps):
            draft.steps.append(step)

    def _step(self, token: int) -> StageReached | None:
        """The stage that the verb over the noun tells, who moved it and when."""
        tokens = self.tokens
        verb = self._verb(token)
        if verb is None:
            return None
        stage = self.stages.get(tokens.lemmas[verb])
        if stage is None or self._is_other_sense(verb, token, stage):
            return None
        children = tokens.children[verb]
        negated = any(tokens.deps[c] == "neg" for c in children)
        meant = any(tokens.tags[c] in {"MD", "TO"} and tokens.deps[c] == "aux" for c in children)
        above = tokens.lemmas[tokens.heads[verb]] if tokens.deps[verb] == "xcomp" else ""
        if above in self.failing:
            stage = "breached" if stage == "in_force" else "rejected"
        elif negated:
            stage = "rejected" if stage in {"agreed", "signed", "ratified", "in_force"} else None
        elif meant and stage in {"signed", "agreed", "ratified", "in_force", "talks"}:
            stage = "proposed"
        if stage is None:
            return None
        arguments = Arguments(tokens, verb, self.argument_words)
        agents = [t for t in arguments.agents if t != token]
        by = tuple(
            dict.fromkeys(
                s.id for t in agents if (a := self.cast.headed_by(t)) is not None for s in a.who
            )
        )
        date = self.timing.of_verb(verb)
        ends = [
            verb,
            token,
            *[t for t in agents if tokens.sentence_of[t] == tokens.sentence_of[verb]],
        ]
        first = min(tokens.phrase(t)[0] if t != verb else t for t in ends)
        last = max(tokens.phrase(t)[1] if t != verb else t + 1 for t in ends)
        return StageReached(
            stage=stage,  # type: ignore[arg-type]  # from the table
            by_ids=by,
            first_day=date.first_day if date else None,
            last_day=date.last_day if date else None,
            evidence=self.maker.excerpt(*tokens.span(first, last)),
        )

    def _verb(self, token: int) -> int | None:
        """The verb over the noun, through a preposition or another noun of talks."""
        tokens = self.tokens
        beside = self._participle_behind(token)
        if beside is not None:
            return beside
        for _ in range(4):
            if tokens.deps[token] not in _STAGE_DEPS | {"prep", "conj", "appos"}:
                return None
            head = tokens.heads[token]
            if tokens.pos[head] == "VERB":
                return head
            if tokens.deps[token] == "conj" or tokens.pos[head] in {"ADP", "NOUN"}:
                token = head
            else:
                return None
        return None

    def _participle_behind(self, noun: int) -> int | None:
        """ "28 agreements, mostly economic, were signed": a passive right behind the noun is its verb,
        whatever the parser hangs it on."""
        tokens = self.tokens
        end = tokens.sentences[tokens.sentence_of[noun]].last
        for token in range(noun + 1, min(noun + 8, end)):
            if tokens.tags[token] == "VBN" and tokens.lemmas[token] in self.stages:
                return token if tokens.lemmas[token - 1] == "be" else None
            if tokens.pos[token] not in {"PUNCT", "ADV", "ADJ", "AUX"}:
                return None
        return None

    def _is_other_sense(self, verb: int, token: int, stage: str) -> bool:
        """A subject only collapses, stalls, holds or enters; it does not sign."""
        if self.tokens.deps[token] != "nsubj":
            return (
                stage == "collapsed"
                and self.tokens.lemmas[verb] in {"fall", "fail", "leave", "end"}
                and (self.tokens.deps[token] not in {"dobj", "pobj"})
            )
        return stage not in {"collapsed", "stalled", "in_force", "suspended"}

    def _agreement(self, draft: Draft) -> Agreement:
        first, last = draft.span
        return Agreement(
            id=self.maker.id_of("agreement", draft.name, tuple(draft.parties), first),
            document_id=self.maker.document.id,
            evidence=self.maker.evidence(first, last, [self.maker.part("agreement", first, last)]),
            made_by=self.maker.made_by("name in the tables" if draft.known else "noun"),
            confidence=CONFIDENCE,
            name=draft.name,
            agreement_kind=draft.kind,
            party_ids=tuple(draft.parties),
            mediator_ids=tuple(draft.mediators),
            stage=_last_stage(draft.steps),
            stages=tuple(draft.steps),
            count=draft.count,
        )


def _last_stage(steps: list[StageReached]) -> Stage | None:
    """The stage of the latest dated step; without dates the last one told."""
    dated = [step for step in steps if step.last_day]
    if dated and len(dated) == len(steps):
        return max(dated, key=lambda step: step.last_day or step.first_day).stage  # type: ignore[arg-type, return-value]
    return steps[-1].stage if steps else None
