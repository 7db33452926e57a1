"""What blocks and documents are made of, as Markdown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from api.contract.contacts import Address, ClinicianLink, Contact, LocationLink
from api.contract.values import (
    CallToAction,
    Citation,
    DocumentLink,
    DocumentTarget,
    Fact,
    Image,
    Phone,
    RichText,
    UrlTarget,
)
from api.representations.markdown import address as escape_address
from api.representations.markdown import escape, indented, to_markdown
from api.representations.rich_text import html_of
from api.representations.words import word

DURATION = re.compile(r"(\d+)([YMWDHS])")


@dataclass(frozen=True)
class Writer:
    """Writes for readers of one language. ``base`` is put before the front-end paths of other documents."""

    locale: str
    base: str = ""

    def word(self, name: str) -> str:
        return word(name, locale=self.locale)

    def rich(self, text: RichText | None) -> str:
        return self.html(html_of(text)) if text else ""

    def html(self, html: str) -> str:
        return to_markdown(html, base=self.base)

    def linked(self, document: DocumentLink, label: str | None = None) -> str:
        shown = escape(label or document.title)
        return link(shown, self.base + document.path) if document.path else shown

    def phone(self, phone: Phone) -> str:
        extension = f"{self.word('extension')} {phone.extension}" if phone.extension else ""
        return link(escape(phone.display), phone.uri) + (f" {escape(extension)}" if extension else "")

    def duration(self, iso: str) -> str:
        """``PT1H30M`` as ``1 hour 30 minutes``."""
        days, _, hours = iso[1:].partition("T")
        units = [(number, unit) for number, unit in DURATION.findall(days)]
        units += [(number, f"T{unit}") for number, unit in DURATION.findall(hours)]
        return " ".join(f"{number} {self.unit(int(number), unit)}" for number, unit in units)

    def unit(self, number: int, unit: str) -> str:
        one, many = self.word(f"duration_{unit}").split("|")
        return one if number == 1 else many

    def contact(self, contact: Contact) -> str:
        ways = [
            (self.word("phone"), self.phone(contact.phone) if contact.phone else ""),
            (self.word("email"), link(escape(contact.email), f"mailto:{contact.email}") if contact.email else ""),
            (self.word("hours"), escape(contact.hours or "")),
            (self.word("response_time"), escape(contact.response_time or "")),
            (self.word("languages"), escape(", ".join(contact.languages))),
            (self.word("address"), address_line(contact.address) if contact.address else ""),
        ]
        return paragraphs(bold(contact.label), self.rich(contact.text), listed(labelled(*way) for way in ways))

    def facts(self, facts: Iterable[Fact]) -> str:
        return listed(labelled(fact.label, escape(fact.text)) for fact in facts)

    def action(self, action: CallToAction) -> str:
        target = action.target.root if action.target else None
        if target is None:
            return escape(action.text)
        if isinstance(target, DocumentTarget):
            return self.linked(target.document, action.text)
        if isinstance(target, UrlTarget):
            return link(escape(action.text), target.url)
        return f"{escape(action.text)}: {self.phone(target.phone)}"

    def citation(self, source: Citation) -> str:
        doi = f"https://doi.org/{source.doi}" if source.doi else ""
        where = source.url or doi
        parts = [
            escape((source.authors or "").rstrip(".")),
            link(escape(source.title), where) if where else escape(source.title),
            escape(source.publisher or ""),
            str(source.year or ""),
            link(escape(doi), doi) if doi and doi != where else "",
            f"{self.word('checked_on')} {source.checked_on.isoformat()}" if source.checked_on else "",
        ]
        return joined(parts, ". ")

    def place(self, place: LocationLink) -> str:
        phone = self.phone(place.phone) if place.phone else ""
        return joined([bold(place.name), address_line(place.address), phone], ", ")


def paragraphs(*parts: str) -> str:
    return joined(parts, "\n\n")


def joined(parts: Iterable[str], separator: str) -> str:
    return separator.join(part for part in parts if part)


def bold(text: str | None) -> str:
    return f"**{escape(text)}**" if text else ""


def link(label: str, href: str) -> str:
    return f"[{label}]({escape_address(href)})"


def listed(items: Iterable[str], *, first: int | None = None) -> str:
    """Markdown of each item, also of several paragraphs; ``first`` is the number of the first, None for bullets."""
    lines = []
    for number, item in enumerate(filter(None, items), start=first or 0):
        marker = f"{number}. " if first else "- "
        lines.append(marker + indented(item, len(marker)))
    return "\n".join(lines)


def labelled(label: str, text: str) -> str:
    return f"{bold(label)}: {text}" if text else ""


def noted(text: str, note: str | None) -> str:
    return f"{text} ({escape(note)})" if note else text


def quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def image(picture: Image) -> str:
    return f"![{escape(picture.alt)}]({escape_address(picture.src)})"


def person(clinician: ClinicianLink) -> str:
    return joined([bold(clinician.name), escape(clinician.credentials or ""), escape(clinician.role or "")], ", ")


def address_line(address: Address) -> str:
    town = joined([address.city, address.region or "", address.postal_code or ""], ", ")
    return escape(joined([address.street, town, address.country], ", "))
