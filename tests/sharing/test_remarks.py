"""What somebody without an account says of a passage stands beside it in the editor; who shared the page is told."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, PageLogEntry
from wagtail.test.utils.form_data import inline_formset

from cms.guests import remarks
from tests.admin.test_drafts import form
from tests.sharing.test_links import words

SAID = {"name": "Dr. Lee", "words": "At two weeks, not three.\n<b>@nora</b>", "about": ""}


def say(guest, address, **fields):
    return guest.post(f"{address}comment/", SAID | fields)


def test_a_comment_stands_on_its_block_in_the_editor(page, author, shared, guest):
    address = shared(page)
    section = page.sections[0]
    block = section.value["blocks"][0]
    asked = words(guest.get(f"{address}comment/?about={section.id}"))

    answer = guest.post(f"{address}comment/?about={section.id}", SAID | {"about": block.id})

    assert "Drafted words." in asked
    assert answer.headers["Location"].startswith(address)
    assert "Your comment was sent" in words(guest.get(answer.headers["Location"]))
    comment = Comment.objects.get()
    assert comment.contentpath == f"sections.{section.id}.blocks.{block.id}.text"
    assert comment.position == "[]"
    assert comment.has_valid_contentpath(page)
    assert comment.text.splitlines() == ["Dr. Lee, by the link for Ward 4:", "At two weeks, not three.", "<b>@nora</b>"]
    assert "At two weeks" in words(author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))


def test_a_comment_on_a_section_or_the_page_stands_at_its_heading(page, shared, guest):
    address = shared(page)

    say(guest, address, about=page.sections[0].id)
    say(guest, address)

    places = list(Comment.objects.order_by("pk").values_list("contentpath", flat=True))
    assert places == [f"sections.{page.sections[0].id}.heading", "title"]


def test_what_a_comment_is_about_is_chosen_beforehand(page, shared, guest):
    address, section = shared(page), page.sections[0].id

    chosen = [
        re.search(r'value="([^"]*)"[^>]* checked', words(guest.get(f"{address}comment/{asked}")))[1]
        for asked in ("", f"?about={section}", "?about=nowhere")
    ]

    assert chosen == ["", section, ""]


def test_whoever_shared_the_page_is_told_by_mail_and_nobody_whom_a_guest_names(page, editor, shared, guest):
    say(guest, shared(page))

    (message,) = mail.outbox
    assert (message.to, message.subject) == (["alex@hospital.example"], "Comment on “Kneeling, slowly”")
    assert "Dr. Lee has commented" in message.body
    assert "<b>@nora</b>" in message.body  # plain text


def test_the_history_says_who_said_what(page, shared, guest):
    say(guest, shared(page))

    entry = PageLogEntry.objects.get(action="cms.share.comment")
    assert entry.message == "Comment by Dr. Lee, by the link for Ward 4"
    assert entry.data["words"].startswith("At two weeks")


def test_nobody_can_sign_in_with_the_account_of_guests(page, shared, guest):
    say(guest, shared(page))

    account = get_user_model().objects.get(username="shared-link")
    assert not account.is_active
    assert not account.has_usable_password()
    assert not account.groups.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"words": " "},
        {"words": "x" * 2001},
        {"name": "x" * 81},
        {"words": "\x00"},
        {"about": "elsewhere"},
    ],
)
def test_what_cannot_be_kept_is_told(page, shared, guest, fields):
    answer = say(guest, shared(page), **fields)

    assert answer.status_code == 422
    assert 'role="alert"' in words(answer)
    assert not Comment.objects.exists()


def test_comments_are_limited(page, shared, guest, settings):
    settings.SHARE_LIMITS = settings.SHARE_LIMITS | {"words": "2/hour"}
    address = shared(page)

    answers = [say(guest, address).status_code for _ in range(3)]

    assert answers == [302, 302, 429]
    assert Comment.objects.count() == 2


def test_no_more_is_said_than_an_editor_can_open(page, shared, guest, monkeypatch):
    monkeypatch.setattr(remarks, "MOST_UNANSWERED", 1)
    address = shared(page)

    answers = [say(guest, address) for _ in range(2)]
    Comment.objects.update(resolved_at=timezone.now())
    answers.append(say(guest, address))

    assert [answer.status_code for answer in answers] == [302, 429, 302]
    assert "Many comments wait" in words(answers[1])


def test_nothing_is_said_without_the_passphrase(page, shared, guest):
    say(guest, shared(page, passphrase="blue heron"))

    assert not Comment.objects.exists()


def test_a_form_that_was_opened_before_keeps_what_was_said_meanwhile(page, editor, shared, guest):
    say(guest, shared(page))

    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, comments=inline_formset([])))

    assert answer.status_code == 302, answer.context["form"].errors
    assert Comment.objects.count() == 1


def test_a_page_with_a_guests_comment_is_saved(page, editor, shared, guest):
    say(guest, shared(page))
    comment = Comment.objects.get()
    lines = "\r\n".join(comment.text.splitlines())  # browsers send no others
    fields = {"id": comment.pk, "text": lines, "contentpath": comment.contentpath, "position": "[]", "resolved": ""}
    row = fields | {"replies": inline_formset([])}

    answer = editor.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, comments=inline_formset([row], initial=1))
    )

    assert answer.status_code == 302, answer.context["form"].formsets["comments"].errors
    assert Comment.objects.get().text == comment.text


def test_what_a_guest_writes_is_no_html(page, shared, guest):
    answer = say(guest, shared(page), name="", words="<script>x</script>")

    assert "<script>" not in words(answer)
    assert "&lt;script&gt;" in words(answer)
