"""What a document shows of other things follows when they change, by the background task."""

import json

from api.models import Document
from tests import factories
from tests.queue import drain


def served(api, slug="kneeling"):
    return json.loads(api(f"procedures/{slug}/").content)


def test_contact_line_is_edited_once_and_every_page_follows(index, api):
    line = factories.contact(phone="310-555-0142")
    for slug in ("one", "two"):
        factories.treatment(index, slug=slug, title=slug.title(), contact=line)

    line.phone = "310-555-0143"
    line.save()
    drain()

    assert {served(api, slug)["contact"]["phone"]["number"] for slug in ("one", "two")} == {"+13105550143"}


def test_related_treatment_brings_what_a_card_shows_and_follows(index, api):
    other = factories.treatment(index, slug="other", title="Other", summary="Before.", image=factories.image())
    related = ("related_treatments", {"items": [{"procedure": other, "relation": "alternative"}]})
    factories.treatment(index, sections=[factories.section("alternatives", "Else", related)])

    [card] = served(api)["related"]
    assert (card["title"], card["summary"], card["image"]["alt"]) == ("Other", "Before.", "A blue field")
    assert card["image"]["src"] == served(api, "other")["image"]["src"]

    other.summary = "After."
    other.save_revision().publish()
    drain()

    [card] = served(api)["related"]
    [section] = served(api)["sections"]
    assert card["summary"] == "After."
    assert section["blocks"][0]["items"][0]["procedure"]["summary"] is None


def test_line_of_the_specialty_is_shown_when_the_page_has_none(index, api):
    specialty = factories.specialty(contact=factories.contact(phone="310-555-0150"))
    factories.treatment(index, specialties=[specialty])

    assert served(api)["contact"]["phone"]["number"] == "+13105550150"

    specialty.contact = factories.contact(label="New line", phone="310-555-0151")
    specialty.save()
    drain()

    assert served(api)["contact"]["phone"]["number"] == "+13105550151"


def test_unpublished_specialty_leaves_its_treatments(index, api):
    specialty = factories.specialty()
    factories.treatment(index, specialties=[specialty])

    specialty.unpublish()
    drain()

    assert served(api)["specialties"] == []
    assert api("specialties/joints/").status_code == 410


def test_draft_of_a_snippet_changes_nothing(index, api):
    specialty = factories.specialty()
    factories.treatment(index, specialties=[specialty])

    specialty.name = "Secret"
    specialty.save_revision()
    drain()

    assert served(api)["specialties"][0]["title"] == "Joints"


def test_link_to_a_treatment_appears_when_it_is_published_and_goes_with_it(index, api):
    other = factories.treatment(index, slug="other", title="Other")
    other.unpublish()
    related = ("related_treatments", {"items": [{"procedure": other, "relation": "alternative"}]})
    factories.treatment(index, sections=[factories.section("alternatives", "What else?", related)])
    assert served(api)["related"] == []

    other.refresh_from_db()
    other.save_revision().publish()
    drain()
    assert [link["slug"] for link in served(api)["related"]] == ["other"]

    other.refresh_from_db()
    other.delete()
    drain()
    assert served(api)["related"] == []


def test_link_in_running_text_follows_the_page_and_dies_with_it(index, api):
    other = factories.treatment(index, slug="other", title="Other")
    words = factories.text(f'See <a linktype="page" id="{other.pk}">the other one</a>.')
    factories.treatment(index, sections=[factories.section("what", "What?", words)])

    def html():
        return served(api)["sections"][0]["blocks"][0]["text"]["html"]

    assert 'href="/treatments/other/"' in html()
    assert f'data-id="{other.translation_key}"' in html()

    other.slug = "renamed"
    other.save_revision().publish()
    drain()
    assert 'href="/treatments/renamed/"' in html()

    other.unpublish()
    drain()
    assert html() == "<p>See the other one.</p>"


def test_publishing_alone_gives_the_worker_nothing_to_do(index):
    page = factories.treatment(index)
    drain()

    page.title = "Changed"
    page.save_revision().publish()

    assert drain() == []


def test_keys_name_everything_the_edition_was_made_from(index):
    line, picture = factories.contact(), factories.image()
    specialty = factories.specialty(contact=line)
    page = factories.treatment(index, specialties=[specialty], image=picture)

    keys = set(Document.objects.get(slug="kneeling").dependencies)

    assert {
        f"page:{page.pk}",
        f"page:{index.pk}",
        f"contact:{line.pk}",
        f"specialty:{specialty.pk}",
        f"image:{picture.pk}",
        f"translations:{page.translation_key}",
    } <= keys


def test_deleted_image_leaves_its_block_out(index, api):
    image = factories.image()
    picture = ("image", {"image": {"image": image, "alt_text": "Blue", "decorative": False}, "caption": ""})
    factories.treatment(index, sections=[factories.section("what", "What?", factories.text("Words."), picture)])
    assert [block["type"] for block in served(api)["sections"][0]["blocks"]] == ["rich_text", "image"]

    image.delete()
    drain()

    assert [block["type"] for block in served(api)["sections"][0]["blocks"]] == ["rich_text"]
