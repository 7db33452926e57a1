"""What has expired says so, and can be published again."""

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Page

from cms.admin.dates import moment
from cms.publishing.rows.surroundings import is_expired


def tell_that_it_expired(request: HttpRequest, instance: Model) -> None:
    """Before a page or snippet is edited. Its form begins without the times that are over."""
    if request.method != "GET" or not isinstance(instance, DraftStateMixin) or instance.expire_at is None:
        return
    if instance.live or not is_expired(instance):
        return
    title = instance.title if isinstance(instance, Page) else str(instance)
    when = moment(instance.expire_at)
    messages.warning(
        request,
        _(
            "“{title}” expired on {when}, so readers do not see it. Publish it to show it again: its old "
            "times are taken away."
        ).format(title=title, when=when),
    )
