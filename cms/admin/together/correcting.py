"""Correcting what is public now, on a page of which another text is scheduled."""

from types import new_class
from typing import cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import PageActionMenu
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page, Revision, RevisionMixin

from cms.admin.dates import planned_for
from cms.admin.refusals import problems_before_publishing
from cms.admin.together.noting import open_questions_of
from cms.admin.together.words import question_of
from cms.publishing.draft_forms import PageForm
from cms.publishing.merging.correcting import Corrected, correct
from cms.publishing.merging.drafts import draft_of, merge_drafts


def address_of(page: Page) -> str:
    return reverse("publishing:correct", args=[page.pk, page.live_revision_id])


def is_correctable(page: Page) -> bool:
    return bool(page.live and page.live_revision_id and page.scheduled_revision and page.alias_of_id is None)


def tell_that_there_are_two_texts(request: HttpRequest, page: Page) -> None:
    """Before a page is edited."""
    is_correcting = request.resolver_match is not None and request.resolver_match.url_name == "correct"
    planned = page.scheduled_revision
    if request.method != "GET" or is_correcting or planned is None or not is_correctable(page):
        return
    when = planned_for(planned)
    text = _("Until %(when)s readers see another text than this one.") % {"when": when}
    if page.permissions_for_user(request.user).can_publish():
        label = _("Correct what is public now")
        messages.info(request, format_html("{} {}", text, button(address_of(page), label)))
    else:
        messages.info(request, text)


def tell_what_is_open(request: HttpRequest, row: RevisionMixin) -> None:
    """Before something is edited in which two texts were put together, and nobody has said yet what holds."""
    address = open_questions_of(row) if request.method == "GET" else None
    if address:
        text = _("Two texts were put together here, and both had changed the same thing.")
        messages.warning(request, format_html("{} {}", text, button(address, _("Choose what holds"))))


def button(address: str, label: str) -> str:
    html = '<span class="buttons"><a class="button button-small button-secondary" href="{}">{}</a></span>'
    return format_html(html, address, label)


class Unscheduled:
    """Of a form: a correction is published at once."""

    show_schedule_publishing_toggle = False


class Correcting(EditView):
    """In front of the edit view of the page's kind: the form holds what is public, and saves nothing by itself."""

    form_class: type[PageForm]

    def dispatch(self, request: HttpRequest, page_id: int, live: int, **rest: object) -> HttpResponseBase:
        self.begun_with, self.seen = live, request.GET.get("seen", "")
        response: HttpResponseBase = super().dispatch(request, page_id, **rest)
        return response

    def get_object(self) -> Page:
        page: Page = self.real_page_record.specific
        self.planned: Revision | None = page.scheduled_revision
        if not page.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied
        page.scheduled_revision = None  # the schedule locks what it will publish, not what is public
        return page

    def get_edit_url(self) -> str:
        address = reverse("publishing:correct", args=[self.page.pk, self.begun_with])
        return f"{address}?{urlencode({'seen': self.seen})}" if self.seen else address

    def get_action_menu(self) -> PageActionMenu:
        """Publishing is all there is to do here."""
        menu = super().get_action_menu()
        publish = [item for item in (menu.default_item, *menu.menu_items) if item.name == "action-publish"]
        if publish:
            menu.default_item, menu.menu_items = publish[0], []
        return menu

    def get_page_title(self) -> str:
        return _("Correct what is public now")

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if self.planned is None or not self.page.live or self.page.live_revision_id is None:
            messages.info(request, _("No other text is scheduled for this page: correct it here."))
            return redirect("wagtailadmin_pages:edit", self.page.pk)
        if self.begun_with != self.page.live_revision_id:
            return redirect(address_of(self.page))
        self.tell_what_this_is(planned_for(self.planned))
        self.form_class = without_schedule(self.form_class)
        response: HttpResponseBase = super().get(request, *args, **options)
        return response

    def tell_what_this_is(self, when: str) -> None:
        text = _(
            "This is what readers see now. Publishing changes it at once, and what is scheduled for %(when)s gets the"
            " same correction. Nothing is saved before you publish."
        )
        messages.info(self.request, text % {"when": when})

    def post(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        self.form_class = without_schedule(self.form_class)
        self.form = self.form_class(
            request.POST,
            request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=request.user,
        )
        if self.form.is_valid() and not self.locked_for_user:
            return self.publish_correction()
        refused: HttpResponseBase = self.form_invalid(self.form)
        return refused

    def publish_correction(self) -> HttpResponseBase:
        correction: Page = self.form.save(commit=False)
        correction, met = self.with_what_came_meanwhile(correction)
        problems = [*problems_before_publishing(correction), *met]
        if problems:
            messages.error(self.request, _("Nothing is published yet.") + " " + " ".join(problems))
            self.has_unsaved_changes = True
            self.seen = str(self.real_page_record.live_revision_id)
            again: HttpResponseBase = self.render_to_response(self.get_context_data())
            return again
        return self.tell(correct(correction, user=self.request.user))

    def with_what_came_meanwhile(self, correction: Page) -> tuple[Page, list[str]]:
        """With what somebody else has published since the form was opened, and what both have changed."""
        current = self.real_page_record.live_revision_id
        if self.begun_with == current:
            return correction, []
        begun_with = self.real_page_record.revisions.filter(pk=self.begun_with).first()
        live: Page = self.real_page_record.specific_class.objects.get(pk=self.page.pk)
        has_read = self.seen == str(current)
        base = cast(Page, draft_of(begun_with)) if begun_with else None
        merged, conflicts = merge_drafts(base, correction, live, otherwise="mine" if has_read else "theirs")
        if has_read:
            return merged, []
        asked = [question_of(each, mine=correction, theirs=live) for each in conflicts]
        said = _("“%(place)s” was changed by somebody else meanwhile, and readers see now: %(text)s.")
        told = [said % {"place": each.place, "text": each.theirs} for each in asked]
        if told:
            told.append(_("Publish once more to put your text in its place."))
        return merged, told

    def tell(self, corrected: Corrected) -> HttpResponseBase:
        response = self.run_hook("after_publish_page", self.request, self.page)
        title = self.page.get_admin_display_title()
        said = [_("“%(title)s” is corrected: readers see it now.") % {"title": title}]
        if corrected.scheduled is not None and not corrected.conflicts:
            when = planned_for(corrected.scheduled)
            said.append(_("The text scheduled for %(when)s is corrected as well.") % {"when": when})
        messages.success(self.request, " ".join(said))
        if response is not None:
            return cast(HttpResponseBase, response)
        questions = open_questions_of(self.page) if corrected.conflicts else None
        return redirect(questions or reverse("wagtailadmin_explore", args=[self.page.get_parent().pk]))

    def get_context_data(self, **options: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**options)
        return context | {"autosave_enabled": False}


def without_schedule(form_class: type[PageForm]) -> type[PageForm]:
    return cast(type[PageForm], new_class(form_class.__name__, (Unscheduled, form_class)))
