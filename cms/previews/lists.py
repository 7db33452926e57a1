"""Lists, menus and search as they will be, for a token of a site at a moment or of a release.

A token of one page opens none of them: whoever was given one page was not given what else is coming.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.conf import settings
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Site

from cms.previews.models import PreviewGrant
from cms.previews.tokens import TokenOverError
from cms.releases.coming import of_release
from cms.releases.future import BusyError
from cms.releases.listing import NotListedError, lists_as_of
from cms.releases.models import Release
from cms.values.languages import language_read_by


class OnePageError(Exception):
    """The token opens one page, and no lists."""


class NotNowError(Exception):
    """The lists cannot be shown as they will be. The message says why."""


@contextmanager
def foreseen(grant: PreviewGrant) -> Iterator[None]:
    """Meanwhile the public views answer as they will. Raise OnePageError, TokenOverError, NotNowError."""
    with override(language_read_by(grant.user)):
        try:
            with seen_by(grant), override(settings.LANGUAGE_CODE):
                yield
        except (BusyError, NotListedError) as error:
            raise NotNowError(str(error)) from error


def seen_by(grant: PreviewGrant) -> AbstractContextManager[None]:
    kind = grant.content_type.model_class()
    if kind is Site and grant.moment is not None:
        return lists_as_of(grant.moment, user=grant.user)
    if kind is not Release:
        raise OnePageError
    release = Release.objects.filter(pk=grant.object_id, published_at=None).first()
    if release is None:
        raise TokenOverError
    return lists_as_of(timezone.now(), user=grant.user, events=[of_release(release, at=None)])
