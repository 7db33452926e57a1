"""The columns of a Document, worked out from its edition alone, whichever contract that was written by."""

import unicodedata

from api.contract.catalogue import DocumentType
from api.contract.codes import printed_code
from api.contract.documents import DocumentModel
from api.models import Edition


def columns_of(kind: DocumentType, document: DocumentModel, edition: Edition) -> dict[str, object]:
    summary = kind.summary.of(document)  # type: ignore[attr-defined]
    return {
        "edition": edition,
        "slug": edition.slug,
        "path": edition.path,
        "is_alias": edition.path != (getattr(document, "canonical", None) or edition.path),
        "expires_at": edition.expires_at,
        "etag": edition.etag,
        "summary": summary.model_dump_json(warnings=False).encode(),
        "sort_title": sort_key(edition.title),
        "published_at": edition.published_at,
        "first_published_at": edition.first_published_at,
        "specialties": slugs(document, "specialties"),
        "conditions": slugs(document, "conditions"),
        "clinicians": slugs_in_blocks(document, "clinicians"),
        "locations": [*slugs(document, "locations"), *slugs_in_blocks(document, "locations")],
        "body_area": (area.slug or "") if (area := getattr(document, "body_area", None)) else "",
        "codes": [
            f"{code.system}|{printed_code(code.system, code.code)}"
            for code in getattr(document, "codes", [])
            if code.system and code.code
        ],
        "section_kinds": getattr(summary, "section_kinds", []),
        "procedure_type": getattr(document, "procedure_type", None) or "",
        "last_reviewed": review.last_reviewed if (review := getattr(document, "review", None)) else None,
        "next_review": review.next_review if review else None,
        "dependencies": edition.dependencies,
    }


def sort_key(title: str) -> str:
    """Folded so that every collation of PostgreSQL sorts it alike: no case, no accents."""
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))[:255]


def slugs(document: DocumentModel, name: str) -> list[str]:
    return [link.slug for link in getattr(document, name, []) if link.slug]


def slugs_in_blocks(document: DocumentModel, kind: str) -> list[str]:
    """Slugs named by blocks of a kind whose member has the same name, for example ``clinicians``."""
    found = (
        link.slug
        for section in getattr(document, "sections", [])
        for part in (section, *section.subsections)
        for block in part.blocks
        if block.root.type == kind
        for link in getattr(block.root, kind, [])
        if link.slug
    )
    return list(dict.fromkeys(found))
