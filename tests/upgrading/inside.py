"""What a process on a database sees of it: written as JSON, because the process is another than the test's."""

import json
import sys
from itertools import pairwise

from django.test import Client

from api.models import Document, Edition
from cms.publishing.verification import find_drift


def look():
    json.dump(
        {
            "served": served(),
            "feed": feed(),
            "drift": list(map(str, find_drift())),
            "history": history(),
            "hours": hours(),
        },
        sys.stdout,
    )


def served():
    """Statuses of every live document, and of its Markdown where it has a page; and of every list."""
    client, found = Client(), {}
    addresses = [row["href"] for row in feed() if row["href"]]
    lists = ("procedures", "pages", "specialties", "conditions", "clinicians", "locations", "navigation", "redirects")
    for address in (*addresses, *(f"/api/v1/{name}/" for name in lists), "/api/v1/search/?q=knee"):
        found[address] = client.get(address).status_code
        if "/procedures/" in address and address in addresses:
            as_markdown = f"{address}&format=markdown"
            found[as_markdown] = client.get(as_markdown).status_code
    return found


def feed(since="0"):
    client, rows = Client(), []
    while True:
        page = client.get("/api/v1/changes/", {"since": since, "limit": 100}).json()
        rows += page["results"]
        since = page["token"]
        if not page["more"]:
            return rows


def history():
    """By address, the numbers of its editions that can be shown to an editor."""
    from cms.admin.history.differences import compare
    from cms.admin.history.outline import outline

    found = {}
    for document in Document.objects.filter(type="procedure"):
        editions = Edition.objects.filter(type="procedure", document_id=document.document_id, locale=document.locale)
        bodies = [json.loads(bytes(one.body)) for one in editions.order_by("number") if one.body]
        assert all(outline(body).parts for body in bodies)
        found[f"{document.slug} {document.locale}"] = [len(compare(*pair)) for pair in pairwise(bodies)]
    return found


def hours():
    """Of treatments: when their contact lines answer, as each was first told and as it is told now, and as data."""
    documents = Document.objects.filter(type="procedure").select_related("edition")
    found = []
    for document in documents:
        first = Edition.objects.filter(
            type="procedure", document_id=document.document_id, locale=document.locale, event="published"
        ).earliest("number")
        then, now = (json.loads(bytes(one.body))["contact"] for one in (first, document.edition))
        found.append([then["hours"], now["hours"], now.get("opening_hours")])
    return found


def publish_again():
    """An editor goes on."""
    from procedures.models import ProcedurePage

    page = ProcedurePage.objects.live().get(slug="knee-replacement", locale__language_code="en")
    page.title = "Knee replacement, newly told"
    page.save_revision().publish()
