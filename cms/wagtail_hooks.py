"""Hooks into Wagtail's admin. What they do stands in ``cms.admin``."""

from collections.abc import Iterator

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.admin import large_forms
from cms.admin.access.api_keys import ApiKeyViewSet
from cms.admin.access.usage import UsageMenuItem
from cms.admin.bulk import PublishMany
from cms.admin.buttons import PublishedEditView, page_buttons, snippet_buttons, translation_buttons
from cms.admin.checklist.log import register_actions as register_checklist_actions
from cms.admin.checklist.rules import rules_menu_item
from cms.admin.finding.choosing import with_states
from cms.admin.help.chapters import GuideMenuItem, without_wagtails
from cms.admin.history import outcomes
from cms.admin.history.drafts import HomePageViewSet, InformationPageViewSet, PublishedPageViewSet
from cms.admin.holding import hold_all, hold_tree
from cms.admin.languages import translations
from cms.admin.languages.replacing import ReplacedFormatter, UsesDeleteView, UsesUnpublishView
from cms.admin.languages.shared_values import SharedValuesFormatter
from cms.admin.languages.starting import InItsLanguageAddView
from cms.admin.languages.where_used import WhereUsedView
from cms.admin.notices.around import tell_what_is_left_out, tell_who_does_not_get_it, tell_who_still_gets_it
from cms.admin.notices.decided import note_step, tell_what_was_decided
from cms.admin.notices.links import tell_lost_links, tell_who_linked_here
from cms.admin.notices.pictures import PicturesMenuItem
from cms.admin.notices.refused import add_refused_panel, tell_that_it_was_refused
from cms.admin.notices.sent_back import tell_why_it_was_sent_back
from cms.admin.notices.times import tell_that_it_expired
from cms.admin.page_addresses import PageAddressViewSet
from cms.admin.previews.web_site import FrontEndViewSet, check_across_origins, script_of_previews
from cms.admin.recalls import RecallsMenuItem, notice_of, recall_in_force
from cms.admin.records import parts as record_parts
from cms.admin.records.panel import add_ask_panel
from cms.admin.records.publishing import publishing
from cms.admin.records.record import EXPORTED
from cms.admin.records.shared import shared
from cms.admin.records.views import RecordsMenuItem
from cms.admin.records.waived import missing, waived
from cms.admin.refusals import keep_as_draft_what_cannot_be_published
from cms.admin.releases.log import register_actions as register_release_actions
from cms.admin.releases.views import ReleasesMenuItem
from cms.admin.searches.views import SearchesMenuItem, SynonymsAddView, SynonymsEditView
from cms.admin.sharing.log import register_actions as register_sharing_actions
from cms.admin.subjects import Visitor
from cms.admin.together.awaiting import mark_what_waits
from cms.admin.together.correcting import tell_that_there_are_two_texts, tell_what_is_open
from cms.admin.together.noting import CHOSEN
from cms.admin.updates import add_panel
from cms.media.views import refuse_what_nothing_shows
from cms.models import Alert, Menu, SiteInformation, Synonyms, UrgentHelp
from cms.publishing.merging.correcting import ACTION as PUT_TOGETHER
from cms.publishing.sharing import uses
from cms.publishing.sharing.values import ACTION
from cms.site.snippets import PublishedSnippet

hooks.register("before_publish_page", keep_as_draft_what_cannot_be_published)
hooks.register("before_publish", keep_as_draft_what_cannot_be_published)
hooks.register("insert_global_admin_js", large_forms.script)
hooks.register("insert_global_admin_js", outcomes.script)
hooks.register("insert_global_admin_css", outcomes.styles)
hooks.register("insert_editor_js", script_of_previews)
hooks.register("construct_page_chooser_queryset", with_states)
hooks.register("construct_wagtail_userbar", check_across_origins)
hooks.register("register_bulk_action", PublishMany, order=100)  # after Wagtail's, in whose place it comes
hooks.register("before_bulk_action", hold_all)
hooks.register("before_unpublish_page", hold_tree)
hooks.register("before_delete_page", hold_tree)
hooks.register("before_move_page", hold_tree)
hooks.register("before_serve_document", refuse_what_nothing_shows)
hooks.register("before_edit_page", note_step)
hooks.register("after_edit_page", tell_what_was_decided)
hooks.register("after_publish_page", tell_lost_links)
hooks.register("after_publish", tell_lost_links)
hooks.register("after_publish", tell_what_is_left_out)
hooks.register("after_publish", tell_who_does_not_get_it)
hooks.register("after_unpublish", tell_who_still_gets_it)
hooks.register("before_edit_page", tell_that_it_expired)
hooks.register("before_edit_page", tell_that_there_are_two_texts)
hooks.register("before_edit_page", tell_what_is_open)
hooks.register("before_edit_page", tell_that_it_was_refused)
hooks.register("before_edit_page", tell_why_it_was_sent_back)
hooks.register("before_edit_snippet", tell_that_it_was_refused)
hooks.register("before_edit_snippet", tell_what_is_open)
hooks.register("construct_help_menu", without_wagtails)
hooks.register("before_edit_snippet", tell_that_it_expired)
hooks.register("after_unpublish_page", tell_who_linked_here)
hooks.register("after_delete_page", tell_who_linked_here)
hooks.register("construct_homepage_panels", add_ask_panel)
record_parts.register(publishing, order=10)
record_parts.register(missing, order=40)
record_parts.register(waived, order=50)
record_parts.register(shared, order=60)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [path("", include("cms.admin.urls"))]


@hooks.register("register_admin_viewset")
def register_api_keys() -> ApiKeyViewSet:
    return ApiKeyViewSet()


@hooks.register("register_admin_viewset")
def register_page_addresses() -> PageAddressViewSet:
    return PageAddressViewSet()


@hooks.register("register_admin_viewset")
def register_front_ends() -> FrontEndViewSet:
    return FrontEndViewSet()


@hooks.register("register_admin_viewset")
def register_pages() -> list[PublishedPageViewSet]:
    return [HomePageViewSet(), InformationPageViewSet()]


@hooks.register("register_page_listing_more_buttons")
def add_to_listing(page: Page, user: Visitor, next_url: str | None = None) -> Iterator[Button]:
    yield from page_buttons(page, user)


@hooks.register("register_page_header_buttons")
def add_to_header(page: Page, user: Visitor, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from page_buttons(page, user)
    yield from translation_buttons(page, user)


@hooks.register("register_snippet_listing_buttons")
def add_to_snippets(snippet: PublishedSnippet, user: Visitor, next_url: str | None = None) -> Iterator[Button]:
    yield from snippet_buttons(snippet, user)


@hooks.register("register_help_menu_item")
def register_guide() -> MenuItem:
    return GuideMenuItem(_("Guide"), reverse("publishing:guide"), name="guide", icon_name="help", order=100)


@hooks.register("register_admin_menu_item")
def register_releases() -> MenuItem:
    return ReleasesMenuItem(
        _("Releases"), reverse("publishing:releases"), name="releases", icon_name="tasks", order=145
    )


@hooks.register("register_reports_menu_item")
def register_updates_report() -> MenuItem:
    return MenuItem(_("Updates"), reverse("publishing:updates"), name="updates", icon_name="rotate", order=100)


@hooks.register("register_reports_menu_item")
def register_recalls_report() -> MenuItem:
    return RecallsMenuItem(_("Recalls"), reverse("publishing:recalls"), name="recalls", icon_name="warning", order=110)


@hooks.register("register_reports_menu_item")
def register_coming_report() -> MenuItem:
    url = reverse("publishing:coming")
    return ReleasesMenuItem(_("As it will be"), url, name="as-it-will-be", icon_name="date", order=96)


@hooks.register("register_reports_menu_item")
def register_records_report() -> MenuItem:
    url = reverse("publishing:records")
    return RecordsMenuItem(_("What was public"), url, name="what-was-public", icon_name="history", order=95)


@hooks.register("register_reports_menu_item")
def register_translations_report() -> MenuItem:
    url = reverse("publishing:behind")
    return MenuItem(_("Translations behind"), url, name="translations-behind", icon_name="globe", order=105)


@hooks.register("register_reports_menu_item")
def register_undescribed_report() -> MenuItem:
    return PicturesMenuItem(
        _("Pictures to describe"), reverse("publishing:undescribed"), name="undescribed", icon_name="image", order=120
    )


@hooks.register("register_reports_menu_item")
def register_lacks_report() -> MenuItem:
    return MenuItem(_("To be mended"), reverse("publishing:lacks"), name="lacks", icon_name="tasks", order=120)


@hooks.register("register_reports_menu_item")
def register_waivers_report() -> MenuItem:
    return MenuItem(_("Waived"), reverse("publishing:waivers"), name="waivers", icon_name="clipboard-list", order=130)


@hooks.register("register_reports_menu_item")
def register_refused_report() -> MenuItem:
    url = reverse("publishing:refused")
    return MenuItem(_("Not published at their time"), url, name="refused", icon_name="time", order=125)


@hooks.register("register_reports_menu_item")
def register_usage_report() -> MenuItem:
    return UsageMenuItem(_("Who reads what"), reverse("publishing:usage"), name="usage", icon_name="view", order=900)


@hooks.register("register_reports_menu_item")
def register_searches_report() -> MenuItem:
    url = reverse("publishing:searches")
    return SearchesMenuItem(_("Searched and not found"), url, name="searches", icon_name="search", order=135)


@hooks.register("register_reports_menu_item")
def register_links_report() -> MenuItem:
    url = reverse("publishing:share_links")
    return MenuItem(_("Shared links"), url, name="shared-links", icon_name="link", order=128)


@hooks.register("construct_reports_menu")
def hide_wagtails_search_terms(request: HttpRequest, items: list[MenuItem]) -> None:
    """It lists what Wagtail's own search pages count, and there are none."""
    items[:] = [item for item in items if item.name != "search-terms"]


@hooks.register("construct_homepage_panels")
def show_updates_on_home_page(request: HttpRequest, panels: list[Component]) -> None:
    add_panel(panels)
    add_refused_panel(panels, request.user)
    mark_what_waits(panels)


@hooks.register("before_edit_page")
def tell_that_page_is_recalled(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Where it is locked, the form says it beside the button that unlocks it."""
    if request.method == "GET" and not page.live and not page.locked and (recall := recall_in_force(page)):
        messages.warning(request, notice_of(recall, page))
    return None


@hooks.register("before_edit_page")
def tell_that_translation_is_behind(request: HttpRequest, page: Page) -> HttpResponse | None:
    if request.method == "GET" and (notice := translations.notice_of(page)):
        messages.info(request, notice)
    return None


@hooks.register("register_settings_menu_item")
def register_publishing_rules() -> MenuItem:
    return rules_menu_item()


@hooks.register("register_permissions")
def register_own_permissions() -> QuerySet[Permission]:
    models = ("recall", "publishingrules", "recordexport", "waiver")
    return Permission.objects.filter(content_type__app_label="cms", content_type__model__in=models)


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("cms.recall", _("Recall"), _("Recalled"))
    actions.register_action(ACTION)(SharedValuesFormatter)
    actions.register_action(uses.ACTION)(ReplacedFormatter)
    actions.register_action(translations.ACTION, _("Translation up to date"), _("Marked as up to date with its source"))
    actions.register_action(EXPORTED, _("Export a record of what was public"), _("Exported"))
    actions.register_action(PUT_TOGETHER, _("Put together"), _("Two texts put together"))
    actions.register_action(CHOSEN, _("Choose what holds"), _("Chosen what holds"))
    register_checklist_actions(actions)
    register_release_actions(actions)
    register_sharing_actions(actions)


LANGUAGE = LocaleColumn(label=_("Language"))


class SiteViewSet(SnippetViewSet):
    list_per_page = 50
    delete_view_class = UsesDeleteView
    delete_template_name = "cms/admin/delete_shared.html"
    unpublish_view_class = UsesUnpublishView
    usage_view_class = WhereUsedView
    add_view_class = InItsLanguageAddView
    edit_view_class = PublishedEditView


class SiteInformationViewSet(SiteViewSet):
    model = SiteInformation
    icon = "site"
    list_display = ["name", LANGUAGE, "live"]


class MenuViewSet(SiteViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Navigation")
    list_display = ["name", "slug", LANGUAGE, "live"]


class AlertViewSet(SiteViewSet):
    model = Alert
    icon = "warning"
    list_display = ["name", "severity", "shown_on", LANGUAGE, "state", "go_live_at", "expire_at"]
    list_filter = ["severity", "live"]


class SiteGroup(SnippetViewSetGroup):
    """What stands around every page."""

    items = (SiteInformationViewSet, MenuViewSet, AlertViewSet)
    menu_label = _("Site")
    menu_icon = "site"
    menu_order = 140


class SynonymsViewSet(SiteViewSet):
    """Beside Wagtail's promoted search results."""

    model = Synonyms
    icon = "search"
    menu_label = _("Words that mean the same")
    add_to_settings_menu = True
    menu_order = 901
    list_display = ["name", "words", LANGUAGE, "live"]
    add_view_class = SynonymsAddView
    edit_view_class = SynonymsEditView


class UrgentHelpViewSet(SiteViewSet):
    """Beside the words that mean the same."""

    model = UrgentHelp
    icon = "warning"
    menu_label = _("Help in danger")
    add_to_settings_menu = True
    menu_order = 902
    list_display = ["name", "searches", LANGUAGE, "live"]


register_snippet(SiteGroup)
register_snippet(SynonymsViewSet)
register_snippet(UrgentHelpViewSet)
