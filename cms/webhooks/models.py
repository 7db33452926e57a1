"""Where messages go, and what became of each."""

from datetime import timedelta
from operator import attrgetter

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from api.models import Edition
from cms.webhooks.signing import new_message_id, new_secret

ROTATION = timedelta(hours=24)
"""How long messages carry the previous secret's signature, too."""


QUIET_SECONDS = 30


class Event(models.TextChoices):
    """What a message tells."""

    PUBLISHED = "edition.published", _("Published")
    WITHDRAWN = "edition.withdrawn", _("Withdrawn")
    RECALLED = "edition.recalled", _("Recalled")
    SITE_CHANGED = "site.changed", _("Site changed")
    TEST = "endpoint.test", _("Test")


class Endpoint(models.Model):
    """An address of another system that is told what is published."""

    class OffReason(models.TextChoices):
        BY_HAND = "by_hand", _("switched off by hand")
        GONE = "gone", _("the receiver answered that it wants no more messages (410 Gone)")
        UNREACHABLE = "unreachable", _("a message could not be delivered for three days")

    name = models.CharField(max_length=120)
    url = models.CharField("address", max_length=2000)
    contact = models.EmailField(_("e-mail for alerts"), blank=True)
    document_types = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    """Empty: all. The same for ``events`` and ``locales``."""
    events = ArrayField(models.CharField(max_length=32), default=list, blank=True)
    locales = ArrayField(models.CharField("languages", max_length=16), default=list, blank=True)
    quiet_seconds = models.PositiveSmallIntegerField(
        _("seconds of quiet"),
        default=QUIET_SECONDS,
        db_default=QUIET_SECONDS,
        validators=[MinValueValidator(1), MaxValueValidator(3600)],
    )
    """How long nothing must have changed before ``site.changed`` is sent."""
    told_number = models.BigIntegerField(null=True, editable=False)
    """Of the last edition that a ``site.changed`` told of; null before there was one."""
    enabled = models.BooleanField(default=True, editable=False)
    disabled_at = models.DateTimeField(null=True, editable=False)
    disabled_reason = models.CharField(max_length=16, choices=OffReason, blank=True, editable=False)
    secret = models.CharField(max_length=120, default=new_secret, editable=False)
    previous_secret = models.CharField(max_length=120, blank=True, editable=False)
    previous_secret_until = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "webhook"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """In words."""
        if self.enabled:
            in_vain = getattr(self, "in_vain", 0)  # counted for the list in the admin
            return gettext("On, but messages do not get through") if in_vain else gettext("On")
        return gettext("Off: needs attention") if self.needs_attention else gettext("Off")

    @property
    def needs_attention(self) -> bool:
        """It was switched off by what the receiver did, and somebody has to mend that."""
        return not self.enabled and self.disabled_reason != self.OffReason.BY_HAND

    def wants(self, *, event: str, document_type: str, locale: str) -> bool:
        if event == Event.SITE_CHANGED and event not in self.events:
            return False  # beside the others it is for those who ask for it
        wishes = ((self.events, event), (self.document_types, document_type), (self.locales, locale))
        return all(not wanted or value in wanted for wanted, value in wishes)

    def signing_keys(self) -> list[str]:
        """The secret, and for a day after a rotation the one before, so that receivers can change without a gap."""
        if self.previous_secret and self.previous_secret_until and self.previous_secret_until > timezone.now():
            return [self.secret, self.previous_secret]
        return [self.secret]

    def rotate_secret(self) -> None:
        self.previous_secret, self.previous_secret_until = self.secret, timezone.now() + ROTATION
        self.secret = new_secret()
        self.save(update_fields=["secret", "previous_secret", "previous_secret_until"])


PAGE = ("endpoint", "edition__type", "edition__document_id", "edition__locale")
"""Fields that deliveries about the same page to the same endpoint share. These arrive in order."""


class Delivery(models.Model):
    """One message to one endpoint. Kept thirty days."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Not delivered")
        SUPERSEDED = "superseded", _("Not sent: recalled since")

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    """What the message is about; null for a test, and for ``site.changed``."""
    since = models.BigIntegerField(null=True)
    """Of ``site.changed``: the message tells of editions after this number, up to ``until``."""
    until = models.BigIntegerField(null=True)
    event = models.CharField(max_length=32, choices=Event)
    message_id = models.CharField(max_length=64, unique=True, default=new_message_id)
    """The same in every attempt."""
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    series = models.PositiveSmallIntegerField(default=0)
    """Which series of attempts this is: sending again begins a new one. Jobs of earlier ones have no say any more."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """In this series."""
    last_attempt_at = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(null=True)
    """Not before. Null while waiting: as soon as its turn comes."""
    response_status = models.PositiveSmallIntegerField(null=True)
    """HTTP status of the last answer; null when there was none."""
    response = models.TextField(blank=True)
    """First characters of the last answer, or in words what went wrong."""
    duration_ms = models.PositiveIntegerField(null=True)
    """How long the last attempt took."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "deliveries"
        default_permissions = ()
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "edition"], name="one_delivery_per_edition"),
        ]
        indexes = [
            models.Index(fields=["endpoint", "-id"], name="delivery_of_endpoint"),
            models.Index(fields=["endpoint", "state", "-last_attempt_at"], name="delivery_by_state"),
            models.Index(fields=["endpoint"], name="delivery_of_recall", condition=Q(event=Event.RECALLED)),
            models.Index(fields=["created_at"], name="delivery_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.event}"

    def of_same_page(self) -> models.QuerySet["Delivery"]:
        """To the same endpoint, this one included."""
        if self.edition is None:  # about no page
            return Delivery.objects.filter(pk=self.pk)
        return Delivery.objects.filter(**{name: attrgetter(name.replace("__", "."))(self) for name in PAGE})
