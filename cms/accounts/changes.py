"""Changes of accounts, groups and rights, by whatever road, told to the log."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from cms.accounts import events
from cms.accounts.throttle import forgive

Right = GroupPagePermission | GroupCollectionPermission
WATCHED = ("username", "email", "is_active", "is_superuser", "is_staff")
"""Fields of an account that say who it is and what it may."""


def connect() -> None:
    user = get_user_model()
    pre_save.connect(on_user_changes, sender=user)
    for model in (user, Group):
        post_save.connect(on_made, sender=model)
        post_delete.connect(on_deleted, sender=model)
    for through in (user.groups.through, user.user_permissions.through, Group.permissions.through):
        m2m_changed.connect(on_rights_change, sender=through)
    for right in (GroupPagePermission, GroupCollectionPermission):
        post_save.connect(on_right_given, sender=right)
        post_delete.connect(on_right_taken, sender=right)


def on_user_changes(
    sender: type[User], instance: User, update_fields: Iterable[str] | None = None, raw: bool = False, **rest: object
) -> None:
    watched = [name for name in WATCHED if update_fields is None or name in update_fields]
    if raw or not watched or instance.pk is None:
        return
    before = sender._default_manager.filter(pk=instance.pk).values(*watched).first()
    if before is None:
        return
    after = {name: getattr(instance, name) for name in watched}
    changed = {name: after[name] for name in watched if after[name] != before[name]}
    if changed:
        events.record(events.RIGHTS_CHANGED, instance, data=changed)


def on_made(sender: type[Model], instance: Model, created: bool, raw: bool = False, **rest: object) -> None:
    if created and not raw:
        given = {"is_superuser": True} if getattr(instance, "is_superuser", False) else {}
        events.record(events.RIGHTS_CHANGED, instance, data={"made": str(instance), **given})


def on_deleted(sender: type[Model], instance: Model, **rest: object) -> None:
    events.record(events.RIGHTS_CHANGED, instance, data={"deleted": str(instance)})


def on_rights_change(
    sender: type[Model], instance: Model, action: str, model: type[Model], pk_set: set[int] | None, **rest: object
) -> None:
    """Of one side of a relation; the other is named."""
    verb = {"post_add": "added", "post_remove": "removed", "post_clear": "cleared"}.get(action)
    if verb is None or pk_set == set():
        return
    named = sorted(map(str, model._default_manager.filter(pk__in=pk_set).select_related())) if pk_set else "all"
    events.record(events.RIGHTS_CHANGED, instance, data={f"{model._meta.verbose_name_plural} {verb}": named})


def on_right_given(sender: type[Model], instance: Right, created: bool, raw: bool = False, **rest: object) -> None:
    if not raw:
        events.record(events.RIGHTS_CHANGED, instance.group, data={"rights added": [in_words(instance)]})


def on_right_taken(sender: type[Model], instance: Right, **rest: object) -> None:
    if Group.objects.filter(pk=instance.group_id).exists():  # else its group goes with it, which is told
        events.record(events.RIGHTS_CHANGED, instance.group, data={"rights removed": [in_words(instance)]})


def in_words(right: Right) -> str:
    where = right.page if isinstance(right, GroupPagePermission) else right.collection
    return f"{right.permission.codename} on {where}"


class LongPasswordValidator(MinimumLengthValidator):
    """Django tells validators of a password that was changed; not of a hash that was only made anew."""

    def password_changed(self, password: str, user: User | None = None) -> None:
        if user is None or user.pk is None:
            return
        forgive(user.get_username())
        events.record(events.PASSWORD_CHANGED, user)
