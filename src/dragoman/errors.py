"""The exceptions of Dragoman.

DragomanError
├── InputError        a text cannot be read: missing, empty, binary, too large
├── KnowledgeError    a table is wrong: bad row, unknown code, failing example
├── ModelError        the language model is missing or not the pinned one
├── RecordError       JSON that is not a record
└── StageError        a stage looked at or made what it did not declare
"""


class DragomanError(Exception):
    """The root of all errors that Dragoman raises on purpose."""


class InputError(DragomanError):
    """A text cannot be read."""


class KnowledgeError(DragomanError):
    """A table of the knowledge is wrong; the message names file and row."""


class ModelError(DragomanError):
    """The language model is missing, broken or not the pinned one."""


class RecordError(DragomanError):
    """A line of JSON that does not fit the record contract."""


class StageError(DragomanError):
    """A stage looked at or made something that it did not declare."""
