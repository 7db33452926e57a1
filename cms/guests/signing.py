"""How guests vouch for a page: for exactly what they have read, and for nothing else."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from cms.guests.entering import for_guests
from cms.guests.reading import Draft, changed
from cms.guests.remarks import may_say_more
from cms.guests.showing import draft_page, why_not
from cms.guests.signature_form import SignatureForm
from cms.publishing.rows.holding import hold
from cms.sharing.models import ShareLink
from cms.sharing.signatures import Signature, sign, statement_of


@for_guests
@require_http_methods(["GET", "HEAD", "POST"])
def signed(request: HttpRequest, link: ShareLink, token: str) -> HttpResponseBase:
    draft = Draft.asked(request, link)
    if request.method != "POST" or not link.asks_signature or statement_of(draft.page) is None:
        return HttpResponseRedirect(draft.address(token))
    hold([draft.page])
    draft = Draft.asked(request, link)  # nobody changes it any more until this is done
    with override(draft.locale):
        return answer(request, draft, token)


def answer(request: HttpRequest, draft: Draft, token: str) -> HttpResponse:
    form = SignatureForm(request.POST)
    if not may_say_more(request, draft.link):
        form.add_error(None, _("There were too many attempts. Wait an hour, then send it again."))
        return draft_page(draft, token, form=form, status=429)
    if not form.is_valid():
        return draft_page(draft, token, form=form, status=422)
    if form.cleaned_data["digest"] != draft.digest:
        return has_changed(form, draft, token)
    if problems := why_not(draft):
        form.add_error(None, problems)
        return draft_page(draft, token, form=form, status=409)
    return taken(form, draft, token)


def has_changed(form: SignatureForm, draft: Draft, token: str) -> HttpResponse:
    """Says so, and what; they sign what they read now, or not at all."""
    read = draft.as_read(form.cleaned_data["revision"], form.cleaned_data["digest"])
    return draft_page(draft, token, changed=changed(read.body if read else None, draft.body), status=409)


def taken(form: SignatureForm, draft: Draft, token: str) -> HttpResponse:
    try:
        sign(draft.page, signature_of(form, draft), draft.link)
    except ValidationError as error:
        form.add_error(None, error)
        return draft_page(draft, token, form=form, status=422)
    return HttpResponseRedirect(f"{draft.address(token)}&said=signed")


def signature_of(form: SignatureForm, draft: Draft) -> Signature:
    return Signature(
        name=" ".join(form.cleaned_data["name"].split()),
        registration=" ".join(form.cleaned_data["registration"].split()),
        statement=statement_of(draft.page) or "",
        digest=draft.digest,
        for_whom=draft.link.for_whom,
        shared_by=draft.link.created_by,
    )
