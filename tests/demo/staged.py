"""What the sample has none of, for the views that show it: there as long as they are looked at."""

import json
import sys
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from api.access.keys import generate_key
from api.access.models import ApiKey
from api.models import Edition
from cms.publishing.merging.correcting import note_merge
from cms.publishing.merging.drafts import draft_of, merge_drafts
from cms.releases.members import add
from cms.releases.models import Release
from cms.sharing.links import Wanted, share
from cms.site.contacts import Contact
from cms.site.images import ContentImage
from cms.site.pages import HomePage
from cms.webhooks.models import Delivery, Endpoint
from procedures.models import ClinicalReview, ProcedurePage
from tests.demo.views import addresses

NAME = "Staged for a look at every view"


def hold():
    """In the demo's own settings (``manage.py shell``): a line that says the addresses of all views, then wait until
    nobody listens any more."""
    try:
        print(json.dumps(stage()), flush=True)
        sys.stdin.read()
    finally:
        clear()


def stage():
    """Addresses by name: of what is seen by who signed in, of what anybody sees, and of what refuses an empty form."""
    user = User.objects.get(username="admin")
    treatment = ProcedurePage.objects.get(slug="knee-replacement")
    draft = treatment.copy(update_attrs={"title": NAME, "slug": "staged"}, keep_live=False, copy_revisions=False)
    home, index = HomePage.objects.get(locale=draft.locale), treatment.get_parent()
    special = {**of_contact(draft.locale), **of_access(), **of_draft(draft, user), **of_releases(treatment, user)}
    special["wagtailadmin_pages:add_subpage"] = {"parent_page_id": home.pk}
    views = addresses(common(treatment), special)
    views["form of the home page"] = reverse("wagtailadmin_pages:edit", args=[home.pk])
    views["lists as they will be"] = (
        f"{reverse('publishing:lists_then')}?day={date.today() + timedelta(days=30)}&time=08:00"
    )
    public = {"sign in": views.pop("wagtailadmin_login"), "home page": home.url, "treatments": index.url}
    guests, refusing = of_guests(draft, user)
    return {"signed in": views, "public": public | guests, "refusing": refusing}


def common(treatment):
    edition = Edition.objects.filter(document_id=treatment.translation_key, locale="en", event="published").latest("pk")
    return {
        "app_label": "procedures",
        "model_name": "procedurepage",
        "pk": treatment.pk,
        "content_type_app_name": "procedures",
        "content_type_model_name": "procedurepage",
        "document_id": str(treatment.translation_key),
        "language": "en",
        "type": "procedure",
        "number": edition.pk,
        "parent_page_id": treatment.get_parent().pk,
        "destination_id": treatment.get_parent().pk,
        "image_id": ContentImage.objects.first().pk,
        **dict.fromkeys(("page_id", "page_to_move_id"), treatment.pk),
    }


def of_contact(locale):
    """What only shared content has."""
    contact = Contact.objects.filter(locale=locale).first()
    named = {"app_label": "cms", "model_name": "contact", "pk": contact.pk}
    return dict.fromkeys(("publishing:replace", "publishing:translate_snippet"), named)


def of_access():
    _plain, key = generate_key(name=NAME, scopes=["records"])
    key.save()
    endpoint = Endpoint.objects.create(name=NAME, url="https://staged.invalid/", enabled=False)
    for state in Delivery.State:
        Delivery.objects.create(endpoint=endpoint, event="ping", state=state)
    return {"api_keys": {"pk": key.pk}, "webhooks": {"pk": endpoint.pk}}


def of_draft(draft, user):
    review = ClinicalReview.objects.create(
        page=draft, title=NAME, locale="en", name="Ana Ruiz", next_review=date(2030, 1, 1), digest="-", body="{}"
    )
    link, _token = share(draft, Wanted(for_whom="A guest", days=3), user)
    review_of = {"page_id": draft.pk, "review_id": review.pk}
    return {
        "publishing:together": {"revision_id": put_together(draft, user)},
        "publishing:share": {"page_id": link.page_id},
        "review_differences": {"page_id": draft.pk},
        "review_record": review_of,
        "publishing:translation": {"page_id": ProcedurePage.objects.get(slug="reemplazo-de-rodilla").pk},
    }


def of_guests(draft, user):
    """Every page that they meet, and those that refuse what they send."""
    draft.get_workflow().start(draft, user)
    opened, guarded, over = (
        reverse("shared", args=[share(draft, wanted, user)[1]])
        for wanted in (
            Wanted(for_whom=NAME, days=3, asks_signature=True),
            Wanted(for_whom=NAME, days=3, passphrase="a secret between two"),
            Wanted(for_whom=NAME, days=-1),
        )
    )
    read = {"draft": opened, "comment": f"{opened}comment/", "passphrase": guarded, "link that is over": over}
    sent = {"signature": f"{opened}sign/", "comment": f"{opened}comment/", "passphrase": guarded}
    return read, sent


def put_together(draft, user):
    base, mine, theirs, made = (write(draft, text, user) for text in ("Before.", "Mine.", "Theirs.", "Mine."))
    _page, conflicts = merge_drafts(*map(draft_of, (base, mine, theirs)))
    note_merge(draft, made=made, base=base, mine=mine, theirs=theirs, conflicts=conflicts, user=user)
    return made.pk


def write(draft, summary, user):
    draft.summary = summary
    return draft.save_revision(user=user)


def of_releases(treatment, user):
    """One that is being collected, and one that was published."""
    release = Release.objects.create(name=NAME, created_by=user)
    member = add(release, treatment, user=user)
    past = Release.objects.create(name=NAME, created_by=user)
    past_member = add(past, treatment, user=user)
    past.published_at, past.published_by = timezone.now(), user
    past.save()
    views = ("release", "rename_release", "collect", "release_checks", "see_member", "release_changes")
    opened = {f"publishing:{view}": {"release_id": release.pk, "member_id": member.pk} for view in views}
    return {**opened, "publishing:undo_release": {"release_id": past.pk, "member_id": past_member.pk}}


def clear():
    for model in (Release, Endpoint, ApiKey):
        model.objects.filter(name=NAME).delete()
    ClinicalReview.objects.filter(title=NAME).delete()
    for page in Page.objects.filter(title=NAME):
        page.specific.delete()
