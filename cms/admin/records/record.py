"""All that is known of what was public, for a page of the admin, for a program and for paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from api.models import Edition
from cms.admin.dates import in_hospital, to_the_second
from cms.admin.history.entries import REASONS, recall_words
from cms.admin.history.outline import Part as Outline
from cms.admin.history.outline import outline
from cms.admin.records.asking import Inquiry, kind_in_words
from cms.admin.records.parts import Fact, Part, Row, name_of, parts_of
from cms.records.keys import signing_key
from cms.records.models import RecordExport
from cms.records.package import packed
from cms.records.shape import Absent, Asked, Made, Public, RecordFile, digest_of_file, written
from cms.values.languages import named_in_settings

NEVER = "never"
MOST = 20
EXPORTED = "cms.export_record"
"""Action in the log."""


@dataclass(frozen=True)
class Record:
    inquiry: Inquiry

    @property
    def edition(self) -> Edition | None:
        return self.inquiry.edition

    @property
    def title(self) -> str:
        return self.inquiry.title

    @property
    def kind(self) -> str:
        return kind_in_words(self.inquiry.address.type)

    @property
    def language(self) -> str:
        return named_in_settings(self.inquiry.address.locale)

    @property
    def when(self) -> str:
        return _("{moment} ({zone})").format(moment=to_the_second(self.inquiry.moment), zone=settings.TIME_ZONE)

    @cached_property
    def parts(self) -> list[Part]:
        return parts_of(self.inquiry)

    @cached_property
    def outline(self) -> Outline:
        """What readers read, in words."""
        return outline(self.inquiry.body)

    def answer(self) -> Iterator[str]:
        """In sentences: what was public, from when until when; or that nothing was, and why."""
        if self.edition is None:
            yield from self.absence()
            return
        began, until = self.edition.published_at, self.inquiry.then.until
        yield _("Edition no. {number} was public: “{title}”.").format(
            number=self.edition.number, title=self.edition.title
        )
        if until is None:
            yield _("Readers have got it since {began}, and get it now.").format(began=to_the_second(began))
        elif until > timezone.now():
            yield _("Readers get it from {began} until {until}, its last moment.").format(
                began=to_the_second(began), until=to_the_second(until)
            )
        else:
            yield _("Readers got it from {began} until {until}.").format(
                began=to_the_second(began), until=to_the_second(until)
            )
            yield self.what_came_next()

    def what_came_next(self) -> str:
        then = self.inquiry.then
        if then.next is None or then.next.published_at > (then.until or then.next.published_at):
            return _("Then it was withdrawn: {why}.").format(why=REASONS["expired"])
        if then.next.event == Edition.Event.PUBLISHED:
            return _("Then edition no. {number} took its place.").format(number=then.next.number)
        return _("Then it was withdrawn: {why}.").format(why=why(then.next))

    def absence(self) -> Iterator[str]:
        newest = self.inquiry.then.newest
        if newest is None:
            yield _("Nothing was public. It had never been published by then.")
            return
        yield _("Nothing was public. It was withdrawn on {when}: {why}.").format(
            when=to_the_second(absent_since(newest)), why=why(newest)
        )

    def to_file(self, *, by: User, at: datetime, key: str | None) -> RecordFile:
        inquiry, address = self.inquiry, self.inquiry.address
        return RecordFile(
            asked=Asked(
                **vars(address), title=self.title, moment=in_hospital(inquiry.moment), time_zone=settings.TIME_ZONE
            ),
            made=Made(
                at=in_hospital(at),
                by=name_of(by) or "",
                hospital=settings.WAGTAIL_SITE_NAME,
                language=get_language() or settings.LANGUAGE_CODE,
                key=key,
            ),
            public=public_of(self.edition, until=inquiry.then.until) if self.edition else None,
            absent=None if self.edition else absent_of(inquiry.then.newest),
            parts=[part.to_shape() for part in self.parts],
        )


def why(edition: Edition) -> str:
    """It ended, in words that end a sentence."""
    if edition.event == Edition.Event.PUBLISHED:
        return str(REASONS["expired"])
    words = str(REASONS.get(edition.reason, edition.reason))
    return f"{words} ({recall_words(edition.recall_class)})" if edition.recall_class else words


def absent_since(edition: Edition) -> datetime:
    is_expired = edition.event == Edition.Event.PUBLISHED and edition.expires_at
    return edition.expires_at if is_expired and edition.expires_at else edition.published_at


def public_of(edition: Edition, *, until: datetime | None) -> Public:
    return Public(
        number=edition.number,
        digest=edition.digest,
        title=edition.title,
        slug=edition.slug,
        path=edition.path,
        published_at=in_hospital(edition.published_at),
        first_published_at=in_hospital(edition.first_published_at),
        until=in_hospital(until) if until else None,
        body=bytes(edition.body or b"").decode(),
    )


def absent_of(newest: Edition | None) -> Absent:
    if newest is None:
        return Absent(reason=NEVER, since=None, number=None, recall_class="", replacement_id=None)
    return Absent(
        reason=newest.reason or "expired",
        since=in_hospital(absent_since(newest)),
        number=newest.number,
        recall_class=newest.recall_class,
        replacement_id=newest.replacement_id,
    )


@dataclass(frozen=True, kw_only=True)
class Exported:
    archive: bytes
    digest: str


@transaction.atomic
def export(inquiry: Inquiry, *, by: User) -> Exported:
    """Signed, where the hospital has a key; and noted."""
    from cms.admin.records.pdf import printed  # with a library that takes a tenth of each start

    record, key, now = Record(inquiry), signing_key(), timezone.now().replace(microsecond=0)
    content = written(record.to_file(by=by, at=now, key=key.public.id if key else None))
    digest = digest_of_file(content)
    pdf = printed(record, by=name_of(by) or "", at=now, digest=digest, key=key.public.id if key else "")
    note(inquiry, digest=digest, key=key.public.id if key else "", by=by, at=now)
    return Exported(archive=packed(content, pdf, key=key, made_at=in_hospital(now)), digest=digest)


def note(inquiry: Inquiry, *, digest: str, key: str, by: User, at: datetime) -> None:
    exported = RecordExport.objects.create(
        **vars(inquiry.address),
        title=inquiry.title,
        moment=inquiry.moment,
        edition=inquiry.edition.number if inquiry.edition else None,
        digest=digest,
        key=key,
        exported_by=by,
        exported_at=at,
    )
    said = {"type": exported.type, "document_id": str(exported.document_id), "locale": exported.locale}
    told = {"moment": exported.moment.isoformat(), "edition": exported.edition, "digest": digest, "key": key}
    log(instance=exported, action=EXPORTED, user=by, data=said | told)


def exports_of(inquiry: Inquiry) -> Part:
    """Of the document, the newest first. No part of the record itself."""
    found = RecordExport.objects.filter(**vars(inquiry.address)).select_related("exported_by")[:MOST]
    says = () if found else (_("Nobody has exported a record of it yet."),)
    return Part(name="exports", heading=_("Exported so far"), says=says, rows=tuple(map(export_row, found)))


def export_row(exported: RecordExport) -> Row:
    return Row(
        facts=(
            Fact(name="exported_at", label=_("When"), known=exported.exported_at),
            Fact(name="exported_by", label=_("By"), known=name_of(exported.exported_by)),
            Fact(name="moment", label=_("Asked for"), known=exported.moment),
            Fact(name="digest", label=_("Digest of record.json"), known=exported.digest),
            Fact(name="key", label=_("Signed with"), known=exported.key),
        )
    )
