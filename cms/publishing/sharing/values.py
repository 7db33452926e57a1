"""What all translations of shared content say alike: a number, an address, a name, whatever the language.

Each translation is a row with the values in its own columns, and the rows of one family are kept alike: what is
published in one language is written to all of them in the same transaction. A draft knows what was public when it was
begun (``shared_before``). What it left as it was follows what is published meanwhile, in whatever language, so no old
number comes back with it; what it changes itself is public once it is published, and refused where somebody else was
quicker.
"""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Self, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import TranslatableMixin

from cms.publishing.following import causes, notes
from cms.publishing.merging.drafts import BEFORE
from cms.publishing.rendering.keys import keys_of
from cms.values.languages import language_of, languages_of

UNKNOWN = object()
ACTION = "cms.shared_values"
"""In Wagtail's log, on each translation that followed."""

Values = Mapping[str, object]
"""Names of fields to what they hold; of a foreign key, the primary key."""


class SharedValueError(ValidationError):
    """By field: somebody else has published another value, or a new translation brings one of its own."""


class SharesValues(TranslatableMixin):
    """Snippets that say some things alike in all languages.

    Saving what is live changes them in all of its translations. Saving what is not live changes them nowhere: what a
    draft proposes stands in its revision until it is published.
    """

    shared_fields: tuple[str, ...] = ()
    shared_before: Values = MappingProxyType({})
    """What was public when what the instance says was begun. Without those of which nobody knows."""

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @classmethod
    def from_db(cls, *args: object, **options: object) -> Self:
        instance = super().from_db(*args, **options)  # type: ignore[arg-type]
        instance.shared_before = shared_values(instance)
        return instance

    def refresh_from_db(self, *args: object, **options: object) -> None:
        super().refresh_from_db(*args, **options)  # type: ignore[arg-type]
        self.shared_before = shared_values(self)

    def serializable_data(self) -> dict[str, object]:
        data: dict[str, object] = super().serializable_data()  # type: ignore[misc]  # of revisions
        return data | ({BEFORE: dict(self.shared_before)} if self.shared_fields else {})

    def with_content_json(self, content: dict[str, Values]) -> Self:
        draft: Self = super().with_content_json(content)  # type: ignore[misc]  # of revisions
        if self.shared_fields:
            begin_later(draft, known=content)
            follow(draft, before=content.get(BEFORE, {}))
        return draft

    def in_words(self, name: str) -> object:
        """What a field holds, as people read it."""
        return getattr(self, name)

    def clean(self) -> None:
        super().clean()
        if self.shared_fields and self._state.adding:
            begin_alike(self, family_of(self))

    def save(self, *args: object, **options: object) -> None:
        names = written(self, cast("Collection[str] | None", options.get("update_fields")))
        if not names:
            super().save(*args, **options)  # type: ignore[arg-type]
            return
        with transaction.atomic():
            family = list(family_of(self).select_for_update(no_key=True).order_by("pk"))
            changed = settle(self, family, names)
            super().save(*args, **options)  # type: ignore[arg-type]
            spread(self, [row for row in family if row.pk != self.pk], changed)
        self.shared_before = shared_values(self)


def shared_values(instance: SharesValues) -> dict[str, object]:
    """Those that were read."""
    return {name: vars(instance)[attname(instance, name)] for name in instance.shared_fields if is_read(instance, name)}


def is_read(instance: SharesValues, name: str) -> bool:
    return attname(instance, name) in vars(instance)


def attname(instance: SharesValues, name: str) -> str:
    return str(instance._meta.get_field(name).attname)  # type: ignore[union-attr]


def value_of(instance: SharesValues, name: str) -> object:
    return getattr(instance, attname(instance, name))


def take(instance: SharesValues, name: str, value: object) -> None:
    setattr(instance, attname(instance, name), value)


def family_of(instance: SharesValues) -> "models.QuerySet[SharesValues]":
    """Its row in all languages."""
    return type(instance)._base_manager.filter(translation_key=instance.translation_key)


def others_of(instance: SharesValues) -> "models.QuerySet[SharesValues]":
    return family_of(instance).exclude(pk=instance.pk).select_related("locale").order_by("locale__language_code")


def written(instance: SharesValues, fields: Collection[str] | None) -> list[str]:
    """Shared fields that a save writes."""
    if fields is None:
        return list(instance.shared_fields)
    return [name for name in instance.shared_fields if {name, attname(instance, name)} & set(fields)]


def published_values(instance: SharesValues) -> dict[str, object]:
    """As the database has them for the row; empty for a new one."""
    row = type(instance)._base_manager.filter(pk=instance.pk).only(*instance.shared_fields).first()
    return shared_values(row) if row is not None else {}


def begin_later(draft: SharesValues, *, known: Collection[str]) -> None:
    """A draft from before there was such a field says nothing of its own there."""
    for name, now in published_values(draft).items():
        if name not in known:
            take(draft, name, now)


def follow(draft: SharesValues, *, before: Values) -> None:
    """What the draft has not changed itself says what is public now."""
    if is_nowhere_public(draft):
        draft.shared_before = {**published_values(draft), **before}
        return
    known: dict[str, object] = {}
    for name, now in published_values(draft).items():
        given = value_of(draft, name)
        if given in (now, before.get(name, UNKNOWN)) and not spreads(before, name, given):
            take(draft, name, now)
            known[name] = now
        elif name in before:
            known[name] = before[name]
    draft.shared_before = known


def is_nowhere_public(draft: SharesValues) -> bool:
    """Then its row is no more than another draft: there is nothing to follow, and nobody to share with."""
    return not getattr(draft, "live", True) and not others_of(draft).exists()


def spreads(before: Values, name: str, given: object) -> bool:
    """Whether the draft changes the value, be it to what its own language says already."""
    return name in before and before[name] != given


def settle(instance: SharesValues, family: Iterable[SharesValues], names: Iterable[str]) -> list[str]:
    """Let the instance say what all languages are to say, and return the fields that it changes in them.

    Raises SharedValueError.
    """
    rows = {row.pk: row for row in family}
    own = rows.pop(instance.pk, None)
    if not rows:
        return []
    if own is None:
        begin_alike(instance, rows.values())
        return []
    if not getattr(instance, "live", True):
        for name in names:
            take(instance, name, value_of(own, name))
        return []
    return outdated(instance, own, names)


def outdated(instance: SharesValues, own: SharesValues, names: Iterable[str]) -> list[str]:
    changed, problems = [], {}
    for name in names:
        given, now = value_of(instance, name), value_of(own, name)
        before = instance.shared_before.get(name, UNKNOWN)
        if given == before or (before is UNKNOWN and given == now):
            take(instance, name, now)
        elif now in (before, given):
            changed.append(name)
        else:
            problems[name] = meanwhile(own, instance, name)
    if problems:
        raise SharedValueError(problems)
    return changed


def begin_alike(instance: SharesValues, others: Iterable[SharesValues]) -> None:
    """A new translation says what the others say. Raises SharedValueError where it or one of them differs."""
    problems = {}
    rows = list(others)
    for name in instance.shared_fields if rows else ():
        said = [value_of(row, name) for row in rows]
        given = value_of(instance, name)
        if given in said:
            continue
        if any(value != said[0] for value in said) or not is_untouched(instance, name):
            problems[name] = _("All languages share this, and {named}.").format(
                named="; ".join(told(row, name) for row in rows)
            )
        else:
            take(instance, name, said[0])
    if problems:
        raise SharedValueError(problems)


def is_untouched(instance: SharesValues, name: str) -> bool:
    default = instance._meta.get_field(name).get_default()  # type: ignore[union-attr]
    return value_of(instance, name) in ("", None, default)


def spread(instance: SharesValues, others: Iterable[SharesValues], changed: Collection[str]) -> None:
    """Straight to the rows: what they say besides is none of its business, and may not keep them back."""
    followed = [other for other in others if spread_to(other, instance, changed)]
    if followed:
        keys = set().union(*map(keys_of, [instance, *followed]))
        notes.announce(keys, cause=causes.CHANGED.format(name=instance))


def spread_to(other: SharesValues, instance: SharesValues, changed: Iterable[str]) -> bool:
    """False where it says the same already."""
    differing = [name for name in changed if value_of(other, name) != value_of(instance, name)]
    if not differing:
        return False
    for name in differing:
        take(other, name, value_of(instance, name))
    models.Model.save(other, update_fields=differing)
    with override(settings.LANGUAGE_CODE):
        labels = [label_of(instance, name) for name in differing]
    log(other, ACTION, data={"fields": labels, "locale": instance.locale.language_code})
    return True


def label_of(instance: SharesValues, name: str) -> str:
    return str(instance._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def shown(instance: SharesValues, name: str) -> str:
    value = instance.in_words(name)
    return f"“{value}”" if value not in ("", None) else _("nothing")


def told(row: SharesValues, name: str) -> str:
    return _("{language} says {value}").format(
        language=capfirst(language_of(row.locale.language_code)), value=shown(row, name)
    )


def meanwhile(own: SharesValues, instance: SharesValues, name: str) -> str:
    return _(
        "{published} was published meanwhile, in all languages; this draft says {draft}. Enter the one "
        "that is right, and publish again."
    ).format(published=shown(own, name), draft=shown(instance, name))


def differences(instance: SharesValues) -> dict[str, list[SharesValues]]:
    """Shared fields of which translations say something else: from before they were shared, or written past us."""
    others = list(others_of(instance)) if instance.pk else []
    now = published_values(instance)
    found = {name: [row for row in others if value_of(row, name) != now[name]] for name in now}
    return {name: rows for name, rows in found.items() if rows}


def languages_sharing(instance: SharesValues) -> str:
    """“English and Spanish”, its own first."""
    return languages_of([instance.locale.language_code, *(row.locale.language_code for row in others_of(instance))])
