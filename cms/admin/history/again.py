"""Back to a text that readers had: publish again what was written then."""

from bisect import bisect_left
from operator import itemgetter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import registry
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from api.models import Edition
from cms.admin.history.subject_views import SubjectView
from cms.admin.subjects import Subject, Visitor, editions_of


def may_publish(subject: Subject, user: Visitor) -> bool:
    instance = subject.instance
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    return policy_registry.get(instance).user_has_permission(user, "publish")


def written_then(subject: Subject) -> dict[int, int]:
    """Number of each edition to the revision whose text it has: the last that was published before the next edition.

    Left out where Wagtail kept none. Two queries, however many there are.
    """
    log = registry.get_logs_for_instance(subject.instance).filter(action="wagtail.publish", revision__isnull=False)
    published = list(log.order_by("timestamp").values_list("timestamp", "revision_id"))
    appended = list(editions_of(subject.address).order_by("number").values_list("number", "published_at"))
    ends = [moment for _, moment in appended[1:]] + [timezone.now()]
    counts = [bisect_left(published, end, key=itemgetter(0)) for end in ends]
    return {number: published[count - 1][1] for (number, _), count in zip(appended, counts, strict=True) if count}


class PublishAgainView(SubjectView, TemplateView):
    page_title = _("Publish again")
    template_name = "cms/admin/publish_again.html"

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not may_publish(self.subject, request.user):
            raise PermissionDenied
        lock = self.subject.instance.get_lock()  # type: ignore[attr-defined]
        if lock is not None and lock.for_user(request.user):
            messages.warning(
                request,
                gettext("“{title}” is locked, so nothing was published. Unlock it first.").format(
                    title=self.subject.title
                ),
            )
            return redirect(self.subject.url("history"))
        return super().dispatch(request, *args, **options)

    @cached_property
    def edition(self) -> Edition:
        edition = self.subject.editions().filter(number=self.kwargs["number"]).first()
        if edition is None or edition.event != Edition.Event.PUBLISHED:
            raise Http404(gettext("There is no such text of this page."))
        return edition

    @cached_property
    def revision(self) -> Revision:
        kept = written_then(self.subject).get(self.edition.number)
        return get_object_or_404(Revision, pk=kept)

    def get_context_data(self, **options: object) -> dict[str, object]:
        return super().get_context_data(**options) | {
            "entry": self.entry(self.edition),
            "has_draft": getattr(self.subject.instance, "has_unpublished_changes", False) and self.is_live(),
            "seen_url": self.subject.url("edition", self.edition.number),
            "history_url": self.subject.url("history"),
            "revision": self.revision,
        }

    def is_live(self) -> bool:
        return bool(getattr(self.subject.instance, "live", False))

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        again: Any = self.revision.as_object()
        again.go_live_at = None  # its own times are over
        if again.expire_at is not None and again.expire_at <= timezone.now():
            again.expire_at = None
        revision = again.save_revision(user=request.user, previous_revision=self.revision, log_action=True)
        revision.publish(user=request.user)
        messages.success(
            request,
            gettext("Readers see “{title}” again as it was from {when}.").format(
                title=self.subject.title, when=self.entry(self.edition).when
            ),
        )
        return redirect(self.subject.url("history"))
