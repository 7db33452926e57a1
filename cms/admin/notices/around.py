"""Around pages: what a menu leaves out, who does not get an alert, and who still gets one."""

from collections.abc import Iterable, Iterator

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.blocks import StreamValue
from wagtail.coreutils import get_content_languages
from wagtail.models import Page

from cms.models import Alert, Menu
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.members import linked
from cms.values.languages import named_in_settings


def tell_what_is_left_out(request: HttpRequest, instance: Model) -> None:
    """After a menu was published."""
    if not isinstance(instance, Menu):
        return
    context = Context(locale=instance.locale.language_code)
    left = [f"“{page}”" for page in pages_in(instance.items) if linked(page, context) is None]
    if left:
        named = get_text_list(left, _("and"))
        messages.warning(
            request,
            _(
                "The menu leaves out what is not published, with what stands below: {named}. Publish it, to show it."
            ).format(named=named),
        )


def pages_in(items: Iterable[StreamValue.StreamChild]) -> Iterator[Page]:
    """On both levels."""
    for item in items:
        if page := item.value.get("page"):
            yield page
        yield from pages_in(item.value.get("children") or ())


def tell_who_does_not_get_it(request: HttpRequest, instance: Model) -> None:
    """After an alert was published that changes what patients do."""
    if not isinstance(instance, Alert) or instance.severity == Alert.Severity.INFORMATION:
        return
    versions = Alert.objects.filter(translation_key=instance.translation_key).select_related("locale")
    there = {version.locale.language_code: version for version in versions}
    languages = get_content_languages().items()
    missing = {code: str(name) for code, name in languages if code not in there or not there[code].live}
    if len(missing) < len(languages) and missing:
        named = get_text_list(list(missing.values()), _("and"))
        drafts = [there[code] for code in missing if code in there]
        messages.warning(
            request,
            _("Readers in {named} do not get this alert. Translate it, and publish the translation.").format(
                named=named
            ),
            buttons=[messages.button(where_to_translate(instance, drafts), _("Translate it"))],
        )


def tell_who_still_gets_it(request: HttpRequest, instance: Model) -> None:
    """After an alert was taken away in one language: what is over is over for everybody."""
    if not isinstance(instance, Alert):
        return
    for version in instance.get_translations().filter(live=True).select_related("locale"):
        language = named_in_settings(version.locale.language_code)
        address = reverse("wagtailsnippets_cms_alert:unpublish", args=[version.pk])
        messages.warning(
            request,
            _("Readers in {language} still see this alert.").format(language=language),
            buttons=[messages.button(address, _("Unpublish it there, too"))],
        )


def where_to_translate(alert: Alert, drafts: list[Alert]) -> str:
    """To the draft of it that somebody has begun, else to where it is begun."""
    if drafts:
        return reverse("wagtailsnippets_cms_alert:edit", args=[drafts[0].pk])
    return reverse("simple_translation:submit_snippet_translation", args=["cms", "alert", alert.pk])
