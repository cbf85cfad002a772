"""The coder: sentence by sentence, from predicates to events with roles and status."""

from dragoman.knowledge import Knowledge
from dragoman.reading.actors import Appearance, Cast
from dragoman.reading.arguments import Arguments
from dragoman.reading.events.coding import Draft, apply_inner, apply_plan, apply_refusal
from dragoman.reading.events.matching import Match, Matcher
from dragoman.reading.events.roles import RoleReader
from dragoman.reading.events.status import PURPOSE, REFUSAL, StatusReader
from dragoman.reading.language import Sentence, Tokens

_PREDICATES = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX"})


# What these are about has not happened: "pressing for talks" is no talks.
_ABOUT_CONTENT = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE"})


def _is_told(draft: Draft) -> bool:
    """Whether the draft says enough to be an event: somebody, and no mere purpose or unreal object."""
    if draft.is_purpose or not (draft.actors or draft.recipients):
        return False
    if draft.status == "hypothetical":
        return bool(draft.actors and draft.recipients)
    return draft.status != "negated" or bool(draft.recipients) or len(draft.actors) > 1


class EventCoder:
    """Codes the events of one document."""

    def __init__(self, tokens: Tokens, cast: Cast, knowledge: Knowledge) -> None:
        self.tokens = tokens
        self.cast = cast
        self.knowledge = knowledge
        self.matcher = Matcher(tokens, cast, knowledge)
        self.roles = RoleReader(tokens, cast)
        self.statuses = StatusReader(tokens, knowledge)
        self._matches: dict[int, Match | None] = {}
        self._used: set[int] = set()

    def code(self) -> list[Draft]:
        """The events of the document in text order. Headings are not coded."""
        drafts: list[Draft] = []
        for sentence in self.tokens.sentences:
            if sentence.kind == "paragraph":
                drafts += self.code_sentence(sentence)
        return drafts

    def code_sentence(self, sentence: Sentence) -> list[Draft]:
        """The events of one sentence; what an operator has taken in is no event of its own."""
        predicates = [
            t for t in range(sentence.first, sentence.last) if self.tokens.pos[t] in _PREDICATES
        ]
        # Operators first, from the top of the tree: what stands behind them is theirs.
        order = sorted(predicates, key=lambda t: (sum(1 for _ in self.tokens.ancestors(t)), t))
        drafts: list[Draft] = []
        for token in order:
            if token not in self._used:
                draft = self._draft(token)
                if draft is not None and _is_told(draft):
                    drafts.append(draft)
        return sorted(drafts, key=lambda draft: draft.token)

    def is_covered(self, token: int) -> bool:
        """Whether a frame matches the predicate, or an act around it has taken it in."""
        return token in self._used or self._match(token) is not None

    def _match(self, token: int) -> Match | None:
        if token not in self._matches:
            self._matches[token] = self.matcher.best(token)
        return self._matches[token]

    def _draft(self, token: int) -> Draft | None:
        match = self._match(token)
        if match is None or match.pattern.frame.blank:
            self._used.update(match.words if match else ())
            return None
        if match.pattern.frame.type is None:
            return self._through_operator(match)
        draft = Draft(match, match.pattern.frame.type, match.pattern.frame.mode)
        draft.why.append(
            f"frame {draft.rule}: {match.pattern.frame.pattern!r} at {self.tokens.words[token]!r}"
        )
        self._used.update(match.words)
        self._read_roles(draft)
        self._read_inner(draft)
        # "Pledged military aid": the aid is what the pledge is about, no act of its own.
        self._used.update(match.fillers.get("THEME", ()))
        if draft.type in _ABOUT_CONTENT:
            self._used.update(match.fillers.get("CONTENT", ()))
        found = self.statuses.read(token)
        draft.status = found.status
        draft.is_purpose = found.because == PURPOSE
        if found.because:
            draft.why.append(f"status {found.status} for {found.because!r}")
        if found.status == "negated" and found.because.startswith(REFUSAL):
            apply_refusal(draft, self.knowledge)
        apply_plan(draft, self.knowledge)
        self._take_light_verb(draft)
        return draft

    def _through_operator(self, match: Match) -> Draft | None:
        """The event behind an operator ("took turns to blame", "ordered the arrest of")."""
        self._used.update(match.words)
        for token in match.fillers.get("EVENT", ()):
            inner = self._draft(token)
            self._used.add(token)
            if inner is None:
                continue
            inner.is_purpose = False
            actors = self._who(match.fillers.get("ACTOR", []), passed_on=True)
            if not inner.actors:
                inner.actors = [a for a in actors if a not in inner.recipients]
            own = self.statuses.read(match.token)
            inner.status = (
                own.status
                if own.status != "occurred"
                else match.pattern.frame.inner or inner.status
            )
            inner.why.append(
                f"behind {self.tokens.words[match.token]!r} (frame {match.pattern.frame.id})"
            )
            return inner
        return None

    def _take_light_verb(self, draft: Draft) -> None:
        if draft.match.pattern.frame.pos == "noun":
            verb = self.matcher.light_verb(draft.token)
            if verb is not None:
                own = self._match(verb)
                if own is None or own.score <= draft.match.score + 2:
                    self._used.add(verb)

    def _read_inner(self, draft: Draft) -> None:
        for token in draft.match.fillers.get("EVENT", ()):
            inner = self._draft(token)
            self._used.add(token)
            if inner is not None:
                apply_inner(draft, inner, self.knowledge)
                return
            if not draft.recipients:
                taken = draft.actor_names()
                inside = self.roles.inside([token])
                draft.recipients = [a for a in inside if not {id(s) for s in a.who} & taken]

    def _read_roles(self, draft: Draft) -> None:
        fillers = draft.match.fillers
        actors = fillers.get("ACTOR", [])
        draft.actors = self._who(actors, passed_on=True) or self._dangling(draft.match.arguments)
        recipients = fillers.get("RECIPIENT", [])
        draft.recipients = self._who(recipients, passed_on=False)
        if not draft.recipients:
            things = fillers.get("THEME", []) + fillers.get("PLACE", [])
            if not draft.match.pattern.frame.reciprocal:
                things += [t for t in fillers.get("CONTENT", []) if self.tokens.is_nominal(t)]
            draft.recipients = self.roles.inside(things) or self.roles.named(things)
        if draft.match.pattern.frame.reciprocal and len(draft.actors + draft.recipients) < 2:
            draft.actors += self._other_party(draft)
        if draft.match.pattern.frame.reciprocal:
            draft.partners = [a for a in draft.recipients if a not in draft.actors]
            draft.actors += draft.partners
            draft.recipients = []
        own = draft.actor_names()
        draft.recipients = [a for a in draft.recipients if not {id(s) for s in a.who} <= own]

    def _dangling(self, arguments: Arguments) -> list[Appearance]:
        """A participle whose nearest noun is nobody hangs on the main clause: "…, accusing Kyiv"."""
        tokens, token = self.tokens, arguments.token
        if (
            arguments.passive
            or tokens.tags[token] != "VBG"
            or tokens.deps[token] not in {"advcl", "acl"}
        ):
            return []
        root = tokens.root_of(token)
        return self._who(
            Arguments(tokens, root, self.matcher.argument_words).agents, passed_on=True
        )

    def _other_party(self, draft: Draft) -> list[Appearance]:
        """The second party of a meeting that the text names as subject: "X told a meeting with Y"."""
        tokens, token = self.tokens, draft.token
        if tokens.pos[token] not in {"NOUN", "PROPN"} or tokens.deps[token] not in {"dobj", "pobj"}:
            return []
        verb = (
            tokens.heads[token]
            if tokens.deps[token] == "dobj"
            else tokens.heads[tokens.heads[token]]
        )
        if tokens.pos[verb] != "VERB":
            return []
        party = self._who(
            Arguments(tokens, verb, self.matcher.argument_words).agents, passed_on=True
        )
        return [a for a in party if a not in draft.actors + draft.recipients]

    def _who(self, fillers: list[int], *, passed_on: bool) -> list[Appearance]:
        """The actors behind fillers, one by one: named, else owner (actor) or inside (recipient)."""
        found: list[Appearance] = []
        for token in fillers:
            named = self.roles.named([token])
            if not named:
                named = self.roles.owners([token]) if passed_on else self.roles.inside([token])
            found += [a for a in named if a not in found and a.who]
        return found

    def inherited_arguments(self, token: int) -> Arguments:
        """The arguments of the predicate at ``token``."""
        return Arguments(self.tokens, token, self.matcher.argument_words)
