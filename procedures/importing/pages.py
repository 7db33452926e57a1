"""A draft as a draft treatment page, saved by the roads editors take."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail.models import Page

from api.contract import blocks as shapes
from api.contract.blocks import Block, Section, Subsection
from api.contract.contacts import Contact
from api.contract.documents import ProcedureContent
from cms.models import Contact as SharedContact
from cms.publishing.requirements.examining import examine
from cms.publishing.requirements.waivers import waive
from procedures.importing.draft import Draft
from procedures.importing.structure.blocks import html_in
from procedures.models import ProcedureIndexPage, ProcedurePage

Child = dict[str, Any]
"""An item of a StreamField: type, value and id."""


REASON = "Imported from a file. Complete it within thirty days."


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


def create_draft(draft: Draft, *, sha256: str, index: Page) -> ProcedurePage:
    """A page that says what the draft says. Raises ValidationError when Wagtail refuses the page."""
    content = draft.content
    page = ProcedurePage(
        title=content.title,
        summary=content.summary or "",
        contact=shared_contact(content.contact, index) if content.contact else None,
        action_text=content.call_to_action.text if content.call_to_action else "",
        source_sha256=sha256,
        locale=index.locale,
        live=False,
    )
    page.sections = stream_of(content)
    index.add_child(instance=page)
    page.save_revision()
    return page


def refusals(page: ProcedurePage) -> list[str]:
    """What the page's own form, and that of the contact line it shows, would say against publishing it."""
    sections: Any = ProcedurePage._meta.get_field("sections")
    said = refused(lambda: page.full_clean(exclude=["sections"]))
    said += refused(lambda: sections.stream_block.clean(page.sections), names=headings_of(page))
    return said + (refused(page.contact.full_clean) if page.contact else [])


def what_is_not_waived(page: ProcedurePage) -> list[str]:
    """What else the hospital asks is waived for thirty days, so that a whole shelf can be public and then be mended."""
    examination = examine(page)
    blocking = examination.blocking if examination else []
    against = [each.gap.message for each in blocking if not each.is_waivable]
    if not page.sections and not against:
        against = ["Write at least one section."]
    if not against:
        waive(page, [each.gap for each in blocking], reason=REASON)
    return against


def refused(clean: Callable[[], object], *, names: Sequence[str] = ()) -> list[str]:
    """``names`` are those of the children of a stream."""
    try:
        clean()
    except ValidationError as error:
        return list(dict.fromkeys(complaints(error, names=names)))
    return []


def complaints(error: ValidationError, *, names: Sequence[str] = ()) -> Iterator[str]:
    """What errors inside errors say, those of blocks with the name of the section."""
    inner = getattr(error, "block_errors", None)
    if inner is None and not hasattr(error, "non_block_errors"):
        yield from complaints_of_fields(error)
        return
    for each in getattr(error, "non_block_errors", ErrorList()).as_data():
        yield from complaints(each)
    for key, below in inner.items() if isinstance(inner, dict) else enumerate(inner or ()):
        if below is None:
            continue
        named = f"“{names[key]}”: " if isinstance(key, int) and names else ""
        yield from (f"{named}{said}" for said in complaints(below))


def complaints_of_fields(error: ValidationError) -> Iterator[str]:
    if not hasattr(error, "error_dict"):
        yield from error.messages
        return
    for field, messages in error.message_dict.items():
        yield from (f"{field}: {message}" if field != "__all__" else message for message in messages)


def headings_of(page: ProcedurePage) -> list[str]:
    return [str(section.value["heading"]) for section in page.sections]


def stream_of(content: ProcedureContent) -> Any:
    """The sections as the page's StreamField holds them. Parts keep their ids, so that findings lead to them."""
    field: Any = ProcedurePage._meta.get_field("sections")
    return field.stream_block.to_python([section_child(section) for section in content.sections])


def section_child(section: Section) -> Child:
    parts = [item(subsection_value(part), part) for part in section.subsections]
    value = subsection_value(section) | {"subsections": parts, "also": section.also}
    return {"type": section.kind, "value": value, "id": str(section.id)}


def subsection_value(part: Section | Subsection) -> dict[str, Any]:
    return {"heading": part.heading, "blocks": [block_child(block) for block in part.blocks]}


def block_child(block: Block) -> Child:
    model = block.root
    return {"type": model.type, "value": value_of(model), "id": str(model.id)}


def item(value: dict[str, Any], model: Any) -> Child:
    return {"type": "item", "value": value, "id": str(model.id)}


def value_of(model: Any) -> dict[str, Any]:
    """The fields of the block in Wagtail that makes this block of the contract."""
    match model:
        case shapes.RichTextBlock():
            return {"text": html_in(model.text)}
        case shapes.ListBlock():
            items = [html_in(each) for each in model.items]
            return {"style": model.style, "start": model.start, "lead_in": model.lead_in or "", "items": items}
        case shapes.CriteriaBlock():
            return criteria_value(model)
        case shapes.StepsBlock():
            return {"phase": model.phase, "steps": [item(step_value(step), step) for step in model.steps]}
        case shapes.FaqBlock():
            return {"items": [item(question_value(question), question) for question in model.items]}
        case shapes.CareCardBlock():
            return care_card_value(model)
        case shapes.DefinitionsBlock():
            return {"items": [{"term": each.term, "definition": html_in(each.definition)} for each in model.items]}
    raise TypeError(f"The importer makes no block of the type {model.type}.")


def criteria_value(model: shapes.CriteriaBlock) -> dict[str, Any]:
    listed = {name: [{"text": each.text, "note": ""} for each in getattr(model, name)] for name in CRITERIA}
    words = {"lead_in": model.lead_in or "", "disclaimer": model.disclaimer or ""}
    return listed | words | {"match": model.match}


CRITERIA = ("must", "may", "must_not")


def care_card_value(model: shapes.CareCardBlock) -> dict[str, Any]:
    """The block computes the emergency number from the region."""
    phone = model.phone
    extension = f" ext. {phone.extension}" if phone and phone.extension else ""
    said = {"level": model.level, "region": model.region, "title": model.title, "action": model.action}
    return said | {"when": list(model.when), "phone": f"{phone.number}{extension}" if phone else ""}


def step_value(step: shapes.Step) -> dict[str, Any]:
    return {"title": step.title, "text": html_in(step.text), "unit": "minutes"}


def question_value(question: shapes.Question) -> dict[str, Any]:
    return {"question": question.question, "answer": html_in(question.answer)}


def shared_contact(contact: Contact, index: Page) -> SharedContact:
    """The shared line that says the same already, else a new one."""
    fields = {
        "label": contact.label,
        "text": html_in(contact.text),
        "phone": contact.phone.number if contact.phone else "",
        "extension": (contact.phone.extension or "") if contact.phone else "",
        "email": contact.email or "",
        "locale": index.locale,
    }
    same = SharedContact.objects.filter(**fields).first()
    return same or SharedContact.objects.create(**fields)
