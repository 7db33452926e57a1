"""One form of an answer: which members, which form of rich text, JSON or Markdown, all of a document or a section."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel

from api.process.bodies import BODIES
from api.representations.fields import Choice, project, written
from api.representations.rich_text import RichTextForm, with_rich_text

MADE_BY = ("api.contract", "api.text", "api.representations")
Format = Literal["json", "markdown"]
JSON = "application/json"
PARTIAL = "application/vnd.hospital-content.partial+json"
MARKDOWN = "text/markdown"
MEDIA_TYPES: dict[Format, str] = {"json": JSON, "markdown": MARKDOWN}


@dataclass(frozen=True, kw_only=True)
class Representation:
    """How an answer is wanted. The default is what is stored."""

    fields: Choice | None = None
    """Chosen members; None for all."""
    rich_text: RichTextForm = "html"
    format: Format = "json"
    part: str = ""
    """Which part of the stored thing is shown, for example ``sections/risks``; empty for all of it."""

    @property
    def is_stored(self) -> bool:
        return not self.name

    @property
    def name(self) -> str:
        """Tells it from other representations of the same thing; empty for what is stored."""
        said = [self.part] if self.part else []
        if self.format != "json":
            return " ".join([*said, f"format={self.format}"])
        said += [f"rich_text={self.rich_text}"] if self.rich_text != "html" else []
        said += [f"fields={written(self.fields)}"] if self.fields is not None else []
        return " ".join(said)

    @property
    def content_type(self) -> str:
        if self.format == "markdown":
            return f"{MARKDOWN}; charset=utf-8"
        return JSON if self.fields is None else PARTIAL

    @property
    def mark(self) -> str:
        """What its ETags end with. It changes with the code that makes it, as the bytes may."""
        if self.is_stored:
            return ""
        return "~" + hashlib.sha256(f"{revision()} {self.name}".encode()).hexdigest()[:8]

    def etag(self, stored: str) -> str:
        """Strong validator of this representation of what has the validator ``stored``; both without quotes."""
        return stored + self.mark

    def stored_etags(self, known: Iterable[str]) -> list[str]:
        """Of validators that a client sent, as in ``If-None-Match``: what was stored when it got this form of it."""
        tags = (tag.removeprefix("W/").strip('"') for tag in known)
        return [tag.removesuffix(self.mark) for tag in tags if tag.endswith(self.mark)]

    def shape(self, value: object) -> object:
        """JSON with its members chosen and its rich text in the form. What was given is not changed."""
        return with_rich_text(project(value, self.fields), self.rich_text)

    def shape_json(self, body: bytes) -> bytes:
        return compact(self.shape(json.loads(body)))

    def of_model(self, model: BaseModel) -> bytes:
        """For answers that are put together when somebody asks."""
        # It may hold what another contract wrote.
        body = model.model_dump_json(warnings=False, serialize_as_any=True).encode()
        return body if self.is_stored else self.shape_json(body)

    def shaped(self, etag: str, body: bytes) -> bytes:
        """The JSON of this representation of what has the stored ``etag``; made once in a while."""
        return body if self.is_stored else BODIES.get_or_make((self.name, etag), lambda: self.shape_json(body))


def compact(value: object) -> bytes:
    """As pydantic writes JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def revision() -> str:
    """Of what makes them: a digest of its source."""
    modules = [module for package in MADE_BY for module in sorted(files(package).iterdir(), key=lambda one: one.name)]
    sources = b"".join(module.read_bytes() for module in modules if module.name.endswith(".py"))
    return hashlib.sha256(sources).hexdigest()
