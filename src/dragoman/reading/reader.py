"""The reader: sends documents through the stages, in one process or in several."""

import datetime
import multiprocessing
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

import msgspec

from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.reading.flow import Found, Stage, in_order
from dragoman.reading.language import DEFAULT_MODEL, Language, load_model
from dragoman.reading.language.identification import identify_language
from dragoman.reading.reading import Reading
from dragoman.reading.stages import STAGES
from dragoman.records import KINDS, Document, Record

DOCUMENTS_A_TASK = 8
TASKS_A_WORKER = 4


class Reader:
    """Reads documents. Make one and keep it: the model is loaded once.

    ``model`` names a spaCy pipeline; ``knowledge`` lists folders of tables that go on top of the
    built-in ones. Raises ``ModelError`` or ``KnowledgeError`` where one of them is broken.
    """

    def __init__(self, *, model: str = DEFAULT_MODEL, knowledge: Sequence[str | Path] = ()) -> None:
        self.model_name = model
        self.overlays = tuple(Path(folder) for folder in knowledge)
        self.knowledge: Knowledge = load_knowledge(self.overlays)
        self._language: Language | None = None
        self._stages: list[Stage] = []

    def _load(self) -> Language:
        if self._language is None:
            self._language = Language(load_model(self.model_name))
            stages: list[Stage] = [self._language, *(make() for make in STAGES)]
            self._stages = [s for s in in_order(stages) if s is not self._language]
        return self._language

    def read(
        self, text: str | Document, *, published: datetime.date | str | None = None
    ) -> Reading:
        """Read one text.

        ``published`` is the day of publication (a date or ``YYYY-MM-DD``): relative dates are read
        against it. Raises ``ValueError`` where it is no date.
        """
        if isinstance(published, str):
            published = datetime.date.fromisoformat(published)
        if isinstance(text, str):
            text = Document.from_text(text)
        if published is not None:
            text = msgspec.structs.replace(text, published=published)
        return next(self._read_here([text]))

    def read_many(
        self, documents: Iterable[Document | str], *, workers: int = 1
    ) -> Iterator[Reading]:
        """Read documents one after the other, in order, in ``workers`` processes.

        The records do not depend on the number of workers. A document that fails yields a reading
        with its ``failure`` and stops nothing.
        """
        made = (d if isinstance(d, Document) else Document.from_text(d) for d in documents)
        return self._read_here(made) if workers <= 1 else self._read_apart(made, workers)

    def _read_here(self, documents: Iterable[Document]) -> Iterator[Reading]:
        rest = iter(documents)
        while group := list(islice(rest, DOCUMENTS_A_TASK)):
            noted = [identify_language(document, self.knowledge) for document in group]
            readable = [document for document in noted if reason_not_to_read(document) is None]
            parses = self._load().read_many(readable)
            for document in noted:
                reason = reason_not_to_read(document)
                if reason is not None:
                    yield Reading(document, (), reason)
                    continue
                _, tokens = next(parses)
                yield self._through_stages(document, tokens)

    def time_stages(self, documents: Iterable[Document]) -> dict[str, float]:
        """Seconds spent in each stage after the parse, over all ``documents``."""
        spent: dict[str, float] = {}
        language = self._load()
        for document, tokens in language.read_many(documents):
            found = Found()
            found.add([tokens], language)
            for stage in self._stages:
                start = time.perf_counter()
                found.add(stage(document, found.seen_by(stage), self.knowledge), stage)
                spent[stage.name] = spent.get(stage.name, 0.0) + time.perf_counter() - start
        return spent

    def _through_stages(self, document: Document, tokens: object) -> Reading:
        found = Found()
        language = self._load()
        found.add([tokens], language)
        for stage in self._stages:
            found.add(stage(document, found.seen_by(stage), self.knowledge), stage)
        order = {kind: number for number, kind in enumerate(KINDS)}
        records = sorted(found.records(), key=lambda r: (order[r.kind], _start(r)))
        return Reading(document, records)

    def _read_apart(self, documents: Iterable[Document], workers: int) -> Iterator[Reading]:
        context = multiprocessing.get_context("spawn")
        waiting: deque[Future[list[Reading]]] = deque()
        with ProcessPoolExecutor(
            workers,
            mp_context=context,
            initializer=_start_worker,
            initargs=(self.model_name, self.overlays),
        ) as pool:
            rest = iter(documents)
            while group := list(islice(rest, DOCUMENTS_A_TASK)):
                waiting.append(pool.submit(_read_in_worker, group))
                if len(waiting) >= workers * TASKS_A_WORKER:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()


def _start(record: object) -> tuple[int, int, str]:
    if isinstance(record, Record):
        return record.evidence.start, record.evidence.end, record.id
    return 0, 0, ""


def reason_not_to_read(document: Document) -> str | None:
    """Why a document with its language is left out; null where it can be read."""
    if not (document.text or "").strip():
        return "the text is empty"
    if document.language not in {None, "en"}:
        return (
            f"the text is not English (it looks like {document.language!r}); only English is read"
        )
    return None


_worker_reader: Reader | None = None


def _start_worker(model: str, overlays: tuple[Path, ...]) -> None:
    global _worker_reader
    _worker_reader = Reader(model=model, knowledge=overlays)
    _worker_reader.read("The worker is ready.")


def _read_in_worker(documents: list[Document]) -> list[Reading]:
    assert _worker_reader is not None, "the pool starts every worker with _start_worker"
    return list(_worker_reader.read_many(documents))
