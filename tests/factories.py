"""Content for tests, published by the road editors take."""

import io
from dataclasses import dataclass

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Revision,
    Site,
    Workflow,
    WorkflowTask,
)

from cms.models import Contact, ContentImage, HomePage, PublishingRules
from cms.publishing.requirements.requirement import catalogue_of
from procedures.models import (
    Clinician,
    Condition,
    Location,
    ProcedureIndexPage,
    ProcedurePage,
    Reference,
    Specialty,
)
from tests.copies import once


@dataclass(frozen=True)
class Place:
    site: Site
    home: HomePage
    index: ProcedureIndexPage


def make_site():
    """Its pages are public from the start, without the road of revisions: hundreds of tests only hang others below."""
    for code in ("en", "es"):
        Locale.objects.get_or_create(language_code=code)
    make_root_collection()
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = add(root, HomePage(title="Home", slug="start"))
    site, _ = Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "hospital.example", "port": 80, "root_page": home}
    )
    home.save()
    index = add(home, ProcedureIndexPage(title="Treatments", slug="treatments"))
    ask_nothing()
    return Place(site, home, index)


def ask_nothing():
    """The hospital of the tests publishes whatever is finished; tests of what a hospital asks say what theirs asks."""
    asked = catalogue_of(ProcedurePage())
    nothing = {each.code: "not_asked" for each in asked.requirements}
    rules = {"name": asked.name, "levels": dict.fromkeys(asked.kinds, nothing), "checks": []}
    PublishingRules.objects.update_or_create(type=asked.type, defaults=rules)


def make_root_collection():
    """Where a test with real commits has emptied the tables."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")


def add(parent, page):
    """As it is; returns it as the database has it."""
    hang(page, below=parent)
    return type(page).objects.get(pk=page.pk)


def hang(page, *, below):
    type(below).objects.get(pk=below.pk).add_child(instance=page)


def publish(parent, page):
    """Add as a draft, then publish; returns the page as the database has it."""
    page.live = False
    hang(page, below=parent)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def treatment(index, *, slug="kneeling", title="Kneeling", sections=None, **fields):
    def make():
        words = [section("what", "What is it?", text("It is a <b>treatment</b>."))] if sections is None else sections
        publish(index, ProcedurePage(title=title, slug=slug, sections=words, locale=index.locale, **fields))

    if (slug, title, sections, fields) == ("kneeling", "Kneeling", None, {}):
        once(f"kneeling_{index.pk}", make)
    else:
        make()
    return ProcedurePage.objects.child_of(index).get(slug=slug)


def section(kind, heading, *blocks, **fields):
    """Raw StreamField data, as Wagtail stores it."""
    return (kind, {"heading": heading, "blocks": list(blocks), "subsections": [], "also": [], **fields})


def text(html):
    return ("rich_text", {"text": f"<p>{html}</p>"})


def contact(**fields):
    given = {"label": "Call us", "phone": "310-555-0142"} | fields
    return Contact.objects.create(locale=Locale.get_default(), **given)


def specialty(name="Joints", **fields):
    return Specialty.objects.create(name=name, locale=Locale.get_default(), **fields)


def image(**fields):
    return ContentImage.objects.create(**({"title": "Blue", "description": "A blue field"} | fields), file=drawing())


def drawing(colour="#336699"):
    buffer = io.BytesIO()
    Picture.new("RGB", (640, 360), colour).save(buffer, "PNG")
    return ImageFile(io.BytesIO(buffer.getvalue()), name="field.png")


def shared_content():
    """One of each thing that choosers offer."""
    locale = Locale.get_default()
    place = Location.objects.create(name="Main campus", street="1 Harbor Road", city="Larkmoor", locale=locale)
    return {
        "image": image(),
        "contact": contact(),
        "condition": Condition.objects.create(name="Stiffness", locale=locale),
        "clinician": Clinician.objects.create(name="Ana Ruiz", credentials="MD", locale=locale),
        "location": place,
        "reference": Reference.objects.create(title="On knees", publisher="Journal of Knees", locale=locale),
        "specialty": specialty(),
    }


def approval(groups):
    """A workflow of one step."""
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.set(groups)
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def make_due():
    """As if days had passed: whatever is scheduled is due."""
    past = timezone.now() - timezone.timedelta(days=1)
    for revision in Revision.objects.exclude(approved_go_live_at=None):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
    Page.objects.exclude(expire_at=None).update(expire_at=past)
