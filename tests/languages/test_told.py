"""What is kept as a sentence is told in the language of whoever reads it, whoever it was written for."""

import json
from copy import deepcopy
from datetime import date

import pytest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from cms.values.told import ToldDay, gettext, in_english, joined, keep, listed, ngettext, of_lazy, tell


def sentences():
    """Each in English and in Spanish; the second list is what was read once, and is told again."""
    share = ngettext(
        "{number} sentence is in the passive voice: “{sentence}”.",
        "{number} sentences are in the passive voice, such as “{sentence}”.",
        2,
    )
    missing = [
        gettext("a source"),
        gettext("the people it is true of"),
        gettext("the time after which it was measured"),
    ]
    return [
        gettext("Delete one."),
        gettext("“{words}” stands twice.").format(words="the {the}"),
        share.format(number=2, sentence="It is done."),
        gettext("“{words}” needs {missing}.").format(words="80 %", missing=listed(missing)),
        gettext("The text reads at grade {grade:.1f}; the aim is {aim:g} or below.").format(grade=9.25, aim=8),
        joined([gettext("Correct it."), "Rest."]),
        ToldDay.on(date(2026, 5, 1)),
        of_lazy(gettext_lazy("Risks")),
        joined([]),
    ]


@pytest.mark.parametrize(("written", "read"), [("en", "es"), ("es", "en"), ("es", "es")])
def test_sentence_that_was_kept_is_told_as_if_it_were_said_to_the_reader(written, read):
    with override(written):
        kept = json.loads(json.dumps([keep(each) for each in sentences()]))
    with override(read):
        told, said = [tell(each) for each in kept], [str(each) for each in sentences()]

    assert told == said
    assert [keep(each) for each in told] == kept


@pytest.mark.parametrize("language", ["en", "es"])
def test_sentence_is_the_same_in_english_whoever_it_was_said_to(language):
    with override(language):
        english = [in_english(each) for each in sentences()]
    with override("en"):
        assert english == [str(each) for each in sentences()]


def test_words_of_a_page_are_told_as_they_are():
    with override("es"):
        assert tell(keep("Correct it. {words}")) == "Correct it. {words}"


def test_value_that_is_marked_for_later_is_told_in_the_readers_language():
    with override("es"):
        kept = keep(
            gettext("Write the section “{label}”. {description}").format(label=gettext_lazy("Risks"), description="")
        )
    assert not isinstance(kept["given"]["label"], Promise)
    with override("en"):
        assert tell(kept) == "Write the section “Risks”. "


def test_copy_of_a_sentence_is_kept_like_the_sentence():
    for each in sentences():
        assert keep(deepcopy(each)) == keep(each)
