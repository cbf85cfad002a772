"""Merging: one act is one event, however often the text comes back to it."""

from dragoman.reading.actors import Appearance
from dragoman.reading.events.coding import Draft
from dragoman.reading.language import Tokens

_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "their", "such"})


def merge(drafts: list[Draft], tokens: Tokens) -> list[Draft]:
    """The drafts without those that only come back to an act told before."""
    kept: list[Draft] = []
    for draft in drafts:
        earlier = next((other for other in reversed(kept) if _is_same(draft, other, tokens)), None)
        if earlier is None:
            if not draft.recipients:
                draft.recipients = _behind_the_act(draft, kept, tokens)
            kept.append(draft)
        else:
            _join(draft, earlier, tokens)
    return kept


def _behind_the_act(draft: Draft, kept: list[Draft], tokens: Tokens) -> list[Appearance]:
    """ "Kenya condemned the attack": the recipient is who attacked."""
    for token in (t for found in draft.match.fillers.values() for t in found):
        if not any(tokens.lowers[child] in _POINTING for child in tokens.children[token]):
            continue
        for other in reversed(kept):
            if tokens.lemmas[other.token] == tokens.lemmas[token] and other.actors:
                own = draft.actor_names()
                draft.why.append(f"who did it is told at {tokens.words[other.token]!r}")
                return [a for a in other.actors if not {id(s) for s in a.who} & own]
    return []


def _is_same(draft: Draft, other: Draft, tokens: Tokens) -> bool:
    if draft.type != other.type or not _compatible(draft, other):
        return False
    same_sentence = tokens.sentence_of[draft.token] == tokens.sentence_of[other.token]
    if same_sentence and (
        _is_nested(draft.token, other.token, tokens) or _is_nested(other.token, draft.token, tokens)
    ):
        return True
    if _points_back(draft, tokens):
        return True
    same_roles = (
        draft.actor_names() == other.actor_names()
        and draft.recipient_names() == other.recipient_names()
    )
    if same_roles and same_sentence and draft.type == "CONSULT":
        return True
    same_word = draft.rule == other.rule or tokens.lemmas[draft.token] == tokens.lemmas[other.token]
    return same_roles and same_word and draft.status == other.status


def _compatible(draft: Draft, other: Draft) -> bool:
    """Whether the later one says nothing about who that the earlier one does not say."""
    return draft.actor_names() <= other.actor_names() and (
        draft.recipient_names() <= other.recipient_names() | other.actor_names()
    )


def _is_nested(lower: int, upper: int, tokens: Tokens) -> bool:
    first, last = tokens.subtree(upper)
    return first <= lower < last and tokens.pos[lower] in {"NOUN", "PROPN"}


def _points_back(draft: Draft, tokens: Tokens) -> bool:
    token = draft.token
    if tokens.pos[token] not in {"NOUN", "PROPN"}:
        return False
    return any(tokens.lowers[child] in _POINTING for child in tokens.children[token])


def _join(draft: Draft, earlier: Draft, tokens: Tokens) -> None:
    earlier.joined.append(draft.token)
    earlier.why.append(f"told again at {tokens.words[draft.token]!r}")
    earlier.mode = earlier.mode or draft.mode
