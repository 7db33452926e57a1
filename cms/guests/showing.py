"""The page that guests read, with what they can do about it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.admin.history.differences import Change
from cms.guests.entering import drawn
from cms.guests.reading import Draft
from cms.guests.signature_form import SignatureForm
from cms.sharing.signatures import obstacles_of, statement_of

Changes = list[tuple[str, list[Change]]]


def draft_page(
    draft: Draft,
    token: str,
    *,
    said: str = "",
    form: SignatureForm | None = None,
    changed: Changes | None = None,
    status: int = 200,
) -> HttpResponse:
    """``form``: what was wrong with a signature. ``changed``: since it was read by whoever meant to sign."""
    others = [page.locale for code, page in draft.languages.items() if code != draft.locale]
    with override(draft.locale):
        values = {
            "link": draft.link,
            "page": draft.page,
            "document": draft.document,
            "is_public": draft.public is not None,
            "changes": draft.changes(),
            "others": others,
            "said": said,
            "has_changed": changed is not None,
            "changed": changed,
            "here": reverse("shared", args=[token]),
        }
        response = drawn("page", values | signing(draft, form), status=status)
    response.content = draft.at_home(response.content.decode(), token)
    return response


def signing(draft: Draft, form: SignatureForm | None) -> dict[str, object]:
    """Nothing where no signature is asked for, or the hospital takes none by a link."""
    statement = statement_of(draft.page) if draft.link.asks_signature and draft.document else None
    if statement is None:
        return {}
    obstacles = why_not(draft)
    asked = form or SignatureForm(None, initial={"digest": draft.digest, "revision": draft.page.latest_revision_id})
    return {"statement": statement, "obstacles": obstacles, "form": asked, "digest": draft.digest}


def why_not(draft: Draft) -> list[str]:
    found = obstacles_of(draft.page)
    if not draft.is_as_published:
        found.append(_("It shows drafts of shared content. It can be signed once those are published."))
    return found
