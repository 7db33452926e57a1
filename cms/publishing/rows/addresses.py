"""At which front-end addresses the hospital has pages about specialties, conditions, clinicians and places."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

SLUG = "{slug}"
PATTERN = re.compile(r"(/[^\s/?#{}%]+)+/")


class PageAddress(models.Model):
    """For one type of document in one language. Without it such documents have no page in that language."""

    class Type(models.TextChoices):
        SPECIALTY = "specialty", _("Specialties")
        CONDITION = "condition", _("Conditions")
        CLINICIAN = "clinician", _("Clinicians")
        LOCATION = "location", _("Locations")

    type = models.CharField(_("pages about"), max_length=32, choices=Type)
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    pattern = models.CharField(
        _("address"),
        max_length=200,
        help_text=_(
            "Where the web site has these pages, with {slug} in the place of the name."
            " For example: /specialties/{slug}/"
        ),
    )
    parent = models.ForeignKey(
        Page,
        verbose_name=_("below the page"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page that lists them, if there is one: it stands above them in breadcrumbs."),
    )

    class Meta:
        verbose_name = _("address of pages")
        verbose_name_plural = _("addresses of pages")
        ordering = ["type", "locale"]
        constraints = [
            models.UniqueConstraint(fields=["type", "locale"], name="one_address_per_language"),
            models.UniqueConstraint(fields=["pattern"], name="one_type_per_address"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} ({self.locale.language_code}): {self.pattern}"

    def clean(self) -> None:
        self.pattern = self.pattern.strip()
        folder = self.pattern.removesuffix(f"{SLUG}/")
        if folder == self.pattern or not PATTERN.fullmatch(folder):
            message = _(
                "Write a path that begins with a slash and ends with /{slug}/, for example /specialties/{slug}/."
            )
            raise ValidationError({"pattern": message})
