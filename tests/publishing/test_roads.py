"""Roads on which Wagtail changes what is public without saving the page's own class."""

import pytest
from django.core import serializers
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.documents import get_document_model
from wagtail.images.rect import Rect
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction

from cms.models import ContentImage
from cms.publishing.recalls.recall import NotPublishedError, Order, recall
from cms.tasks import follow_schedule
from procedures.models import ProcedurePage
from tests import factories
from tests.queue import drain


def test_unpublishing_through_the_base_class_withdraws(index, api):
    """As bulk unpublishing in the page list does."""
    page = factories.treatment(index)

    Page.objects.get(pk=page.pk).unpublish()

    assert api("procedures/kneeling/").json()["reason"] == "unpublished"


def test_expired_page_is_withdrawn_when_wagtail_says_so(index, api):
    page = factories.treatment(index)

    Page.objects.get(pk=page.pk).unpublish(set_expired=True)

    assert api("procedures/kneeling/").json()["reason"] == "expired"


def test_scheduled_page_is_served_only_once_it_is_due(index, api):
    page = factories.treatment(index)
    page.unpublish()
    page.refresh_from_db()
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    page.save_revision().publish()

    assert api("procedures/kneeling/").status_code == 410


def test_restricted_page_is_withdrawn_with_all_below_it_and_comes_back(site, api):
    factories.treatment(site.index)

    restriction = PageViewRestriction.objects.create(page=site.index, restriction_type="login")
    assert api("procedures/kneeling/").json()["reason"] == "private"
    assert api("procedures/").json()["count"] == 0

    restriction.delete()
    drain()
    assert api("procedures/kneeling/").status_code == 200


@pytest.mark.parametrize("was_published", [True, False])
def test_page_is_deleted_with_its_restriction(index, api, was_published):
    page = factories.treatment(index)
    if not was_published:
        page.unpublish()
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    Page.objects.get(pk=page.pk).delete()
    drain()

    assert api("procedures/kneeling/").status_code == 410


def test_moved_page_has_its_new_path_at_once(site, api):
    page = factories.treatment(site.index)
    other = factories.publish(site.home, type(site.index)(title="More", slug="more"))

    page.move(other, pos="last-child")

    assert api("procedures/kneeling/").json()["path"] == "/more/kneeling/"


def test_renamed_parent_changes_the_paths_below_it(site, api, django_capture_on_commit_callbacks):
    factories.treatment(site.index)
    index = type(site.index).objects.get(pk=site.index.pk)
    index.slug = "cures"

    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()

    drain()
    assert api("procedures/kneeling/").json()["path"] == "/cures/kneeling/"


# Roads that no signal tells of: the database notes them, and the worker follows.


def test_bulk_update_of_pages_is_followed(index, api):
    page = factories.treatment(index)

    Page.objects.filter(pk=page.pk).update(title="Set by a script")
    drain()
    assert api("procedures/kneeling/").json()["title"] == "Set by a script"

    Page.objects.filter(pk=page.pk).update(live=False)
    drain()
    assert api("procedures/kneeling/").json()["reason"] == "unpublished"


def test_loaded_fixture_is_served(index, api):
    page = factories.treatment(index)
    fixture = serializers.serialize("json", [page]).replace("It is a", "It was a")

    for loaded in serializers.deserialize("json", fixture):
        loaded.save()
    drain()

    assert "It was a" in api("procedures/kneeling/").content.decode()


def test_page_added_live_is_served_at_once(index, api):
    index.add_child(instance=ProcedurePage(title="Added", slug="added", sections=[], locale=index.locale))

    assert api("procedures/added/").status_code == 200


def test_image_put_into_a_private_collection_by_the_bulk_action_leaves_the_page(index, api):
    image = factories.image()
    factories.treatment(index, image=image)
    private = Collection.get_first_root_node().add_child(name="Internal")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")

    ContentImage.objects.filter(pk=image.pk).update(collection=private)  # as "Add to collection" does
    drain()
    assert api("procedures/kneeling/").json()["image"] is None

    private.view_restrictions.all().delete()
    drain()
    assert api("procedures/kneeling/").json()["image"]["id"] == image.pk


def test_image_of_a_collection_below_a_private_one_is_not_shown(index, api):
    outer = Collection.get_first_root_node().add_child(name="Internal")
    image = factories.image(collection=outer.add_child(name="Drafts"))
    factories.treatment(index, image=image)

    CollectionViewRestriction.objects.create(collection=outer, restriction_type="login")
    drain()

    assert api("procedures/kneeling/").json()["image"] is None


def test_new_focal_point_and_description_are_followed(index, api):
    image = factories.image()
    factories.treatment(index, image=image)

    image.description = "Another description"
    image.set_focal_point(Rect(10, 10, 20, 20))
    image.save()
    drain()

    served = api("procedures/kneeling/").json()["image"]
    assert served["alt"] == "Another description"
    assert served["focal_point"] == {"x": 0.0234, "y": 0.0417}


def test_document_made_private_leaves_its_words(index, api):
    collection = Collection.get_first_root_node().add_child(name="Leaflets")
    leaflet = get_document_model().objects.create(
        title="Leaflet", file=ContentFile(b"words", "leaflet.txt"), collection=collection
    )
    words = factories.text(f'Read <a linktype="document" id="{leaflet.pk}">the leaflet</a>.')
    factories.treatment(index, sections=[factories.section("what", "What?", words)])
    assert "href" in api("procedures/kneeling/").content.decode()

    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    drain()

    [section] = api("procedures/kneeling/").json()["sections"]
    assert section["blocks"][0]["text"]["html"] == "<p>Read the leaflet.</p>"


def test_link_to_a_deleted_document_leaves_its_words(index, api):
    leaflet = get_document_model().objects.create(title="Leaflet", file=ContentFile(b"words", "leaflet.txt"))
    words = factories.text(f'Read <a linktype="document" id="{leaflet.pk}">the leaflet</a>.')
    factories.treatment(index, sections=[factories.section("what", "What?", words)])

    leaflet.delete()
    drain()

    assert "href" not in api("procedures/kneeling/").content.decode()


def test_site_of_another_name_changes_the_addresses(site, api):
    factories.treatment(site.index)

    site.site.hostname = "new.example"
    site.site.save()
    drain()

    assert api("procedures/kneeling/").json()["url"] == "http://new.example/treatments/kneeling/"


def test_page_outside_of_the_site_is_withdrawn_and_comes_back_with_the_root(site, api):
    factories.treatment(site.index)

    site.site.root_page = site.index
    site.site.save()
    drain()
    assert api("procedures/kneeling/").json()["path"] == "/kneeling/"
    assert api("pages/start/").json()["reason"] == "private"

    site.site.root_page = site.home
    site.site.save()
    drain()
    assert api("procedures/kneeling/").json()["path"] == "/treatments/kneeling/"
    assert api("pages/start/").status_code == 200


def test_link_to_a_page_that_becomes_private_with_its_parent_dies(site, api):
    other = factories.publish(site.home, type(site.index)(title="More", slug="more"))
    target = factories.treatment(other, slug="target")
    words = factories.text(f'See <a linktype="page" id="{target.pk}">that</a>.')
    factories.treatment(site.index, sections=[factories.section("what", "What?", words)])

    PageViewRestriction.objects.create(page=other, restriction_type="login")
    drain()

    assert "href" not in api("procedures/kneeling/").content.decode()


def test_language_with_another_code_is_served_under_it(index, api, settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("en", "English"),
        ("es", "Español"),
        ("es-mx", "México"),
    ]
    page = factories.treatment(index)
    spanish = Locale.objects.get(language_code="es")
    page.copy_for_translation(spanish, copy_parents=True).save_revision().publish()
    assert api("procedures/kneeling/?locale=es").status_code == 200

    Locale.objects.filter(pk=spanish.pk).update(language_code="es-mx")
    drain()

    assert api("procedures/kneeling/?locale=es").status_code == 410
    assert api("procedures/kneeling/?locale=es-mx").status_code == 200


# Aliases


def test_alias_has_its_own_path_names_the_original_and_follows_it(site, api):
    page = factories.treatment(site.index)
    other = factories.publish(site.home, type(site.index)(title="More", slug="more"))
    page.create_alias(parent=other, update_slug="bending")

    served = api("procedures/bending/").json()
    assert (served["path"], served["canonical"]) == ("/more/bending/", "/treatments/kneeling/")
    assert api("procedures/").json()["count"] == 1

    page.title = "Changed"
    page.save_revision().publish()
    assert api("procedures/bending/").json()["title"] == "Changed"

    page.unpublish()
    assert api("procedures/bending/").status_code == 410


def test_alias_that_becomes_a_page_of_its_own_gets_a_free_slug(site, api):
    page = factories.treatment(site.index)
    other = factories.publish(site.home, type(site.index)(title="More", slug="more"))
    alias = page.create_alias(parent=other)

    ConvertAliasPageAction(alias).execute(skip_permission_checks=True)

    served = api("procedures/kneeling-2/").json()
    assert served["path"] == served["canonical"] == "/more/kneeling-2/"


def test_copied_tree_gets_free_slugs(site, api):
    factories.treatment(site.index)

    type(site.index).objects.get(pk=site.index.pk).copy(
        recursive=True, keep_live=True, update_attrs={"slug": "copy", "title": "Copy"}
    )

    assert api("procedures/kneeling-2/").json()["path"] == "/copy/kneeling-2/"
    assert api("procedures/kneeling/").json()["path"] == "/treatments/kneeling/"


# Schedules


def test_due_revision_is_published_and_due_expiry_withdrawn(index, api):
    page = factories.treatment(index)
    page.title, page.go_live_at = "Later", timezone.now() + timezone.timedelta(days=1)
    page.save_revision().publish()
    other = factories.treatment(index, slug="other")
    other.expire_at = timezone.now() + timezone.timedelta(days=1)
    other.save_revision().publish()
    assert api("procedures/kneeling/").json()["title"] == "Kneeling"

    factories.make_due()
    follow_schedule(0)

    assert api("procedures/kneeling/").json()["title"] == "Later"
    assert api("procedures/other/").json()["reason"] == "expired"


def test_revision_that_cannot_be_published_keeps_no_other_from_it(index, api, caplog):
    broken, sound = factories.treatment(index), factories.treatment(index, slug="other")
    for page, sections in ((broken, [factories.section("what", "", factories.text("No heading."))]), (sound, [])):
        page.title, page.sections = "Later", sections
        page.go_live_at = timezone.now() + timezone.timedelta(days=1)
        page.save_revision().publish()
        factories.make_due()

    follow_schedule(0)

    assert api("procedures/other/").json()["title"] == "Later"
    assert api("procedures/kneeling/").json()["title"] == "Kneeling"
    assert "Scheduled publishing of revision" in caplog.text


def test_recall_takes_the_page_and_its_aliases_away_and_locks_it(site, api):
    page, replacement = factories.treatment(site.index), factories.treatment(site.index, slug="better", title="Better")
    alias = page.create_alias(parent=site.home, update_slug="bending")

    recall([page], Order(recall_class="safety", replacement=replacement))

    gone = api("procedures/kneeling/").json()
    assert (gone["status"], gone["reason"], gone["recall_class"]) == (410, "recalled", "safety")
    assert gone["replacement"]["slug"] == "better"
    assert api("procedures/bending/").json()["reason"] == "recalled"
    page.refresh_from_db()
    alias.refresh_from_db()
    assert (page.live, page.locked, alias.live) == (False, True, False)


def test_page_that_links_to_a_recalled_one_follows(index, api):
    target = factories.treatment(index, slug="target")
    words = factories.text(f'See <a linktype="page" id="{target.pk}">that</a>.')
    factories.treatment(index, sections=[factories.section("what", "What?", words)])

    recall([target], Order(recall_class="safety"))
    drain()

    assert "href" not in api("procedures/kneeling/").content.decode()


def test_what_readers_cannot_see_cannot_be_recalled(index):
    page = factories.treatment(index)
    page.unpublish()

    with pytest.raises(NotPublishedError, match="“Kneeling” is not published"):
        recall([page], Order(recall_class="safety"))
