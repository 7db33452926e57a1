"""What is said of a form that is larger than is taken (``DATA_UPLOAD_MAX_MEMORY_SIZE``, ``…_NUMBER_FIELDS``)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cms.admin.refusals import refusal_as_json

READ_AT_ONCE = 2**16
MOST_READ = 100 * 2**20
"""Bytes. A browser hears the answer only when it has sent what it has to send."""


def answer(request: HttpRequest) -> HttpResponseBase:
    read_the_rest(request)
    said = sentences(request)
    if not request.accepts("text/html"):
        return refusal_as_json(" ".join([*said, _("Your text is still here: shorten it.")]), status=413)
    html = render_to_string("cms/admin/too_large.html", {"sentences": said})
    return HttpResponse(html, status=413, headers={"Cache-Control": "no-store"})


def script() -> str:
    """Does not let the browser send such a form, so that what was typed stays on the page."""
    return format_html(
        '<script src="{}" data-most="{}" data-fields="{}" data-words="{}"></script>',
        static("cms/admin/large_forms.js"),
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
        _(
            "Not sent: this form has {size} of text in {fields} fields, and at most {most} in {mostFields} fields are "
            "taken. Nothing was saved. Your text is still here: shorten it, or divide it into two pages."
        ),
    )


def read_the_rest(request: HttpRequest) -> None:
    left = MOST_READ
    while left > 0 and (part := request.read(READ_AT_ONCE)):
        left -= len(part)


def sentences(request: HttpRequest) -> list[str]:
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    allowed = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    return [
        _(
            "This form is {size} large. At most {most} of text are taken at a time, in at most {fields:,} fields."
        ).format(
            size=in_megabytes(size),
            most=in_megabytes(allowed),
            fields=settings.DATA_UPLOAD_MAX_NUMBER_FIELDS,
        ),
        _("Nothing was saved."),
    ]


def in_megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB"
