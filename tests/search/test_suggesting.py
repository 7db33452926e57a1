"""Suggestions while a reader types."""

import pytest

from api.contract.answers.search import Suggestions
from procedures.models import Clinician
from tests.search.test_finding import condition, said, treatment


@pytest.fixture
def suggested(api):
    def ask(q, **parameters):
        response = api("suggest/", data={"q": q, **parameters})
        return [suggestion.name for suggestion in Suggestions.model_validate_json(response.content).results]

    return ask


def test_any_word_of_any_name_may_begin_so(index, suggested):
    treatment(index, "Total knee replacement", alternative_names="TKA\nArtificial knee")
    condition("Knee arthritis", "worn-out knee")

    assert suggested("kne") == ["Knee arthritis", "Total knee replacement"]
    assert suggested("tk") == ["TKA"]
    assert suggested("worn o") == ["worn-out knee"]
    assert suggested("replacement knee") == ["Total knee replacement"]


def test_whole_names_first_then_names_that_begin_so_then_treatments(index, suggested):
    condition("Pain")
    condition("Pain of the back")
    treatment(index, "Easing pain")

    assert suggested("pain") == ["Pain", "Pain of the back", "Easing pain"]


def test_similar_names_where_none_begins_so(index, suggested):
    treatment(index, "Cordotomy")

    assert suggested("cordotmy") == ["Cordotomy"]
    assert suggested("cordotm") == ["Cordotomy"]
    assert suggested("cirdoto") == ["Cordotomy"]
    assert suggested("xylophone") == []


def test_half_words_misspelled_and_in_two_and_after_small_words(index, suggested):
    treatment(index, "Gallbladder removal")
    treatment(index, "Knee replacement")
    treatment(index, "Colonoscopy")

    assert suggested("gall bl") == ["Gallbladder removal"]
    assert suggested("my knee") == suggested("nee rep") == ["Knee replacement"]
    assert suggested("colnosc") == ["Colonoscopy"]


def test_a_doctor_is_found_by_title_and_half_a_name(index, suggested):
    Clinician.objects.create(name="Samuel Weiss", locale=index.locale)
    condition("Overweight")
    condition("Weight")

    assert suggested("dr we")[0] == suggested("Dr. Wei")[0] == "Samuel Weiss"


def test_a_word_that_no_name_has_leaves_the_names_with_the_others(index, suggested):
    treatment(index, "Knee replacement", sections=said("It is surgery, and you get a new joint."))
    treatment(index, "Bypass surgery")

    assert suggested("new kne") == suggested("knee sur") == ["Knee replacement"]
    assert suggested("chocolate kne") == []


def test_what_no_name_has_and_tells_more_than_the_names_is_not_left_out(index, suggested):
    treatment(index, "Transcatheter valve", sections=said("What you need: a new valve. We shave the hair."))
    treatment(index, "Spinal transfer", sections=said("It is new."))

    assert suggested("hair trans") == []
    assert set(suggested("new trans")) == set(suggested("what trans")) == {"Transcatheter valve", "Spinal transfer"}


def test_beginning_is_found_as_it_sounds_and_with_one_slip(index, suggested):
    Clinician.objects.create(name="Thomas Lindqvist", locale=index.locale)
    treatment(index, "Colonoscopy")
    treatment(index, "Rotator cuff repair")

    assert suggested("lindk") == ["Thomas Lindqvist"]
    assert suggested("kolono") == ["Colonoscopy"]
    assert suggested("rotater c") == ["Rotator cuff repair"]


def test_at_most_ten_each_document_once(index, suggested):
    for number in range(12):
        treatment(index, f"Easing {number}", alternative_names=f"Ease {number}")

    assert len(suggested("eas")) == 10


def test_names_follow_the_document(index, suggested):
    page = treatment(index, "Easing")
    page.title = "Soothing"
    page.save_revision().publish()
    assert (suggested("eas"), suggested("soo")) == ([], ["Soothing"])

    page.unpublish()

    assert suggested("soo") == []


def test_each_language_has_its_own(index, suggested):
    treatment(index, "Easing")

    assert suggested("eas", locale="es") == []


def test_one_query_where_names_begin_so(index, api, django_assert_num_queries):
    treatment(index, "Easing")

    with django_assert_num_queries(1):
        api("suggest/?q=eas")


@pytest.mark.parametrize("q", ["'", "%", "_", "\\", "☃", "a_%", "~", "'; --"])
def test_any_text_may_be_typed(site, api, q):
    assert api("suggest/", data={"q": q}).status_code in (200, 400)


def test_twelve_words_count_and_the_answer_says_which_do_not(index, api):
    name = "a b c d e f g h i j k l"
    treatment(index, name)

    answer = Suggestions.model_validate_json(api("suggest/", data={"q": f"{name} m n"}).content)

    assert ([each.name for each in answer.results], answer.ignored) == ([name], "m n")
