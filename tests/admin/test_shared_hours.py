"""When a contact line answers, and where it is, are one thing for all languages."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Locale, Revision

from cms.models import Contact
from cms.values.hours.taking_over import take_over
from procedures.models import Location
from tests import factories
from tests.queue import drain

WEEK = "Mo-Fr 08:00-17:00"


@pytest.fixture
def english(site):
    return factories.contact(label="Talk to us", opening_hours=WEEK, hours="A nurse answers at night.")


@pytest.fixture
def spanish(english):
    line = english.copy_for_translation(Locale.objects.get(language_code="es"))
    line.label, line.hours, line.live = "Hable con nosotros", "Por la noche contesta una enfermera.", True
    line.save()
    return fresh(line)


def fresh(line):
    return type(line).objects.get(pk=line.pk)


def rows(*given):
    """As the form sends them."""
    parts = ("first", "last", "opens", "closes")
    return {
        f"opening_hours-{number}-{part}": value
        for number, row in enumerate(given)
        for part, value in zip(parts, row, strict=True)
    }


def post(client, line, *, button="action-publish", **fields):
    empty = dict.fromkeys(("email", "extension", "response_time", "languages", "street", "city", "region"), "")
    form = {"label": line.label, "text": "null", "phone": line.phone, "hours": line.hours, "country": "US"}
    address = reverse("wagtailsnippets_cms_contact:edit", args=[line.pk])
    return client.post(address, empty | form | {"postal_code": "", button: "yes"} | fields)


def contact_in(api, page, locale):
    return api(f"pages/{page.slug}/?locale={locale}").json()["contact"]


def test_hours_and_address_changed_in_english_are_told_in_both_languages_in_their_words(
    site, english, spanish, administrator, api
):
    for line in (english, spanish):
        home = site.home if line == english else site.home.copy_for_translation(line.locale, copy_parents=True)
        home.contact = line
        home.save_revision().publish()
    times = rows(("Mo", "Fr", "07:30", "16:00"), ("Sa", "", "09:00", "12:00"), ("", "", "", ""))

    said = post(administrator, english, street="1 Alder Street", city="Larkmoor", **times)
    drain()

    assert said.status_code == 302
    there = contact_in(api, home, "es")
    assert there["hours"] == (
        "De lunes a viernes, de 7:30 am a 4 pm; sábado, de 9 am a mediodía. Por la noche contesta una enfermera."
    )
    assert there["hours_note"] == "Por la noche contesta una enfermera."
    assert [row["opens"] for row in there["opening_hours"]] == ["07:30", "09:00"]
    assert there["address"]["street"] == "1 Alder Street"
    assert contact_in(api, site.home, "en")["hours"].startswith("Monday to Friday, 7:30 am to 4 pm; Saturday, 9 am")


def test_form_says_who_shares_the_hours_in_words(english, spanish, administrator):
    draft = fresh(spanish)
    draft.opening_hours = "Mo 10:00-12:00"
    draft.save_revision()

    html = administrator.get(reverse("wagtailsnippets_cms_contact:edit", args=[spanish.pk])).content.decode()

    assert "Shared by Spanish and English. Readers see “Monday to Friday, 8 am to 5 pm” now." in html
    assert WEEK not in html.replace("&quot;", '"').split('"shared_before"')[0]


def test_half_a_row_is_kept_as_a_draft_and_refused_at_publishing(english, administrator):
    half = rows(("Mo", "Fr", "08:00", ""))

    post(administrator, english, button="action-save", **half)
    assert fresh(english).get_latest_revision_as_object().opening_hours == "Mo-Fr 08:00-"

    refused = post(administrator, english, **half)
    assert "Row 1: Give both times, or tick 24 hours." in refused.content.decode()
    assert fresh(english).opening_hours == WEEK


def test_draft_from_before_lines_had_times_takes_those_of_today(english):
    revision = english.save_revision()
    del revision.content["opening_hours"]
    revision.save()
    fresh(english).get_latest_revision().publish()

    assert fresh(english).opening_hours == WEEK


# What was kept in words alone.


def took_over(model):
    drafts = Revision.objects.filter(content_type=ContentType.objects.get_for_model(model))
    take_over(model.objects.order_by("translation_key", "pk"), drafts)


def kept(*lines):
    return [(line.opening_hours, line.hours) for line in map(fresh, lines)]


def in_words(english, spanish, *, of_english, of_spanish):
    for line, text in ((english, of_english), (spanish, of_spanish)):
        Contact.objects.filter(pk=line.pk).update(opening_hours="", hours=text)


def test_hours_that_all_languages_say_alike_become_times(english, spanish):
    in_words(
        english, spanish,
        of_english="Monday to Friday, 8 am to 5 pm. Not in May.", of_spanish="De lunes a viernes, de 8 am a 5 pm",
    )  # fmt: skip
    fresh(english).save_revision()

    took_over(Contact)

    assert kept(english, spanish) == [(WEEK, "Not in May."), (WEEK, "")]
    draft = fresh(english).get_latest_revision_as_object()
    assert (draft.opening_hours, draft.hours) == (WEEK, "Not in May.")
    draft.save_revision().publish()
    assert kept(english, spanish) == [(WEEK, "Not in May."), (WEEK, "")]


@pytest.mark.parametrize("of_spanish", ["De lunes a viernes, de 8 am a 4 pm", "Cuando quiera"])
def test_hours_that_languages_say_differently_stay_in_their_words(english, spanish, of_spanish):
    said = {"of_english": "Monday to Friday, 8 am to 5 pm", "of_spanish": of_spanish}
    in_words(english, spanish, **said)

    took_over(Contact)

    assert kept(english, spanish) == [("", text) for text in said.values()]


def test_place_tells_its_hours_in_each_language(site, api):
    place = Location.objects.create(
        name="West", street="1 Alder Street", city="Larkmoor", opening_hours=WEEK, locale=Locale.get_default()
    )
    there = place.copy_for_translation(Locale.objects.get(language_code="es"))
    there.live = True
    there.save()

    assert api("locations/west/?locale=es").json()["hours"] == "De lunes a viernes, de 8 am a 5 pm"
