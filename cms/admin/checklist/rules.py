"""The hospital's publishing rules: for each type and kind of page, what must be there and what is only advised."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms.boundfield import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.admin.checklist.further import FurtherRules, further_rules_of
from cms.admin.checklist.log import RULES_CHANGED
from cms.publishing.requirements.examining import Rules
from cms.publishing.requirements.models import PublishingRules
from cms.publishing.requirements.requirement import LEVELS, Catalogue, Level, Requirement, catalogues
from cms.tasks import look_for_lacks

PERMISSION = "cms.change_publishingrules"


@dataclass(frozen=True)
class Row:
    """A requirement in the table, with a choice for each kind of page."""

    label: str
    choices: list[BoundField]


@dataclass(frozen=True)
class Group:
    """Checks of one family."""

    name: str
    choices: list[BoundField]


class RulesForm(forms.Form):
    def __init__(self, *args: object, rules: Rules, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.rules, self.catalogue = rules, rules.catalogue
        for requirement in self.catalogue.requirements:
            for kind, name in self.catalogue.kinds.items():
                self.fields[level_name(requirement, kind)] = level_field(requirement, kind, str(name), rules)
        for check in self.catalogue.checks:
            self.fields[check.code] = forms.BooleanField(
                label=str(check.label), required=False, initial=check.code in rules.checks
            )

    def rows(self) -> Iterator[Row]:
        for each in self.catalogue.requirements:
            yield Row(str(each.label), [self[level_name(each, kind)] for kind in self.catalogue.kinds])

    def groups(self) -> Iterator[Group]:
        for name, checks in groupby(self.catalogue.checks, key=lambda check: check.group):
            yield Group(str(name), [self[check.code] for check in checks])

    def levels(self) -> dict[str, dict[str, Level]]:
        """All that was chosen: what is usual in a later release changes nothing that somebody has looked at."""
        return {
            kind: {each.code: self.cleaned_data[level_name(each, kind)] for each in self.catalogue.requirements}
            for kind in self.catalogue.kinds
        }

    def checks(self) -> list[str]:
        return [check.code for check in self.catalogue.checks if self.cleaned_data[check.code]]

    def changes(self) -> list[str]:
        """In words, for the log."""
        return [self.change_of(name) for name in self.changed_data]

    def change_of(self, name: str) -> str:
        field, chosen = self.fields[name], self.cleaned_data[name]
        if isinstance(field, forms.BooleanField):
            must, advice = gettext("Must be mended first."), gettext("Keeps nothing from being published.")
            return f"{field.label} {must if chosen else advice}"
        return f"{field.label}: {LEVELS[chosen]}."


def level_name(requirement: Requirement, kind: str) -> str:
    return f"{kind}:{requirement.code}"


def level_field(requirement: Requirement, kind: str, name: str, rules: Rules) -> forms.ChoiceField:
    label = f"{requirement.label}, {name}"
    initial = rules.level_of(requirement.code, kind=kind)
    widget = forms.Select(attrs={"aria-label": label})
    return forms.ChoiceField(label=label, choices=list(LEVELS.items()), initial=initial, widget=widget, help_text=name)


def stored_rules(catalogue: Catalogue) -> Rules:
    stored = PublishingRules.objects.filter(type=catalogue.type).first()
    if stored is None:
        return Rules(catalogue=catalogue, levels={}, checks=())
    return Rules(catalogue=catalogue, levels=stored.levels, checks=tuple(stored.checks))


class RulesView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    form_class = RulesForm
    template_name = "cms/admin/publishing_rules.html"
    page_title = _("Publishing rules")
    header_icon = "tasks"
    catalogue: Catalogue

    def dispatch(self, request: HttpRequest, *args: object, **options: object) -> HttpResponseBase:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        found = (each for each in catalogues() if options.get("type") in (None, each.type))
        catalogue = next(found, None)
        if catalogue is None:
            raise Http404
        self.catalogue = catalogue
        return super().dispatch(request, *args, **options)

    def get_page_subtitle(self) -> str:
        return self.catalogue.name.capitalize()

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_form_kwargs(self) -> dict[str, object]:
        return {**super().get_form_kwargs(), "rules": stored_rules(self.catalogue)}

    @cached_property
    def further(self) -> FurtherRules | None:
        """What else the hospital says of such pages."""
        form = further_rules_of(self.catalogue.type)
        given = self.request.POST if self.request.method == "POST" else None
        return form(given, kinds={kind: str(name) for kind, name in self.catalogue.kinds.items()}) if form else None

    def get_context_data(self, **options: object) -> dict[str, object]:
        return super().get_context_data(**options) | {
            "further": self.further,
            "catalogue": self.catalogue,
            "others": [each for each in catalogues() if each is not self.catalogue],
        }

    @transaction.atomic
    def form_valid(self, form: RulesForm) -> HttpResponse:
        if self.further and not self.further.is_valid():
            return self.form_invalid(form)
        if form.has_changed() or (self.further and self.further.has_changed()):
            self.keep(form)
            messages.success(
                self.request, gettext("The rules are saved. They hold from now on; what is public stays public.")
            )
        return redirect(self.request.path)

    def keep(self, form: RulesForm) -> None:
        given = {"name": self.catalogue.name, "levels": form.levels(), "checks": form.checks()}
        rules, _ = PublishingRules.objects.update_or_create(type=self.catalogue.type, defaults=given)
        changes = form.changes()
        if self.further and self.further.has_changed():
            self.further.keep()
            changes += self.further.changes()
        user = cast(User, self.request.user)
        log(instance=rules, action=RULES_CHANGED, user=user, data={"changes": changes})
        look_for_lacks.defer()


class RulesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(catalogues()) and request.user.has_perm(PERMISSION)


def rules_menu_item() -> MenuItem:
    address = reverse("publishing:rules")
    return RulesMenuItem(gettext("Publishing rules"), address, name="publishing-rules", icon_name="tasks", order=850)
