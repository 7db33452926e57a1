"""Words are not taken for other words; typing errors are, where nothing else can be meant."""

import random

import pytest
from wagtail.models import Locale

from api.search.spelling import has_word_list, sound, spelling, word_list
from cms.models import Synonyms
from cms.tasks import verify_nightly
from procedures.models import Condition
from tests.copies import once
from tests.search.test_finding import condition, said, treatment

NEAR = {
    "en": [
        "Cordotomy",
        "Sleeve gastrectomy",
        "Hip replacement",
        "Catheter ablation",
        "Tumor",
        "Deep brain stimulation",
    ],
    "es": ["Cordotomía", "Fisioterapia", "Ablación", "Peso", "Cadera", "Rodilla", "Vesícula"],
}
"""Names that much else is spelled like."""


@pytest.fixture
def near_names(index):
    def make():
        for language, names in NEAR.items():
            for name in names:
                Condition.objects.create(name=name, locale=Locale.objects.get(language_code=language))

    once("near_names", make)


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_of_a_dictionary_is_corrected(near_names, search, language):
    words = random.Random(2026).sample([word for word in word_list(language).iterkeys() if len(word) > 3], 120)  # noqa: S311

    answers = {word: search(word, locale=language) for word in words}

    assert {word: answer["corrected"] for word, answer in answers.items() if answer["corrected"]} == {}


@pytest.mark.parametrize(
    ("language", "q"),
    [
        *(("en", q) for q in ("cystotomy", "gastroscopy", "gastrostomy", "lobotomy", "abortion", "humor", "ablution")),
        *(("en", q) for q in ("cordocentesis", "salpingectomy", "mammaplasty", "pericardiectomy", "warfarin", "flip")),
        *(("en", q) for q in ("HPI", "HIV", "hiv", "DBX", "CRDT", "ptsd", "BRIN", "hlp")),
        *(
            ("es", q)
            for q in ("colostomía", "quimioterapia", "vesicante", "roquilla", "caldera", "beso", "preso", "VIH")
        ),
        *(("es", q) for q in ("tonsilectomía", "salpingectomía", "amoxicilina", "EPOC", "hacerlo")),
    ],
)
def test_words_names_and_abbreviations_find_nothing_rather_than_something_else(near_names, api, search, language, q):
    answer = search(q, locale=language)

    assert (answer["results"], answer["corrected"], answer["suggested"]) == ([], None, None)
    assert answer["matched"] == "none"
    assert api("suggest/", data={"q": q, "locale": language}).json()["results"] == []


@pytest.mark.parametrize("q", ["gastrstomy", "colostmy", "vasectmy", "abortoin", "mastectmoy", "tonsilectomy"])
def test_a_misspelled_name_of_what_nothing_has_is_not_taken_for_what_something_has(near_names, search, q):
    answer = search(q)

    assert (answer["results"], answer["corrected"]) == ([], None)


@pytest.mark.parametrize(
    ("language", "q", "corrected"),
    [
        ("en", "cordotmy", "cordotomy"),
        ("en", "kordotomie", "cordotomy"),
        ("en", "cordtoomy", "cordotomy"),
        ("en", "gastrektomy", "gastrectomy"),
        ("es", "cordotomya", "cordotomia"),
        ("es", "rodiya", "rodilla"),
        ("es", "besicula", "vesicula"),
        ("es", "fisioterapai", "fisioterapia"),
    ],
)
def test_what_is_no_word_and_is_near_one_name_is_corrected_and_told(near_names, search, language, q, corrected):
    answer = search(q, locale=language)

    assert (answer["corrected"], answer["suggested"]) == (corrected, None)
    assert answer["matched"] == "some"
    assert answer["results"]


def test_a_word_that_sounds_like_a_name_is_kept_and_the_name_is_offered(index, search):
    treatment(index, "Knee replacement")
    treatment(index, "Hip replacement")

    alone, together = search("nee"), search("nee replacement")

    assert (alone["results"], alone["corrected"], alone["suggested"]) == ([], None, "knee")
    assert (together["corrected"], together["suggested"]) == (None, "knee replacement")
    assert together["matched"] == "some"
    assert together["results"][0]["slug"] == "knee-replacement"


def test_what_only_sounds_like_a_name_but_looks_otherwise_is_not_corrected(index, search):
    treatment(index, "Sra removal")

    assert search("xray")["corrected"] is None


def test_single_letters_tell_nothing(index, search):
    treatment(index, "Colonoscopy", sections=said("Bring form C with you."))

    assert search("hepatitis C")["results"] == []


def test_two_words_that_are_one_are_found_though_the_first_is_left_out_alone(index, slugs):
    treatment(index, "Heart bypass")
    treatment(index, "Heart mending")

    assert slugs("by pass")[0] == slugs("by pas")[0] == "heart-bypass"


def test_of_two_names_that_are_as_near_neither_is_taken(index, search):
    treatment(index, "Zorbal")
    treatment(index, "Zortal")

    answer = search("zorgal")

    assert (answer["results"], answer["corrected"], answer["suggested"]) == ([], None, "zorbal")


def test_what_only_something_withdrawn_has_is_not_offered(index, search):
    pages = [treatment(index, "Zorbal"), treatment(index, "Zortal")]
    for page in pages:
        page.unpublish()

    answer = search("zorgal")

    assert (answer["corrected"], answer["suggested"]) == (None, None)


def test_what_was_withdrawn_rivals_nothing(index, search):
    treatment(index, "Zorbal repair")
    for page in (treatment(index, "Zortal repair"), treatment(index, "Mending", sections=said("Of the zorgal."))):
        page.unpublish()

    answer = search("zorgal surgery")

    assert [result["slug"] for result in answer["results"]] == ["zorbal-repair"]
    assert answer["corrected"] == "zorbal surgery"


def test_a_typing_error_that_was_mended_is_one_again_after_a_night(index, search):
    treatment(index, "Zorbal repair")
    page = treatment(index, "Mending", sections=said("Of the zorgal."))
    page.sections = said("Of nothing.")
    page.save_revision().publish()

    verify_nightly()

    assert search("zorgal")["corrected"] == "zorbal"


def test_words_for_search_are_no_typing_errors_and_typing_errors_in_them_are_forgiven(index, search):
    Synonyms.objects.create(name="Nose", terms="nose\nschnozzle", locale=index.locale)
    treatment(index, "Nose straightening")
    treatment(index, "Snooze control")

    assert [result["slug"] for result in search("schnozzle")["results"]] == ["nose-straightening"]
    mistyped = search("schnozle")
    assert [result["slug"] for result in mistyped["results"]] == ["nose-straightening"]
    assert mistyped["corrected"] == "schnozzle"


@pytest.mark.parametrize(
    ("written", "asked"),
    [("hemorrhoids", "haemorrhoids"), ("haemorrhoids", "hemorrhoids"), ("paralyzed", "paralysed"), ("tumor", "tumour")],
)
def test_british_and_american_spelling_find_each_other(index, search, written, asked):
    treatment(index, "Easing", sections=said(f"Of {written}."))

    answer = search(asked)

    assert [result["slug"] for result in answer["results"]] == ["easing"]
    assert (answer["corrected"], answer["matched"]) == (None, "all")


@pytest.mark.parametrize("q", ["won't", "shouldn’t", "don't", "wasn't"])
def test_contractions_are_not_taken_for_words(index, search, q):
    condition("Worn joint", "worn shoulder")
    treatment(index, "Washing", sections=said("Of the won prize, done."))

    assert search(f"{q} stop")["results"] == []


def test_a_query_of_which_hardly_anything_is_known_finds_nothing(index, search):
    treatment(index, "Colonoscopy", sections=said("Ask for the price tomorrow."))

    assert search("cheap guitar price")["results"] == []
    assert search("colonoscopy guitar lessons")["matched"] == "some"


def test_in_a_language_without_a_list_nobody_knows_what_is_a_word():
    assert [has_word_list(locale) for locale in ("en", "en-GB", "es-MX", "fi")] == [True, True, True, False]
    assert not spelling("leikkaus", locale="fi").is_word


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("en", "kolonoskopy", "colonoscopy"),
        ("en", "nee", "knee"),
        ("en", "neumonia", "pneumonia"),
        ("en", "fizishan", "physishan"),
        ("es", "rodiya", "rodilla"),
        ("es", "bezicula", "vesicula"),
        ("es", "ernia", "hernia"),
        ("es", "kirurgico", "quirurgico"),
    ],
)
def test_words_that_sound_alike_have_one_sound(locale, one, other):
    assert sound(one, locale=locale) == sound(other, locale=locale)


@pytest.mark.parametrize(
    ("word", "locale"),
    [
        ("salpingoophorectomies", "en"),
        ("dacryocystorhinostomy", "en"),
        ("choledochoscopy", "en"),
        ("labiaplasty", "en"),
        ("salpingooforectomia", "es"),
        ("dacriocistostomia", "es"),
        ("blefaroplastias", "es"),
    ],
)
def test_a_word_built_of_medical_parts_is_a_word(word, locale):
    assert spelling(word, locale=locale).is_word
    assert not spelling(word[:4] + word[5:], locale=locale).is_word
