"""What became of each file: the same facts for people and, as JSON, for programs."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from procedures.importing.outline import (
    REVIEW_BELOW,
    Outline,
    OutlineSection,
    SetAside,
    Span,
    Text,
    texts_of_block,
)
from procedures.models import ProcedurePage


def success(path: Path, outline: Outline, page: ProcedurePage, *, sha256: str, is_new: bool) -> dict[str, Any]:
    return {
        "path": str(path),
        "status": "created" if is_new else "imported before",
        "sha256": sha256,
        "page": describe_page(page),
        "title": {"text": outline.title.text, "confidence": outline.title.confidence},
        "summary": " ".join(text.text for text in outline.summary),
        "contact": describe_contact(outline),
        "sections": [describe_section(section) for section in outline.sections],
        "call_to_action": describe_action(outline),
        "findings": [asdict(finding) for finding in outline.findings],
        "set_aside": [describe_set_aside(entry) for entry in outline.set_aside],
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


def describe_section(section: OutlineSection) -> dict[str, Any]:
    return {
        "kind": section.kind,
        "also": list(section.also),
        "heading": section.heading.text if section.heading else None,
        "lines": lines(section.span),
        "confidence": section.confidence,
        "needs_review": section.confidence < REVIEW_BELOW,
        "blocks": [describe_block(block) for block in section.blocks],
        "subsections": [part.heading.text for part in section.subsections],
    }


def describe_block(block: Any) -> dict[str, Any]:
    texts: list[Text] = list(texts_of_block(block))
    span = texts[0].span.to(texts[-1].span)
    return {
        "type": type(block).__name__,
        "lines": lines(span),
        "confidence": block.confidence,
        "needs_review": block.confidence < REVIEW_BELOW,
    }


def describe_contact(outline: Outline) -> dict[str, Any] | None:
    if outline.contact is None:
        return None
    return {
        "heading": outline.contact.heading.text if outline.contact.heading else None,
        "phones": [phone.number for phone in outline.contact.phones],
        "confidence": outline.contact.confidence,
    }


def describe_action(outline: Outline) -> dict[str, Any] | None:
    action = outline.call_to_action
    if action is None:
        return None
    return {"text": action.text.text, "lines": lines(action.text.span), "target": None, "confidence": action.confidence}


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
    rows += [f"  {finding_text(finding)}" for finding in result["findings"]]
    rows += [
        f"  set aside ({entry['reason']}), line {entry['lines'][0]}: {entry['text']}" for entry in result["set_aside"]
    ]
    return "\n".join(rows)


def finding_text(finding: dict[str, Any]) -> str:
    where = f"line {finding['line']}: " if finding["line"] else ""
    return f"{finding['severity']}: {where}{finding['message']}"
