"""Lists that are found again as they were left: in the same order, and narrowed to the same."""

from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from wagtail.admin.views import generic
from wagtail.models import TranslatableMixin
from wagtail.snippets.views.snippets import IndexView

from cms.accounts.models import KeptList

OF_THE_MOMENT = {"q", "p", "export", "_w_filter_fragment"}
"""Parameters that are about one look at the list."""
LONGEST = 2_000
"""Characters; what is longer is not kept."""


class KeptListMixin(generic.IndexView):
    """For views of lists. Whoever opens the list without saying how gets it as they left it."""

    def get(self, request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if request.GET or self.results_only:
            self.keep(request.GET)
        elif kept := KeptList.objects.filter(user=user_of(request), address=self.index_url).first():
            return redirect(f"{self.index_url}?{kept.query}")
        return super().get(request, *args, **options)

    def keep(self, asked: QueryDict) -> None:
        """A search or a further page alone says nothing of the order; a list with everything taken off is as new."""
        query = lasting(asked)
        if "export" in asked or len(query) > LONGEST or (not query and not self.results_only):
            return
        mine = KeptList.objects.filter(user=user_of(self.request), address=self.index_url)
        if not query:
            mine.delete()
        elif not mine.filter(query=query).exists():
            KeptList.objects.update_or_create(
                user_id=user_of(self.request), address=self.index_url, defaults={"query": query}
            )


class SnippetList(KeptListMixin, IndexView):
    """Each row says its language, which is looked up for all of them at once."""

    def get_base_queryset(self) -> QuerySet[TranslatableMixin]:
        rows: QuerySet[TranslatableMixin] = super().get_base_queryset().select_related("locale")
        return rows


def user_of(request: HttpRequest) -> int:
    """Nobody is in the admin without having signed in."""
    return cast(int, request.user.pk)


def lasting(asked: QueryDict) -> str:
    """What of the parameters is about more than this look, in one order."""
    kept = QueryDict(mutable=True)
    for name in sorted(set(asked) - OF_THE_MOMENT):
        kept.setlist(name, [value for value in asked.getlist(name) if value])
    return kept.urlencode()
