"""What the hospital asks of pages, what it waives, and what is public with something missing."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.publishing.rows import clock
from cms.values import told


class PublishingRules(models.Model):
    """What the hospital asks of one type of page. Whoever may change it sets the rules."""

    type = models.CharField(max_length=100, unique=True)
    """Label of the model."""
    name = models.CharField(max_length=100)
    levels = models.JSONField(default=dict)
    """Kind of page to code of a requirement to level, where that is another than usual."""
    checks = models.JSONField(default=list)
    """Codes of checks whose findings must be mended before a page is published."""

    class Meta:
        verbose_name_plural = _("publishing rules")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return gettext("Publishing rules of {name}").format(name=self.name)


class Missing(models.Model):
    """What a page lacks: in English, and as it is told in any language."""

    missing = models.TextField()
    words = models.JSONField(null=True)
    """How it is put together (``cms/values/told.py``). None of what an earlier release kept, in the language of whoever
    published or waived."""

    class Meta:
        abstract = True

    @property
    def told(self) -> str:
        """In the language that is active."""
        return told.told_from(self.words, otherwise=self.missing)


def in_all_languages(message: str) -> dict[str, object]:
    """Both columns of ``Missing``."""
    return told.in_all_languages(message, english="missing")


class Waiver(Missing):
    """A page may be public without something that is asked, until a day: who allowed it, and why.

    It outlives the page, as the page's log does.
    """

    page = models.ForeignKey(Page, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    title = models.TextField()
    """Of the page, when it was waived."""
    locale = models.CharField(max_length=16)
    code = models.CharField(max_length=64)
    passage = models.CharField(max_length=64, blank=True)
    reason = models.TextField()
    until = models.DateField(db_index=True)
    """The last day."""
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: by a program, which says so in the reason."""
    waived_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    """When it was taken back, before its last day."""

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.title} ({self.locale}): {self.told}"

    @property
    def is_in_force(self) -> bool:
        return is_in_force(until=self.until, is_ended=self.ended_at is not None)


def is_in_force(*, until: date, is_ended: bool) -> bool:
    return not is_ended and until >= clock.today()


class Lack(Missing):
    """Something that a public page lacks, though the hospital asks for it: waived, or public since before it asked."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=64)
    passage = models.CharField(max_length=64, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["since", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "code", "passage"], name="one_lack_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.page}: {self.told}"


class PastLack(Missing):
    """What a public page lacked until it had it, or was gone.

    The database writes it (migrations 0017 and 0023), and refuses to change or delete it. It outlives the page.
    """

    page = models.ForeignKey(Page, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    code = models.CharField(max_length=64)
    passage = models.CharField(max_length=64, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["page", "until"], name="past_lacks_of_page")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.told}"
