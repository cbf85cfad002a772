"""``python -m benchmarks NAME --data DIR``: predict, write the predictions, print the metrics.

NAME is a folder of the benchmark data (plv, petrarch, polnear, dates, places, actors, re3d, articles,
factuality) or ``speed``. Every file of that folder's format in DIR is read; one without gold is only
predicted. Nothing here is part of the program: the data stay where they are.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.rows import RowError, read_gold, read_predictions, write_predictions

NAMES = (
    "plv",
    "petrarch",
    "polnear",
    "dates",
    "places",
    "actors",
    "re3d",
    "articles",
    "factuality",
    "invariance",
    "speed",
)
#: The field whose presence shows that a file has gold.
GOLD = {
    "plv": "gold_root",
    "petrarch": "gold",
    "polnear": "attributions",
    "dates": "timexes",
    "places": "toponyms",
    "actors": "mentions",
    "re3d": "entities",
    "factuality": "predicates",
}


def main() -> int:
    """Run one benchmark; exit code 2 where there is no data or no predictor."""
    arguments = _parse_arguments()
    if arguments.name == "invariance":
        _show(
            import_module("benchmarks.invariance").run(Path(), arguments.predictions),
            as_json=arguments.json,
        )
        return 0
    if not arguments.data or not Path(arguments.data).is_dir():
        print(f"benchmarks: no folder of data {arguments.data!r}: skipped", file=sys.stderr)
        return 2
    folder = Path(arguments.data)
    if (folder / arguments.name).is_dir():
        folder = folder / arguments.name
    if arguments.name in {"speed", "articles"}:
        figures = import_module(f"benchmarks.{arguments.name}").run(folder, arguments.predictions)
    else:
        figures = _run(arguments.name, folder, arguments.predictions)
    _show(figures, as_json=arguments.json)
    return 0


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--data", help="the folder with the benchmark's files")
    parser.add_argument("--predictions", type=Path, help="where to write the predictions")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser.parse_args()


def _run(name: str, folder: Path, directory: Path | None) -> dict[str, Mapping[str, Any]]:
    try:
        predict = import_module(f"benchmarks.predictors.{name}").predict
    except ModuleNotFoundError as error:
        raise SystemExit(f"benchmarks: {name} has no predictor yet ({error})") from error
    score = import_module(f"benchmarks.scores.{name}").score
    figures: dict[str, Mapping[str, Any]] = {}
    for path in _files(name, folder):
        rows = read_gold(path)
        for stem, predictions in predict(rows, path).items():
            if directory is not None:
                predictions = _written(name, stem, predictions, directory)
            if rows and GOLD[name] in rows[0]:
                figures[stem] = score(rows, predictions, stem)
            else:
                figures[stem] = {"rows": len(predictions)}
    return figures


def _files(name: str, folder: Path) -> list[Path]:
    pattern = "*.tsv" if name == "plv" else "*.jsonl"
    found = [p for p in sorted(folder.glob(pattern)) if ".pred." not in p.name]
    if not found:
        raise SystemExit(f"benchmarks: no {pattern} in {folder}")
    return found


def _written(
    name: str, stem: str, predictions: Sequence[Mapping[str, Any]], directory: Path
) -> Sequence[Mapping[str, Any]]:
    """Write the predictions and read them back, so that what is scored is what others can score."""
    if directory.suffix == ".jsonl":
        path = write_predictions(name, stem, predictions, directory.parent).rename(directory)
        return read_predictions(path)
    directory.mkdir(parents=True, exist_ok=True)
    return read_predictions(write_predictions(name, stem, predictions, directory))


def _show(figures: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(figures, indent=1))
        return
    for stem, values in figures.items():
        print(stem)
        for metric, value in values.items() if isinstance(values, Mapping) else [("", values)]:
            print(
                f"  {metric:40} {value:.3f}"
                if isinstance(value, float)
                else f"  {metric:40} {value}"
            )


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RowError as error:
        sys.exit(f"benchmarks: {error}")
