"""Questions as people ask them: long ones, names with titles, words run together, and what there is nothing of."""

import pytest
from wagtail.models import Locale

from cms.models import Synonyms
from procedures.models import Clinician
from tests.api.appending import procedure, publish
from tests.publishing import site_content as make
from tests.search.test_finding import said, treatment

STORY = (
    "Hello, I am writing because my mother fell ill last winter and since then we have been to see many people who "
    "could not tell us very much about what is going on with her and she is tired of it all. "
)


def test_long_question_is_looked_for_by_the_words_that_tell_most(index, search):
    treatment(index, "Spleen easing")
    treatment(index, "Elbow easing")

    answer = search(STORY + "Now they say it is her spleen. Is there an easing for it?")

    assert answer["results"][0]["slug"] == "spleen-easing"
    assert "winter" in answer["ignored"]
    assert "spleen" not in answer["ignored"]


@pytest.mark.parametrize("letters", [226, 2000, 9000])
def test_question_of_any_length_is_answered(index, search, letters):
    treatment(index, "Spleen easing")
    question = ("spleen easing " + STORY * 60)[:letters]

    assert search(question)["results"][0]["slug"] == "spleen-easing"


def test_danger_at_the_end_of_a_long_question_is_danger(index, search):
    make.urgent("You are not alone", "want to die")

    answer = search(STORY * 6 + "and now she says that she wants to die")

    assert [each["title"] for each in answer["urgent"]] == ["You are not alone"]


def test_rare_word_outranks_a_common_one_in_a_name(index, slugs):
    treatment(index, "Knee wear and tear", alternative_names="Wearing")
    treatment(index, "Pulsing", sections=said("For those in whom levodopa wears off between two doses."))
    for number in range(8):
        treatment(index, f"Easing {number}", sections=said("Joints wear."))

    assert slugs("levodopa wearing off")[0] == "pulsing"


@pytest.mark.parametrize("q", ["Dr. Stone", "doctor stone", "Dra Stone"])
def test_title_before_a_name_finds_the_person(index, slugs, q):
    treatment(index, "Doctor talk", sections=said("Talk to your doctor, Dr. Stone, or to another dra or doctor."))
    person = Clinician.objects.create(name="Ada Stone", locale=Locale.get_default())

    assert slugs(q)[0] == person.slug


def test_words_run_together_are_found(index, slugs):
    treatment(index, "Spleen easing")

    assert slugs("spleeneasing") == ["spleen-easing"]


def test_word_of_an_editors_phrase_finds_what_the_phrase_does(index, slugs):
    treatment(index, "Sleeve making")
    synonyms = Synonyms.objects.create(name="Sleeve", terms="sleeve making\nbariatric surgery", locale=index.locale)
    synonyms.save()

    assert slugs("bariatric") == ["sleeve-making"]


def test_words_that_most_documents_have_are_nothing_without_the_rest(db, search):
    for number in range(25):
        publish(procedure(f"easing-{number}", title=f"Easing {number}", summary="You come for a test first."))

    assert search("covid test")["matched"] == "none"
    assert search("test")["count"] == 25


def test_what_a_text_says_again_and_again_outranks_one_mention(index, slugs):
    treatment(index, "Balance", sections=said("It may help with hiccups."))
    treatment(
        index, "Stillness of the chest", sections=said("Hiccups come back. Hiccups at night. Hiccups after meals.")
    )

    assert slugs("hiccups in summer") == ["stillness-of-the-chest", "balance"]


def test_text_that_has_two_of_four_words_is_found_where_no_name_has_any(index, slugs):
    treatment(index, "Scoping", sections=said("Split the dose."))
    treatment(index, "Fruit", sections=said("Eat no cherry."))
    treatment(index, "Zest", sections=said("Eat no lemon."))

    assert slugs("split dose cherry lemon")[0] == "scoping"


@pytest.mark.parametrize("q", ["gall blader out", "spleen gal bladder"])
def test_name_misspelt_and_in_two_is_heard(index, search, q):
    treatment(index, "Gallbladder removal")
    treatment(index, "Spleen easing")

    answer = search(q)

    assert "gallbladder-removal" in [result["slug"] for result in answer["results"]]
    assert answer["matched"] == "some"


def test_two_words_that_are_none_together_stay_two(index, slugs):
    treatment(index, "Neurology")
    treatment(index, "New row")

    assert slugs("new row") == ["new-row"]
