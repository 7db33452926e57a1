"""A mail is in the language of whoever gets it: what they chose, else the site's; never that of whoever caused it."""

from datetime import date

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Comment
from wagtail.users.models import UserProfile

from cms.publishing.refused import RefusedSchedule, note_refusal
from cms.publishing.unfinished import UnfinishedError, problems_of
from cms.releases import due as releases_due
from cms.releases.models import Release
from cms.sharing.letters import tell_of_signature
from cms.sharing.links import Wanted, share
from procedures.due.telling import Due, tell_owners
from procedures.watching.letters import write_all
from tests import factories
from tests.admin.conftest import sign_in

ENGLISH = {
    "vera names you in a comment on “Kneeling”",
    "Clinical review: Kneeling",
    "Signed: “Kneeling”",
    "Your pages this week: reviews overdue (1)",
    "The release “Summer” was not published at its time",
    "“Kneeling” was not published at its time",
}
SPANISH = {
    "vera le nombra en un comentario en «Kneeling»",
    "Revisión clínica: Kneeling",
    "Firmado: «Kneeling»",
    "Sus páginas esta semana: revisiones vencidas (1)",
    "La publicación conjunta «Summer» no se publicó a su hora",
    "«Kneeling» no se publicó a su hora",
}
UNWRITTEN = "“Kneeling” cannot be published. What is it? › Text › Text: Fill this in."
SIN_ESCRIBIR = "«Kneeling» no se puede publicar. What is it? › Texto › Texto: Complete este campo."


def person(name, language):
    """None: has never opened the account; empty: has, and left the language open."""
    user = sign_in(name, is_superuser=True).user
    if language is not None:
        UserProfile.objects.create(user=user, preferred_language=language)
    return user


@pytest.fixture
def page(index):
    return factories.treatment(index, last_reviewed="2025-05-01", next_review=date(2026, 5, 1))


def emptied(page, *, scheduled_by):
    """What is scheduled has lost its words."""
    page.sections[0].value["blocks"][0].value["text"].source = "<p></p>"
    return page.save_revision(user=scheduled_by, approved_go_live_at=timezone.now(), clean=False)


def refuse(page, revision):
    note_refusal(revision.pk, UnfinishedError(page, problems_of(page)))


def send_all(page, to, *, by):
    page.owner = to
    page.save(update_fields=["owner"])
    mail.outbox.clear()
    Comment.objects.create(page=page, user=by, text=f"@{to.get_username()}", contentpath="summary")
    tell_owners([Due(page=page, day=page.next_review, is_past=False)])
    tell_of_signature(share(page, Wanted(for_whom="Ward 4", days=7), to)[0], page, name="Dr. Lee")
    write_all()
    Release.objects.create(name="Summer", scheduled_by=to, scheduled_for=timezone.now())
    releases_due.follow()
    refuse(page, emptied(page, scheduled_by=to))


@pytest.mark.parametrize("active", ["en", "es"])
@pytest.mark.parametrize(
    ("chosen", "subjects"),
    [("en", ENGLISH), ("es", SPANISH), ("", ENGLISH), (None, ENGLISH)],
    ids=["en", "es", "open", "none"],
)
def test_every_mail_is_in_the_language_of_whoever_gets_it(page, chosen, subjects, active):
    reader, vera = person("rosa", chosen), person("vera", "es")

    with override(active):
        send_all(page, reader, by=vera)

    assert {letter.subject for letter in mail.outbox if letter.to == [reader.email]} == subjects


@pytest.mark.parametrize("active", ["en", "es"])
def test_why_it_was_refused_is_told_in_the_language_of_whoever_reads_it(page, active):
    nuria = person("nuria", "es")
    revision = emptied(page, scheduled_by=nuria)

    with override(active):
        refuse(page, revision)

    refusal = RefusedSchedule.objects.get()
    assert SIN_ESCRIBIR in mail.outbox[-1].body
    with override("en"):
        assert (refusal.reason, refusal.reason_told) == (UNWRITTEN, UNWRITTEN)
    with override("es"):
        assert refusal.reason_told == SIN_ESCRIBIR
