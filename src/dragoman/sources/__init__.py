"""Text comes in: files into documents, with every doubt about them said."""

from dragoman.sources.files import LARGEST, document_from_file, document_from_stream, expand

__all__ = ["LARGEST", "document_from_file", "document_from_stream", "expand"]
