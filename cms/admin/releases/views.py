"""Releases in the admin: a list, and each with all that is in it and what can be done with it."""

from collections.abc import Callable, Iterable
from typing import cast

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn, UserColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton

from cms.admin.dates import moment
from cms.admin.releases import lines
from cms.admin.releases.forms import CollectForm, JoinForm, MomentForm, ReleaseForm
from cms.previews.front_ends import front_end_of_lists
from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.refused import reason_of
from cms.publishing.schedule import Row
from cms.releases import members, releasing, undoing
from cms.releases.members import ClosedError, Joined, may_edit
from cms.releases.models import Release, ReleaseMember
from cms.releases.readiness import NotReadyError

REFUSED = (ClosedError, releasing.NothingInItError, releasing.PastError, undoing.NotPublishedError)
UNPUBLISHABLE = (ContractViolationError, ValidationError)


class ForEditors(View):
    """For whoever writes or publishes something."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not lines.may_collect(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def places(self) -> list[dict[str, str]]:
        """Between the list of releases and the view."""
        return []


class Framed(WagtailAdminTemplateMixin, ForEditors):
    """With the admin around it."""

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        releases = {"url": reverse("publishing:releases"), "label": gettext("Releases")}
        here = {"url": "", "label": str(self.get_page_title())}
        return [*self.breadcrumbs_items, releases, *self.places(), here]


class OfRelease(ForEditors):
    @cached_property
    def release(self) -> Release:
        return get_object_or_404(Release, pk=self.kwargs["release_id"])

    def to_release(self) -> HttpResponse:
        return redirect("publishing:release", self.release.pk)

    def places(self) -> list[dict[str, str]]:
        return [{"url": reverse("publishing:release", args=[self.release.pk]), "label": self.release.name}]


class ReleasesView(ForEditors, ReportView):
    model = Release
    page_title = _("Releases")
    header_icon = "tasks"
    index_url_name = "publishing:releases"
    index_results_url_name = "publishing:releases_results"
    results_template_name = "cms/admin/releases/list_results.html"
    columns = [
        TitleColumn(
            "name", label=_("Release"), get_url=lambda release: reverse("publishing:release", args=[release.pk])
        ),
        Column("state_in_words", label=_("State")),
        Column("number", label=_("Pages and shared content")),
        Column("when", label=_("When"), accessor=lambda release: when_of(release)),
        UserColumn("created_by", label=_("Begun by")),
    ]
    list_export = ["name", "note", "state_in_words", "scheduled_for", "published_at", "undone_at"]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(gettext("Begin a release"), url=reverse("publishing:begin_release"), icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[Release]:
        return Release.objects.select_related("created_by").annotate(number=Count("members")).order_by("-pk")


def when_of(release: Release) -> str:
    when = release.undone_at or release.published_at or release.scheduled_for
    return moment(when) if when else ""


class BeginView(Framed, FormView):  # type: ignore[type-arg]
    form_class = ReleaseForm
    template_name = "cms/admin/releases/form.html"
    page_title = _("Begin a release")
    header_icon = "tasks"

    def form_valid(self, form: ReleaseForm) -> HttpResponse:
        form.instance.created_by = self.user
        return redirect("publishing:release", form.save().pk)


class RenameView(OfRelease, Framed, FormView):  # type: ignore[type-arg]
    form_class = ReleaseForm
    template_name = "cms/admin/releases/form.html"
    page_title = _("Name and note")
    header_icon = "tasks"

    def get_form_kwargs(self) -> dict[str, object]:
        return super().get_form_kwargs() | {"instance": self.release}

    def form_valid(self, form: ReleaseForm) -> HttpResponse:
        Release.objects.filter(pk=self.release.pk).update(**form.cleaned_data)
        return self.to_release()


class ReleaseView(OfRelease, Framed, TemplateView):
    template_name = "cms/admin/releases/release.html"
    page_title = _("Release")
    header_icon = "tasks"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(gettext("Name and note"), url=self.url("rename_release"), icon_name="edit")]

    def url(self, name: str) -> str:
        return reverse(f"publishing:{name}", args=[self.release.pk])

    def get_context_data(self, **options: object) -> dict[str, object]:
        joined, form = Joined.of(self.release), MomentForm()
        found = lines.lines_of(self.release, joined, self.user)
        return super().get_context_data(**options) | {
            "release": self.release,
            "when": when_of(self.release),
            "lines": found,
            "number_blocked": len([line for line in found if line.problems]),
            "may_publish": may_publish_all(joined, self.user),
            "has_web_site": front_end_of_lists() is not None,
            "form": form,
            "media": form.media,
        }


def may_publish_all(joined: Iterable[Joined], user: User) -> bool:
    return all(each.may_be_published_by(user) for each in joined) and lines.may_publish_something(user)


class Doing(OfRelease):
    """Something done with all of it, for whoever may publish each thing in it."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not may_publish_all(Joined.of(self.release), cast(User, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    def attempt(self, action: Callable[[], object], success: str) -> HttpResponse:
        """Whatever refuses it has changed nothing."""
        try:
            action()
        except NotReadyError as error:
            messages.error(self.request, f"{gettext('Nothing was published.')} {error}")
        except REFUSED as error:
            messages.error(self.request, str(error))
        except UNPUBLISHABLE as error:
            messages.error(self.request, f"{reason_of(error)} {gettext('Nothing was changed.')}")
        else:
            messages.success(self.request, success)
        return self.to_release()


class PublishView(Doing):
    def post(self, request: HttpRequest, **options: object) -> HttpResponse:
        success = gettext("“{name}” is public.").format(name=self.release.name)
        return self.attempt(lambda: releasing.publish(self.release, user=self.user), success)


class ScheduleView(Doing):
    def post(self, request: HttpRequest, **options: object) -> HttpResponse:
        form = MomentForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(str(each) for errors in form.errors.values() for each in errors))
            return self.to_release()
        success = gettext("“{name}” will be public at {when}, with the drafts as they are now.").format(
            name=self.release.name, when=moment(form.moment)
        )
        return self.attempt(lambda: releasing.schedule(self.release, form.moment, user=self.user), success)


class CancelView(Doing):
    def post(self, request: HttpRequest, **options: object) -> HttpResponse:
        success = gettext("The schedule is cancelled. Nothing of “{name}” is published by itself.")
        success = success.format(name=self.release.name)
        return self.attempt(lambda: releasing.cancel(self.release, user=self.user), success)


class UndoView(Doing, Framed, TemplateView):
    """Says first what it does to each, and what was done since."""

    http_method_names = ["get", "post"]
    template_name = "cms/admin/releases/undo.html"
    page_title = _("Undo")
    header_icon = "rotate"

    def get_context_data(self, **options: object) -> dict[str, object]:
        joined = [each for each in Joined.of(self.release) if undoing.was_touched(each)]
        found = undoing.since(joined)
        gone = {each.joined for each in found if each.is_left_out}
        return super().get_context_data(**options) | {
            "release": self.release,
            "since": found,
            "going_back": [each.title for each in joined if each.member.before is not None and each not in gone],
            "withdrawn": [each.title for each in joined if each.member.before is None and each not in gone],
        }

    def post(self, request: HttpRequest, **options: object) -> HttpResponse:
        is_confirmed = request.POST.get("confirmed") == "yes"
        success = gettext("“{name}” is undone: readers have what they had before.").format(name=self.release.name)
        try:
            return self.attempt(lambda: undoing.undo(self.release, user=self.user, is_confirmed=is_confirmed), success)
        except undoing.ChangedSinceError as error:
            messages.error(request, f"{gettext('Nothing was undone.')} {error}")
            return redirect("publishing:undo_release", self.release.pk)


class CollectView(OfRelease, Framed, FormView):  # type: ignore[type-arg]
    """Offers every draft that is not public and that the user may edit."""

    form_class = CollectForm
    template_name = "cms/admin/releases/collect.html"
    page_title = _("Add to the release")
    header_icon = "tasks"

    def get_form(self, form_class: type[CollectForm] | None = None) -> CollectForm:
        form: CollectForm = super().get_form(form_class)
        form.offer(lines.drafts_to_offer(self.release, self.user))
        return form

    def form_valid(self, form: CollectForm) -> HttpResponse:
        add_all(self.request, self.release, form.rows())
        return self.to_release()


def add_all(request: HttpRequest, release: Release, rows: list[Model]) -> None:
    try:
        for row in rows:
            members.add(release, row, user=cast(User, request.user))
    except ClosedError as error:
        messages.error(request, str(error))
    else:
        text = ngettext("{number} draft was added.", "{number} drafts were added.", len(rows))
        messages.success(request, text.format(number=len(rows)))


class JoinView(Framed, FormView):  # type: ignore[type-arg]
    """From a page or snippet: into a release, or a new one."""

    form_class = JoinForm
    template_name = "cms/admin/releases/join.html"
    page_title = _("Add to a release")
    header_icon = "tasks"

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not may_edit(self.row, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    @cached_property
    def row(self) -> Row:
        """Raise Http404."""
        name = f"{self.kwargs['app_label']}.{self.kwargs['model_name']}"
        model = next((each for each in lines.collectable_models() if each._meta.label_lower == name), None)
        row = model._default_manager.filter(pk=self.kwargs["pk"]).first() if model else None
        if row is None or not members.can_be_collected(row):
            raise Http404(gettext("No page or shared content has this address."))
        return row

    def get_context_data(self, **options: object) -> dict[str, object]:
        return super().get_context_data(**options) | {"row": self.row, "known": members.releases_of(self.row)}

    def form_valid(self, form: JoinForm) -> HttpResponse:
        given = form.cleaned_data
        release = given["release"] or Release.objects.create(name=given["name"], created_by=self.user)
        add_all(self.request, release, [self.row])
        return redirect("publishing:release", release.pk)


class OfMember(OfRelease):
    @cached_property
    def joined(self) -> Joined:
        member = get_object_or_404(ReleaseMember, pk=self.kwargs["member_id"], release=self.release)
        (row,) = members.rows_of([member])
        return Joined(member, row)

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        row = self.joined.row if lines.may_collect(request.user) else None
        if row is not None and not (may_edit(row, request.user) or members.may_publish(row, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)


class TakeOutView(OfMember):
    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        is_there = self.release.members.filter(pk=self.kwargs["member_id"]).exists()
        if lines.may_collect(request.user) and not is_there:  # a colleague was quicker
            return self.to_release()
        return super().dispatch(request, *args, **options)

    def post(self, request: HttpRequest, **options: object) -> HttpResponse:
        try:
            members.take_out(self.joined.member, user=self.user)
        except ClosedError as error:
            messages.error(request, str(error))
        return self.to_release()


class ChangesView(OfMember, Framed, TemplateView):
    """What readers will see otherwise of one of them."""

    template_name = "cms/admin/releases/changes.html"
    page_title = _("What will change")
    header_icon = "history"

    def get_context_data(self, **options: object) -> dict[str, object]:
        changes = lines.changes_of(self.joined)
        return super().get_context_data(**options) | {
            "title": self.joined.title,
            "changes": changes,
            "fields": [] if changes else lines.fields_changed(self.joined),
        }


class ChecksView(OfRelease, Framed, TemplateView):
    """What the checks of the content find in all of its pages, in one list."""

    template_name = "cms/admin/releases/checks.html"
    page_title = _("Checks of the content")
    header_icon = "tasks"

    def get_context_data(self, **options: object) -> dict[str, object]:
        return super().get_context_data(**options) | {"found": lines.findings(self.release, self.user)}


class ReleasesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return lines.may_collect(request.user)
