"""Every word that is marked in the code is said in Spanish, and what is compiled is what the files say."""

from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from tests.languages.words import APPS, PLACEHOLDER, WAGTAILS, all_entries, compiled, entries, extracted, file_of


@pytest.mark.gettext
@pytest.mark.slow
def test_the_files_hold_what_the_code_says(tmp_path):
    found = extracted(tmp_path)

    for app in APPS:
        marked = {(entry.context, entry.msgid, entry.plural) for entry in found[app]}
        assert {(entry.context, entry.msgid, entry.plural) for entry in entries(file_of(app))} == marked, (
            "Run what docs/how-to/translate-the-admin.md says"
        )


def test_everything_is_said_with_the_same_placeholders():
    for entry in [*all_entries(), *entries(file_of(WAGTAILS))]:
        assert not entry.is_fuzzy, entry
        for original, said in entry.pairs:
            assert said.strip(), entry
            assert sorted(PLACEHOLDER.findall(said)) == sorted(PLACEHOLDER.findall(original)), entry


def test_nothing_begins_or_ends_otherwise_than_in_english():
    """With a capital letter, a space, a full stop: pieces are put together, and read one after the other."""
    for entry in all_entries():
        for original, said in entry.pairs:
            assert original[:1].isspace() == said[:1].isspace(), entry
            assert original.endswith("…") == said.endswith("…") or original.endswith(" …"), entry
            is_sentence = " " in original
            assert not is_sentence or original.endswith((".", "?")) == said.endswith((".", "?", ".»")), entry


@pytest.mark.parametrize("app", [*APPS, WAGTAILS])
def test_what_is_compiled_is_what_the_file_says(app):
    spanish = compiled(app)

    for entry in entries(file_of(app)):
        if entry.plural:
            said = tuple(spanish.ngettext(entry.msgid, entry.plural, number) for number in (1, 2))
        elif entry.context:
            said = (spanish.pgettext(entry.context, entry.msgid),)
        else:
            said = (spanish.gettext(entry.msgid),)
        assert said == entry.said, "Run `manage.py compilemessages`"


def test_nothing_that_wagtail_has_in_english_alone_stays_so():
    """Words of its next release are to be said in ``cms/wagtail_words``."""
    said = {(entry.context, entry.msgid) for entry in [*all_entries(), *entries(file_of(WAGTAILS))]}
    for app in (name for name in settings.INSTALLED_APPS if name.startswith("wagtail")):
        locale = Path(import_module(app).__file__).parent / "locale"
        english, spanish = (locale / code / "LC_MESSAGES" / "django.po" for code in ("en", "es"))
        if not english.exists():
            continue
        said |= {(entry.context, entry.msgid) for entry in entries(spanish) if all(entry.said)}
        assert {(entry.context, entry.msgid) for entry in entries(english)} - said == set(), app


def test_the_same_words_are_said_alike_by_both_apps():
    """Django looks for a word in one app after the other: the second would never be heard."""
    ours, others = ({(entry.context, entry.msgid): entry.said for entry in entries(file_of(app))} for app in APPS)

    assert {word for word in ours.keys() & others.keys() if ours[word] != others[word]} == set()
