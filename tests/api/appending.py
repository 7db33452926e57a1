"""Editions put into the log without pages behind them: what the API answers follows from the log alone."""

import uuid

from django.db import transaction

from api.contract.catalogue import CATALOGUE
from api.contract.documents import ProcedureContent, Review, Seo, SpecialtyContent
from api.models import Edition
from cms.publishing.log import writing
from cms.publishing.log.entries import Address, Entry, Withdrawal


def procedure(slug="kneeling", *, title="Kneeling", locale="en", path=None, canonical=None, **members):
    path = path or f"/treatments/{slug}/"
    given = {
        "id": uuid.uuid4(),
        "locale": locale,
        "slug": slug,
        "path": path,
        "url": f"http://hospital.example{path}",
        "canonical": canonical or path,
        "title": title,
        "seo": Seo(title=title, description=None),
        "review": Review(last_reviewed=None, next_review=None, reviewed_by=[], state=None),
    }
    lists = (
        "sections breadcrumbs translations alternative_names keywords codes specialties conditions facts references "
        "related"
    )
    absent = "summary image procedure_type body_area contact call_to_action translation"
    defaults = dict.fromkeys(absent.split()) | {name: [] for name in lists.split()}
    return ProcedureContent(**defaults | given | members)


def specialty(slug="joints", *, name="Joints", locale="en"):
    return SpecialtyContent(id=uuid.uuid4(), locale=locale, slug=slug, name=name, description=None, contact=None)


def publish(content, *, keys=(), expires_at=None):
    with transaction.atomic():
        return next(iter(writing.append_all([entry(content, keys=keys, expires_at=expires_at)])), None)


def entry(content, *, keys=(), expires_at=None):
    return Entry(type=CATALOGUE[content.type], content=content, keys=set(keys), expires_at=expires_at)


def withdraw(content, reason="unpublished", **recall):
    address = Address(type=content.type, document_id=content.id, locale=content.locale)
    with transaction.atomic():
        return writing.withdraw(address, Withdrawal(reason=reason, **recall))


def recall(content, *, recall_class="safety", replacement=None):
    named = {"replacement_type": replacement.type, "replacement_id": replacement.id} if replacement else {}
    return withdraw(content, "recalled", recall_class=recall_class, **named)


def edition_of_old(content, published_at):
    """An edition of some time ago, which nothing but the record knows: the log itself writes the present only."""
    last = Edition.objects.order_by("number").last()
    return Edition.objects.create(
        number=last.number + 1 if last else 1,
        event=Edition.Event.PUBLISHED,
        type=content.type,
        document_id=content.id,
        locale=content.locale,
        slug=content.slug,
        path=content.path,
        title=content.title,
        published_at=published_at,
        first_published_at=published_at,
        digest=entry(content).digest,
        body=entry(content).body,
    )
