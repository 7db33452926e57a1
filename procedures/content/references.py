"""What clinicians, places and sources become where treatments name them."""

from api.contract.values import (
    Citation,
    ClinicianLink,
    LocationLink,
    Phone,
)
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.references import reference
from cms.publishing.rendering.values import postal_address
from cms.values.phones import parse_phone
from procedures.models import Clinician, Location, Reference


def phone_of(location: Location) -> Phone | None:
    return parse_phone(location.phone) if location.phone else None


@reference(Clinician, becomes=ClinicianLink)
def clinician_link(instance: Clinician, context: Context) -> ClinicianLink | None:
    if not instance.live:
        return None
    return ClinicianLink(
        id=instance.translation_key,
        slug=instance.slug,
        name=instance.name,
        credentials=instance.credentials or None,
        role=instance.role or None,
        photo=context.reference(instance.photo) if instance.photo else None,
        locale=context.language_of(instance),
    )


@reference(Location, becomes=LocationLink)
def location_link(instance: Location, context: Context) -> LocationLink | None:
    if not instance.live:
        return None
    return LocationLink(
        id=instance.translation_key,
        slug=instance.slug,
        name=instance.name,
        address=postal_address(instance),
        phone=phone_of(instance),
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
