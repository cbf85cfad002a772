"""A document: one text with its metadata. Its text is final; every offset points into it."""

import datetime
import hashlib

import msgspec

from dragoman.records.header import stable_id


class Document(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="kind",
    tag="document",
):
    """One text and what is known about where and when it was published.

    ``published`` is the day against which relative dates are read; ``None`` where it is not known.
    ``text`` is written to JSON only when asked for (``--with-text``); ``text_sha256`` always is.
    """

    id: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    text_sha256: str
    text: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The record's kind as it stands in JSON."""
        return "document"

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        author: str | None = None,
        published: datetime.date | None = None,
        notes: tuple[str, ...] = (),
    ) -> "Document":
        """A document whose id follows from its text alone."""
        sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(
            id=stable_id("document", sha256),
            title=title,
            outlet=outlet,
            url=url,
            author=author,
            published=published,
            text_sha256=sha256,
            text=text,
            notes=notes,
        )
