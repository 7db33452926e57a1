from typing import Self

from django.db import models

class LocaleManager(models.Manager[Locale]):
    def get_for_language(self, language_code: str) -> Locale: ...

class Locale(models.Model):
    language_code = models.CharField(max_length=100)
    objects: LocaleManager

    @classmethod
    def get_default(cls) -> Locale: ...
    @classmethod
    def get_active(cls) -> Locale: ...
    def get_display_name(self) -> str: ...

class TranslatableMixin(models.Model):
    translation_key = models.UUIDField()
    locale = models.ForeignKey(Locale, on_delete=models.PROTECT)

    class Meta:
        abstract = True

    @classmethod
    def get_translation_model(cls) -> type[Self]: ...
    def get_translations(self, inclusive: bool = False) -> models.QuerySet[Self]: ...
    def get_translation(self, locale: Locale) -> Self: ...
    def get_translation_or_none(self, locale: Locale) -> Self | None: ...
    def copy_for_translation(self, locale: Locale, exclude_fields: list[str] | None = None) -> Self: ...
