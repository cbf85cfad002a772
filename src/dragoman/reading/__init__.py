"""Reading: from a document to its records, stage by stage."""

from dragoman.reading.reader import Reader
from dragoman.reading.reading import Reading

__all__ = ["Reader", "Reading"]
