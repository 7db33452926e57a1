"""Whole questions in Spanish: what is said in passing asks for nothing, and words stand for their forms."""

import pytest
from wagtail.models import Locale

from api.search.near.words import near
from api.search.spelling import spelling
from api.text.spanish import forms_of
from procedures.models import Condition


@pytest.fixture
def conditions(index):
    spanish = Locale.objects.get(language_code="es")
    for name, said in (("Rodilla", "La cabeza del hueso se gasta."), ("Tumor", "La extirpación se puede hacer.")):
        Condition.objects.create(name=name, description=f"<p>{said}</p>", locale=spanish)


@pytest.mark.parametrize(
    "q", ["si me van a hacer la rodilla", "cuánto puedo yo con la rodilla", "también debería ir por la rodilla"]
)
def test_what_is_said_in_passing_is_not_looked_for(conditions, search, q):
    answer = search(q, locale="es")

    assert [result["slug"] for result in answer["results"]] == ["rodilla"]
    assert answer["matched"] == "all"


@pytest.mark.parametrize(("q", "found"), [("puede hacer", ["tumor"]), ('"puede hacer"', ["tumor"]), ("podría", [])])
def test_where_nothing_else_is_said_it_is(conditions, slugs, q, found):
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


def test_small_things_are_found(conditions, search):
    answer = search("rodillita", locale="es")

    assert [result["slug"] for result in answer["results"]] == ["rodilla"]
    assert answer["matched"] == "all"


@pytest.mark.parametrize("said", ["quitarme", "quitaron", "quitando", "quite", "extirparle", "extirpan"])
def test_verbs_in_any_form_mean_what_they_mean(said):
    assert "extirpacion" in {each.words for each in near([said], locale="es")}


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
