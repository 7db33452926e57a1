"""What keeps hours: times that all languages share, and what they cannot say, in the words of each."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from api.contract.contacts import OpeningHours, Weekday
from cms.values.hours.stored import LONGEST, Row, parse_hours
from cms.values.hours.widget import HoursInput
from cms.values.hours.words import hours_in_words, with_note

WEEKDAYS: tuple[Weekday, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class KeepsHours(models.Model):
    opening_hours = models.CharField(
        _("days and times"),
        max_length=LONGEST,
        blank=True,
        default="",
        db_default="",
        help_text=_("One day, or the first and the last of several. Two rows of the same days are a break between."),
    )
    hours = models.CharField(
        _("more about the hours"),
        max_length=160,
        blank=True,
        help_text=_("What days and times cannot say. For example: A nurse on call answers at other times."),
    )

    hours_panels = [FieldPanel("opening_hours", widget=HoursInput), FieldPanel("hours")]

    class Meta:
        abstract = True

    def hours_in(self, locale: str) -> str | None:
        """As readers are told them."""
        return with_note(hours_in_words(self.opening_hours, locale=locale), self.hours) or None

    def in_words(self, name: str) -> object:
        if name == "opening_hours":
            return hours_in_words(self.opening_hours, locale=translation.get_language() or "en")
        return getattr(self, name)


def contract_hours(text: str) -> list[OpeningHours]:
    """Of what is stored. Raise ValueError where it is not whole."""
    return [contract_row(row) for row in parse_hours(text)]


def contract_row(row: Row) -> OpeningHours:
    """Nobody but us knows midnight as the end of a day."""
    days = [WEEKDAYS[day] for day in row.days]
    return OpeningHours(day_of_week=days, opens=row.opens, closes=row.closes.replace("24:00", "23:59"))
