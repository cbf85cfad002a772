"""Calibration, and the figures on the held-back tenth."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from dragoman.reading.events.backoff import BackOff, MarkedSentence, TypeGuess
from training.sentences import Example

TEMPERATURES = np.linspace(0.4, 3.0, 261)
STEPS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def calibrate(backoff: BackOff, held_back: Sequence[Example]) -> float:
    """The temperature at which the held-back labels are likeliest; the settings' own must be 1."""
    guesses = _guesses(backoff, held_back)
    logs = np.log(np.array([list(guess.by_type.values()) for guess in guesses]) + 1e-12)
    wanted = np.array([list(guesses[0].by_type).index(example.type) for example in held_back])

    def loss(temperature: float) -> float:
        scaled = logs / temperature
        scaled -= np.log(np.exp(scaled).sum(1, keepdims=True))
        return float(-scaled[np.arange(len(wanted)), wanted].mean())

    return float(min(TEMPERATURES, key=loss))


def report(backoff: BackOff, held_back: Sequence[Example]) -> str:
    """Accuracy, macro-F1 and the reliability table, as Markdown."""
    guesses = _guesses(backoff, held_back)
    best = [max(guess.by_type, key=guess.by_type.__getitem__) for guess in guesses]
    right = [answer == example.type for answer, example in zip(best, held_back, strict=True)]
    scores = {name: _f1(name, best, held_back) for name in backoff.settings.types}
    lines = [
        f"{len(held_back)} held-back sentences: accuracy {100 * sum(right) / len(right):.1f}, "
        f"macro-F1 {100 * sum(scores.values()) / len(scores):.1f}; temperature {backoff.settings.temperature}.",
        "",
        " ".join(f"{name} {100 * score:.0f}" for name, score in scores.items()),
        "",
        "| confidence | sentences | mean confidence | right |",
        "|---|---|---|---|",
    ]
    for low, high in pairwise(STEPS):
        inside = [i for i, guess in enumerate(guesses) if low <= guess.probability < high]
        if inside:
            mean = sum(guesses[i].probability for i in inside) / len(inside)
            share = sum(right[i] for i in inside) / len(inside)
            lines.append(
                f"| {low:.1f} to {min(high, 1):.1f} | {len(inside)} | {mean:.2f} | {share:.2f} |"
            )
    sure = [i for i, guess in enumerate(guesses) if guess.type is not None]
    kept = sum(right[i] for i in sure) / max(1, len(sure))
    lines += [
        "",
        f"A type is given for {len(sure)} of them; {100 * kept:.1f} % of those are right.",
    ]
    return "\n".join(lines)


def _guesses(backoff: BackOff, examples: Sequence[Example]) -> list[TypeGuess]:
    return backoff.classify([MarkedSentence.from_marks(example.text) for example in examples])


def _f1(name: str, answers: Sequence[str], examples: Sequence[Example]) -> float:
    both = sum(a == e.type == name for a, e in zip(answers, examples, strict=True))
    either = sum(a == name for a in answers) + sum(e.type == name for e in examples)
    return 2 * both / either if either else 0.0
