"""Which document was asked for, and when; and what is known of it, whether or not it is still there."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from django import forms
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput
from wagtail.coreutils import get_content_languages
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.models.audit_log import BaseLogEntry

from api.contract.catalogue import CATALOGUE
from api.http.cache_keys import OWN
from api.models import Edition
from cms.admin.dates import in_hospital
from cms.admin.history.entries import NEAR
from cms.publishing.log.entries import Address
from cms.publishing.publications.registry import find_source, publications_as
from cms.publishing.rendering.keys import key_type
from cms.publishing.requirements.models import Waiver
from cms.records.public import Then, editions_of, then

NOTED = r"^(wagtail\.(publish|schedule|workflow)|cms\.release)"
"""Actions of Wagtail's log, as PostgreSQL compares them."""
MOST_NOTED = 200


def kinds(*args: object) -> list[tuple[str, str]]:
    """Of documents, as editors call them."""
    named = ((name, kind_in_words(name)) for name in CATALOGUE)
    return [("", gettext("All")), *sorted(named, key=lambda kind: kind[1])]


def kind_in_words(name: str) -> str:
    """Of a document type."""
    found = publications_as(name)
    if len(found) != 1:
        return gettext("Page") if name == "page" else name.replace("_", " ").capitalize()
    return str(found[0].model._meta.verbose_name).capitalize()


def languages(*args: object) -> list[tuple[str, str]]:
    return [("", gettext("All")), *((code, str(name)) for code, name in get_content_languages().items())]


class MomentForm(forms.Form):
    """A day, and a time of it; without one, the end of that day, or now."""

    day = forms.DateField(label=_("Day"), required=False, widget=AdminDateInput, help_text=_("Left empty: now."))
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=AdminTimeInput,
        help_text=format_lazy(_("In {zone}. Left empty: the end of the day."), zone=settings.TIME_ZONE),
    )

    def clean(self) -> None:
        super().clean()
        day, asked = (self.cleaned_data.get(name) for name in ("day", "time"))
        if asked and not day and "day" not in self.errors:
            raise ValidationError({"day": gettext("Say the day, too.")})
        if day and at(day, asked or time.min) > timezone.now():
            raise ValidationError({"day": gettext("That has not come yet. Choose a moment until now.")})

    @property
    def moment(self) -> datetime:
        """Now, where nothing was asked."""
        day, asked, now = (self.cleaned_data.get("day"), self.cleaned_data.get("time"), timezone.now())
        if day is None:
            return now
        return at(day, asked) if asked else min(at(day, time.max), now)


def at(day: date, time: time) -> datetime:
    """In the hospital's time zone."""
    return datetime.combine(day, time, tzinfo=timezone.get_default_timezone())


class RecordsForm(MomentForm):
    words = forms.CharField(label=_("Words of the title"), required=False)
    type = forms.ChoiceField(label=_("Kind"), required=False, choices=kinds)
    locale = forms.ChoiceField(label=_("Language"), required=False, choices=languages)
    field_order = ["words", "day", "time", "type", "locale"]

    def narrow(self, editions: QuerySet[Edition]) -> QuerySet[Edition]:
        given = {name: value for name in ("type", "locale") if (value := self.cleaned_data.get(name))}
        for word in self.cleaned_data.get("words", "").split():
            editions = editions.filter(Q(title__icontains=word) | Q(slug__icontains=word))
        return editions.filter(**given)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The row that a document was made from, which may be gone."""

    model: type[Model]
    pk: int

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)

    def find(self) -> Model | None:
        found = self.model._default_manager.filter(pk=self.pk).first()
        return found.specific if isinstance(found, Page) else found

    def log(self) -> QuerySet[PageLogEntry] | QuerySet[ModelLogEntry]:
        """Wagtail's, which outlives the row."""
        if self.is_page:
            return PageLogEntry.objects.filter(page_id=self.pk)
        content_type = ContentType.objects.get_for_model(self.model)
        return ModelLogEntry.objects.filter(content_type=content_type, object_id=str(self.pk))


@dataclass(frozen=True)
class Inquiry:
    """One document at one moment. What costs a query is asked when it is needed, and once."""

    address: Address
    then: Then

    @classmethod
    def of(cls, address: Address, moment: datetime) -> "Inquiry":
        return cls(address, then(address, moment))

    @property
    def moment(self) -> datetime:
        return self.then.moment

    @property
    def edition(self) -> Edition | None:
        """That was public."""
        return self.then.public

    @property
    def title(self) -> str:
        known = self.then.newest or self.then.next
        return known.title if known else str(self.address.document_id)

    @cached_property
    def body(self) -> dict[str, object]:
        parsed: dict[str, object] = json.loads(bytes(self.edition.body or b"{}")) if self.edition else {}
        return parsed

    @cached_property
    def day(self) -> date:
        return in_hospital(self.moment).date()

    @cached_property
    def origin(self) -> Origin | None:
        """None: nobody knows any more."""
        published = self.edition or self.published()
        key = (
            next((each[len(OWN) :] for each in published.dependencies if each.startswith(OWN)), "") if published else ""
        )
        name, _, pk = key.partition(":")
        model = next((each.model for each in publications_as(self.address.type) if key_type(each.model) == name), None)
        if model and pk.isdecimal():
            return Origin(model=Page if issubclass(model, Page) else model, pk=int(pk))
        row = find_source(self.address.type, document_id=self.address.document_id, locale=self.address.locale)
        return Origin(model=type(row), pk=row.pk) if row else None

    def published(self) -> Edition | None:
        """The last that had a text."""
        return editions_of(self.address).filter(event=Edition.Event.PUBLISHED).defer("body").first()

    @cached_property
    def row(self) -> Model | None:
        """The page or snippet as it is today; None: it is gone."""
        return self.origin.find() if self.origin else None

    @property
    def page_id(self) -> int | None:
        return self.origin.pk if self.origin and self.origin.is_page else None

    @cached_property
    def noted(self) -> list[BaseLogEntry]:
        """What Wagtail noted of publishing until the moment, oldest first: the last of it."""
        if self.origin is None or self.edition is None:
            return []
        # It notes just after the edition, in the same request; what is later belongs to the next one.
        end = max(self.moment, self.edition.published_at + NEAR)
        end = min(end, self.then.next.published_at) if self.then.next else end
        log = self.origin.log().filter(action__regex=NOTED, timestamp__lt=end)
        return list(log.select_related("user").order_by("-timestamp", "-pk")[:MOST_NOTED])[::-1]

    @cached_property
    def waivers(self) -> list[Waiver]:
        """Those in force."""
        if self.page_id is None:
            return []
        given = Waiver.objects.filter(page=self.page_id, waived_at__lte=self.moment, until__gte=self.day)
        in_force = given.filter(Q(ended_at=None) | Q(ended_at__gt=self.moment))
        return list(in_force.select_related("waived_by", "ended_by").order_by("pk"))

    def waiver_of(self, code: str, passage: str) -> Waiver | None:
        return next((each for each in self.waivers if (each.code, each.passage) == (code, passage)), None)
