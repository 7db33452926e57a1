"""Languages as a sentence of the admin names them: “Spanish” in English, “español” in Spanish; and who reads which."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import get_language_info, gettext, gettext_noop
from wagtail.coreutils import get_content_languages

NAMED = (gettext_noop("English"), gettext_noop("Spanish"))
"""Inside a sentence: Django's own begin with a capital letter also where the language writes none."""


def language_of(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return named_in_settings(code)


def named_in_settings(code: str) -> str:
    """“Español”, as the hospital has it in its settings: for columns and filters."""
    return str(get_content_languages().get(code, code))


def languages_of(codes: Iterable[str]) -> str:
    """“English and Spanish”."""
    return str(get_text_list([language_of(code) for code in codes], gettext("and")))


def language_read_by(user: object) -> str:
    """Whatever is told to somebody later or by mail: never the language of whoever happens to make it told.

    The site's for who has chosen none: their browser, which chooses for them in the admin, does not read mails.
    """
    return chosen_by(user) or settings.LANGUAGE_CODE


def chosen_by(user: object) -> str:
    """In the user's account; empty where they left it open."""
    profile = getattr(user, "wagtail_userprofile", None)
    return str(profile.preferred_language) if profile else ""
