"""Reports → Searched and not found, and the filled-in forms that it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView, TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.contrib.search_promotions.forms import QueryForm
from wagtail.contrib.search_promotions.models import Query
from wagtail.contrib.search_promotions.views.settings import CreateView as PickCreateView

from cms.admin.buttons import PublishedEditView
from cms.admin.languages.starting import InItsLanguageAddView
from cms.admin.searches.asked import WEEKS, Asked, Found, found_now, often_asked, weeks
from cms.admin.subjects import Visitor
from cms.models import Synonyms
from cms.values.languages import named_in_settings

SHOWN_WEEKS = 4
"""Told one by one."""
PER_PAGE = 25
"""Each is searched for, to say what it finds now."""
FORMS = f"wagtailsnippets_cms_{Synonyms._meta.model_name}"
"""Of words that mean the same: Wagtail's names of their addresses."""
WORDS = "words"
"""Parameter of the forms' addresses: what they are filled in with."""
MENDED = "mended"
"""The same once they are filled in, as long as the form is sent: it leads back to the report."""


def may_mend(user: Visitor) -> bool:
    """Whoever may say what else is meant, or what is recommended."""
    return may_add_words(user) or may_recommend(user)


def may_add_words(user: Visitor) -> bool:
    return user.has_perm("cms.add_synonyms") or user.has_perm("cms.change_synonyms")


def may_recommend(user: Visitor) -> bool:
    return user.has_perm("wagtailsearchpromotions.add_searchpromotion")


class SearchesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_mend(request.user)


@dataclass(frozen=True, kw_only=True)
class Line:
    """Of the report."""

    asked: Asked
    language: str
    by_week: list[int]
    found: Found
    groups: list[Synonyms]
    """Words that mean the same, of its language, that it can be added to."""


class SearchesView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "cms/admin/searches.html"
    page_title = _("Searched and not found")
    header_icon = "search"

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not may_mend(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **options: object) -> dict[str, object]:
        page = Paginator(often_asked(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**options) | {
            "page": page,
            "lines": [*lines([*page.object_list])],
            "weeks": weeks(SHOWN_WEEKS),
            "number_of_weeks": WEEKS,
            "may_add_words": may_add_words(self.request.user),
            "may_recommend": may_recommend(self.request.user),
        }


def lines(searches: list[Asked]) -> Iterator[Line]:
    groups = [*editable_groups()]
    for asked in searches:
        yield Line(
            asked=asked,
            language=named_in_settings(asked.locale),
            by_week=asked.in_weeks(weeks(SHOWN_WEEKS)),
            found=found_now(asked),
            groups=[group for group in groups if group.locale.language_code == asked.locale],
        )


def editable_groups() -> QuerySet[Synonyms]:
    groups: QuerySet[Synonyms] = Synonyms.objects.select_related("locale").order_by("name")
    return groups


class AddWordsView(RedirectView):
    """To the form of the words that were chosen, or of new ones, filled in."""

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not may_add_words(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **options)

    def get_redirect_url(self, *args: object, **options: object) -> str:
        words, locale, group = (self.request.GET.get(name, "") for name in (WORDS, "locale", "group"))
        if group.isdecimal():
            return f"{reverse(f'{FORMS}:edit', args=[group])}?{urlencode({WORDS: words})}"
        return f"{reverse(f'{FORMS}:add')}?{urlencode({'locale': locale, WORDS: words})}"


def words_to_fill_in(request: HttpRequest) -> str:
    """Empty where the form is sent: it says itself what it has."""
    return request.GET.get(WORDS, "") if request.method == "GET" else ""


class Mending:
    """In front of a form of words that mean the same. What is published for a line of the report leads back to it; a
    draft, which Wagtail also saves by itself, stays open and still knows the line."""

    request: HttpRequest
    action: str

    @property
    def mended(self) -> str:
        """What readers searched for; empty where the form was opened elsewhere."""
        return self.request.GET.get(MENDED, "") or words_to_fill_in(self.request)

    def with_mended(self, address: str) -> str:
        if not self.mended:
            return address
        return f"{address}{'&' if '?' in address else '?'}{urlencode({MENDED: self.mended})}"

    def get_add_url(self) -> str:
        return self.with_mended(super().get_add_url())  # type: ignore[misc]  # of Wagtail's view

    def get_edit_url(self) -> str:
        return self.with_mended(super().get_edit_url())  # type: ignore[misc]

    def get_success_url(self) -> str:
        if self.mended and self.action == "publish":
            return reverse("publishing:searches")
        url: str = super().get_success_url()  # type: ignore[misc]
        return url

    def get_success_message(self, instance: Synonyms | None = None) -> str:
        said: str = super().get_success_message(instance)  # type: ignore[misc]
        return f"{said} {now_found(self.mended)}" if self.mended and self.action == "publish" else said


def now_found(words: str) -> str:
    return _("Below is what “%(words)s” finds now.") % {"words": words}


class SynonymsAddView(Mending, InItsLanguageAddView):
    """Filled in with what readers searched for: the editor adds what it means."""

    def get_initial_form_instance(self) -> Synonyms | None:
        instance: Synonyms | None = super().get_initial_form_instance()
        if words := words_to_fill_in(self.request):
            instance = instance or Synonyms()
            instance.name, instance.terms = words, f"{words}\n"
        return instance


class SynonymsEditView(Mending, PublishedEditView):
    """With what readers searched for as one more of the words."""

    def get_initial(self) -> dict[str, object]:
        words = words_to_fill_in(self.request)
        more = {"terms": f"{self.object.terms.rstrip()}\n{words}"} if words else {}
        return {**super().get_initial(), **more}


class PickForView(PickCreateView):
    """Wagtail's form for promoted results, filled in with what readers searched for; it leads back to the report."""

    add_url_name = "publishing:pick_for"

    def get_initial(self) -> dict[str, object]:
        return {**super().get_initial(), "query_string": words_to_fill_in(self.request)}

    def form_valid(self, form: QueryForm) -> HttpResponseBase:
        super().form_valid(form)
        return redirect("publishing:searches")

    def get_success_message(self, instance: Query | None = None) -> str:
        return f"{super().get_success_message(instance)} {now_found(str(instance))}"
