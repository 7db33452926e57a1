"""Where guests say something of a passage."""

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods

from api.text.walker import passages_of
from cms.accounts.throttle import limiter
from cms.guests.entering import NAME, client_of, drawn, for_guests, limit
from cms.guests.reading import Draft
from cms.sharing.models import ShareLink
from cms.sharing.places import places_in
from cms.sharing.remarks import Remark, keep, unanswered

BEGINNING = 14
"""Words of a passage, by which it is known."""
MOST_UNANSWERED = 100
"""Of guests on one page. The editor draws all of them: with a thousand it does not open any more."""


class RemarkForm(forms.Form):
    about = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False, widget=forms.RadioSelect)
    words = forms.CharField(label=gettext_lazy("Your comment"), max_length=2000, widget=forms.Textarea({"rows": 6}))
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=80)

    def __init__(self, data: QueryDict | None, *, passages: list[tuple[str, str]], is_of_section: bool) -> None:
        """Of a section, its heading is meant until a passage is chosen; else the page as a whole."""
        meant = passages[1] if is_of_section and len(passages) > 1 else passages[0]
        super().__init__(data, initial={"about": meant[0]})
        self.fields["about"].choices = passages  # type: ignore[attr-defined]

    def remark(self) -> Remark:
        said = self.cleaned_data
        return Remark(name=" ".join(said["name"].split()), words=said["words"], block=said["about"])


@for_guests
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, link: ShareLink, token: str) -> HttpResponseBase:
    draft = Draft.asked(request, link)
    with override(draft.locale):
        form = RemarkForm(
            request.POST if request.method == "POST" else None,
            passages=passages(request, draft),
            is_of_section="about" in request.GET,
        )
        if not form.is_valid():
            return asked(draft, token, form)
        if not may_say_more(request, link):
            form.add_error(None, _("Much was said in the last hour. Wait a while, then send it again."))
            return asked(draft, token, form, status=429)
        if unanswered(draft.page) >= MOST_UNANSWERED:
            form.add_error(
                None, _("Many comments wait for an answer already. Ask whoever sent you the link to read them.")
            )
            return asked(draft, token, form, status=429)
        keep(form.remark(), draft.page, link)
    return HttpResponseRedirect(f"{draft.address(token)}&said=comment")


def asked(draft: Draft, token: str, form: RemarkForm, *, status: int = 200) -> HttpResponse:
    values = {"form": form, "page": draft.page, "language": draft.locale, "back": draft.address(token)}
    return drawn("comment", values, status=422 if form.errors and status == 200 else status)


def may_say_more(request: HttpRequest, link: ShareLink) -> bool:
    """Counts it, for the link and for the address."""
    keys = (("link", link.digest), ("from", client_of(request)))
    counted = [limiter.hit(limit("words"), NAME, *key) for key in keys]
    return all(counted)


def passages(request: HttpRequest, draft: Draft) -> list[tuple[str, str]]:
    """Of the section that is asked for, or all: by id, how each begins. First of all, the page as a whole."""
    known, about = places_in(draft.page), request.GET.get("about", "")
    found: dict[str, str] = {}
    for each in passages_of(draft.document) if draft.document else ():
        is_meant = not about or (each.section is not None and each.section.id == about)
        if is_meant and each.id in known:
            found.setdefault(each.id, Truncator(each.words).words(BEGINNING, truncate=" …"))
    return [("", _("The page as a whole")), *found.items()]
