"""What clinicians, places and sources become where treatments name them."""

from api.contract.catalogue import CLINICIAN, LOCATION, DocumentType
from api.contract.contacts import ClinicianLink, LocationLink
from api.contract.values import Citation, Phone
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.references import reference
from cms.publishing.rendering.values import postal_address
from cms.site.snippets import PublishedSnippet
from cms.values.phones import parse_phone
from procedures.content.directory import page_about
from procedures.models import Clinician, Location, Reference


def phone_of(location: Location) -> Phone | None:
    return parse_phone(location.phone) if location.phone else None


def path_of(instance: PublishedSnippet, context: Context, kind: DocumentType) -> str | None:
    """Of the page about it; None where there is none."""
    page = page_about(instance, context, kind)
    return page.path if page else None


@reference(Clinician, becomes=ClinicianLink)
def clinician_link(instance: Clinician, context: Context) -> ClinicianLink | None:
    if not instance.live:
        return None
    return ClinicianLink(
        id=instance.translation_key,
        slug=instance.slug,
        path=path_of(instance, context, CLINICIAN),
        name=instance.name,
        credentials=instance.credentials or None,
        role=instance.role or None,
        image=context.reference(instance.photo) if instance.photo else None,
        locale=context.language_of(instance),
    )


@reference(Location, becomes=LocationLink)
def location_link(instance: Location, context: Context) -> LocationLink | None:
    if not instance.live:
        return None
    return LocationLink(
        id=instance.translation_key,
        slug=instance.slug,
        path=path_of(instance, context, LOCATION),
        name=instance.name,
        address=postal_address(instance),
        phone=phone_of(instance),
        image=context.reference(instance.image) if instance.image else None,
        locale=context.language_of(instance),
    )


@reference(Reference, becomes=Citation)
def citation(instance: Reference, context: Context) -> Citation | None:
    if not instance.live:
        return None
    return Citation(
        id=instance.translation_key,
        title=instance.title,
        authors=instance.authors or None,
        publisher=instance.publisher or None,
        year=instance.year,
        doi=instance.doi or None,
        url=instance.url or None,
        checked_on=instance.checked_on,
    )
