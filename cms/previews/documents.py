"""A draft as JSON: what would be published now, and what keeps it from that."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import cast
from uuid import UUID

from django.utils.translation import gettext, override
from wagtail.models import Page

from api.contract.answers.previews import Preview, PreviewFile, PreviewProblem
from cms.previews.files import SeenFiles, address_with, not_public
from cms.previews.models import PreviewGrant
from cms.previews.related import RelatedDraftsContext
from cms.previews.sources import draft_of
from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.publications.preview import DraftContext, content_of_draft
from cms.publishing.requirements.examining import examine
from cms.publishing.rows.surroundings import Surroundings
from cms.publishing.unfinished import Finishable, unfinished_in
from cms.releases.coming import coming
from cms.releases.future import BusyError, as_of, make_pictures
from cms.streamfield.finished import Unfinished
from cms.values.languages import language_read_by


class NothingToShowError(Exception):
    """The draft has not even what every document has. The message says what is missing."""


def draft_as_json(grant: PreviewGrant, token: str, *, has_related: bool) -> bytes:
    """Raise TokenOverError, NothingToShowError."""
    if grant.moment is not None:
        return as_it_will_be(grant, token, grant.moment)
    with override(language_read_by(grant.user)):
        page, is_unsaved = draft_of(grant)
        files = SeenFiles()
        context_of = RelatedDraftsContext if has_related else DraftContext
        context = context_of(locale=page.locale.language_code, surroundings=Surroundings(address_of_file=files))
        content = content_of_draft(page, context)
        if content is None:
            raise NothingToShowError(" ".join(context.problems(page)))
        body = content.model_dump_json().encode()
        preview = Preview(
            problems=list(problems_of(page, context, json.loads(body))),
            unsaved=is_unsaved,
            expires_at=grant.expires_at,
            files=private(files, token),
        )
    return whole(body, preview)


def as_it_will_be(grant: PreviewGrant, token: str, moment: datetime) -> bytes:
    """What readers will get then. Raise TokenOverError, NothingToShowError."""
    with override(language_read_by(grant.user)):
        page, _ = draft_of(grant)
        files = SeenFiles()
        body = body_then(page, moment, address_of_file=files)
        preview = Preview(problems=[], unsaved=False, expires_at=grant.expires_at, files=private(files, token))
    return whole(body, preview)


def body_then(page: Page, moment: datetime, *, address_of_file: SeenFiles) -> bytes:
    """Raise NothingToShowError."""
    make_pictures(page, coming(moment))
    try:
        with as_of(moment) as future:
            decision = future.decision(page, address_of_file=address_of_file)
    except (BusyError, ContractViolationError) as error:
        raise NothingToShowError(str(error)) from error
    if decision is None or decision.entry is None:
        raise NothingToShowError(gettext("Readers will not see this page then."))
    return decision.entry.body


def private(files: SeenFiles, token: str) -> list[PreviewFile]:
    return [PreviewFile(address=files(name), url=address_with(token, name)) for name in not_public(files.names)]


def whole(body: bytes, preview: Preview) -> bytes:
    return body[:-1] + b',"edition":null,"preview":' + preview.model_dump_json().encode() + b"}"


def unfinished_of(page: Page) -> list[tuple[str, Unfinished]]:
    return list(unfinished_in(page)) if isinstance(page, Finishable) else []


def problems_of(page: Page, context: DraftContext, document: Mapping[str, object]) -> Iterator[PreviewProblem]:
    """All that keeps it from being published: what is unfinished, and what the hospital asks for."""
    unfinished = unfinished_of(page)
    for field, each in unfinished:
        yield problem(str(each), document, field=field, block=each.block_id)
    if not unfinished:
        yield from (problem(message, document) for message in context.problems(page))
    examination = examine(page)
    for gap in (each.gap for each in examination.blocking) if examination else ():
        yield problem(gap.message, document, field=gap.place, block=gap.block)


def problem(
    message: str, document: Mapping[str, object], *, field: str | None = None, block: str | None = None
) -> PreviewProblem:
    place = block and pointer_to(block, document)
    return PreviewProblem(
        message=message,
        field=field or None,
        block=UUID(block) if block else None,
        pointer=place or (f"/{field}" if field in document else None),
    )


def pointer_to(block: str, value: object, place: str = "") -> str | None:
    """To the object with the id; None where the document leaves it out."""
    if isinstance(value, dict):
        if value.get("id") == block:
            return place
        children = ((name, each) for name, each in cast(dict[str, object], value).items())
    elif isinstance(value, list):
        children = ((str(index), each) for index, each in enumerate(value))
    else:
        return None
    found = (pointer_to(block, each, f"{place}/{name}") for name, each in children)
    return next((each for each in found if each is not None), None)
