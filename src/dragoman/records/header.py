"""What every record carries: the words it came from, who made it, how sure it is.

Offsets are half-open and counted in Unicode code points of the document's text, so that
``text[evidence.start:evidence.end] == evidence.text`` always holds.
"""

import hashlib

import msgspec

ID_BYTES = 8


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of the evidence that plays one part: actor, recipient, trigger, cue, content, …"""

    role: str
    start: int
    end: int
    text: str


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The exact words of a record. ``sentence`` is the (start, end) of the sentence around them."""

    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    parts: tuple[Part, ...] = ()

    def words_of(self, role: str) -> tuple[str, ...]:
        """The words that play ``role``, in text order."""
        return tuple(part.text for part in self.parts if part.role == role)


class Excerpt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words quoted inside a record: ``text`` stands at ``[start, end)`` of the document."""

    start: int
    end: int
    text: str


class MadeBy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which stage and rule made a record, with which version of the tables and the model."""

    stage: str
    rule: str
    tables: str
    model: str
    why: tuple[str, ...] = ()


class Record(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="kind",
):
    """The header that all kinds share. ``confidence`` lies in 0..1."""

    id: str
    document_id: str
    evidence: Evidence
    made_by: MadeBy
    confidence: float

    @property
    def kind(self) -> str:
        """The record's kind as it stands in JSON, e.g. ``event``."""
        return str(self.__struct_config__.tag)


def stable_id(kind: str, *content: object) -> str:
    """An id that depends on the content only: the same on every machine, in every run."""
    digest = hashlib.blake2b(msgspec.json.encode(content), digest_size=ID_BYTES)
    return f"{kind}-{digest.hexdigest()}"
