"""Texts that PostgreSQL does not hold as they are: refused by the name of their field, or cut for search alone."""

import random
import string

import pytest
from django.core.exceptions import ValidationError

from api.models import Document
from cms.models import Contact
from procedures.models import ProcedurePage
from tests import factories


@pytest.mark.parametrize("character", ["\x00", "\ud83d"])
@pytest.mark.parametrize("field", ["title", "summary", "alternative_names"])
def test_character_that_cannot_be_stored_is_refused_by_the_name_of_its_field(index, field, character):
    page = ProcedurePage(title="Kneeling", slug="kneeling", locale=index.locale)
    setattr(page, field, f"Before{character}after")

    with pytest.raises(ValidationError) as refused:
        index.add_child(instance=page)

    assert list(refused.value.message_dict) == [field]
    assert "stands after “Before”" in refused.value.message_dict[field][-1]


@pytest.mark.parametrize("character", ["\x00", "\udc00"])
def test_it_is_found_inside_blocks(index, character):
    page = factories.treatment(index)
    page.sections = [factories.section("what", "What?", factories.text(f"Some{character}words"))]

    with pytest.raises(ValidationError) as refused:
        page.save_revision()

    [problem] = refused.value.message_dict["sections"]
    assert problem.startswith("“What it is › Text › Text”: a character that cannot be stored stands after “<p>Some”")


def test_shared_content_is_looked_at_as_well(index):
    with pytest.raises(ValidationError) as refused:
        Contact(label="Call\x00us", phone="310-555-0142", locale=index.locale).full_clean()

    assert list(refused.value.message_dict) == ["label"]


@pytest.mark.slow
def test_very_long_page_is_published_and_found_by_how_it_begins(index, api):
    letters = random.Random(1)  # noqa: S311
    words = ["".join(letters.choices(string.ascii_lowercase, k=40)) for _ in range(26_000)]

    factories.treatment(index, sections=[factories.section("what", "What?", factories.text(" ".join(words)))])

    assert words[-1] in api("procedures/kneeling/").content.decode()
    assert [each["slug"] for each in api(f"search/?q={words[10]}").json()["results"]] == ["kneeling"]


def test_very_long_name_is_published_and_found_by_how_it_begins(index, api):
    letters = random.Random(2)  # noqa: S311
    name = " ".join("".join(letters.choices(string.ascii_lowercase, k=9)) for _ in range(900))

    factories.treatment(index, alternative_names=name)

    assert Document.objects.filter(slug="kneeling").exists()
    assert api(f"suggest/?q={name[:19]}").json()["results"]
