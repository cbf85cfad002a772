"""Mending: the speakers that the parse alone does not give, from the words around and before."""

from dragoman.reading.actors import Cast, Someone
from dragoman.reading.language import Tokens
from dragoman.reading.statements.contents.verbs import VerbReader
from dragoman.reading.statements.drafts import Draft
from dragoman.reading.statements.vocabulary import Vocabulary

SENTENCES_BETWEEN = 3
FARTHEST_NAME = 3
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BY_VERBS = ("verb", "quote", "paragraph")
_NAMES = frozenset({"NOUN", "PROPN", "PRON"})


class SpeakerMender:
    """Corrects the speakers of drafts, which must be given in text order."""

    def __init__(self, verbs: VerbReader, cast: Cast, vocabulary: Vocabulary) -> None:
        self.verbs = verbs
        self.tokens: Tokens = verbs.tokens
        self.cast = cast
        self.documents = vocabulary.set_of("documents")
        self.by_token: dict[int, Draft] = {}

    def mend(self, drafts: list[Draft]) -> None:
        """Give every draft the best speaker that the text offers."""
        before: Draft | None = None
        self.by_token = {draft.token: draft for draft in drafts if draft.cue is not None}
        for draft in drafts:
            if draft.cue is not None and draft.rule.startswith(_BY_VERBS):
                self._mend(draft, before)
            if draft.speakers:
                before = draft
        self._resolve_pronouns(drafts)

    def _mend(self, draft: Draft, before: Draft | None) -> None:
        tokens, verb = self.tokens, draft.token
        draft.speakers = [t for t in draft.speakers if not self._is_content(t, draft)]
        if draft.speakers:
            speaker = self._author(verb, draft.speakers[0])
            above = self._above(verb, speaker)
            draft.speakers = [speaker if above is None else above]
            return
        if self.verbs.complements.is_passive(verb):
            return
        beside = self._beside(draft) if tokens.tags[verb] in _FINITE else None
        if beside is not None:
            draft.speakers = [beside]
        elif before is not None and tokens.heads[verb] == verb and tokens.tags[verb] == "VBG":
            draft.speakers = list(before.speakers)  # "Adding: …" after what he said

    def _is_content(self, token: int, draft: Draft) -> bool:
        place = self.tokens.starts[token]
        return any(start <= place < end for start, end in draft.contents)

    def _beside(self, draft: Draft) -> int | None:
        """The noun right before the verb or right after it: "Meh," wrote a voter."""
        tokens, verb = self.tokens, draft.token
        sentence = tokens.sentences[tokens.sentence_of[verb]]
        for token in range(verb - 1, max(verb - FARTHEST_NAME, sentence.first) - 1, -1):
            if self._is_content(token, draft) or tokens.pos[token] in {"PUNCT", "ADP", "VERB"}:
                break
            if tokens.pos[token] in _NAMES:
                return self._head_of(token)
        for token in range(verb + 1, min(verb + 2 * FARTHEST_NAME, sentence.last)):
            if self._is_content(token, draft) or tokens.pos[token] in {"PUNCT", "ADP", "VERB"}:
                break
            following = token + 1 < len(tokens) and tokens.pos[token + 1] in _NAMES
            if tokens.pos[token] in _NAMES and not following:
                return token
        return None

    def _head_of(self, token: int) -> int:
        tokens = self.tokens
        while tokens.deps[token] in {"compound", "poss", "amod"} and tokens.heads[token] > token:
            token = tokens.heads[token]
        return token

    def _author(self, verb: int, subject: int) -> int:
        """ "Issued a statement condemning …": who issued it condemns."""
        tokens = self.tokens
        if (
            tokens.deps[verb] not in {"acl", "relcl"}
            or tokens.lemmas[subject] not in self.documents
        ):
            return subject
        if tokens.deps[subject] != "dobj" or tokens.heads[verb] != subject:
            return subject
        above = self.verbs.subjects(tokens.heads[subject])
        return above[0] if above else subject

    def _above(self, verb: int, subject: int) -> int | None:
        """ "Moscow refused a meeting with Kyiv, accusing it …": not the meeting accuses."""
        tokens, place = self.tokens, self.tokens.starts[verb]
        first = tokens.left_edges[verb]
        is_set_off = first > 0 and tokens.pos[first - 1] == "PUNCT"
        if tokens.tags[verb] != "VBG" or not is_set_off:
            return None
        for above in tokens.ancestors(verb):
            other = self.by_token.get(above)
            if other is not None and other.speakers and not other.covers((place, place + 1)):
                return other.speakers[0]  # "Cuba said the vote was a farce, adding that …"
        is_object = tokens.deps[subject] in {"pobj", "dobj"} and not self._is_actor(subject)
        if tokens.deps[verb] != "acl" and not is_object:
            return None
        for above in tokens.ancestors(verb):
            found = tokens.children_with(above, "nsubj")
            if found and tokens.pos[above] in {"VERB", "AUX"}:
                return found[0]
        return None

    def _is_actor(self, token: int) -> bool:
        return (self.cast.headed_by(token) or self.cast.at(token)) is not None

    def _resolve_pronouns(self, drafts: list[Draft]) -> None:
        """ "He said" with two men to choose from is who spoke before, if that may be him."""
        before: tuple[int, Someone] | None = None
        for draft in drafts:
            if draft.cue is None or not draft.speakers:
                continue
            appearance = self.cast.headed_by(draft.speakers[0])
            if appearance is None:
                continue
            sentence = self.tokens.sentence_of[draft.token]
            if not appearance.who and before is not None and appearance.kind == "pronoun":
                near = sentence - before[0] <= SENTENCES_BETWEEN
                if near and before[1] in appearance.maybe:
                    draft.named = before[1]
                    draft.why.append(f"{before[1].name} spoke before")
            who = (draft.named,) if draft.named else appearance.who
            if len(who) == 1:
                before = (sentence, who[0])
