"""Who searches in danger is told first where help is."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from wagtail.models import Locale

from api.contract.site import UrgentDocument
from cms.site.urgent import create_defaults
from tests.publishing import site_content as make
from tests.queue import drain
from tests.search.test_finding import treatment


@pytest.fixture
def urgent(search):
    """Titles of the help that a search tells."""

    def ask(q, **parameters):
        return [each["title"] for each in search(q, **parameters)["urgent"]]

    return ask


def test_help_is_told_with_its_numbers_whatever_is_found(index, search):
    treatment(index, "Knee easing")
    make.site_information(emergency_number="911")
    make.urgent("You are not alone", "want to die", phone="310-555-0100", emergency_number="988")
    make.urgent("Call now", "overdose")

    answer = search("took an overdose, I want to die, knee")

    assert sorted((each["title"], each["emergency_number"]) for each in answer["urgent"]) == [
        ("Call now", "911"),
        ("You are not alone", "988"),
    ]
    assert search("want to die")["urgent"][0]["phone"]["number"] == "+13105550100"
    assert search("knee easing")["urgent"] == []


@pytest.mark.parametrize(
    "q", ["want to die", "I just WANTED to die!", "dying is what i want... i want to die now", "i do not want to die"]
)
def test_forms_of_the_words_and_what_stands_around_them_make_no_difference(site, urgent, q):
    make.urgent("You are not alone", "want to die")

    assert urgent(q) == ["You are not alone"]


def test_danger_behind_the_words_that_count_is_danger(site, search):
    make.urgent("You are not alone", "want to die")

    answer = search("my husband fell at home after dinner on sunday evening and now he says he just wants to die")

    assert answer["ignored"]
    assert [each["title"] for each in answer["urgent"]] == ["You are not alone"]


@pytest.mark.parametrize("q", ["i don't want to live", "dont want to live", "I do not want to live any more"])
def test_not_is_needed_where_the_phrase_has_it(site, urgent, q):
    make.urgent("You are not alone", "do not want to live")

    assert urgent(q) == ["You are not alone"]
    assert urgent("i want to live near the hospital") == []


def test_a_phrase_of_one_telling_word_needs_the_others_as_well(site, urgent):
    spanish = Locale.objects.get(language_code="es")
    make.urgent("Emergencia", "sangra mucho", locale=spanish)

    assert urgent("mi herida sangra mucho", locale="es") == ["Emergencia"]
    assert urgent("sangra", locale="es") == []
    assert urgent("sangra mucho", locale="en") == []


def test_mistyped_danger_is_danger(site, urgent):
    make.urgent("You are not alone", "suicide")

    assert urgent("suicde") == ["You are not alone"]


def test_help_ends_when_it_is_unpublished(site, api, urgent):
    help_in_danger = make.urgent("You are not alone", "suicide")
    UrgentDocument.model_validate_json(api("urgent/you-are-not-alone/").content)

    help_in_danger.unpublish()

    assert urgent("suicide") == []
    assert api("urgent/you-are-not-alone/").status_code == 410


def test_the_number_follows_the_site_information(site, api):
    make.urgent("Call now", "overdose")
    information = make.site_information(emergency_number="911")
    drain()
    assert api("urgent/call-now/").json()["emergency_number"] == "911"

    information.emergency_number = "112"
    information.save_revision().publish()
    drain()

    assert api("urgent/call-now/").json()["emergency_number"] == "112"


@pytest.mark.parametrize(
    ("fields", "named"), [({"phone": "never"}, "phone"), ({"phrases": " \n "}, "phrases"), ({"text": ""}, "text")]
)
def test_what_is_missing_or_wrong_is_named(site, fields, named):
    with pytest.raises(ValidationError) as refused:
        make.saved(make.UrgentHelp(**{"name": "Help", "text": "Call.", "phrases": "overdose"} | fields))

    assert named in refused.value.message_dict


def test_words_after_a_minus_keep_a_phrase_out(site, urgent):
    make.urgent("Call now", "stroke -risk -after\noverdose")

    assert urgent("having a stroke") == urgent("overdose risk") == ["Call now"]
    assert urgent("risk of a stroke") == urgent("the risks of strokes") == urgent("life after a stroke") == []


def test_a_phrase_of_minuses_alone_is_refused(site):
    with pytest.raises(ValidationError, match="minuses"):
        make.saved(make.UrgentHelp(name="Help", text="Call.", phrases="overdose\n-risk"))


@pytest.mark.parametrize(
    "q", ["storke", "having a strok", "cant stop the bleeding", "bleeding wont stop", "wnat to die"]
)
def test_what_is_typed_in_a_hurry_is_understood(site, urgent, q):
    make.urgent("Call now", "stroke\nbleeding will not stop\ncan't stop bleeding\nwant to die")

    assert urgent(q) == ["Call now"]


def test_the_end_of_life_is_not_the_end_of_ones_own(site, urgent):
    make.urgent("You are not alone", "end my life")

    assert urgent("i will end my life") == ["You are not alone"]
    assert urgent("end of life care") == []


DANGER = {
    "en": [
        *("i want to kill myself", "kill my self", "suicidal thoughts", "sucide", "i dont want to live anymore"),
        *("I don't want to be here anymore", "life is not worth living", "i cant go on", "nobody would miss me"),
        *("I have overdosed", "my husband overdosed", "ovedose", "took too many pills", "i took a lot of tylenol"),
        *(
            "chest pain now",
            "chest pian",
            "cant breath",
            "can't breathe",
            "baby not breathing",
            "heart attak",
            "storke",
        ),
        *("my face is drooping", "bleeding wont stop", "passed out", "swallowed bleach", "severe allergic reaction"),
    ],
    "es": [
        *("me quiero morir", "ya no quiero vivir", "quiero suicidarme", "suisidio", "quitarme la vida", "no puedo mas"),
        *(
            "tome muchas pastillas",
            "me tome demasiadas pastillas",
            "sobredosis",
            "dolor en el pecho",
            "me duele el pecho",
        ),
        *("no puedo respirar", "me falta el aire", "infarto", "mi mama no respira", "no para de sangrar"),
    ],
}
CALM = {
    "en": [
        *("to die for", "dye test", "overdose risk of pump", "end of life care", "life after knee replacement"),
        *(
            "want to live pain free",
            "living with chronic pain",
            "knee pain killing me",
            "stroke of luck",
            "kill bacteria",
        ),
        *("heart attack prevention", "emergency contact form", "will I be unconscious during surgery", "chest x ray"),
        *("breathing tube during surgery", "bleeding after colonoscopy", "hurt my back", "pills before surgery"),
    ],
    "es": [
        *("morir de risa", "quiero vivir", "respirar hondo", "riesgo de infarto", "prevencion de derrame cerebral"),
        *("pastillas antes de la operacion", "dolor despues de la operacion", "seguro de ambulancia", "muerte subita"),
    ],
}


def test_a_new_site_knows_danger_from_the_first_day(db, urgent):
    call_command("create_site", "Larkmoor", "https://www.larkmoor.example")

    assert len(urgent("i want to kill myself")) == 1


@pytest.mark.parametrize("locale", ["en", "es"])
def test_what_a_new_site_begins_with_knows_danger_and_does_not_see_it_elsewhere(site, urgent, locale):
    create_defaults(Locale.objects.get(language_code=locale))

    assert [q for q in DANGER[locale] if not urgent(q, locale=locale)] == []
    assert [q for q in CALM[locale] if urgent(q, locale=locale)] == []
