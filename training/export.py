"""The trained encoder as an int8 ONNX file."""

import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.encoder import Encoder

LARGEST = 30_000_000


def export(model: Encoder, path: Path) -> None:
    """Write ``path``: numbers of pieces in, scores out; weights as int8, one scale a column."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            model.eval(),
            (torch.tensor([[101, *model_marks(model), 102]]),),
            str(plain),
            input_names=["pieces"],
            output_names=["scores"],
            dynamic_axes={"pieces": {0: "sentences", 1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        kinds = ["MatMul", "Gemm", "Gather"]
        quantize_dynamic(
            ready, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=kinds
        )
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path}: {path.stat().st_size} bytes, more than {LARGEST}")


def model_marks(model: Encoder) -> tuple[int, int]:
    """The numbers of the two start marks."""
    return model.actor_mark, model.recipient_mark
