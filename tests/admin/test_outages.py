"""Whatever the database does: nothing an editor typed is lost, and what is said is true."""

import threading

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.urls import reverse
from wagtail import hooks
from wagtail.models import PageLogEntry, Workflow
from wagtail.signals import page_published
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import Contact
from procedures.roles import EDITORS
from tests import factories
from tests.people import sign_in
from tests.processes import lock_timeout, other_session, wait_until

HELD = (
    "“Kneeling” is held by another change at this moment, and did not become free in time. Nothing was saved. "
    "Your text is in the form below: try again in a moment."
)


@pytest.fixture
def page(transactional_db):
    return factories.treatment(factories.make_site().index)


@pytest.fixture
def editor(page):
    """Has the form open."""
    client = sign_in("nora", role=EDITORS)
    client.get(edit_url(page))
    return client


def form(page, **fields):
    return nested_form_data(
        {"title": page.title, "slug": page.slug, "summary": "Typed just now."}
        | {"facts": streamfield([]), "sections": streamfield([]), "reviewers": inline_formset([])}
        | {"comments": inline_formset([])}
        | fields
    )


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def hold(other, page):
    other.execute("SELECT FROM wagtailcore_page WHERE id = %s FOR UPDATE", [page.pk])


def typed_in(response):
    """The summary, in a form that came back, or in a page that keeps what was typed."""
    field = BeautifulSoup(response.content, "html.parser").find("textarea", attrs={"name": "summary"})
    return field.text.strip()


@pytest.mark.parametrize("action", [{}, {"action-publish": "yes"}, {"action-submit": "yes"}])
def test_form_comes_back_with_its_text_while_somebody_holds_the_page(editor, page, said, action):
    with other_session() as other, lock_timeout("100ms"):
        hold(other, page)
        response = editor.post(edit_url(page), form(page, **action))

    assert said(response) == [HELD]
    assert typed_in(response) == "Typed just now."
    assert not page.revisions.filter(content__summary="Typed just now.").exists()


def test_form_that_came_back_is_published_once_the_page_is_free(editor, page, said, api):
    publishing = form(page, **{"action-publish": "yes"})
    with other_session() as other, lock_timeout("100ms"):
        hold(other, page)
        editor.post(edit_url(page), publishing)

    response = editor.post(edit_url(page), publishing)

    assert said(response) == ["Page 'Kneeling' has been published."]
    assert api("procedures/kneeling/").json()["summary"] == "Typed just now."


def test_editor_that_saves_by_itself_is_told_in_a_sentence(editor, page):
    with other_session() as other, lock_timeout("100ms"):
        hold(other, page)
        response = editor.post(edit_url(page), form(page), HTTP_ACCEPT="application/json")

    assert response.status_code == 503
    assert response.json()["error_message"].startswith("“Kneeling” is held by another change at this moment")


def test_contact_line_that_is_held_comes_back_as_well(editor, said):
    line = factories.contact()
    edit = reverse("wagtailsnippets_cms_contact:edit", args=[line.pk])
    with other_session() as other, lock_timeout("100ms"):
        other.execute("SELECT FROM cms_contact WHERE id = %s FOR UPDATE", [line.pk])
        response = editor.post(edit, {"label": "Typed just now", "text": rich_text("<p></p>"), "phone": "310-555-0142"})

    assert said(response) == [HELD.replace("Kneeling", str(line))]
    assert b'value="Typed just now"' in response.content
    assert Contact.objects.get(pk=line.pk).label == "Call us"


def test_what_has_no_form_of_ours_is_kept_on_a_page_to_be_sent_again(editor, page):
    move = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    with other_session() as other, lock_timeout("100ms"):
        hold(other, page)
        response = editor.post(move, {"next": "/admin/"})

    assert response.status_code == 503
    assert "Nothing was saved." in response.content.decode()
    field = BeautifulSoup(response.content, "html.parser").find("textarea", attrs={"name": "next"})
    assert field.text.strip() == "/admin/"


def break_connection(**rest):
    """As when the database is started anew."""
    with other_session() as other, connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [cursor.fetchone()[0]])


@pytest.fixture
def while_publishing():
    """Does something at the end of a publication, inside its transaction."""
    connected = []

    def connect(receiver):
        page_published.connect(receiver)
        connected.append(receiver)

    yield connect
    for receiver in connected:
        page_published.disconnect(receiver)


def test_text_is_kept_when_the_connection_breaks_while_it_is_published(editor, page, while_publishing, api):
    while_publishing(break_connection)
    response = editor.post(edit_url(page), form(page, **{"action-publish": "yes"}))

    assert typed_in(response) == "Typed just now."
    assert "Nothing was saved" in response.content.decode()
    assert not api("procedures/kneeling/").json()["summary"]


def test_nobody_is_told_that_nothing_was_saved_when_that_is_not_known(editor, page):
    with hooks.register_temporarily("after_edit_page", lambda request, page: break_connection()):
        response = editor.post(edit_url(page), form(page))

    assert response.status_code == 503
    assert "It is not certain whether this was saved" in response.content.decode()
    assert typed_in(response) == "Typed just now."


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("53100", "The database has no room left. Tell whoever runs this site."),
        ("25006", "The database takes no changes at this moment."),
        ("57014", "The database took longer than it may."),
        ("40001", "Others are changing the same things at this moment."),
        ("22001", "A text of it, or its address, is longer than can be stored."),
    ],
)
def test_each_failure_of_the_database_is_told_in_words(editor, page, said, state, told):
    with connection.cursor() as cursor:
        cursor.execute(FAILING.format(state=state))
    try:
        response = editor.post(edit_url(page), form(page))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION fail() CASCADE")

    [message] = said(response)
    assert message.startswith(told)
    assert "Nothing was saved." in message
    assert typed_in(response) == "Typed just now."


def test_text_that_is_too_long_is_named_with_its_length_and_the_limit(editor, page, said):
    def name_it(request, page):
        Workflow(name="A long name " * 25).save()

    with hooks.register_temporarily("after_edit_page", name_it):
        response = editor.post(edit_url(page), form(page))

    assert said(response) == [
        "“Name” has 300 characters, and can have 255. Make it at least 45 shorter. Nothing was saved. "
        "Your text is in the form below."
    ]
    assert typed_in(response) == "Typed just now."


FAILING = """
CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'as told' USING ERRCODE = '{state}'; END $$;
CREATE TRIGGER fail BEFORE INSERT ON wagtailcore_revision FOR EACH ROW EXECUTE FUNCTION fail();
"""


def test_password_is_not_kept(page, client):
    with other_session() as other, lock_timeout("100ms"):
        other.execute("LOCK TABLE auth_user")
        response = client.post(reverse("wagtailadmin_login"), {"username": "nora", "password": "correct horse"})

    assert response.status_code == 503
    assert b"correct horse" not in response.content


class Opponent(threading.Thread):
    """Holds a contact line and then wants the page, which who publishes has: each waits for the other."""

    def __init__(self, page, line):
        super().__init__()
        self.page, self.line, self.has_line = page, line, threading.Event()

    def run(self):
        with other_session() as other:
            other.execute("SELECT FROM cms_contact WHERE id = %s FOR UPDATE", [self.line.pk])
            self.has_line.set()
            hold(other, self.page)


def somebody_has_looked_for_a_deadlock():
    """And found none: so it is the next who waits that finds one, and is taken back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE clock_timestamp() - waitstart > 2 * current_setting('deadlock_timeout')::interval"
        )
        return cursor.fetchone()[0]


def test_editor_notices_nothing_of_a_deadlock(editor, page, while_publishing, said, api):
    line = factories.contact()
    opponents = []

    def meet(**rest):
        if not opponents:
            opponents.append(Opponent(page, line))
            opponents[0].start()
            assert opponents[0].has_line.wait(60)
            wait_until(somebody_has_looked_for_a_deadlock)
            Contact.objects.filter(pk=line.pk).update(hours="Always")

    while_publishing(meet)
    response = editor.post(edit_url(page), form(page, **{"action-publish": "yes"}))
    opponents[0].join()

    assert said(response) == ["Page 'Kneeling' has been published."]
    assert api("procedures/kneeling/").json()["summary"] == "Typed just now."
    published = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish", user=editor.user)
    assert published.count() == 1
