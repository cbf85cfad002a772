"""Examples: every frame of the lexicon carries one, and it must come out as the frame says."""

from collections.abc import Iterable, Iterator
from itertools import islice

from dragoman.knowledge import Frame, Knowledge
from dragoman.reading.actors import Appearance, Cast, read_cast
from dragoman.reading.events.coder import EventCoder
from dragoman.reading.events.coding import Draft
from dragoman.reading.language import Language, Tokens
from dragoman.records import Document

FRAMES_AT_ONCE = 64
_CHECKED = frozenset(
    {"type", "mode", "status", "actor", "actor2", "recipient", "recipient2", "content"}
)


def failing_examples(
    frames: Iterable[Frame], language: Language, knowledge: Knowledge
) -> Iterator[str]:
    """One line for each frame whose example does not give what it expects."""
    rest = iter(frames)
    while group := list(islice(rest, FRAMES_AT_ONCE)):
        documents = [Document.from_text(frame.example) for frame in group]
        for frame, (_, tokens) in zip(group, language.read_many(documents), strict=True):
            failure = check_example(frame, tokens, knowledge)
            if failure:
                yield f"{frame.id}: {failure}: {frame.example}"


def check_example(frame: Frame, tokens: Tokens, knowledge: Knowledge) -> str | None:
    """Why the parsed example of ``frame`` does not give what it expects; null where it does."""
    unknown = set(frame.expect) - _CHECKED
    if unknown:
        return f"cannot expect {', '.join(sorted(unknown))}"
    cast = read_cast(tokens, knowledge, None)
    drafts = EventCoder(tokens, cast, knowledge).code()
    if frame.blank:
        return f"coded as {drafts[0].type} by {drafts[0].rule}" if drafts else None
    wanted = frame.expect.get("type", frame.type)
    # What must come out is the reading; a more specific frame may be the one that gives it.
    coded_so = [d for d in drafts if d.type == wanted]
    if not coded_so:
        coded = ", ".join(f"{d.type} by {d.rule}" for d in drafts)
        return f"not matched (coded: {coded or 'nothing'})"
    failures = [_mismatch(frame, draft, tokens, cast) for draft in coded_so]
    return None if None in failures else failures[0]


def _mismatch(frame: Frame, draft: Draft, tokens: Tokens, cast: Cast) -> str | None:
    expect = frame.expect
    wanted_type = expect.get("type", frame.type)
    if draft.type != wanted_type:
        return f"type {draft.type}, not {wanted_type}"
    if "mode" in expect and draft.mode != expect["mode"]:
        return f"mode {draft.mode}, not {expect['mode']}"
    if "status" in expect and draft.status != expect["status"]:
        return f"status {draft.status}, not {expect['status']}"
    for key, appearances in (
        ("actor", draft.actors),
        ("actor2", draft.actors),
        ("recipient", draft.recipients),
        ("recipient2", draft.recipients),
    ):
        if key in expect and not any(_says(a, expect[key], tokens) for a in appearances):
            found = [tokens.text_of(a.first, a.last) for a in appearances]
            return f"{key} {expect[key]!r} not among {found}"
    if "actor" not in expect and draft.actors and "recipient" in expect and not draft.recipients:
        return "no recipient"
    if "content" in expect and expect["content"] not in tokens.text:
        return f"content {expect['content']!r} is not in the example"
    return None


def _says(appearance: Appearance, words: str, tokens: Tokens) -> bool:
    if words in tokens.text_of(appearance.first, appearance.last):
        return True
    return any(words == someone.name for someone in appearance.who)
