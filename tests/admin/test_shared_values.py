"""One number for all languages: what shared content says alike is changed once, by whatever road."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry

from cms.models import Contact, SiteInformation
from cms.publishing import schedule
from procedures.models import Clinician
from tests import factories
from tests.people import sign_in
from tests.queue import drain

OLD, NEW, OTHER = "310-555-0110", "310-555-0199", "310-555-0155"


@pytest.fixture
def english(site):
    return factories.contact(label="Talk to us", phone=OLD)


@pytest.fixture
def spanish(english):
    line = english.copy_for_translation(Locale.objects.get(language_code="es"))
    line.label, line.live = "Hable con nosotros", True
    line.save()
    return Contact.objects.get(pk=line.pk)


def fresh(line):
    return Contact.objects.get(pk=line.pk)


def drafted(line, **fields):
    """A draft of the line, made from what is public now."""
    draft = fresh(line).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision()


def by_saving(line):
    row = fresh(line)
    row.phone = NEW
    row.save()


def by_publishing(line):
    drafted(line, phone=NEW).publish()


def by_schedule(line):
    due = timezone.now() + timezone.timedelta(hours=1)
    drafted(line, phone=NEW, go_live_at=due).publish()
    assert fresh(line).phone == OLD
    factories.make_due()
    schedule.follow()


def by_form(line):
    post(sign_in("ada", is_superuser=True), line, phone=NEW)


def post(client, line, *, action="publish", **fields):
    form = {"label": line.label, "text": "null", "phone": line.phone, "email": "", "extension": "", "hours": ""}
    rest = {"response_time": "", "languages": ""}
    buttons = {"action-publish": "yes"} if action == "publish" else {}
    return client.post(edit_url(line), form | rest | buttons | fields)


def edit_url(line):
    return reverse("wagtailsnippets_cms_contact:edit", args=[line.pk])


ROADS = pytest.mark.parametrize("change", [by_saving, by_publishing, by_schedule, by_form])


@ROADS
def test_number_changed_in_one_language_is_public_in_all(english, spanish, change):
    change(english)

    assert [fresh(line).phone for line in (english, spanish)] == [NEW, NEW]
    assert fresh(spanish).label == "Hable con nosotros"


@ROADS
def test_draft_of_another_language_does_not_bring_the_old_number_back(english, spanish, change):
    draft = drafted(spanish, label="Llámenos")
    change(english)

    draft.refresh_from_db()
    assert fresh(spanish).get_latest_revision_as_object().phone == NEW
    draft.publish()

    assert [(line.label, line.phone) for line in map(fresh, (english, spanish))] == [
        ("Talk to us", NEW), ("Llámenos", NEW),
    ]  # fmt: skip


def test_number_of_a_draft_is_public_nowhere(english, spanish):
    drafted(spanish, phone=NEW)
    drafted(english, label="Call us").publish()

    assert [fresh(line).phone for line in (english, spanish)] == [OLD, OLD]


def test_draft_with_a_number_of_its_own_is_refused_when_another_was_published_meanwhile(english, spanish):
    draft = drafted(spanish, phone=OTHER)
    by_publishing(english)

    with pytest.raises(ValidationError, match=f"“{NEW}” was published meanwhile, in all languages; this draft says"):
        draft.publish()

    assert [fresh(line).phone for line in (english, spanish)] == [NEW, NEW]


def test_translation_that_was_unpublished_comes_back_with_the_number_of_today(english, spanish):
    drafted(spanish, label="Llámenos")
    fresh(spanish).unpublish()
    by_publishing(english)

    fresh(spanish).get_latest_revision().publish()

    assert fresh(spanish).phone == NEW


def test_translation_that_is_not_public_changes_no_number(english, spanish):
    fresh(spanish).unpublish()

    row = fresh(spanish)
    row.phone = NEW
    row.save()

    assert [fresh(line).phone for line in (english, spanish)] == [OLD, OLD]


def test_new_translation_says_what_all_say_or_is_refused(english):
    locale = Locale.objects.get(language_code="es")
    family = {"locale": locale, "translation_key": english.translation_key, "label": "Hable"}

    with pytest.raises(ValidationError, match=f"English says “{OLD}”"):
        Contact(phone=NEW, **family).save()
    Contact(email="", **family).save()

    assert Contact.objects.get(locale=locale).phone == OLD


def test_page_in_spanish_has_the_number_that_was_changed_in_english(site, english, spanish, api):
    home = site.home.copy_for_translation(spanish.locale, copy_parents=True)
    home.contact = spanish
    home.save_revision().publish()
    by_publishing(english)
    drain()

    assert api(f"pages/{home.slug}/?locale=es").json()["contact"]["phone"]["number"].endswith("0199")


def test_each_language_tells_in_its_history_whom_the_number_came_from(english, spanish):
    by_form(english)

    [entry] = ModelLogEntry.objects.filter(action="cms.shared_values")
    assert (entry.object_id, entry.user.username) == (str(spanish.pk), "ada")
    assert entry.formatter.format_message(entry) == "Phone changed with English"


# In the form.


def test_form_says_which_languages_share_a_number_and_what_readers_see(english, spanish, administrator):
    drafted(spanish, phone=OTHER)

    html = administrator.get(edit_url(spanish)).content.decode()

    assert "Shared by Spanish and English." in html
    assert f"Readers see “{OLD}” now." in html


def test_form_that_was_open_while_the_number_changed_does_not_bring_the_old_one_back(english, spanish, administrator):
    seen = shared_before(administrator.get(edit_url(spanish)))
    by_publishing(english)

    post(administrator, spanish, label="Llámenos", shared_before=seen)

    assert [(line.label, line.phone) for line in map(fresh, (english, spanish))] == [
        ("Talk to us", NEW), ("Llámenos", NEW),
    ]  # fmt: skip


def test_editor_who_changed_the_number_too_is_asked_which_is_right(english, spanish, administrator):
    seen = shared_before(administrator.get(edit_url(spanish)))
    by_publishing(english)

    refused = post(administrator, spanish, phone=OTHER, shared_before=seen)

    assert f"“{NEW}” was published meanwhile" in refused.content.decode()
    assert fresh(english).phone == NEW
    post(administrator, spanish, phone=OTHER, shared_before=shared_before(refused))
    assert [fresh(line).phone for line in (english, spanish)] == [OTHER, OTHER]


def shared_before(response):
    form = response.context["form"]
    value = form["shared_before"].value()
    assert json.loads(value)
    return value


def test_languages_that_differ_from_before_are_told_and_brought_together_by_an_editor(english, spanish, administrator):
    Contact.objects.filter(pk=spanish.pk).update(phone=OTHER)

    post(administrator, english, label="Call us")
    assert [fresh(line).phone for line in (english, spanish)] == [OLD, OTHER]

    assert f"Spanish says “{OTHER}”." in administrator.get(edit_url(english)).content.decode()
    post(administrator, english, use_everywhere="on")
    assert [fresh(line).phone for line in (english, spanish)] == [OLD, OLD]


def test_site_information_in_a_second_language_has_the_emergency_number_of_the_first(site):
    SiteInformation.objects.create(name="Larkmoor", emergency_number="911", locale=Locale.get_default())
    other = SiteInformation(name="Larkmoor", locale=Locale.objects.get(language_code="es"))
    other.save()

    assert other.emergency_number == "911"
    other.emergency_number = "112"
    other.save()
    assert SiteInformation.objects.get(locale=Locale.get_default()).emergency_number == "112"


def test_picture_and_name_of_a_clinician_are_shared_and_documents_follow(site, api):
    ana = Clinician.objects.create(name="Ana Ruiz", locale=Locale.get_default())
    spanish = ana.copy_for_translation(Locale.objects.get(language_code="es"))
    spanish.role, spanish.live = "Neurocirujana", True
    spanish.save()

    ana.name, ana.photo = "Ana Ruiz-Chen", factories.image()
    ana.save()
    drain()

    document = api("clinicians/ana-ruiz/?locale=es").json()
    assert (document["name"], document["role"]) == ("Ana Ruiz-Chen", "Neurocirujana")
    assert document["image"]["alt"] == "A blue field"
