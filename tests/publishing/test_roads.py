"""Roads on which Wagtail changes what is public without saving the page's own class."""

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

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
