"""Whoever is named in a comment is told."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, CommentReply

from cms.admin.together.mentions import is_named
from procedures.roles import EDITORS
from tests import factories
from tests.admin.conftest import sign_in


@pytest.fixture
def page(index):
    return factories.treatment(index)


@pytest.fixture
def ana(index):
    ana = sign_in("ana", role=EDITORS).user
    ana.first_name, ana.last_name = "Ana", "Ruiz"
    ana.save()
    return ana


def comment(page, author, text):
    return Comment.objects.create(page=page, user=author.user, text=text, contentpath="summary")


def recipients():
    return [address for letter in mail.outbox for address in letter.to]


@pytest.mark.parametrize("text", ["@ana, is this right?", "Is this right, @Ana Ruiz?", "Ask @ANA."])
def test_who_is_named_in_a_comment_gets_a_mail_that_leads_to_it(page, editor, ana, text):
    written = comment(page, editor, text)

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([ana.email], "nora names you in a comment on “Kneeling”")
    assert text in letter.body
    assert f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}?comment={written.pk}" in letter.body


def test_who_is_named_in_a_reply_or_added_later_is_told_and_nobody_twice(page, editor, author, ana):
    written = comment(page, editor, "Is this right?")
    reply = CommentReply.objects.create(comment=written, user=editor.user, text="@ana knows.")
    assert recipients() == [ana.email]

    reply.save()
    reply.text = "@ana knows, or @alex."
    reply.save()

    assert recipients() == [ana.email, author.user.email]


def test_who_may_not_see_the_page_writes_herself_or_has_left_is_not_told(page, editor, ana):
    stranger = sign_in("vera").user
    ana.is_active = False
    ana.save()
    comment(page, editor, f"@{stranger.username} @nora @ana")

    assert recipients() == []


@pytest.mark.parametrize("text", ["nobody@ana.example", "@anabel", "@ana.lopez", "@ana-maria", "ana", "@ ana"])
def test_other_words_name_nobody(text):
    assert not is_named("ana", text)
