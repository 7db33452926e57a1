"""What is public with something missing: kept when a page is published, and looked up anew when rules change."""

from collections.abc import Iterable

from wagtail.models import Page

from cms.publishing.requirements.examining import Examination, examine, key_of
from cms.publishing.requirements.models import Lack, in_all_languages
from cms.publishing.requirements.requirement import Gap, catalogues

READ_AT_ONCE = 100


def remember(page: Page, examination: Examination) -> None:
    """After the page has been published."""
    lacks = examination.lacks
    if not (lacks or examination.had_lacks):
        return
    wanted = {key_of(gap): gap for gap in lacks}
    for lack in Lack.objects.filter(page=page.pk):
        if wanted.pop((lack.code, lack.passage), None) is None:
            lack.delete()
    Lack.objects.bulk_create(lacks_of(page, wanted.values()), ignore_conflicts=True)


def lacks_of(page: Page, gaps: Iterable[Gap]) -> list[Lack]:
    return [Lack(page_id=page.pk, code=gap.code, passage=gap.passage, **in_all_languages(gap.message)) for gap in gaps]


def look_again() -> None:
    """At every public page, by the rules as they are now."""
    for catalogue in catalogues():
        public = catalogue.model._default_manager.filter(live=True, alias_of=None).order_by("pk")
        for page in public.iterator(chunk_size=READ_AT_ONCE):
            if examination := examine(page):
                remember(page, examination)
