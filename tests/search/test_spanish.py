"""Whole questions in Spanish: what is said in passing asks for nothing, and words stand for their forms."""

import pytest
from wagtail.models import Locale

from api.search.near.words import near
from api.search.spelling import spelling
from api.text.spanish import forms_of
from procedures.models import Condition, Specialty


@pytest.fixture
def pages(index):
    spanish = Locale.objects.get(language_code="es")
    Specialty.objects.create(name="Rodilla", locale=spanish)
    Condition.objects.create(name="Tumor", description="<p>La extirpación se puede hacer.</p>", locale=spanish)


@pytest.mark.parametrize(
    "q",
    [
        "si me van a hacer la rodilla",
        "cuánto puedo yo con la rodilla",
        "también debería ir por la rodilla",
        "qué me pasa que sigo con la rodilla",
    ],
)
def test_what_is_said_in_passing_is_not_looked_for(pages, search, q):
    answer = search(q, locale="es")

    assert [result["slug"] for result in answer["results"]] == ["rodilla"]
    assert answer["matched"] == "all"


@pytest.mark.parametrize(("q", "found"), [("puede hacer", ["tumor"]), ('"puede hacer"', ["tumor"]), ("podría", [])])
def test_where_nothing_else_is_said_it_is(pages, slugs, q, found):
    assert slugs(q, locale="es") == found


@pytest.mark.parametrize(
    ("small", "whole"),
    [
        ("rodillita", "rodilla"),
        ("rodillitas", "rodillas"),
        ("cabecita", "cabeza"),
        ("barriguita", "barriga"),
        ("boquita", "boca"),
        ("dolorcito", "dolor"),
        ("huesito", "hueso"),
        ("piecito", "pie"),
        ("operacioncita", "operacion"),
    ],
)
def test_what_is_called_small_is_the_thing(small, whole):
    assert whole in spelling(small, locale="es").variants


def test_small_things_are_found(pages, search):
    answer = search("rodillita", locale="es")

    assert [result["slug"] for result in answer["results"]] == ["rodilla"]
    assert answer["matched"] == "all"


@pytest.mark.parametrize("said", ["quitarme", "quitaron", "quitando", "quite", "extirparle", "extirpan"])
def test_verbs_in_any_form_mean_what_they_mean(said):
    assert "extirpacion" in {each.words for each in near([said], locale="es")}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("le falta el aire", "ahogo"),
        ("quitarle el dolor", "alivio"),
        ("quitarnos el dolor", "alivio"),
        ("nos falta el aire", "ahogo"),
    ],
)
def test_what_a_list_says_of_me_is_said_of_others(said, meant):
    found = {each.words for each in near(said.split(), locale="es")}

    assert meant in found


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("sacar", "saque"),
        ("doler", "duelen"),
        ("apretar", "aprieta"),
        ("pedir", "pidiendo"),
        ("torcida", "torcidas"),
        ("operado", "operadas"),
        ("lesion", "lesiones"),
        ("voz", None),
        ("parar", None),
    ],
)
def test_words_have_the_forms_of_their_kind(word, form):
    found = set(forms_of(word))

    assert form in found if form else not found & {"para", "voces"}
