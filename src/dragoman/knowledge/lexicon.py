"""The lexicon: frames that say which words in which pattern are which event.

A pattern is read from left to right around the trigger ``_``::

    ACTOR _ RECIPIENT of|for CONTENT      accuse somebody of something
    ACTOR _ THEME<weapon> at|on RECIPIENT fire missiles at somebody
    ACTOR _ to EVENT                      threaten to do something

``ACTOR``, ``RECIPIENT``, ``THEME``, ``CONTENT``, ``EVENT`` and ``PLACE`` are slots; ``<class>`` asks for
a member of a class of words, ``?`` makes a slot optional, words in lower case are the prepositions
(or "that", "to", "as") that introduce the next slot.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

import msgspec

from dragoman.errors import KnowledgeError
from dragoman.records.events import EventType

SlotName = Literal["ACTOR", "RECIPIENT", "THEME", "CONTENT", "EVENT", "PLACE"]
PartOfSpeech = Literal["verb", "noun", "adjective"]
_SLOT = re.compile(r"^(ACTOR|RECIPIENT|THEME|CONTENT|EVENT|PLACE)(?:<([a-z_,!]+)>)?(\?)?$")
#: These may be left out ("helped defend") or stand inside another form ("gave Ukraine arms").
_SILENT = frozenset({"to", "that", "by"})
_LITERAL = re.compile(r"^[a-z'|-]+$")


class Slot(NamedTuple):
    """One slot of a pattern. ``before``: it stands before the trigger. ``preps``: what introduces it."""

    name: SlotName
    before: bool
    preps: frozenset[str]
    classes: frozenset[str]
    optional: bool


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the lexicon.

    ``words`` are lemmas; a phrase names its head first for verbs ("dig in heels"), last for nouns
    ("peace talk"; before its preposition in "show of force"). ``type`` is null for an operator, which
    passes on the event in its EVENT slot with ``inner`` as status, and for a ``blank`` frame, which
    says that these words are no event. ``example`` must give what ``expect`` holds: it is the test.
    """

    id: str
    words: tuple[str, ...]
    pattern: str
    example: str
    expect: dict[str, str]
    pos: PartOfSpeech = "verb"
    type: EventType | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    inner: Literal["occurred", "planned", "hypothetical", "negated", "ongoing"] | None = None
    reciprocal: bool = False
    blank: bool = False


class Pattern(NamedTuple):
    """A frame made ready for matching: its slots, and how specific it is."""

    frame: Frame
    slots: tuple[Slot, ...]
    extra_words: tuple[str, ...]
    weight: int
    #: For each slot that must be filled behind a preposition, the prepositions that may stand there.
    prepositions: tuple[frozenset[str], ...]

    def may_stand_among(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words and lemmas can fill the pattern at all."""
        return words.issuperset(self.extra_words) and not any(
            preps.isdisjoint(words) for preps in self.prepositions
        )

    def slot(self, name: SlotName) -> Slot | None:
        """The first slot called ``name``."""
        return next((slot for slot in self.slots if slot.name == name), None)


def read_pattern(frame: Frame) -> tuple[Slot, ...]:
    """The slots of the frame's pattern; raises ``KnowledgeError`` where it cannot be read."""
    slots: list[Slot] = []
    before, preps = True, frozenset[str]()
    words = frame.pattern.split()
    if words.count("_") != 1:
        raise KnowledgeError(f"frame {frame.id!r}: the pattern needs one _")
    for word in words:
        if word == "_":
            before = False
        elif match := _SLOT.match(word):
            name, classes, optional = match.groups()
            members = frozenset(classes.split(",")) if classes else frozenset[str]()
            slots.append(Slot(name, before, preps, members, optional is not None))  # type: ignore[arg-type]
            preps = frozenset()
        elif _LITERAL.match(word):
            preps = frozenset(word.split("|"))
        else:
            raise KnowledgeError(f"frame {frame.id!r}: {word!r} is no slot and no preposition")
    if preps:
        raise KnowledgeError(f"frame {frame.id!r}: the pattern ends without a slot")
    return tuple(slots)


def head_and_rest(phrase: str, pos: PartOfSpeech) -> tuple[str, tuple[str, ...]]:
    """The head lemma of a phrase of the lexicon, and the other words it needs."""
    words = phrase.split()
    if pos == "noun" and len(words) > 1:
        of = next(
            (i for i, word in enumerate(words) if word in {"of", "for", "in", "on"}), len(words)
        )
        return words[of - 1], tuple(words[: of - 1] + words[of:])
    return words[0], tuple(words[1:])


class Lexicon:
    """All frames, found by part of speech and head lemma."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames: dict[str, Frame] = {}
        self._patterns: dict[PartOfSpeech, dict[str, list[Pattern]]] = {
            "verb": defaultdict(list),
            "noun": defaultdict(list),
            "adjective": defaultdict(list),
        }
        for frame in frames:
            self.frames[frame.id] = frame  # an overlay's frame replaces the built-in one
        for frame in self.frames.values():
            self._add(frame)
        for by_head in self._patterns.values():
            for patterns in by_head.values():
                patterns.sort(key=lambda pattern: (-pattern.weight, pattern.frame.id))

    def _add(self, frame: Frame) -> None:
        slots = read_pattern(frame)
        for phrase in frame.words:
            head, rest = head_and_rest(phrase, frame.pos)
            weight = 4 * len(rest) + sum(_weight(slot) for slot in slots)
            preps = tuple(
                s.preps for s in slots if s.preps and not s.optional and not s.preps & _SILENT
            )
            self._patterns[frame.pos][head].append(Pattern(frame, slots, rest, weight, preps))

    def patterns(self, pos: PartOfSpeech, lemma: str) -> list[Pattern]:
        """The patterns whose head is ``lemma``, the most specific first."""
        return self._patterns[pos].get(lemma, [])

    def heads(self, pos: PartOfSpeech) -> Iterable[str]:
        """All head lemmas of a part of speech."""
        return self._patterns[pos]


def _weight(slot: Slot) -> int:
    if slot.name == "ACTOR" and slot.before:
        return 0
    if slot.optional:
        return 0
    return 1 + 2 * bool(slot.preps) + 2 * bool(slot.classes) + (slot.name in {"EVENT", "CONTENT"})
