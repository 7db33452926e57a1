"""A postal address that may be left out. All languages share it."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

COUNTRY = RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, for example US."))


class Addressed(models.Model):
    street = models.CharField(max_length=160, blank=True, default="", db_default="")
    city = models.CharField(max_length=80, blank=True, default="", db_default="")
    region = models.CharField(_("state or region"), max_length=80, blank=True, default="", db_default="")
    postal_code = models.CharField(max_length=16, blank=True, default="", db_default="")
    country = models.CharField(
        max_length=2,
        blank=True,
        default="US",
        db_default="US",
        validators=[COUNTRY],
        help_text=_("Two capital letters: US."),
    )

    address_fields = ("street", "city", "region", "postal_code", "country")
    address_panels = [
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("city"), FieldPanel("region")]),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("country")]),
    ]

    class Meta:
        abstract = True

    def half_an_address(self) -> dict[str, str]:
        """For ``Finishable.unfinished``."""
        if bool(self.street) != bool(self.city):
            return {"city": gettext("Give both the street and the city, or neither.")}
        if self.street and not self.country:
            return {"country": gettext("Give the country, too, in two capital letters: US.")}
        return {}
