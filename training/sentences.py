"""The sentences to learn from: written by hand, the examples of the lexicon, and made from phrases."""

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from training.phrasing import Phrasing
from training.words import HERE, TABLES, Words

HELD_BACK_OF = 10
SWAPPED = 0.3
UNMARKED = 0.03


@dataclass(frozen=True)
class Example:
    """A marked sentence and its type."""

    text: str
    type: str


def hand_written() -> list[Example]:
    """The sentences of training/event_types/*.jsonl."""
    rows = [
        json.loads(line)
        for path in sorted(HERE.glob("*.jsonl"))
        for line in path.open(encoding="utf-8")
    ]
    return [Example(row["text"], row["type"]) for row in rows]


def is_held_back(example: Example) -> bool:
    """Whether it belongs to the tenth that is kept from training, by the digest of its words."""
    return int(hashlib.sha256(example.text.encode()).hexdigest(), 16) % HELD_BACK_OF == 0


def from_lexicon() -> Iterator[Example]:
    """The examples of frames that name both actor and recipient, as whole words."""
    for path in sorted((TABLES / "lexicon").glob("*.toml")):
        for frame in tomllib.loads(path.read_text(encoding="utf-8")).get("frame", []):
            text, expect = frame.get("example", ""), frame.get("expect", {})
            if not isinstance(expect, dict):
                continue
            type_ = expect.get("type", frame.get("type"))
            actor, recipient = expect.get("actor"), expect.get("recipient")
            if not type_ or not isinstance(actor, str) or not isinstance(recipient, str):
                continue
            if text.count(actor) == 1 and text.count(recipient) == 1 and actor not in recipient:
                marked = text.replace(actor, f"<s>{actor}</s>").replace(
                    recipient, f"<t>{recipient}</t>"
                )
                if marked.count("<t>") == marked.count("<s>") == 1:
                    yield Example(marked, type_)


class Epochs:
    """The examples of each epoch: names of countries swapped in some, new sentences made from phrases."""

    def __init__(self, fixed: list[Example], made: int, seed: int) -> None:
        self.fixed, self.made = fixed, made
        self.phrasing = Phrasing(seed)
        self.words = Words(seed + 1)

    def next(self) -> list[Example]:
        """The examples of the next epoch, in no order."""
        found = [self._varied(example) for example in self.fixed]
        found += [Example(text, type_) for text, type_ in self.phrasing.sentences(self.made)]
        return [self._perhaps_unmarked(example) for example in found]

    def _varied(self, example: Example) -> Example:
        if self.words.random.random() >= SWAPPED:
            return example
        return Example(self.words.swap_countries(example.text), example.type)

    def _perhaps_unmarked(self, example: Example) -> Example:
        if self.words.random.random() >= UNMARKED or example.type == "NONE":
            return example
        return Example(example.text.replace("<t>", "").replace("</t>", ""), example.type)
