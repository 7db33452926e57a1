"""What is found, in which order, and how it is shown."""

import pytest
from django.utils.text import slugify
from wagtail.models import Locale

from api.contract.answers.search import SearchResults
from api.search.queries import AskedWord, Expansion, UnderstoodWord, build
from cms.models import InformationPage, Synonyms
from procedures.models import Clinician, Condition
from tests import factories


def said(html, kind="what", heading="What is it?"):
    return [factories.section(kind, heading, factories.text(html))]


def condition(name, lay_names="", **fields):
    return Condition.objects.create(name=name, lay_names=lay_names, locale=Locale.get_default(), **fields)


def treatment(index, title, **fields):
    return factories.treatment(index, **{"title": title, "slug": slugify(title)} | fields)


def test_answer_fits_its_contract(index, api):
    treatment(index, "Knee easing", alternative_names="KE")

    answer = SearchResults.model_validate_json(api("search/?q=ke").content)

    assert [result.title for result in answer.results] == ["Knee easing"]


def test_exact_name_comes_before_names_and_names_before_text(index, slugs):
    treatment(index, "Talking", sections=said("Some people choose it instead of kneading, and kneading, and kneading."))
    treatment(index, "Deep kneading")
    treatment(index, "Rolling", alternative_names="Kneading")

    assert slugs("kneading") == ["rolling", "deep-kneading", "talking"]


def test_treatment_comes_first_among_equals(site, slugs):
    factories.publish(site.home, InformationPage(title="Stretching", slug="page"))
    treatment(site.index, "Stretching")

    assert slugs("stretching") == ["stretching", "page"]


@pytest.mark.parametrize("q", ["ÉPAULE", "epaule", "Epaules", "the épaule"])
def test_case_accents_endings_and_articles_make_no_difference(index, slugs, q):
    treatment(index, "Épaule")

    assert slugs(q) == ["epaule"]


@pytest.mark.parametrize("q", ["operacion", "operación", "operaciones", "OPERACIONES"])
def test_spanish_endings_with_and_without_accents(site, slugs, q):
    spanish = site.index.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    spanish.save_revision().publish()
    factories.treatment(spanish, slug="rodilla", title="Operación de rodilla")

    assert slugs(q, locale="es") == ["rodilla"]
    assert slugs(q, locale="en") == []


@pytest.mark.parametrize(
    ("q", "corrected"),
    [
        ("replcement", "replacement"),
        ("kene", "knee"),
        ("kneee replacment", "knee replacement"),
        ("arthroscpy", "arthroscopy"),
        ("replacem", "replacement"),
    ],
)
def test_typing_errors_are_forgiven_and_told(index, search, q, corrected):
    treatment(index, "Knee replacement", sections=said("We look inside by arthroscopy first."))

    answer = search(q)

    assert [result["slug"] for result in answer["results"]] == ["knee-replacement"]
    assert answer["corrected"] == corrected


def test_what_is_spelled_as_documents_spell_it_is_not_corrected(index, search):
    treatment(index, "Knee replacement")

    assert search("knees")["corrected"] is None


def test_words_written_apart_find_the_word(index, slugs):
    treatment(index, "Gallbladder removal")

    assert slugs("gall bladder") == ["gallbladder-removal"]


def test_lay_names_find_the_condition_and_its_treatments(index, slugs):
    infarction = condition("Myocardial infarction", "heart attack")
    treatment(index, "Stent", conditions=[infarction])
    treatment(index, "Plaster")

    assert slugs("heart attack") == ["myocardial-infarction", "stent"]


def test_a_lay_name_stands_for_the_condition_but_not_the_other_way_round(index, slugs):
    condition("Epilepsy", "fits")
    treatment(index, "Brain mapping", sections=said("It shows where epilepsy begins."))
    treatment(index, "Mask", sections=said("The mask fits well."))

    assert "brain-mapping" in slugs("fits")
    assert "mask" not in slugs("epilepsy")


def test_treatments_are_found_by_what_their_conditions_are_like(index, slugs):
    angina = condition("Angina", description="<p>A tight chest on climbing stairs.</p>")
    treatment(index, "Stent", conditions=[angina])
    treatment(index, "Plaster")

    assert slugs("climbing") == ["angina", "stent"]
    assert slugs("tight chest climbing a hill")[:2] == ["angina", "stent"]


def test_treatment_that_speaks_of_it_comes_before_its_condition_in_a_whole_question(index, slugs):
    angina = condition("Angina", "chest pain", description="<p>A tight chest on climbing stairs.</p>")
    treatment(
        index, "Stent", conditions=[angina], sections=said("You can climb stairs again, with a chest that is easy.")
    )

    assert slugs("tight chest climbing a hill in winter")[:2] == ["stent", "angina"]
    assert slugs("chest pain") == ["angina", "stent"]


def test_condition_goes_behind_in_a_whole_question_only_where_it_has_a_treatment(index, slugs):
    angina = condition("Angina", "chest pain", description="<p>A tight chest on climbing stairs.</p>")
    treatment(index, "Gym", sections=said("A tight chest on climbing a hill: your chest is tight."))
    assert slugs("tight chest climbing a hill in winter") == ["angina", "gym"]

    treatment(index, "Stent", conditions=[angina], sections=said("For a tight chest on climbing."))

    assert slugs("tight chest climbing a hill in winter")[-1] == "angina"


def test_other_word_for_a_part_of_a_phrase_leaves_the_rest_of_it():
    """“Bariatric surgery” has a meaning of its own, and “surgery” others: an operation on a toe is neither."""
    words = [
        UnderstoodWord(asked=AskedWord(word=word, part=number), position=number, lexeme=word)
        for number, word in enumerate(("bariatric", "surgery"), start=1)
    ]
    whole = Expansion(first=1, last=2, query="'obesity'", lexemes=["obesity"])
    part = Expansion(first=2, last=2, query="'operation'", lexemes=["operation"], is_near=True)

    [group] = build(words, [whole, part]).groups

    assert [each.query for each in group.alternatives] == [
        "('bariatric' & 'surgery')",
        "'obesity'",
        "('operation' & 'bariatric')",
    ]


def test_editors_synonyms_work_both_ways_with_phrases(index, slugs):
    Synonyms.objects.create(name="DBS", terms="DBS\ndeep brain stimulation\nbrain pacemaker", locale=index.locale)
    treatment(index, "Deep brain stimulation")
    treatment(index, "Stimulation of nerves", sections=said("Another way is DBS."))

    assert slugs("brain pacemaker") == ["deep-brain-stimulation", "stimulation-of-nerves"]
    assert set(slugs("dbs")) == {"deep-brain-stimulation", "stimulation-of-nerves"}


def test_withdrawn_synonyms_mean_nothing_any_more(index, slugs):
    synonyms = Synonyms.objects.create(name="Nose", terms="nose\nconk", locale=index.locale)
    treatment(index, "Nose straightening")
    assert slugs("conk") == ["nose-straightening"]

    synonyms.live = False
    synonyms.save()

    assert slugs("conk") == []


def test_quotes_keep_words_together_minus_leaves_out_or_asks_for_either(index, slugs):
    treatment(index, "Pump", sections=said("For the spinal cord."))
    treatment(index, "Needle", sections=said("For the cord that is spinal."))
    treatment(index, "Wire", sections=said("For cancer of the spinal cord."))

    assert set(slugs("spinal cord")) == {"pump", "needle", "wire"}
    assert set(slugs('"spinal cord"')) == {"pump", "wire"}
    assert slugs('"spinal cord" -cancer') == ["pump"]
    assert set(slugs("needle or pump")) == {"needle", "pump"}


def test_words_that_nothing_has_together_find_what_has_the_most_telling(index, search):
    treatment(index, "Knee easing", sections=said("It takes an hour."))
    treatment(index, "Hip easing", sections=said("It takes an hour."))

    answer = search("my grandmother's knee")

    assert [result["slug"] for result in answer["results"]] == ["knee-easing"]
    assert (answer["matched"], answer["count"]) == ("some", 1)


def test_a_name_made_of_left_out_words_is_found_as_a_name(index, slugs):
    condition("Aortic stenosis", "AS")
    treatment(index, "Breathing", sections=said("As deep as you can."))

    assert slugs("as") == ["aortic-stenosis"]
    assert slugs("the") == []


def test_people_and_places_are_found(site, slugs):
    shared = factories.shared_content()
    Clinician.objects.filter(pk=shared["clinician"].pk).update(role="Orthopedic surgeon")
    shared["clinician"].refresh_from_db()
    shared["clinician"].save()

    assert slugs("ruiz") == ["ana-ruiz"]
    assert slugs("orthopedic surgeon") == ["ana-ruiz"]
    assert slugs("harbor road") == ["main-campus"]


def test_highlights_are_safe_html_and_name_the_section(index, search):
    words = "Rest <b>first</b> &amp; do not lift &lt;b&gt; anything. " * 8 + "Swimming is fine after 6 weeks."
    treatment(index, "Knee & <hip>", sections=said(words, kind="recovery", heading="Getting well"))

    [result] = search("swim knee")["results"]

    assert result["highlights"]["title"] == "<mark>Knee</mark> &amp; &lt;hip&gt;"
    assert "<mark>Swimming</mark> is fine after 6 weeks." in result["highlights"]["text"]
    assert "&lt;b&gt;" in result["highlights"]["text"]
    assert result["highlights"]["text"].startswith("…")
    assert result["section"] == {"anchor": "getting-well", "heading": "Getting well", "kind": "recovery"}


def test_match_in_the_summary_needs_no_section(index, search):
    treatment(index, "Knee easing", summary="For stiff knees.")

    [result] = search("stiff")["results"]

    assert result["highlights"]["text"] == "For <mark>stiff</mark> knees."
    assert (result["summary"], result["section"]) == ("For stiff knees.", None)


def test_counts_are_of_all_results_by_specialty_condition_and_body_area(index, search):
    joints, heart, stiffness = factories.specialty("Joints"), factories.specialty("Heart"), condition("Rust")
    treatment(index, "Easing one", specialties=[joints], conditions=[stiffness], body_area="knee")
    treatment(index, "Easing two", specialties=[joints, heart], body_area="knee")
    treatment(index, "Easing three", body_area="hip")

    answer = search("easing", limit=1)

    assert (answer["count"], len(answer["results"])) == (3, 1)
    assert answer["counts"] == {
        "specialty": [
            {"slug": "joints", "name": "Joints", "count": 2},
            {"slug": "heart", "name": "Heart", "count": 1},
        ],
        "condition": [{"slug": "rust", "name": "Rust", "count": 1}],
        "body_area": [{"slug": "knee", "name": "Knee", "count": 2}, {"slug": "hip", "name": "Hip", "count": 1}],
    }


def test_filters_narrow_and_repeated_ones_widen(index, slugs):
    joints, heart = factories.specialty("Joints"), factories.specialty("Heart")
    treatment(index, "Easing one", specialties=[joints], body_area="knee")
    treatment(index, "Easing two", specialties=[heart], body_area="knee")
    treatment(index, "Easing three", specialties=[heart], body_area="hip")

    assert slugs("easing", specialty="joints") == ["easing-one"]
    assert set(slugs("easing", specialty=["joints", "heart"], body_area="knee")) == {"easing-one", "easing-two"}
    assert slugs("easing", type=["page", "clinician"]) == []
    assert slugs("easing", specialty="unheard-of") == []


def test_editors_picks_are_told_for_exactly_their_search(index, search):
    from wagtail.contrib.search_promotions.models import Query

    page = treatment(index, "Knee easing")
    query = Query.get("bad knees")
    query.editors_picks.create(page=page, sort_order=0, description="Start here.")
    query.save()

    assert [pick["title"] for pick in search("Bad knees")["picks"]] == ["Knee easing"]
    assert search("knees")["picks"] == []


def test_alias_is_not_a_second_result(index, slugs):
    page = treatment(index, "Knee easing")
    page.create_alias(parent=index, update_slug="again")

    assert slugs("knee easing") == ["knee-easing"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=", "q"),
        ("q=%3F%21", "q"),
        ("q=knee&type=menu", "type"),
        ("q=knee&body_area=elbow-grease", "body_area"),
        ("q=knee&limit=0", "limit"),
        ("q=knee&locale=xx", "locale"),
        ("q=knee&order=title", "order"),
        ("q=knee&q=hip", "q"),
    ],
)
def test_wrong_parameter_is_named(site, api, query, parameter):
    response = api(f"search/?{query}")

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == [parameter]


@pytest.mark.parametrize(
    "q",
    [
        "'",
        '"',
        "-",
        "a & b | !c",
        "\\",
        "x:*",
        "((",
        '-"a b',
        "or",
        "knee or",
        "%",
        "_",
        "☃ knee",
        "ﬁt",
        "1 2 3",
        "a" * 200,
    ],
)
def test_any_text_is_a_search(index, api, q):
    treatment(index, "Knee easing")

    assert api("search/", data={"q": q}).status_code == (200 if any(char.isalnum() for char in q) else 400)


@pytest.mark.parametrize("q", ["knee", "knee replcement", "my grandmother's knee", "the"])
def test_at_most_three_queries(index, api, django_assert_max_num_queries, q):
    treatment(index, "Knee replacement")

    with django_assert_max_num_queries(3):
        api("search/", data={"q": q})


def test_answer_is_purged_with_whatever_may_change_it(index, api):
    keys = api("search/?q=knee").headers["Surrogate-Key"].split()

    types = ("procedure", "condition", "page", "specialty", "clinician", "location", "synonyms", "urgent", "pick")
    assert set(keys) == {f"list:{name}:en" for name in types}


def test_answer_is_kept_no_longer_than_its_results(index, api):
    page = treatment(index, "Knee easing")
    page.expire_at = factories.timezone.now() + factories.timezone.timedelta(seconds=30)
    page.save_revision().publish()

    assert int(api("search/?q=knee").headers["Cache-Control"].split("max-age=")[1].split(",")[0]) <= 30


def test_twelve_words_of_a_query_count_and_the_answer_says_which_do_not(index, api):
    twelve = "hip knee spine nerve heart brain liver lung skin eye ear foot"
    treatment(index, twelve)

    whole = SearchResults.model_validate_json(api("search/", data={"q": twelve}).content)
    cut = SearchResults.model_validate_json(api("search/", data={"q": f"{twelve} in my Garden"}).content)

    assert (whole.count, whole.matched, whole.ignored) == (1, "all", None)
    assert (cut.count, cut.matched, cut.ignored) == (1, "some", "in my garden")
