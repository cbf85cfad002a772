"""The learned back-off: the type of an event between a marked actor and recipient.

A small encoder (docs/learned.md) that was trained on the project's own sentences answers where no frame of
the lexicon matches, or where several disagree. It knows types only: roles, status and mode stay with the
rules. It answers alike on every run: one thread, no randomness, and sentences do not see each other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np

import dragoman.knowledge
from dragoman.errors import ModelError
from dragoman.reading.language.word_pieces import WordPieces

MODEL = Path(dragoman.knowledge.__file__).parent / "models" / "event_types"
NO_EVENT = "NONE"
_MARKS = re.compile(r"</?[st]>")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands beside the weights: labels, marks and calibration (settings.json)."""

    types: tuple[str, ...]
    marks: dict[str, str]
    most_pieces: int
    temperature: float
    abstain_below: float
    made_by: str


@dataclass(frozen=True)
class MarkedSentence:
    """A sentence with the spans of an actor and, if there is one, of a recipient.

    Spans are half-open offsets in code points of ``text``; one may lie inside the other.
    """

    text: str
    actor: tuple[int, int] | None
    recipient: tuple[int, int] | None

    @classmethod
    def from_marks(cls, marked: str) -> Self:
        """Read ``<s>Iran</s> accused <t>Iraq</t>.``: the first span of either mark counts."""
        text, places = "", dict[str, int]()
        end = 0
        for match in _MARKS.finditer(marked):
            text += marked[end : match.start()]
            places.setdefault(match[0], len(text))
            end = match.end()
        text += marked[end:]
        spans = []
        for name in ("s", "t"):
            start, stop = places.get(f"<{name}>"), places.get(f"</{name}>")
            spans.append(None if start is None or stop is None else (start, max(start, stop)))
        return cls(text, *spans)


@dataclass(frozen=True)
class TypeGuess:
    """What the model takes an act for."""

    #: The PLOVER type; None where the model is not sure enough, or sees no act between the two.
    type: str | None
    #: The calibrated probability of the likeliest answer, whether it was given or held back.
    probability: float
    #: The probability of every type, and of ``NONE`` (no act between the two).
    by_type: Mapping[str, float]

    @property
    def likeliest_act(self) -> str:
        """The likeliest type if there is an act at all."""
        return max((t for t in self.by_type if t != NO_EVENT), key=self.by_type.__getitem__)


class BackOff:
    """The classifier. The weights are read when the first sentence comes."""

    def __init__(self, folder: Path = MODEL) -> None:
        self.folder = folder

    @cached_property
    def settings(self) -> Settings:
        """Labels and calibration. Raises ``ModelError`` if the file is missing or not of this form."""
        try:
            return msgspec.json.decode(self._file("settings.json").read_bytes(), type=Settings)
        except msgspec.MsgspecError as error:
            raise ModelError(f"{self.folder / 'settings.json'}: {error}") from error

    @cached_property
    def word_pieces(self) -> WordPieces:
        """The vocabulary of the encoder."""
        return WordPieces(self._file("vocabulary.txt").read_text(encoding="utf-8").split("\n"))

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = str(self._file("model.onnx"))
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def classify(self, sentences: Sequence[MarkedSentence]) -> list[TypeGuess]:
        """The guesses, one a sentence in the same order."""
        # One at a time: the int8 scales are found per run, so in a batch an answer would hang on its
        # neighbours, and on one thread a batch is hardly faster.
        answers = []
        for sentence in sentences:
            row = np.array([self.encode(sentence)], dtype=np.int64)
            answers.append(self._guess(self._session.run(None, {"pieces": row})[0][0]))
        return answers

    def encode(self, sentence: MarkedSentence) -> list[int]:
        """The numbers that the model reads: word pieces with the four marks, cut to a window around them."""
        numbers: list[int] = []
        end = 0
        for place, mark in _marks_in_order(sentence):
            numbers += self.word_pieces.encode(sentence.text[end:place])
            numbers.append(self.word_pieces.number(self.settings.marks[mark]))
            end = place
        numbers += self.word_pieces.encode(sentence.text[end:])
        room = self.settings.most_pieces - 2
        return [self.word_pieces.start, *self._window(numbers, room), self.word_pieces.end]

    def _window(self, numbers: list[int], room: int) -> list[int]:
        if len(numbers) <= room:
            return numbers
        marks = {self.word_pieces.number(piece) for piece in self.settings.marks.values()}
        places = [place for place, number in enumerate(numbers) if number in marks] or [0]
        spare = room - (places[-1] - places[0] + 1)
        begin = (
            places[0] if spare <= 0 else max(0, min(places[0] - spare // 2, len(numbers) - room))
        )
        return numbers[begin : begin + room]

    def _guess(self, scores: Any) -> TypeGuess:
        settings = self.settings
        scaled = scores.astype(np.float64) / settings.temperature
        shares = np.exp(scaled - scaled.max())
        shares /= shares.sum()
        by_type = dict(zip(settings.types, map(float, shares), strict=True))
        best = max(by_type, key=by_type.__getitem__)
        given = best != NO_EVENT and by_type[best] >= settings.abstain_below
        return TypeGuess(best if given else None, by_type[best], by_type)

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise ModelError(f"{path}: the model of the learned event types is not complete")
        return path


@lru_cache(maxsize=1)
def load_backoff() -> BackOff:
    """The back-off with the built-in model, one a process."""
    return BackOff()


def _marks_in_order(sentence: MarkedSentence) -> list[tuple[int, str]]:
    """The marks by place. At one place ends come before starts, the outer start before the inner."""
    spans = {"s": sentence.actor, "t": sentence.recipient}
    marks: list[tuple[tuple[int, int, int], str]] = []
    for name, span in spans.items():
        if span is not None:
            start, end = span
            marks.append(((start, 1, -end), f"<{name}>"))
            marks.append(((end, 0, -start), f"</{name}>"))
    return [(key[0], mark) for key, mark in sorted(marks)]
