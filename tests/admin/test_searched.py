"""Reports → Searched and not found: what many searched in vain, and the forms that mend it."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from api.models import Count, FrequentSearch
from api.search.unfound.noting import digest_of
from cms.models import Synonyms
from tests import factories

REPORT = "/admin/reports/searches/"


@pytest.fixture
def treatment(index):
    return factories.treatment(index, title="Knee easing", slug="knee-easing")


@pytest.fixture
def searched(index):
    return [often("wobbly leg", times=7), often("rodilla floja", times=12, locale="es")]


def often(words, *, times, locale="en"):
    digest, today = digest_of(locale, words), timezone.now().date()
    Count.objects.create(kind=Count.Kind.NOT_FOUND, day=today, name=f"{digest} none", total=times)
    FrequentSearch.objects.create(digest=digest, locale=locale, words=words, last_asked=today)


def rows(browser):
    page = browser.get(REPORT).content.decode()
    cells = [re.sub(r"<(form|a).*?</\1>", "", row, flags=re.S) for row in page.split("<tr>")[2:]]
    texts = [re.findall(r"<td[^>]*>(.*?)</td>", row, flags=re.S) for row in cells]
    return [[" ".join(unescape(re.sub(r"<[^>]+>", "", cell)).split()) for cell in row][:-1] for row in texts if row]


def test_report_counts_by_week_and_language_and_says_what_is_found_now(editor, searched):
    assert rows(editor) == [
        ["rodilla floja", "Español", "12", "12", "0", "0", "0", "Nothing"],
        ["wobbly leg", "English", "7", "7", "0", "0", "0", "Nothing"],
    ]


def test_word_becomes_a_synonym_by_the_form_that_the_report_fills_in(editor, treatment, searched, api):
    form = editor.get(f"{REPORT}words/?words=wobbly+leg&locale=en&group=", follow=True)
    assert (form.context["form"]["terms"].value(), form.context["form"]["name"].value()) == (
        "wobbly leg\n",
        "wobbly leg",
    )

    fields = {"name": "wobbly leg", "terms": "wobbly leg\nknee easing", "action-publish": "1"}
    published = editor.post(form.context["action_url"], fields, follow=True)

    assert published.redirect_chain == [(REPORT, 302)]
    assert "Below is what “wobbly leg” finds now." in published.content.decode()

    assert api("search/?q=wobbly+leg").json()["results"][0]["slug"] == "knee-easing"
    assert rows(editor)[1][-1] == "Knee easing"


def test_word_is_added_to_words_that_are_there(editor, treatment, searched, api):
    group = Synonyms(name="Knees", terms="knee\nleg joint", locale=Locale.get_default())
    group.save()
    group.save_revision().publish()
    form = editor.get(f"{REPORT}words/?words=wobbly+leg&locale=en&group={group.pk}", follow=True)
    assert form.context["form"]["terms"].value() == "knee\nleg joint\nwobbly leg"

    fields = {"name": "Knees", "terms": form.context["form"]["terms"].value()}
    saved = editor.post(form.context["action_url"], fields, follow=True)
    assert saved.context["form"]["terms"].value() == "knee\nleg joint\nwobbly leg"
    published = editor.post(saved.context["action_url"], fields | {"action-publish": "1"}, follow=True)

    assert published.redirect_chain == [(REPORT, 302)]
    assert api("search/?q=wobbly+leg").json()["results"][0]["slug"] == "knee-easing"


def test_words_that_were_opened_elsewhere_lead_back_to_their_list(editor, index):
    fields = {"name": "Knees", "terms": "knee\nleg joint", "action-publish": "1"}
    published = editor.post(reverse("wagtailsnippets_cms_synonyms:add"), fields, follow=True)

    assert published.redirect_chain[-1][0].startswith(reverse("wagtailsnippets_cms_synonyms:list"))


def test_treatment_is_recommended_by_the_form_that_the_report_fills_in(editor, treatment, searched, api):
    form = editor.get(f"{REPORT}pick/?words=wobbly+leg")
    assert form.context["form"]["query_string"].value() == "wobbly leg"
    pick = {"page": treatment.pk, "description": "", "external_link_url": "", "external_link_text": "", "ORDER": 1}
    total = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    sent = {f"editors_picks-{name}": value for name, value in total.items()}
    sent |= {f"editors_picks-0-{name}": value for name, value in pick.items()}
    done = editor.post(form.context["action_url"], {"query_string": "wobbly leg", **sent}, follow=True)

    assert done.redirect_chain == [(REPORT, 302)]
    assert "Below is what “wobbly leg” finds now." in done.content.decode()

    assert [each["title"] for each in api("search/?q=wobbly+leg").json()["picks"]] == ["Knee easing"]
    assert rows(editor)[1][-1] == "Recommended: Knee easing"


def test_report_is_for_those_who_may_mend_it(searched, index):
    from procedures.roles import REVIEWERS
    from tests.people import sign_in

    reviewer = sign_in("rosa", role=REVIEWERS)

    assert reviewer.get(REPORT).status_code == 302
    assert "Searched and not found" not in reviewer.get(reverse("wagtailadmin_home")).content.decode()
