"""What became of each file: the same facts for people and, as JSON, for programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cms.models import Waiver
from procedures.checks.page import Page, Placed
from procedures.importing.draft import REVIEW_BELOW, Draft, Origin
from procedures.importing.places import SetAside, Span
from procedures.language.phones import find_phones
from procedures.models import ProcedurePage


def success(
    path: Path, draft: Draft, page: ProcedurePage, *, sha256: str, is_new: bool, against: Sequence[str] = ()
) -> dict[str, Any]:
    return {
        "path": str(path),
        "status": "created" if is_new else "imported before",
        "sha256": sha256,
        "page": describe_page(page),
        "not_published": list(against),
        "waived": describe_waivers(page),
        "title": {"text": draft.title.text, "confidence": draft.title.confidence},
        "summary": draft.content.summary or "",
        "contact": describe_contact(draft),
        "sections": [describe_section(section, draft) for section in Page(draft.content).sections],
        "call_to_action": describe_action(draft),
        "findings": [finding.as_json() for finding in draft.findings],
        "set_aside": [describe_set_aside(entry) for entry in draft.set_aside],
    }


def failure(path: Path, reason: str) -> dict[str, Any]:
    return {"path": str(path), "status": "failed", "error": reason}


def describe_page(page: ProcedurePage) -> dict[str, Any]:
    return {
        "id": page.pk,
        "slug": page.slug,
        "title": page.title,
        "locale": page.locale.language_code,
        "published": page.live,
        "edit": f"/admin/pages/{page.pk}/edit/",
    }


def describe_waivers(page: ProcedurePage) -> list[dict[str, str]]:
    """What the page may lack though the hospital asks for it, and until when."""
    waivers = (each for each in Waiver.objects.filter(page=page.pk).order_by("pk") if each.is_in_force)
    return [{"code": each.code, "missing": each.told, "until": each.until.isoformat()} for each in waivers]


def describe_section(section: Placed, draft: Draft) -> dict[str, Any]:
    blocks = [block for block in Page(draft.content).blocks if block.path[:3] == (*section.path, "blocks")]
    return {
        "id": str(section.model.id),
        "kind": section.model.kind,
        "also": list(section.model.also),
        "heading": section.model.heading if (*section.path, "heading") in draft.origins else None,
        **describe_origin(draft.origins.get(section.path)),
        "blocks": [describe_block(block, draft) for block in blocks],
        "subsections": [part.heading for part in section.model.subsections],
    }


def describe_block(block: Placed, draft: Draft) -> dict[str, Any]:
    return {
        "id": str(block.model.id),
        "type": block.model.type,
        **describe_origin(draft.origins.get(block.path)),
    }


def describe_origin(origin: Origin | None) -> dict[str, Any]:
    """``needs_review`` is true of what the importer is not sure of."""
    confidence = origin.confidence if origin else None
    return {
        "lines": lines(origin.span) if origin else None,
        "confidence": confidence,
        "needs_review": confidence is not None and confidence < REVIEW_BELOW,
    }


def describe_contact(draft: Draft) -> dict[str, Any] | None:
    origin = draft.origins.get(("contact",))
    if draft.content.contact is None or origin is None:
        return None
    phones = find_phones(Page(draft.content).shown_contact)
    return {
        "heading": draft.content.contact.label if ("contact", "label") in draft.origins else None,
        "phones": [phone.number for phone in phones],
        "confidence": origin.confidence,
    }


def describe_action(draft: Draft) -> dict[str, Any] | None:
    action, origin = draft.content.call_to_action, draft.origins.get(("call_to_action",))
    if action is None or origin is None:
        return None
    return {"text": action.text, "lines": lines(origin.span), "target": None, "confidence": origin.confidence}


def describe_set_aside(entry: SetAside) -> dict[str, Any]:
    return {
        "text": entry.text.text,
        "lines": lines(entry.text.span),
        "reason": entry.reason,
        "detail": entry.detail,
    }


def lines(span: Span) -> list[int]:
    return [span.first, span.last]


def as_text(result: dict[str, Any]) -> str:
    """For a terminal."""
    if result["status"] == "failed":
        return f"{result['path']}: not imported. {result['error']}"
    page = result["page"]
    state = "published" if page["published"] else "draft"
    kinds = ", ".join(section["kind"] for section in result["sections"]) or "none"
    rows = [
        f"{result['path']}: {result['status']} as “{page['title']}” ({state}), {page['edit']}",
        f"  sections: {kinds}",
    ]
    rows += [f"  not published: {reason}" for reason in result["not_published"]]
    rows += [f"  waived until {each['until']}: {each['missing']}" for each in result["waived"]]
    rows += [f"  {finding_text(finding)}" for finding in result["findings"]]
    rows += [
        f"  set aside ({entry['reason']}), line {entry['lines'][0]}: {entry['text']}" for entry in result["set_aside"]
    ]
    return "\n".join(rows)


def finding_text(finding: dict[str, Any]) -> str:
    where = f"line {finding['line']}: " if finding["line"] else ""
    return f"{finding['severity']}: {where}{finding['message']} {finding['remedy']}"
