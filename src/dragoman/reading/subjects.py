"""Subjects: who does what a verb says, also where another clause holds the words for it."""

from dragoman.reading.language import Tokens

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
# Above these a verb without a subject of its own takes the subject of the verb above.
_SHARED_SUBJECT = frozenset(
    {"conj", "advcl", "xcomp", "pcomp", "prep", "dep", "parataxis", "ccomp"}
)
DEEPEST = 6


def antecedent_of_relative(tokens: Tokens, token: int) -> int:
    """The noun that a relative pronoun stands for; any other token is its own antecedent."""
    if tokens.tags[token] not in _RELATIVE_TAGS and not (
        tokens.lowers[token] == "that" and tokens.deps[token] in {"nsubj", "dobj", "nsubjpass"}
    ):
        return token
    for head in tokens.ancestors(token):
        if tokens.deps[head] == "relcl":
            return tokens.heads[head]
    return token


def subject_tokens(
    tokens: Tokens, token: int, object_control: frozenset[str], depth: int = 0
) -> list[int]:
    """The head tokens of the logical subject of the verb or adjective at ``token``."""
    if depth > DEEPEST:
        return []
    own = tokens.children_with(token, *_SUBJECTS, *_PASSIVE_SUBJECTS)
    if own:
        return [antecedent_of_relative(tokens, t) for t in own]
    head, dep = tokens.heads[token], tokens.deps[token]
    if head == token:
        return []
    if dep in {"acl", "relcl"}:
        return _subject_of_noun_clause(tokens, token, head, object_control, depth)
    if dep == "amod" and tokens.tags[token] == "VBG":
        return [head]
    if dep in {"attr", "acomp", "oprd"}:
        return subject_tokens(tokens, head, object_control, depth + 1)
    if dep not in _SHARED_SUBJECT and dep != "ROOT":
        return []
    if dep in {"pcomp", "prep"}:
        governor = tokens.heads[head] if dep == "pcomp" else head
        return _controller(
            tokens, governor, object_control, depth, through_prep=tokens.lowers[head]
        )
    if dep in {"xcomp", "ccomp"}:
        return _controller(tokens, head, object_control, depth, through_prep="")
    if tokens.pos[head] in {"NOUN", "PROPN"} and dep == "advcl":
        return [head]
    return subject_tokens(tokens, head, object_control, depth + 1)


def _subject_of_noun_clause(
    tokens: Tokens, token: int, noun: int, object_control: frozenset[str], depth: int
) -> list[int]:
    is_infinitive = any(
        tokens.lowers[c] == "to" and tokens.deps[c] == "aux" for c in tokens.children[token]
    )
    if not is_infinitive:
        return [noun]
    # "Ukraine's effort to …", "efforts by X to …", "X made an effort to …"
    owners = tokens.children_with(noun, "poss")
    for prep in tokens.children_with(noun, "prep", "agent"):
        if tokens.lowers[prep] in {"by", "for"}:
            owners += tokens.children_with(prep, "pobj")
    if owners:
        return owners
    head = tokens.heads[noun]
    if tokens.deps[noun] in {"dobj", "attr"}:
        return subject_tokens(tokens, head, object_control, depth + 1)
    return [
        c
        for c in tokens.children_with(noun, "compound", "amod")
        if tokens.pos[c] in {"PROPN", "ADJ", "NOUN"}
    ]


def _controller(
    tokens: Tokens, governor: int, object_control: frozenset[str], depth: int, through_prep: str
) -> list[int]:
    """Who does what a governed clause says: the governor's object or its subject."""
    objects = tokens.children_with(governor, "dobj", "dative")
    by_object = through_prep in {"of", "into", "from"} or (
        tokens.lemmas[governor] in object_control and through_prep in {"", "for", "against", "with"}
    )
    if objects and by_object:
        return objects
    if by_object and (passive := tokens.children_with(governor, "nsubjpass")):
        return passive
    if tokens.pos[governor] in {"NOUN", "PROPN"}:
        return tokens.children_with(governor, "poss") or subject_tokens(
            tokens, tokens.heads[governor], object_control, depth + 1
        )
    return subject_tokens(tokens, governor, object_control, depth + 1)
