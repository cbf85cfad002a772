"""Speakers, addressees and media: the words that name them, and the actors behind the words."""

from collections.abc import Iterable

from dragoman.reading.actors import Appearance, Cast, Someone
from dragoman.reading.language import Tokens
from dragoman.reading.statements.drafts import Draft, Span
from dragoman.reading.statements.vocabulary import Vocabulary

LONGEST_PHRASE = 40
_RELATIVE_TAGS = frozenset({"WDT", "WP"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "parataxis"})
_EDGES = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "(", " "})


class SpeakerReader:
    """Finds the phrases of speakers and who stands behind them."""

    def __init__(self, tokens: Tokens, cast: Cast, vocabulary: Vocabulary) -> None:
        self.tokens = tokens
        self.cast = cast
        self.media_nouns = vocabulary.set_of("media")
        self.media_preps = vocabulary.set_of("media_prepositions")
        self.speaking = vocabulary.set_of("speaking_verbs")

    def phrases(self, draft: Draft) -> list[Span]:
        """The speakers' words as tokens: the whole noun phrase, and "who" where it stands for it."""
        found = [self.phrase(head, draft) for head in draft.speakers]
        if draft.cue is not None:
            found += [(t, t + 1) for t in self._relatives(draft.token)]
        return found

    def _relatives(self, token: int) -> list[int]:
        """ "Who" or "which" where it is the cue's subject."""
        tokens = self.tokens
        for host in (token, *tokens.ancestors(token)):
            found = [t for t in tokens.children_with(host, "nsubj") if t not in {token}]
            if found:
                return [t for t in found if tokens.tags[t] in _RELATIVE_TAGS]
            if tokens.deps[host] not in {"conj", "acomp", "xcomp", "attr", "dobj", "oprd"}:
                return []
        return []

    def phrase(self, head: int, draft: Draft) -> Span:
        """The noun phrase headed by ``head``, without the cue and the content hanging on it."""
        tokens = self.tokens
        first, last = tokens.subtree(head)
        for child in tokens.children[head]:
            low, high = tokens.subtree(child)
            if tokens.deps[child] in _CLAUSES and (low <= draft.token < high or high - low > 25):
                first, last = (first, min(last, low)) if child > head else (high, last)
        if not first <= head < last or last - first > LONGEST_PHRASE or first <= draft.token < last:
            first, last = tokens.phrase_with_complements(head)
        for start, end in draft.contents:
            if head < (begin := self._token_at(start, first, last)):
                last = min(last, begin)
            elif tokens.ends[head] > end:
                while first < head and tokens.starts[first] < end:
                    first += 1
        while first < head and tokens.words[first] in _EDGES:
            first += 1
        while last - 1 > head and (
            tokens.words[last - 1] in _EDGES or tokens.lowers[last - 1] == "'s"
        ):
            last -= 1
        return first, last

    def _token_at(self, start: int, first: int, last: int) -> int:
        """The first token of ``[first, last)`` at or after the character ``start``."""
        token = first
        while token < last and self.tokens.starts[token] < start:
            token += 1
        return token

    def who(self, heads: Iterable[int]) -> list[Someone]:
        """The actors whom the heads, and what is joined to them, stand for."""
        found: dict[str, Someone] = {}
        for head in heads:
            for token in self._members(head):
                appearance = self.appearance(token)
                if appearance is None or not appearance.who:
                    return []  # one of several is not clear: none is claimed
                found.update((someone.id, someone) for someone in appearance.who)
        return list(found.values())

    def _members(self, head: int) -> list[int]:
        tokens = self.tokens
        return [t for t in tokens.conjuncts(head) if t == head or tokens.is_nominal(t)]

    def appearance(self, token: int) -> Appearance | None:
        """Who stands at ``token``, unless it is only a place."""
        found = self.cast.headed_by(token) or self.cast.at(token)
        if found is None or found.is_place:
            return None
        is_part = found.kind in {"nominal", "title"} and found.head != token
        return None if is_part else found

    def media(self, draft: Draft) -> list[int]:
        """The head tokens of what it was said on or quoted by: "on NV radio", "Interfax quoted"."""
        if draft.media or draft.cue is None:
            return draft.media
        tokens = self.tokens
        hosts = [draft.token]
        for host in (draft.token, *draft.speakers):
            hosts += [
                child
                for child in tokens.children[host]
                if tokens.deps[child] in {"acl", "advcl", "relcl"}
                and tokens.lemmas[child] in self.speaking
            ]
        return [
            object_
            for host in hosts
            for object_ in self._objects(host, 0)
            if object_ not in draft.speakers and self._is_medium(object_)
        ][:1]

    def _objects(self, host: int, depth: int) -> list[int]:
        tokens = self.tokens
        found: list[int] = []
        for prep in tokens.children_with(host, "prep"):
            if tokens.lowers[prep] in self.media_preps or depth:
                for object_ in tokens.children_with(prep, "pobj"):
                    found.append(object_)
                    # "in an interview with CNN", "on his Twitter account"
                    found += self._objects(object_, depth + 1) if depth < 1 else []
        return found

    def _is_medium(self, token: int) -> bool:
        tokens = self.tokens
        if tokens.lemmas[token] in self.media_nouns or tokens.lowers[token] in self.media_nouns:
            return True
        appearance = self.appearance(token)
        return appearance is not None and any(s.actor_kind == "media" for s in appearance.who)
