"""Status: did it happen, is it going on, planned, possible, denied or only alleged?"""

import datetime
from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.reading.language import Tokens
from dragoman.records.events import EventStatus

_UPWARD = frozenset(
    {
        "xcomp",
        "ccomp",
        "conj",
        "pcomp",
        "advcl",
        "acl",
        "dobj",
        "pobj",
        "prep",
        "relcl",
        "attr",
        "nsubjpass",
        "nsubj",
        "appos",
        "agent",
        "amod",
    }
)
HIGHEST = 5
#: Marks a negated future: who "will not" do something refuses it.
REFUSAL = "will "
PURPOSE = "to (a purpose)"
HISTORICAL_AFTER = datetime.timedelta(days=365)


class StatusFound(NamedTuple):
    """A status, and the words that say so."""

    status: EventStatus
    because: str


class StatusReader:
    """Reads the status of a predicate from negation, modals, conditions and the verbs above it."""

    def __init__(self, tokens: Tokens, knowledge: Knowledge) -> None:
        self.tokens = tokens
        words = knowledge.words
        self.modals: dict[str, str] = words.table_of("events", "modals")
        self.negations = words.set_of("events", "negations")
        self.conditionals = words.set_of("events", "conditionals")
        self.failing = words.set_of("events", "failing_verbs")
        self.transparent = words.set_of("events", "transparent_verbs")
        self.planning = words.set_of("events", "planning_words")
        self.causative = words.set_of("events", "causative_verbs")
        self.purpose_heads = words.set_of("events", "purpose_heads")
        self.unreal_heads = words.set_of("events", "unreal_heads")
        self.adverbs = words.set_of("events", "allegation_adverbs")
        self.alleged = words.set_of("events", "allegation_adjectives")
        self.planned = words.set_of("events", "planning_adjectives")
        self.light = words.set_of("events", "light_verbs")
        self.accusing = words.set_of("events", "accusing_verbs")
        self.reports = words.set_of("reports", "verbs")
        self.denying = words.set_of("events", "denying_verbs")

    def read(self, token: int) -> StatusFound:
        """The status of the predicate at ``token``."""
        own = self._own(token)
        if own is not None:
            return own
        above = self._above(token)
        if above is not None:
            return above
        if self._is_progressive(token):
            return StatusFound("ongoing", self.tokens.words[token])
        return StatusFound("occurred", "")

    def _own(self, token: int) -> StatusFound | None:
        """What the predicate's own dependents say."""
        tokens = self.tokens
        modal: StatusFound | None = None
        for child in tokens.children[token]:
            lower, dep = tokens.lowers[child], tokens.deps[child]
            if dep == "neg" or (
                lower in self.negations and dep in {"det", "advmod", "preconj", "cc"}
            ):
                return StatusFound(
                    "negated", f"{REFUSAL}{lower}" if self._has_will(token) else lower
                )
            if dep == "dobj" and self._is_none(child):
                return StatusFound("negated", "no")
            if dep == "aux" and (lower in self.modals) and modal is None:
                modal = self._modal(token, lower)
            if dep == "mark" and lower in self.conditionals:
                return StatusFound("hypothetical", lower)
            if dep == "advmod" and lower in self.conditionals:
                return StatusFound("hypothetical", lower)
            if lower in self.adverbs or (dep == "amod" and lower in self.alleged):
                return StatusFound("alleged", lower)
            if tokens.pos[token] != "VERB" and dep in {"amod", "det"} and lower in self.planned:
                status: EventStatus = (
                    "hypothetical" if lower in {"any", "possible", "potential"} else "planned"
                )
                return StatusFound(status, lower)
        return modal

    def _is_none(self, token: int) -> bool:
        """ "Offered no figures": the object is denied."""
        return any(
            self.tokens.deps[c] == "det" and self.tokens.lowers[c] == "no"
            for c in self.tokens.children[token]
        )

    def _modal(self, token: int, lower: str) -> StatusFound:
        status: EventStatus = self.modals[lower]  # type: ignore[assignment]
        if lower in {"would", "'d"} and self._is_reported(token):
            status = "planned"  # "said it would free them": the future of what was said
        return StatusFound(status, lower)

    def _is_reported(self, token: int) -> bool:
        tokens = self.tokens
        head = tokens.heads[token]
        return tokens.deps[token] == "ccomp" and tokens.lemmas[head] in self.reports

    def _has_will(self, token: int) -> bool:
        """ "Will not", "won't", and "would not" in what somebody said: a refusal."""
        tokens = self.tokens
        for child in tokens.children_with(token, "aux"):
            lower = tokens.lowers[child]
            if lower in {"will", "wo", "shall"} or (
                lower in {"would", "'d"} and self._is_reported(token)
            ):
                return True
        return False

    def _above(self, token: int) -> StatusFound | None:
        """What the words above the predicate say about it."""
        tokens = self.tokens
        current = token
        for _ in range(HIGHEST):
            head, dep = tokens.heads[current], tokens.deps[current]
            if head == current or dep not in _UPWARD:
                return None
            found = self._step(current, head, dep)
            if found is not None:
                return found
            if (
                dep == "prep"
                and tokens.pos[head] == "VERB"
                and tokens.lemmas[head] not in self.light
            ):
                return None  # what happened meanwhile is not what was tried
            if dep in {"relcl", "advcl", "nsubj", "nsubjpass", "appos"} and not (
                tokens.lemmas[head] in self.light and dep == "nsubjpass"
            ):
                return None
            current = head
        return None

    def _step(self, current: int, head: int, dep: str) -> StatusFound | None:
        tokens = self.tokens
        lemma, word = tokens.lemmas[head], tokens.words[head]
        if dep in {"dobj", "nsubjpass", "pobj", "prep"}:
            return self._noun_step(current, head, dep)
        if dep == "conj":
            return self._own_modal(head) if not self._has_own_auxiliary(current) else None
        if dep == "advcl":
            own_marks = {tokens.lowers[c] for c in tokens.children_with(current, "mark", "advmod")}
            if own_marks & self.conditionals:
                return StatusFound("hypothetical", "if")
            return StatusFound("hypothetical", PURPOSE) if self._is_infinitive(current) else None
        if dep in {"acl", "relcl"} and self._is_infinitive(current):
            return StatusFound("hypothetical", PURPOSE)
        if dep in {"xcomp", "ccomp"}:
            if lemma in self.failing:
                return StatusFound("negated", word)
            if lemma in self.planning and (self._is_infinitive(current) or dep == "ccomp"):
                return StatusFound("planned", word)
            if lemma in self.denying:
                return StatusFound("denied", word)
            if lemma in self.accusing:
                return StatusFound("alleged", word)
            if (
                lemma in self.transparent
                or lemma in self.causative
                or tokens.tags[current] in {"VBG", "VBN"}
            ):
                return self._own(head)
            return StatusFound("hypothetical", word) if self._is_infinitive(current) else None
        if dep == "pcomp":
            governor = tokens.heads[head]
            if tokens.lemmas[governor] in self.accusing:
                return StatusFound("alleged", tokens.words[governor])
            if tokens.lowers[head] in {"without", "against", "from"}:
                return StatusFound(
                    "negated" if tokens.lowers[head] == "without" else "hypothetical",
                    tokens.lowers[head],
                )
        return None

    def _noun_step(self, current: int, head: int, dep: str) -> StatusFound | None:
        tokens = self.tokens
        lemma, word = tokens.lemmas[head], tokens.words[head]
        if dep == "prep" or dep == "pobj":
            noun = tokens.heads[head] if dep == "pobj" else head
            if tokens.lemmas[noun] in self.unreal_heads:
                return StatusFound("hypothetical", tokens.words[noun])
            if tokens.lemmas[noun] in self.accusing:
                return StatusFound("alleged", tokens.words[noun])
            if dep == "pobj" and tokens.lowers[head] == "without":
                return StatusFound("negated", "without")
            return None
        if lemma in self.planning:
            return StatusFound("planned", word)
        if lemma in self.denying:
            return StatusFound("denied", word)
        if lemma in self.failing or lemma in self.light:
            own = self._own(head)
            if lemma in self.failing:
                return StatusFound("negated", word)
            return own
        return None

    def _own_modal(self, head: int) -> StatusFound | None:
        found = self._own(head)
        shares = any(self.tokens.lowers[c] in {"or", "nor"} for c in self.tokens.children[head])
        return found if found and (found.status != "negated" or shares) else None

    def _has_own_auxiliary(self, token: int) -> bool:
        return any(
            self.tokens.deps[c] in {"aux", "nsubj", "nsubjpass"}
            for c in self.tokens.children[token]
        )

    def _is_infinitive(self, token: int) -> bool:
        tokens = self.tokens
        return any(
            tokens.lowers[c] == "to" and tokens.deps[c] in {"aux", "mark"}
            for c in tokens.children[token]
        )

    def _is_progressive(self, token: int) -> bool:
        tokens = self.tokens
        if tokens.tags[token] != "VBG":
            return False
        return any(
            tokens.deps[c] == "aux" and tokens.lowers[c] in {"is", "are", "'s", "'re", "am", "been"}
            for c in tokens.children[token]
        )


def is_historical(last_day: datetime.date | None, published: datetime.date | None) -> bool:
    """Whether an act lies so far back that the text only looks back on it."""
    return bool(last_day and published and published - last_day > HISTORICAL_AFTER)
