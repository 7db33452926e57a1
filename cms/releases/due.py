"""Releases whose time has come. What is not ready then stops the whole release, and its people are told why."""

import logging
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import OperationalError
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.publishing.conflicts import in_one_transaction
from cms.publishing.ended_reviews import noting, write_to
from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.refused import reason_of
from cms.releases.members import Joined
from cms.releases.models import Release
from cms.releases.readiness import Lacking, NotReadyError
from cms.releases.releasing import NothingInItError, publish_locked, stop
from cms.values.languages import language_read_by

logger = logging.getLogger(__name__)

REFUSALS = (NotReadyError, NothingInItError, ContractViolationError, ValidationError)
"""What an editor must mend. Anything else is tried again in a minute."""


def follow() -> bool:
    """Publish what is due, the longest waiting first; false where others held some of it."""
    due = Release.objects.filter(scheduled_for__lte=Now()).order_by("scheduled_for", "pk")
    held = [pk for pk in list(due.values_list("pk", flat=True)) if not attempt(pk)]
    return not held


def attempt(pk: int) -> bool:
    """False where others held it. A failure keeps no other release from being published."""
    try:
        in_one_transaction(partial(publish_due, pk))
    except OperationalError as error:
        logger.warning("Publishing of release %s is tried again: %s", pk, error)
        return False
    except REFUSALS as error:
        in_one_transaction(partial(refuse, pk, error))
    except Exception:
        logger.exception("Publishing of release %s failed; it is tried again in a minute", pk)
    return True


def publish_due(pk: int) -> None:
    """Nothing where another worker did it meanwhile."""
    due = Release.objects.select_for_update(no_key=True).filter(pk=pk, scheduled_for__lte=Now()).first()
    if due is not None:
        with noting() as ended:
            publish_locked(due, user=due.scheduled_by, at=due.scheduled_for)
        write_to(people_of(due, []), ended, name=due.name, address=address_of(due))


def refuse(pk: int, error: Exception) -> None:
    """The schedule is taken away: when it is mended, somebody decides anew when readers get it."""
    release = Release.objects.select_for_update(no_key=True).filter(pk=pk).exclude(scheduled_for=None).first()
    if release is None:
        return
    reason = in_words(error)
    told = people_of(release, error.lacks if isinstance(error, NotReadyError) else [])
    stop(release, refusal=reason)
    for user in told:
        with override(language_read_by(user)):
            tell(user, release)


def in_words(error: Exception) -> str:
    """Of one of ``REFUSALS``, for an editor."""
    return error.told if isinstance(error, NotReadyError | NothingInItError) else reason_of(error)


def people_of(release: Release, lacks: Iterable[Lacking]) -> list[User]:
    """Who scheduled it, who began it, and who wrote what was not ready."""
    writers = (author_of(each.joined) for each in lacks)
    found = {user.pk: user for user in (release.scheduled_by, release.created_by, *writers) if user and user.email}
    return list(found.values())


def author_of(joined: Joined) -> User | None:
    return joined.revision.user if joined.revision else None


def address_of(release: Release) -> str:
    return reverse("publishing:release", args=[release.pk])


def tell(user: User, release: Release) -> None:
    """In the language that is active."""
    subject = _("The release “{name}” was not published at its time").format(name=release.name)
    link = f"{settings.WAGTAILADMIN_BASE_URL}{address_of(release)}"
    told = _("Nothing of it is public. Mend it, then publish it or schedule it again:")
    send_mail(subject, f"{release.refusal_told}\n\n{told} {link}", None, [user.email])
