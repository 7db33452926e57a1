"""Clinicians and locations as contract models."""

from api.contract.catalogue import CLINICIAN, LOCATION
from api.contract.documents import (
    ClinicianContent,
    LocationContent,
)
from cms.publishing.rendering.context import Context
from cms.publishing.rendering.values import postal_address
from cms.site.snippets import language_tags
from cms.values.hours.kept import contract_hours
from procedures.content.directory import directory_members
from procedures.content.references import phone_of
from procedures.models import Clinician, Location


def clinician_content(clinician: Clinician, context: Context) -> ClinicianContent:
    return ClinicianContent(
        **directory_members(clinician, context, CLINICIAN, about=clinician.biography),
        credentials=clinician.credentials or None,
        role=clinician.role or None,
        biography=context.rich_text(clinician.biography),
        image=context.reference(clinician.photo) if clinician.photo else None,
        languages=language_tags(clinician.languages),
        specialties=context.references(clinician.specialties.all()),
        locations=context.references(clinician.locations.all()),
    )


def location_content(location: Location, context: Context) -> LocationContent:
    return LocationContent(
        **directory_members(location, context, LOCATION, about=location.directions),
        image=context.reference(location.image) if location.image else None,
        address=postal_address(location),
        latitude=location.latitude,
        longitude=location.longitude,
        phone=phone_of(location),
        hours=location.hours_in(location.locale.language_code),
        opening_hours=contract_hours(location.opening_hours),
        hours_note=location.hours or None,
        directions=context.rich_text(location.directions),
    )
