"""The weekly letter to owners of pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from procedures.models import ProcedurePage, PublicFinding, WeeklyLetter
from procedures.watching.checking import check_due
from procedures.watching.letters import write_all
from tests import factories

TODAY = timezone.localdate()
SLIP = [factories.section("what", "What is it?", factories.text("Rest in the the bed."))]


def own(index, user, *, slug="knee", **fields):
    return factories.treatment(index, slug=slug, title=slug.capitalize(), owner=user, **fields)


def test_owner_is_told_once_what_is_new_due_forgotten_and_behind(index, author, mailoutbox):
    user = author.user
    own(index, user, sections=SLIP, next_review=TODAY + timedelta(days=20))
    own(index, user, slug="hip", next_review=TODAY - timedelta(days=3))
    draft = ProcedurePage(title="Colon", slug="colon", live=False, locale=index.locale, owner=user)
    factories.hang(draft, below=index)
    draft.save_revision()
    ProcedurePage.objects.filter(slug="colon").update(latest_revision_created_at=timezone.now() - timedelta(days=40))
    check_due(most=10)

    assert write_all() == 1
    assert write_all() == 0

    [letter] = mailoutbox
    assert letter.to == [user.email]
    assert letter.subject.startswith("Your pages this week: reviews overdue (1), pages with new findings (2)")
    assert "Hip (en, " in letter.body
    assert "Reviews due soon (1)" in letter.body
    assert "Drafts forgotten (1)" in letter.body
    assert f"owner={user.pk}&since=" in letter.body


def test_translation_that_is_behind_is_told(index, author, mailoutbox):
    page = own(index, author.user)
    PublicFinding.objects.all().delete()
    spanish = page.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    ProcedurePage.objects.filter(pk=spanish.pk).update(owner=author.user, title="Rodilla")
    page.title = "Knees"
    page.save_revision().publish()

    write_all()

    [letter] = mailoutbox
    assert "Translations behind (1)" in letter.body
    assert "Rodilla (es)" in letter.body


def test_who_has_nothing_to_do_gets_no_letter(index, author, mailoutbox):
    own(index, author.user)

    assert write_all() == 0
    assert mailoutbox == []


def test_finding_of_last_month_is_not_new(index, author):
    own(index, author.user, sections=SLIP)
    check_due(most=10)
    PublicFinding.objects.update(since=timezone.now() - timedelta(days=30))

    assert write_all() == 0


def test_who_turned_it_off_in_the_account_gets_none(index, author):
    own(index, author.user, sections=SLIP)
    check_due(most=10)
    account = reverse("wagtailadmin_account")
    assert "Weekly letter about my pages" in author.get(account).content.decode()

    form = account_form(author)
    del form["weekly_letter-is_wanted"]
    form |= {"name_email-first_name": "Alex", "name_email-last_name": "Ander"}
    response = author.post(account, form)

    assert response.status_code == 302
    assert not WeeklyLetter.objects.get(user=author.user).is_wanted
    assert write_all() == 0


def account_form(browser):
    """What the account's page would send back unchanged."""
    fields = {}
    for panels in browser.get(reverse("wagtailadmin_account")).context["panels_by_tab"].values():
        for panel in panels:
            form = panel.get_form()
            for name in form.fields:
                value = form[name].value()
                if value not in (None, False) and name != "avatar":
                    fields[form.add_prefix(name)] = value
    return fields


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_who_left_gets_none(index, author, change):
    own(index, author.user, sections=SLIP)
    check_due(most=10)
    type(author.user).objects.filter(pk=author.user.pk).update(**change)

    assert write_all() == 0


def test_letter_that_cannot_be_written_holds_up_no_other(index, author, editor, mailoutbox, monkeypatch):
    own(index, author.user, sections=SLIP)
    own(index, editor.user, slug="hip", sections=SLIP)
    check_due(most=10)
    from procedures.watching import letters

    send = letters.send

    def fail_for_author(user, parts):
        if user == author.user:
            raise OSError
        send(user, parts)

    monkeypatch.setattr(letters, "send", fail_for_author)

    assert write_all() == 1
    assert [letter.to for letter in mailoutbox] == [[editor.user.email]]
