"""What the file ``record.json`` says. Its schema stands in ``docs/record.schema.json``."""

import hashlib
import json
from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

VERSION: Literal[1] = 1
Value = str | int | bool | None


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Asked(Shape):
    """Of which document, and when."""

    type: str
    document_id: UUID
    locale: str
    title: str
    """As it was then, or the last one before."""
    moment: datetime
    """With the offset of the hospital's time zone."""
    time_zone: str


class Made(Shape):
    """Who exported it, where, and what it was signed with."""

    at: datetime
    by: str
    hospital: str
    language: str
    """Of the sentences in it."""
    key: str | None
    """Id of the public key that proves the signature; null: the hospital has configured none, and nothing is signed."""


class Public(Shape):
    """The edition that readers got."""

    number: int
    digest: str
    """``sha256-`` of ``body`` without its last member ``edition``, as the API tells it."""
    title: str
    slug: str
    path: str
    published_at: datetime
    first_published_at: datetime
    until: datetime | None
    """When something else took its place, or it was or will be taken away; null: it has no end yet."""
    body: str
    """The JSON as it was served, letter for letter."""


class Absent(Shape):
    """Why readers got nothing."""

    reason: str
    """``never``, or why it was withdrawn: ``unpublished``, ``deleted``, ``expired``, ``private``, ``recalled``."""
    since: datetime | None
    number: int | None
    """Of the edition that says so."""
    recall_class: str
    replacement_id: UUID | None


class PartShape(Shape):
    """One thing that an auditor asks: who published it, which review vouched for it, what was waived."""

    name: str
    says: list[str]
    """In words."""
    unknown: list[str]
    """What nobody can know any more, in words."""
    rows: list[dict[str, Value]]
    """The facts by name (docs/records.md). Moments and days are ISO 8601."""


class RecordFile(Shape):
    """What was public of one document at one moment, and what stood behind it."""

    format: Literal["hospital-record"] = "hospital-record"
    version: Literal[1] = VERSION
    asked: Asked
    made: Made
    public: Public | None
    absent: Absent | None = Field(description="Set where nothing was public.")
    parts: list[PartShape]


def written(record: RecordFile) -> bytes:
    """Always the same for the same record: members sorted, nothing between them, UTF-8."""
    said = record.model_dump(mode="json")
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of_file(content: bytes) -> str:
    return f"sha256-{hashlib.sha256(content).hexdigest()}"
