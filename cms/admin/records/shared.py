"""What stands elsewhere and was shown in it, contact lines for one, with the editions that readers got of that."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from api.http.cache_keys import OWN
from api.models import Edition
from cms.admin.records.asking import Inquiry, as_query, kind_in_words
from cms.admin.records.parts import Fact, Part, Row
from cms.publishing.log.entries import Address, address_of
from cms.publishing.publications.registry import Publication, publications
from cms.publishing.rendering.keys import key_type
from cms.records.public import newest_until


def shared(inquiry: Inquiry) -> Iterator[Part]:
    edition = inquiry.edition
    if edition is None:
        return
    keys = [
        key for key in edition.dependencies if not key.startswith(OWN) and f"{OWN}{key}" not in edition.dependencies
    ]
    addresses, gone = addresses_of(keys)
    found = newest_of(addresses, inquiry)
    rows = tuple(shared_row(each, inquiry) for each in found)
    unknown = [_("Shown, and deleted since: {key}.").format(key=key) for key in gone]
    yield Part(
        name="shared",
        heading=_("Shared content that it showed"),
        says=() if rows or gone else (_("None."),),
        unknown=tuple(unknown),
        rows=rows,
    )


def addresses_of(keys: list[str]) -> tuple[list[Address], list[str]]:
    """Of snippets; and the keys of those that are gone. Pages are only led to."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for name, _separator, pk in (key.partition(":") for key in keys):
        if pk.isdigit():
            wanted[name].append(int(pk))
    found: list[Address] = []
    gone: list[str] = []
    for publication in publications():
        pks = wanted.pop(key_type(publication.model), []) if not issubclass(publication.model, Page) else []
        rows = rows_of(publication, pks)
        found += [publication.address_of(row) for row in rows.values()]
        gone += [f"{publication.document_type.name} {pk}" for pk in pks if pk not in rows]
    return found, gone


def rows_of(publication: Publication, pks: list[int]) -> dict[int, Model]:
    if not pks:
        return {}
    rows = publication.model._base_manager.select_related(*publication.identification.related)
    return {int(row.pk): row for row in rows.filter(pk__in=pks)}


def newest_of(addresses: list[Address], inquiry: Inquiry) -> list[Edition]:
    """At the moment, whether it was public or not, in one query."""
    found = newest_until(inquiry.moment, among=addresses) if addresses else ()
    wanted = set(addresses)
    return sorted((each for each in found if address_of(each) in wanted), key=lambda each: (each.type, each.title))


def shared_row(edition: Edition, inquiry: Inquiry) -> Row:
    is_published = edition.event == Edition.Event.PUBLISHED
    address = reverse("publishing:record", args=[edition.type, edition.document_id, edition.locale])
    return Row(
        facts=(
            Fact(name="title", label=_("Title"), known=edition.title),
            Fact(name="type", label=_("Kind"), known=kind_in_words(edition.type)),
            Fact(name="document_id", known=str(edition.document_id)),
            Fact(name="edition", label=_("No."), known=edition.number),
            Fact(name="is_public", label=_("Public itself"), known=is_published),
            Fact(name="digest", known=edition.digest or None),
            Fact(name="published_at", label=_("Since"), known=edition.published_at),
        ),
        url=f"{address}?{as_query(inquiry.moment)}",
    )
