"""Claims: what statements assert about the world, on what evidence, and who answers them.

An answer is tied to the claim it answers also where it stands sentences later and refers to it by
"them", "the allegations" or "the charge".
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Cast
from dragoman.reading.arguments import Arguments, ArgumentWords
from dragoman.reading.flow import Found
from dragoman.reading.language import Tokens
from dragoman.reading.making import Maker
from dragoman.records import Claim, Document, Excerpt, Response, Statement
from dragoman.records.statements import ClaimAct, EvidenceStatus

CONFIDENCE = 0.75
#: How many sentences later a claim may still be answered.
FARTHEST_ANSWER = 6
FEWEST_WORDS = 3
LONGEST_PHRASE = 5
LONGEST_GAP = 40


class Claims:
    """The stage that makes claims."""

    name = "claims"
    needs = frozenset({Tokens, Cast, Statement})
    makes = frozenset({Claim})

    def __call__(self, document: Document, found: Found, knowledge: Knowledge) -> Iterable[Claim]:
        """One claim for each statement that asserts something, with its evidence and answers."""
        reader = ClaimReader(document, found, knowledge)
        drafts = [draft for s in found.all_of(Statement) if (draft := reader.draft(s))]
        reader.answer(drafts)
        reader.weigh(drafts)
        return [reader.claim(draft) for draft in drafts]


class ClaimDraft:
    """A claim while its answers and its evidence are being looked for."""

    def __init__(self, statement: Statement, act: ClaimAct, first: int, last: int) -> None:
        self.statement = statement
        self.act: ClaimAct = act
        #: The tokens ``[first, last)`` from the earliest to the latest word of the content.
        self.first = first
        self.last = last
        self.responses: list[Response] = []
        self.evidence: EvidenceStatus = "unstated"
        self.cited: tuple[str, ...] = ()

    @property
    def holders(self) -> tuple[str, ...]:
        """The ids of who makes the claim."""
        one = self.statement.speaker_id
        return self.statement.speaker_ids or ((one,) if one else ())


class ClaimReader:
    """Reads the claims of one document."""

    def __init__(self, document: Document, found: Found, knowledge: Knowledge) -> None:
        self.tokens = found.the(Tokens)
        self.cast = found.the(Cast)
        self.maker = Maker("claims", document, self.tokens, knowledge)
        table: Mapping[str, Any] = knowledge.claims
        self.acts = _inverted(table["acts"])
        self.responses = _inverted(table["responses"])
        self.answered = frozenset(table["answered"]["nouns"])
        self.pronouns = frozenset(table["answered"]["pronouns"])
        self.table = {name: frozenset(words) for name, words in table["evidence"].items()}
        self.argument_words = ArgumentWords(
            knowledge.words.set_of("events", "object_control"),
            knowledge.words.set_of("events", "partitives"),
        )

    def draft(self, statement: Statement) -> ClaimDraft | None:
        """The claim of a statement; null where it asserts nothing or was not said."""
        lemma = self._cue_lemma(statement)
        act = self.acts.get(lemma, "assert")
        words = sum(len(excerpt.text.split()) for excerpt in statement.content)
        if act == "none" or statement.status != "said" or words < FEWEST_WORDS:
            return None
        start, end = statement.content[0].start, statement.content[-1].end
        first = self.tokens.first_at(start)
        last = max(self.tokens.first_at(end), first + 1)
        verbs = [t for t in range(first, last) if self.tokens.pos[t] in {"VERB", "AUX"}]
        if not verbs or (act == "deny" and self._only_answers(first)):
            return None
        if act == "demand_with_infinitive":
            is_indirect = statement.form != "direct" and self.tokens.tags[verbs[0]] == "VB"
            act = "demand" if is_indirect else ("threaten" if lemma == "warn" else "assert")
        return ClaimDraft(statement, act, first, last)  # type: ignore[arg-type]  # from the table

    def _only_answers(self, first: int) -> bool:
        """Whether a denial's content is but "them" or "the charge": it answers, it claims nothing."""
        if self.tokens.lowers[first] in self.pronouns:
            return True
        phrase = range(first, min(first + LONGEST_PHRASE, len(self.tokens)))
        noun = next((t for t in phrase if self.tokens.pos[t] in {"NOUN", "VERB"}), first)
        return self.tokens.lemmas[noun] in self.answered

    def _cue_lemma(self, statement: Statement) -> str:
        """The lemma of the cue's last verb or noun."""
        tokens = self.tokens
        for part in reversed(statement.evidence.parts):
            if part.role == "cue":
                first = tokens.first_at(part.start)
                for token in range(tokens.first_at(part.end) - 1, first - 1, -1):
                    if tokens.pos[token] in {"VERB", "NOUN", "AUX"}:
                        return tokens.lemmas[token]
        return ""

    def answer(self, drafts: list[ClaimDraft]) -> None:
        """Tie every answer in the document to the claims it answers."""
        for token in range(len(self.tokens)):
            kind = self.responses.get(self.tokens.lemmas[token])
            if kind is None or self.tokens.pos[token] != "VERB" or self._is_unreal(token):
                continue
            arguments = Arguments(self.tokens, token, self.argument_words)
            by = self._ids(arguments.agents)
            if not by and not arguments.agents:
                continue
            for draft in self._answered_by(token, arguments, by, drafts):
                excerpt = self.maker.excerpt(*self._words(token, arguments))
                draft.responses.append(
                    Response(by_ids=by, response=kind, evidence=excerpt)  # type: ignore[arg-type]
                )

    def _is_unreal(self, token: int) -> bool:
        """ "To support the claim", "did not reject it", "may deny it": no answer was given."""
        children = self.tokens.children[token]
        return any(
            self.tokens.deps[c] == "neg"
            or (self.tokens.deps[c] == "aux" and self.tokens.tags[c] in {"TO", "MD"})
            for c in children
        )

    def _words(self, token: int, arguments: Arguments) -> tuple[int, int]:
        tokens = self.tokens
        ends = [token, *arguments.agents, *arguments.direct]
        first = min(tokens.subtree(t)[0] if t != token else t for t in ends)
        last = max(tokens.phrase_with_complements(t)[1] if t != token else t + 1 for t in ends)
        return tokens.span(first, last)

    def _answered_by(
        self, token: int, arguments: Arguments, by: tuple[str, ...], drafts: list[ClaimDraft]
    ) -> Iterator[ClaimDraft]:
        """The claims that the answer at ``token`` is about."""
        answered: set[int] = set()
        for object_ in arguments.direct:
            lower, lemma = self.tokens.lowers[object_], self.tokens.lemmas[object_]
            inside = [d for d in drafts if d.first > object_ and self._hangs_on(d, object_)]
            if inside:
                chosen = inside
            elif lower in self.pronouns:
                chosen = self._before(token, by, drafts, None)
            elif lemma in self.answered:
                chosen = self._before(token, by, drafts, self._owners(object_))
            else:
                continue
            for draft in chosen:
                if id(draft) not in answered and not set(by) & set(draft.holders):
                    answered.add(id(draft))
                    yield draft
        if not arguments.direct and self._is_bare(token):
            yield from self._before(token, by, drafts, None)

    def _hangs_on(self, draft: ClaimDraft, noun: int) -> bool:
        """ "A new Kremlin statement that …": the claim is what the noun says."""
        first, last = self.tokens.subtree(noun)
        return first <= draft.first < last

    def _is_bare(self, token: int) -> bool:
        """ "Officials denied." """
        return not any(
            self.tokens.deps[c] in {"ccomp", "xcomp", "prep"} for c in self.tokens.children[token]
        )

    def _owners(self, noun: int) -> tuple[str, ...] | None:
        """Whose claims: "his allegations", "the Iranian claims"; null where it is not said."""
        owners = self.tokens.children_with(noun, "poss", "amod", "compound", "nmod")
        found = [a for t in owners if (a := self.cast.at(t)) and a.who]
        return tuple(s.id for a in found for s in a.who) or None

    def _before(
        self,
        token: int,
        by: tuple[str, ...],
        drafts: list[ClaimDraft],
        owners: tuple[str, ...] | None,
    ) -> list[ClaimDraft]:
        """The claims just made: those of the last holder who is not the one who answers."""
        here = self.tokens.sentence_of[token]
        near = [
            d
            for d in drafts
            if d.last <= token and here - self.tokens.sentence_of[d.last - 1] <= FARTHEST_ANSWER
        ]
        near = [
            d for d in near if not set(d.holders) & set(by) and d.act not in {"deny", "confirm"}
        ]
        if owners is not None:
            near = [d for d in near if set(d.holders) & set(owners)]
        if not near:
            return []
        last_holders = near[-1].holders
        return [d for d in near if d.holders == last_holders]

    def weigh(self, drafts: list[ClaimDraft]) -> None:
        """Note which claims the text says were made without evidence, and which cite some."""
        tokens = self.tokens
        for token in range(len(tokens)):
            if tokens.lemmas[token] not in self.table["nouns"] or tokens.pos[token] != "NOUN":
                continue
            verb = self._giver(token)
            if verb is not None and self._is_none(token, verb):
                holders = self._ids(Arguments(tokens, verb, self.argument_words).agents)
                for draft in self._unfounded(token, holders, drafts):
                    draft.evidence = "none_offered"
        for draft in drafts:
            if draft.evidence == "unstated" and (cited := self._cited(draft)) is not None:
                draft.evidence, draft.cited = "cited", cited

    def _giver(self, noun: int) -> int | None:
        """ "Offered no evidence", "without providing proof"."""
        tokens = self.tokens
        head = tokens.heads[noun]
        if tokens.lemmas[head] in self.table["giving"]:
            return head
        if tokens.lowers[head] == "without":
            return tokens.heads[head]
        return None

    def _is_none(self, noun: int, verb: int) -> bool:
        tokens = self.tokens
        if any(
            tokens.lowers[c] in {"no", "little", "any"}
            for c in tokens.children_with(noun, "det", "amod")
        ):
            return True
        if any(tokens.deps[c] == "neg" for c in tokens.children[verb]):
            return True
        heads = {tokens.lowers[tokens.heads[noun]], tokens.lowers[tokens.heads[verb]]}
        return "without" in heads

    def _unfounded(
        self, token: int, holders: tuple[str, ...], drafts: list[ClaimDraft]
    ) -> list[ClaimDraft]:
        here = self.tokens.sentence_of[token]
        return [
            d
            for d in drafts
            if 0 <= here - self.tokens.sentence_of[d.last - 1] <= FARTHEST_ANSWER
            and d.act in {"assert", "accuse", "confirm", "predict", "deny"}
            and (not holders or set(d.holders) & set(holders))
        ]

    def _cited(self, draft: ClaimDraft) -> tuple[str, ...] | None:
        """Whom or what the sentence of the claim cites; null where it cites nothing."""
        tokens = self.tokens
        sentence = tokens.sentences[tokens.sentence_of[draft.first]]
        for token in range(sentence.first, sentence.last):
            if (
                draft.first <= token < draft.last
                or tokens.lemmas[token] not in self.table["citing"]
            ):
                continue
            if tokens.tags[token] != "VBG":
                continue
            for object_ in tokens.children_with(token, "dobj"):
                found = self.cast.headed_by(object_)
                if found is not None or tokens.lemmas[object_] in self.table["cited_nouns"]:
                    return tuple(s.id for s in found.who) if found else ()
        return None

    def _ids(self, fillers: Iterable[int]) -> tuple[str, ...]:
        found = [a for t in fillers if (a := self.cast.headed_by(t)) is not None]
        return tuple(dict.fromkeys(s.id for a in found for s in a.who))

    def _content(self, statement: Statement) -> Excerpt:
        """The content in one piece: with the cue inside where it is short, else its longest part."""
        first, last = statement.content[0], statement.content[-1]
        gaps = (b.start - a.end for a, b in pairwise(statement.content))
        if sum(gaps) <= LONGEST_GAP:
            return self.maker.excerpt(first.start, last.end)
        return max(statement.content, key=lambda excerpt: excerpt.end - excerpt.start)

    def claim(self, draft: ClaimDraft) -> Claim:
        """The record of a claim."""
        statement = draft.statement
        content = self._content(statement)
        about = dict.fromkeys(
            s.id
            for excerpt in statement.content
            for a in self.cast.within(
                self.tokens.first_at(excerpt.start), self.tokens.first_at(excerpt.end)
            )
            if not a.is_place
            for s in a.who
            if s.id not in draft.holders
        )
        return Claim(
            id=self.maker.id_of("claim", statement.id, draft.act),
            document_id=self.maker.document.id,
            evidence=statement.evidence,
            made_by=self.maker.made_by(
                draft.act, f"from the statement with the cue {statement.cue!r}"
            ),
            confidence=CONFIDENCE,
            content=content,
            act=draft.act,
            holder_ids=draft.holders,
            about_ids=tuple(about),
            evidence_status=draft.evidence,
            cited_ids=draft.cited,
            responses=tuple(draft.responses),
            statement_id=statement.id,
        )


def _inverted(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Word to name, the first name that lists a word winning."""
    inverted: dict[str, str] = {}
    for name, words in table.items():
        for word in words:
            inverted.setdefault(word, name)
    return inverted
