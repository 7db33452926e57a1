"""Whoever is named in a comment is told, once, by the mail that the worker sends."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db.models.signals import post_save, pre_save
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Comment, CommentReply, Page

from cms.values.languages import language_read_by

Written = Comment | CommentReply
BEFORE = "named_before"
"""Attribute of what is being saved: who was named in it until now."""


def connect() -> None:
    for model in (Comment, CommentReply):
        pre_save.connect(remember_who_was_named, sender=model, dispatch_uid=f"{model.__name__} is going to be saved")
        post_save.connect(tell_who_is_named, sender=model, dispatch_uid=f"{model.__name__} names people")


def remember_who_was_named(instance: Written, **rest: object) -> None:
    has_names = "@" in instance.text and instance.pk is not None
    before = type(instance)._default_manager.filter(pk=instance.pk).first() if has_names else None
    setattr(instance, BEFORE, {user.pk for user in named_in(before.text)} if before else set())


def tell_who_is_named(instance: Written, **rest: object) -> None:
    known = getattr(instance, BEFORE, set()) | {instance.user_id}
    comment = instance.comment if isinstance(instance, CommentReply) else instance
    page = Page.objects.filter(pk=comment.page_id).first()
    if page is None or not instance.user.is_active:  # guests name nobody
        return
    for user in named_in(instance.text):
        if user.pk not in known and user.email and page.permissions_for_user(user).can_edit():
            tell(user, instance, page=page, address=address_of(comment))


def named_in(text: str) -> Iterator[User]:
    """By account or by full name, after an “@”: whole words, in capitals or not."""
    if "@" not in text:
        return
    for user in get_user_model()._default_manager.filter(is_active=True).order_by("pk"):
        names = filter(None, (user.get_username(), user.get_full_name()))
        if any(is_named(name, text) for name in names):
            yield user


def is_named(name: str, text: str) -> bool:
    """Neither in the middle of a mail address nor as the beginning of another name."""
    return re.search(rf"(?<!\w)@{re.escape(name)}(?![\w@+-]|\.\w)", text, re.IGNORECASE) is not None


def address_of(comment: Comment) -> str:
    edit = reverse("wagtailadmin_pages:edit", args=[comment.page_id])
    return f"{settings.WAGTAILADMIN_BASE_URL}{edit}?comment={comment.pk}"


def tell(user: User, written: Written, *, page: Page, address: str) -> None:
    title, author = page.get_admin_display_title(), get_user_display_name(written.user)
    with override(language_read_by(user)):
        subject = _("%(author)s names you in a comment on “%(title)s”") % {"author": author, "title": title}
        text = "\n\n".join([f"{subject}:", written.text, f"{_('Read it and answer here:')} {address}"])
    send_mail(subject, text, None, [user.email])
