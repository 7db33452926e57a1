"""An outline as a draft treatment page, saved by the roads editors take."""

from typing import Any

from wagtail.models import Page

from cms.models import Contact as SharedContact
from procedures.blocks.sections import KINDS
from procedures.importing.outline import CallToAction, Contact, Outline, OutlineSection, Phone, Subsection
from procedures.importing.streams import Child, blocks_of, html_of
from procedures.models import ProcedureIndexPage, ProcedurePage

LONGEST_ACTION = 160


class NoPlaceError(Exception):
    """There is no page to put treatments under; the message says what to do."""


def find_index(locale: str) -> ProcedureIndexPage:
    index = ProcedureIndexPage.objects.filter(locale__language_code=locale, alias_of=None).first()
    if index is None:
        raise NoPlaceError(f"There is no treatment index in “{locale}”. Create one in the admin, under the home page.")
    return index


def imported_before(sha256: str, index: Page) -> ProcedurePage | None:
    """The page made from a file with the same bytes, whatever editors have done with it since."""
    return ProcedurePage.objects.filter(source_sha256=sha256, locale=index.locale).order_by("pk").first()


def create_draft(outline: Outline, *, sha256: str, index: Page) -> ProcedurePage:
    """Every text of the outline is in the page. Raises ValidationError when Wagtail refuses the page."""
    sections = [section_data(section) for section in outline.sections]
    page = ProcedurePage(
        title=outline.title.text,
        summary=" ".join(paragraph.text for paragraph in outline.summary),
        contact=shared_contact(outline.contact, index) if outline.contact else None,
        source_sha256=sha256,
        locale=index.locale,
        live=False,
    )
    if outline.call_to_action:
        place_action(outline.call_to_action, page, sections)
    page.sections = sections  # type: ignore[assignment]
    index.add_child(instance=page)
    page.save_revision()
    return page


def section_data(section: OutlineSection) -> Child:
    """A section without a heading in the source gets the label of its kind."""
    heading = section.heading.text if section.heading else KINDS[section.kind][0]
    return (
        section.kind,
        {
            "heading": heading,
            "blocks": list(blocks_of(section.blocks)),
            "subsections": [subsection_data(part) for part in section.subsections],
            "also": list(section.also),
        },
    )


def subsection_data(part: Subsection) -> dict[str, Any]:
    return {"heading": part.heading.text, "blocks": list(blocks_of(part.blocks))}


def place_action(action: CallToAction, page: ProcedurePage, sections: list[Child]) -> None:
    """At the end of the page; inside the last section when it has a phone, or is too long for a button."""
    text = action.text.text
    if not action.phones and len(text) <= LONGEST_ACTION:
        page.action_text = text
        return
    if not sections:
        sections.append(("other", {"heading": KINDS["other"][0], "blocks": [], "subsections": [], "also": []}))
    sections[-1][1]["blocks"].append(("rich_text", {"text": html_of([action.text])}))
    if action.phones and not page.contact:
        page.contact = contact_for(action.phones[0], page)


def contact_for(phone: Phone, page: ProcedurePage) -> SharedContact:
    label = f"Call {phone.display}"
    return save_contact(SharedContact(label=label, phone=phone.number, locale=page.locale))


def shared_contact(contact: Contact, index: Page) -> SharedContact:
    """The shared line that says the same already, else a new one."""
    phone = contact.phones[0] if contact.phones else None
    return save_contact(
        SharedContact(
            label=contact.heading.text if contact.heading else "Contact",
            text=html_of(contact.paragraphs),
            phone=phone.number if phone else "",
            extension=(phone.extension or "") if phone else "",
            locale=index.locale,
        )
    )


def save_contact(contact: SharedContact) -> SharedContact:
    fields = {name: getattr(contact, name) for name in ("label", "text", "phone", "extension", "locale")}
    same = SharedContact.objects.filter(**fields).first()
    if same is None:
        contact.save()
    return same or contact
