"""Which translations are behind: compared once for each edition of a source, then counted and listed."""

from typing import cast

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from api.models import Document
from cms.publishing.translating.models import ComparedTranslation, TranslationSource
from cms.publishing.translating.states import behind_of


def changed_sources() -> QuerySet[TranslationSource]:
    """Those whose source was published since, be it with the same words. ``live`` is the source's edition now."""
    documents = Document.objects.filter(document_id=OuterRef("page__translation_key"), locale=OuterRef("source_locale"))
    sources = TranslationSource.objects.select_related("page__locale").exclude(edition=None)
    return (
        sources.annotate(live=Subquery(documents.values("edition_id")[:1]))
        .exclude(live=None)
        .exclude(live=F("edition"))
    )


def is_compared() -> Q:
    """As the source and the translation are now."""
    return Q(compared__live=F("live"), compared__edition=F("edition"), compared__sections=F("sections"))


def sources_behind() -> QuerySet[TranslationSource]:
    """As far as they are compared."""
    return changed_sources().filter(is_compared(), compared__is_behind=True)


def compare_changed(*, most: int | None = None) -> int:
    """Returns how many were compared."""
    waiting = changed_sources().filter(Q(compared=None) | ~is_compared()).order_by("pk")[:most]
    compared = [compare(source) for source in waiting]
    ComparedTranslation.objects.bulk_create(
        compared,
        update_conflicts=True,
        unique_fields=["source"],
        update_fields=["live", "edition", "sections", "is_behind"],
    )
    return len(compared)


def compare(source: TranslationSource) -> ComparedTranslation:
    return ComparedTranslation(
        source=source,
        live=source.live,  # type: ignore[attr-defined]  # annotated
        edition=cast(int, source.edition),
        sections=source.sections,
        is_behind=bool(behind_of(source, source.page)),
    )
