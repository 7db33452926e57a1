"""What stands elsewhere and was shown in it, contact lines for one: which edition, or who had published it last."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, ModelLogEntry
from wagtail.snippets.models import get_snippet_models

from api.http.cache_keys import OWN
from api.models import Edition
from cms.admin.records.asking import Inquiry
from cms.admin.records.parts import Fact, Part, Row
from cms.admin.records.publishing import PUBLISHES, who
from cms.admin.subjects import record_url
from cms.publishing.log.entries import Address, address_of
from cms.publishing.publications.registry import Publication, publications
from cms.publishing.rendering.keys import key_type
from cms.records.public import is_public, newest_until

SAVES = ("wagtail.create", "wagtail.edit")
"""What makes public what has no drafts."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A snippet that the edition showed. ``row``: as it is today; None: it is gone."""

    model: type[Model]
    pk: int
    row: Model | None

    @property
    def publication(self) -> Publication | None:
        """None: it is shown in documents, and is none itself."""
        return next((each for each in publications() if each.model is self.model), None)

    @property
    def address(self) -> Address | None:
        return self.publication.address_of(self.row) if self.publication and self.row else None

    @property
    def key(self) -> tuple[int, str]:
        """In Wagtail's log."""
        return ContentType.objects.get_for_model(self.model).pk, str(self.pk)


def shared(inquiry: Inquiry) -> Iterator[Part]:
    if inquiry.edition is None:
        return
    shown = list(shown_in(inquiry.edition))
    addresses = [address for each in shown if (address := each.address)]
    editions = {address_of(each): each for each in newest_until(inquiry.moment, among=addresses)} if addresses else {}
    noted = publications_of(shown, inquiry) if shown else {}
    rows = [
        shared_row(each, editions.get(each.address) if each.address else None, noted.get(each.key), inquiry)
        for each in shown
    ]
    yield Part(
        name="shared",
        heading=_("Shared content that it showed"),
        says=() if rows else (_("None."),),
        rows=tuple(rows),
    )


def shown_in(edition: Edition) -> Iterator[Shown]:
    """Without itself. Pages are only led to."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    own = {each.removeprefix(OWN) for each in edition.dependencies if each.startswith(OWN)}
    for key in edition.dependencies:
        name, _separator, pk = key.partition(":")
        if pk.isdecimal() and key not in own:
            wanted[name].append(int(pk))
    for model in get_snippet_models():
        if pks := wanted.get(key_type(model)):
            rows = model._base_manager.in_bulk(pks)
            yield from (Shown(model=model, pk=pk, row=rows.get(pk)) for pk in pks)


def publications_of(shown: Iterable[Shown], inquiry: Inquiry) -> dict[tuple[int, str], ModelLogEntry]:
    """The last of each until the moment, in one query."""
    wanted = Q()
    for each in shown:
        actions = PUBLISHES if issubclass(each.model, DraftStateMixin) else SAVES
        content_type, object_id = each.key
        wanted |= Q(content_type=content_type, object_id=object_id, action__in=actions)
    entries = ModelLogEntry.objects.filter(wanted, timestamp__lte=inquiry.moment).select_related("user")
    return {(each.content_type_id or 0, each.object_id): each for each in entries.order_by("timestamp", "pk")}


def shared_row(shown: Shown, edition: Edition | None, noted: ModelLogEntry | None, inquiry: Inquiry) -> Row:
    title = edition.title if edition else noted.label if noted else str(shown.row or f"{shown.pk}")
    return Row(
        facts=(
            Fact(name="title", label=_("Title"), known=title),
            Fact(name="kind", label=_("Kind"), known=str(shown.model._meta.verbose_name)),
            Fact(name="edition", label=_("No."), known=edition.number if edition else None),
            Fact(
                name="is_public",
                label=_("Public itself"),
                known=is_public(edition, inquiry.moment) if edition else None,
            ),
            Fact(name="published_at", label=_("Published last"), known=noted.timestamp if noted else None),
            Fact(name="published_by", label=_("By"), known=who(noted) if noted else None),
            Fact(name="type", known=key_type(shown.model)),
            Fact(name="document_id", known=str(edition.document_id) if edition else None),
            Fact(name="digest", known=edition.digest if edition else None),
        ),
        url=record_url(address_of(edition), inquiry.moment) if edition else None,
    )
