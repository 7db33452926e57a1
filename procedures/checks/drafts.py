"""The content of treatment pages as editors left it, however unfinished, made by the code that publishing uses."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from pydantic import BaseModel, TypeAdapter, ValidationError
from wagtail.images.models import AbstractImage
from wagtail.models import Revision

from api.contract.documents import ProcedureContent
from api.contract.values import Image
from cms.publishing.publications.rows import rows_of
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.forbidden import ForbiddenPartError, sentences_about
from cms.publishing.rendering.images import alternative_text
from cms.publishing.rows.surroundings import Surroundings
from cms.site.information import SiteInformation
from cms.site.snippets import lines_of
from cms.streamfield.blocks import ContractBlock
from cms.streamfield.types import item_type
from cms.streamfield.walker import fill
from procedures.checks.blank import blank_content
from procedures.checks.editors import _, joined, of_lazy
from procedures.checks.findings import Finding
from procedures.checks.running import check_content
from procedures.checks.site import Site, Treatment
from procedures.content.treatments import procedure_content
from procedures.models import Clinician, Location, ProcedurePage

BATCH = 100
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Unreadable:
    """A part that says in words what is wrong with it, and the id of the part, if it has one."""

    message: str
    block: str | None = None


@dataclass(frozen=True, kw_only=True)
class Versions:
    """Of a page: as the database has it, which is what is public where it is live, and as editors last saved it."""

    stored: ProcedurePage
    newest: ProcedurePage
    """The same instance where nothing else was saved since."""
    surroundings: Surroundings


class DraftContext(Context):
    """Takes a page as it is: what does not fit the contract is left as the editor left it.

    Nothing is written: of images only the words are looked at, no rendition is made.
    """

    def __init__(self, *, locale: str, surroundings: Surroundings) -> None:
        super().__init__(locale=locale, surroundings=surroundings)
        self.unreadable: list[Unreadable] = []

    def address_of(self, page: Any) -> tuple[int, str, str] | None:
        """A draft may stand where no site shows it."""
        return super().address_of(page) or (0, "", page.url_path)

    def reference(self, instance: Any) -> BaseModel | None:
        if isinstance(instance, AbstractImage):
            return unrendered(instance)
        try:
            return super().reference(instance)
        except ValueError as error:
            shown = _("“{instance}” cannot be shown. {error}")
            self.unreadable.append(Unreadable(shown.format(instance=str(instance), error=words_of(error))))
            return None

    def assemble(self, block: ContractBlock, value: Any, members: dict[str, Any]) -> BaseModel | None:
        try:
            return super().assemble(block, value, members)
        except (ValueError, LookupError, TypeError) as error:
            computed = self.computed(block, value, members)
            # What pydantic refuses, the check "unfinished" finds again, with its place.
            if not isinstance(error, ForbiddenPartError) and isinstance(error, ValueError):
                self.unreadable.append(Unreadable(words_of(error), str(members["id"]) if "id" in members else None))
        return None if computed is None else incomplete(block.meta.contract, members | computed)

    def computed(self, block: ContractBlock, value: Any, members: dict[str, Any]) -> dict[str, Any] | None:
        try:
            return block.compute(value, self)
        except (ValueError, LookupError, TypeError):
            return dict.fromkeys(block.meta.computed)


def incomplete(model: type[BaseModel], members: dict[str, Any]) -> BaseModel:
    """The model with members that do not fit it as they are; the others as the model has them."""
    return model.model_construct(**{name: fitted(model, name, value) for name, value in members.items()})


def fitted(model: type[BaseModel], name: str, value: Any) -> Any:
    try:
        return adapter(model, name).validate_python(value)
    except ValidationError:
        is_list = item_type(model.model_fields[name].annotation) is not None
        return [] if value is None and is_list else value


@cache
def adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(model.model_fields[name].rebuild_annotation())


def unrendered(image: Any) -> Image:
    """What an image says. Its addresses are made by publishing."""
    alt = alternative_text(image)
    return Image(
        id=image.pk,
        alt=alt,
        decorative=not alt,
        src="/",
        width=image.width,
        height=image.height,
        srcset="/",
        sizes="/",
        sources=[],
        focal_point=None,
        placeholder="data:image/",
        credit=image.credit or None,
    )


def read_content(page: ProcedurePage, surroundings: Surroundings) -> tuple[ProcedureContent, list[Unreadable]]:
    """The content, and what in it could not be read."""
    context = DraftContext(locale=page.locale.language_code, surroundings=surroundings)
    try:
        return procedure_content(page, context), context.unreadable
    except ValueError as error:  # a field of the page itself
        context = DraftContext(locale=page.locale.language_code, surroundings=surroundings)
        content = blank_content(
            id=page.translation_key,
            locale=page.locale.language_code,
            slug=page.slug,
            title=page.title,
            summary=page.summary or None,
            sections=fill(page.sections.stream_block, page.sections, context),
        )
        return content, [*context.unreadable, *unreadable_fields(error)]


def unreadable_fields(error: ValueError) -> Iterator[Unreadable]:
    """Pydantic's complaints are found again by the check "unfinished"."""
    if not isinstance(error, ValidationError):
        yield Unreadable(words_of(error))


def words_of(error: ValueError) -> str:
    if isinstance(error, ForbiddenPartError):
        return joined(sentences_about(error, error.chosen))
    said = error.args[0] if error.args else ""
    return of_lazy(said) if isinstance(said, Promise) else str(error)


def check_page(page: ProcedurePage, site: Site, surroundings: Surroundings) -> list[Finding]:
    """All findings of a page: a live one, or a draft as it would be published now."""
    content, unreadable = read_content(page, surroundings)
    return [*map(finding_of, unreadable), *check_content(content, site)]


def finding_of(unreadable: Unreadable) -> Finding:
    return Finding(
        code=UNREADABLE,
        severity="error",
        message=unreadable.message,
        why=_("It cannot be published like this."),
        remedy=_("Correct it."),
        block=unreadable.block,
    )


def site_of(locale: str) -> Site:
    """What is live in the language (BCP 47)."""
    live = ProcedurePage.objects.live().filter(locale__language_code=locale, alias_of=None)
    rows = live.values_list("translation_key", "title", "alternative_names").order_by("pk")
    treatments = tuple(Treatment(id=key, names=(title, *lines_of(others))) for key, title, others in rows)
    return Site(
        treatments=treatments,
        phone_region=settings.PHONE_REGION,
        organisation=organisation_of(),
        today=timezone.localdate(),
        reading_grade=settings.READING_GRADE,
    )


def organisation_of() -> tuple[str, ...]:
    """Names of the hospital in all languages, and of its places and people; nothing while the hospital has no name."""
    hospital = list(SiteInformation.objects.filter(live=True).values_list("name", flat=True))
    if not hospital:
        return ()
    others = (model.objects.filter(live=True).values_list("name", flat=True) for model in (Location, Clinician))
    return (*hospital, *(name for names in others for name in names))


def pages_to_check(locale: str) -> list[int]:
    """Primary keys of all treatments of the language, drafts among them. An alias repeats its original."""
    pages = ProcedurePage.objects.filter(locale__language_code=locale, alias_of=None)
    return list(pages.order_by("pk").values_list("pk", flat=True))


def newest(keys: Collection[int]) -> Iterator[tuple[ProcedurePage, Surroundings]]:
    """The pages as editors last saved them, with what surrounds them."""
    return ((each.newest, each.surroundings) for each in versions(keys))


def versions(keys: Collection[int]) -> Iterator[Versions]:
    for batch in batches(list(keys)):
        rows = rows_of(ProcedurePage, batch)
        surroundings = Surroundings.of(rows)
        drafts = drafts_of(rows)
        for row in rows:
            draft = row.with_content_json(drafts[row.pk]) if row.pk in drafts else row
            yield Versions(stored=row, newest=draft, surroundings=surroundings)


def drafts_of(rows: Iterable[Any]) -> dict[int, Any]:
    """Newest revisions of the rows that they say something else than, by the rows' primary keys."""
    ids = {row.latest_revision_id: row.pk for row in rows if row.has_unpublished_changes and row.latest_revision_id}
    revisions = Revision.objects.filter(pk__in=ids).values_list("pk", "content")
    return {ids[pk]: content for pk, content in revisions}


def batches(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
