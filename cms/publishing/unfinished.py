"""What may be left for later: a draft is saved whatever is unfinished in it, and nothing unfinished is public."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model
from django.utils.translation import gettext_lazy as lazy
from wagtail.images.models import AbstractImage
from wagtail.models import COMMENTS_RELATION_NAME

from cms.streamfield.fields import ContractStreamField
from cms.streamfield.finished import Unfinished, unfinished
from cms.values.told import Told, joined, quoted, told
from cms.values.told import gettext as _

# Fields Wagtail writes when a draft is saved or locked: none of them is public.
DRAFT_FIELDS = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "latest_revision",
    "latest_revision_created_at",
    "has_unpublished_changes",
    "locked",
    "locked_at",
    "locked_by",
    "owner",
}
CALLED = {"slug": lazy("Last part of the address")}
"""What forms call a field by another name than that of its column."""
# Codes of what is wrong with a value that the database can hold nonetheless.
FOR_LATER = {"blank", "invalid", "invalid_choice", "max_value", "min_value"}


class Finishable(models.Model):
    """A page or snippet with rules that wait until it is to be public, by whatever road."""

    is_deferred_validation = False
    """Set by a form that saves a draft."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Forms ask before they save; approvals, schedules, bulk actions and programs do not."""
        if writes_what_is_public(self, options.get("update_fields")):
            refuse_unfinished(self)
        super().save(*args, **options)

    def unfinished(self) -> dict[str, str]:
        """What keeps it from being public: field name to the cause and the remedy."""
        return undescribed_pictures(self)

    def clean(self) -> None:
        super().clean()
        if not self.is_deferred_validation and (errors := self.unfinished()):
            raise ValidationError(errors)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            if errors := what_cannot_wait(error) if self.is_deferred_validation else error.error_dict:
                raise ValidationError(errors) from None


def wrong(field: str, parse: Callable[[str], object], text: str) -> dict[str, str]:
    """For ``Finishable.unfinished``: what ``parse`` says of a text that is not empty."""
    try:
        if text:
            parse(text)
    except ValueError as error:
        return {field: str(error)}
    return {}


def undescribed_pictures(instance: Model) -> dict[str, str]:
    """Of the pictures chosen in fields, those of which nobody has said what readers who cannot see them are told."""
    chosen = [field.name for field in instance._meta.fields if field.name in pictures(type(instance))]
    found = ((name, getattr(instance, name)) for name in chosen)
    return {
        name: _(
            "The picture “{title}” has no description yet. Describe it under Images, or say there that it "
            "is decoration."
        ).format(title=image.title)
        for name, image in found
        if image is not None and not image.description and not image.is_decoration
    }


@cache
def pictures(model: type[Model]) -> list[str]:
    """Names of the fields that choose a picture."""
    fields = (field for field in model._meta.fields if isinstance(field, models.ForeignKey))
    return [field.name for field in fields if issubclass(field.related_model, AbstractImage)]


def what_cannot_wait(error: ValidationError) -> dict[str, list[ValidationError]]:
    waiting = {
        name: [problem for problem in problems if problem.code not in FOR_LATER]
        for name, problems in error.error_dict.items()
    }
    return {name: problems for name, problems in waiting.items() if problems}


def writes_what_is_public(instance: Model, fields: Collection[str] | None) -> bool:
    return getattr(instance, "live", True) and saves_more_than_a_draft(fields)


def saves_more_than_a_draft(fields: Collection[str] | None) -> bool:
    return fields is None or not DRAFT_FIELDS.issuperset(fields)


class UnfinishedError(ValidationError):
    """Something in the instance must be mended before it can be public. By field, as a form shows it."""

    def __init__(self, instance: Model, problems: dict[str, list[str]]) -> None:
        super().__init__(problems)
        self.instance = instance
        self.problems = problems

    def in_words(self) -> Told:
        messages = joined([message for messages in self.problems.values() for message in messages])
        return _("“{instance}” cannot be published. {messages}").format(instance=self.instance, messages=messages)


def refuse_unfinished(instance: Finishable) -> None:
    """Raise UnfinishedError."""
    if problems := problems_of(instance):
        raise UnfinishedError(instance, problems)


def problems_of(instance: Finishable) -> dict[str, list[str]]:
    """Field name to all that keeps the instance from being public. Asks the database nothing."""
    problems: dict[str, list[str]] = {}
    for name, each in unfinished_in(instance):
        problems.setdefault(name, []).append(sentence_of(each))
    return problems


def sentence_of(found: Unfinished) -> str:
    place = [joined([told(name) for name in found.place], between=" › ")] if found.place else []
    return joined([*place, told(found.message)], between=": ")


def messages_of(errors: Iterable[ValidationError]) -> Iterator[str]:
    """Without their values they can be told in any language; with them, in the one that is active."""
    for error in errors:
        yield from [told(error.message)] if not error.params else error.messages


def unfinished_in(instance: Finishable) -> Iterator[tuple[str, Unfinished]]:
    """The same, each with the name of its field and its place in it."""
    for name, messages in wrong_fields(instance).items():
        yield from ((name, Unfinished(message=message)) for message in messages)
    for field in instance._meta.fields:
        if isinstance(field, ContractStreamField):
            yield from ((field.name, each) for each in unfinished(field.stream_block, getattr(instance, field.name)))


def wrong_fields(instance: Finishable) -> dict[str, list[str]]:
    """The same of fields that hold one value."""
    problems = {name: [message] for name, message in instance.unfinished().items()}
    try:
        instance.clean_fields(exclude=[field.name for field in instance._meta.fields if field.is_relation])
    except ValidationError as error:
        problems |= {
            name: [joined([quoted(label_of(instance, name)), message], between=": ") for message in messages_of(found)]
            for name, found in error.error_dict.items()
        }
    return problems


def label_of(instance: Model, field: str) -> str:
    return told(CALLED.get(field) or instance._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
