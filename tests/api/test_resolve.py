"""From a front-end path to what it means, in one hop."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from api.contract.answers.problems import GoneProblem, UnknownPathProblem
from api.contract.any_document import Resolution
from api.models import Document
from cms.publishing.recalls.recall import Order, recall
from procedures.models import ProcedureIndexPage
from tests import factories
from tests.publishing import site_content as make
from tests.queue import drain


@pytest.fixture
def resolve(api):
    def ask(path, **options):
        return api(f"resolve/?path={quote(path, safe='')}", **options)

    return ask


@pytest.fixture
def without_wagtails_redirects(settings):
    """So that only the log knows where pages were."""
    settings.WAGTAILREDIRECTS_AUTO_CREATE = False


def move_to(page, parent):
    Page.objects.get(pk=page.pk).move(Page.objects.get(pk=parent.pk), pos="last-child")


def new_index(site, slug):
    return factories.publish(site.home, ProcedureIndexPage(title=slug.title(), slug=slug))


def moved(answer):
    Resolution.model_validate_json(answer.content)
    assert answer.json()["type"] == "redirect"
    return answer.json()["location"], answer.json()["permanent"]


# A page


def test_path_of_a_page_answers_as_the_pages_own_address(site, api, resolve):
    factories.treatment(site.index)
    own = api("procedures/kneeling/")

    answer = resolve("/treatments/kneeling/")

    assert answer.content == own.content
    assert answer["ETag"] == own["ETag"]
    assert answer["Content-Location"] == "/api/v1/procedures/kneeling/?locale=en"
    for header in ("Cache-Control", "Surrogate-Key", "Content-Language", "Last-Modified"):
        assert answer[header] == own[header]
    assert resolve("/treatments/kneeling/", headers={"If-None-Match": own["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/treatments/kneeling",
        "/treatments/kneeling/?utm_source=x&y=%C3",
        "//treatments//kneeling//#risks",
        "/treatments/%6Bneeling/",
    ],
)
def test_slashes_query_strings_and_encoding_make_no_difference(site, resolve, path):
    factories.treatment(site.index)

    assert resolve(path).json()["slug"] == "kneeling"


def test_other_letters_lead_to_the_right_ones(site, resolve):
    factories.treatment(site.index)

    assert moved(resolve("/Treatments/KNEELING")) == ("/treatments/kneeling/", True)


def test_path_of_the_home_page_and_of_another_language(site, resolve):
    page = factories.treatment(site.index)
    page.copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True).save_revision().publish()
    drain()

    assert resolve("/").json()["role"] == "home"
    assert resolve("/es/treatments/kneeling/").json()["locale"] == "es"
    assert resolve("/es").json()["path"] == "/es/"


def test_path_with_letters_of_any_script(site, resolve):
    page = factories.treatment(site.index, slug="кордотомия", title="Кордотомия")
    make.redirect("/боль/", page)

    for path in ("/treatments/кордотомия/", "/treatments/%D0%BA%D0%BE%D1%80%D0%B4%D0%BE%D1%82%D0%BE%D0%BC%D0%B8%D1%8F"):
        assert resolve(path).json()["title"] == "Кордотомия"
    assert moved(resolve("/боль")) == (resolve("/treatments/кордотомия/").json()["path"], True)


@pytest.mark.parametrize("asked", ["/Treatments/КОРДОТОМИЯ", "/БОЛЬ/", "/ñandú", "/Ñandú/", "/hallar/?q=corazo\u0301n"])
def test_letters_of_any_script_in_any_case_and_form(site, resolve, asked):
    page = factories.treatment(site.index, slug="кордотомия", title="Кордотомия")
    make.redirect("/боль/", page)
    make.redirect("/ñandú/", page)
    make.redirect("/hallar/?q=corazón", page)

    assert moved(resolve(asked))[0] == f"/treatments/{quote('кордотомия')}/"


def test_page_whose_slug_has_capitals_beyond_ascii(site, resolve):
    factories.treatment(site.index, slug="Ñandú")

    assert resolve("/treatments/Ñandú").json()["slug"] == "Ñandú"


def test_alias_answers_with_its_canonical_path(site, resolve):
    page = factories.treatment(site.index)
    page.create_alias(parent=site.home, update_slug="bending")

    answer = resolve("/bending/").json()

    assert (answer["path"], answer["canonical"]) == ("/bending/", "/treatments/kneeling/")


def test_answer_has_the_form_that_was_asked_for(site, api):
    factories.treatment(site.index)

    answer = api("resolve/?path=/treatments/kneeling/&fields=title")

    assert answer.json() == {"type": "procedure", "id": answer.json()["id"], "title": "Kneeling"}
    assert answer["Content-Location"] == "/api/v1/procedures/kneeling/?locale=en&fields=title"
    assert answer.content == api("procedures/kneeling/?fields=title").content


# Redirects that editors made


@pytest.mark.parametrize("asked", ["/old/knees/", "/old/knees", "/Old/Knees/?utm=1", "/old//knees"])
def test_editors_redirect_is_found_as_visitors_ask_for_it(site, resolve, asked):
    page = factories.treatment(site.index)
    make.redirect("/old/knees/", page, is_permanent=False)

    answer = resolve(asked)

    assert moved(answer) == ("/treatments/kneeling/", False)
    assert answer.json()["document"]["title"] == "Kneeling"


def test_redirect_with_a_query_string_goes_before_one_without(site, resolve):
    page, other = factories.treatment(site.index), factories.treatment(site.index, slug="other")
    make.redirect("/page?id=7&lang=en", other)
    make.redirect("/page", page)

    assert moved(resolve("/page/?lang=en&id=7")) == ("/treatments/other/", True)
    assert moved(resolve("/page/?id=8")) == ("/treatments/kneeling/", True)


def test_page_goes_before_a_redirect_from_its_path(site, resolve):
    page, other = factories.treatment(site.index), factories.treatment(site.index, slug="other")
    make.redirect(page.url, other)

    assert resolve("/treatments/kneeling/").json()["slug"] == "kneeling"


def test_redirect_for_the_site_goes_before_one_for_all(site, resolve):
    make.redirect("/old/", "https://all.example/")
    make.redirect("/old/", "https://this.example/", site=site.site)

    assert moved(resolve("/old/")) == ("https://this.example/", True)


def test_chain_of_redirects_ends_in_one_hop(site, resolve, without_wagtails_redirects):
    page = factories.treatment(site.index)
    make.redirect("/a/", "http://hospital.example/b/")
    make.redirect("/b/", "http://hospital.example/C/?x=1#part", is_permanent=False)
    make.redirect("/c/", page)
    assert moved(resolve("/a/")) == ("/treatments/kneeling/", False)

    make.redirect("/d/", "http://hospital.example/treatments/kneeling/#risks")
    assert moved(resolve("/d/")) == ("/treatments/kneeling/#risks", True)
    move_to(page, new_index(site, "more"))
    drain()
    assert moved(resolve("/d/"))[0].startswith("/more/kneeling/")
    assert moved(resolve("/a/")) == ("/more/kneeling/", False)


def test_redirect_leads_out_of_the_site_and_to_paths_only_the_front_end_knows(resolve, site):
    make.redirect("/portal/", "https://portal.example/login?next=%2F")
    make.redirect("/find/", "http://hospital.example/search/?q=x")

    assert moved(resolve("/portal")) == ("https://portal.example/login?next=%2F", True)
    assert moved(resolve("/find")) == ("/search/?q=x", True)
    assert resolve("/find").json()["document"] is None


@pytest.mark.parametrize("length", [1, 2, 5])
def test_circle_of_redirects_ends_in_404(resolve, site, length):
    for number in range(length):
        make.redirect(f"/round/{number}/", f"http://hospital.example/round/{(number + 1) % length}/")

    assert resolve("/round/0/").status_code == 404


def test_endless_chain_ends_in_404(resolve, site):
    Redirect.objects.bulk_create(
        Redirect(old_path=f"/n/{number}", redirect_link=f"http://hospital.example/n/{number + 1}/")
        for number in range(40)
    )
    drain()

    assert resolve("/n/0/").status_code == 404
    assert moved(resolve("/n/35/"))[0] == "/n/40/"


def test_redirect_to_what_is_gone_is_gone(site, resolve):
    page = factories.treatment(site.index)
    make.redirect("/a/", "http://hospital.example/treatments/kneeling/")
    make.redirect("/b/", page)

    page.unpublish()
    drain()

    assert resolve("/a/").json()["reason"] == "unpublished"
    assert resolve("/b/").json()["reason"] == "unpublished"


# Pages that moved


def test_moved_page_is_found_from_each_of_its_paths(site, resolve, without_wagtails_redirects):
    page = factories.treatment(site.index)
    first, second = new_index(site, "first"), new_index(site, "second")
    move_to(page, first)
    move_to(page, second)
    page = type(page).objects.get(pk=page.pk)
    page.slug = "bending"
    page.save_revision().publish()
    drain()
    assert not Redirect.objects.exists()

    for path in ("/treatments/kneeling/", "/first/kneeling", "/second/kneeling/"):
        assert moved(resolve(path)) == ("/second/bending/", True)
    assert resolve("/second/bending/").json()["title"] == "Kneeling"


def test_moved_page_is_found_at_once_with_all_below_it_later(site, resolve, django_capture_on_commit_callbacks):
    factories.treatment(site.index)
    index = type(site.index).objects.get(pk=site.index.pk)
    index.slug = "cures"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()
    assert moved(resolve("/treatments/")) == ("/cures/", True)

    drain()
    assert moved(resolve("/treatments/kneeling/")) == ("/cures/kneeling/", True)


def test_path_that_another_page_took_is_that_pages(site, resolve, without_wagtails_redirects):
    page = factories.treatment(site.index)
    page.slug = "bending"
    page.save_revision().publish()
    other = factories.treatment(site.index, title="Second")
    drain()
    assert resolve("/treatments/kneeling/").json()["title"] == "Second"

    other.unpublish()
    assert resolve("/treatments/kneeling/").json()["reason"] == "unpublished"


# What is gone, and what never was


def test_path_of_a_withdrawn_page_is_gone(site, resolve):
    page = factories.treatment(site.index)
    page.unpublish()

    answer = resolve("/treatments/kneeling/?x=1")

    assert answer.status_code == 410
    assert GoneProblem.model_validate_json(answer.content).reason == "unpublished"


def test_path_of_a_recalled_page_names_what_to_read_instead(site, resolve):
    page, better = factories.treatment(site.index), factories.treatment(site.index, slug="better", title="Better")
    recall([page], Order(recall_class="safety", replacement=better))

    gone = resolve("/treatments/kneeling/").json()

    assert (gone["reason"], gone["recall_class"], gone["replacement"]["path"]) == (
        "recalled",
        "safety",
        "/treatments/better/",
    )


def test_path_of_an_expired_page_is_gone_before_the_schedule_has_found_it(site, resolve):
    page = factories.treatment(site.index)
    make.redirect("/old/", "http://hospital.example/treatments/kneeling/")
    page.expire_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    drain()

    assert resolve("/treatments/kneeling/").json()["reason"] == "expired"
    assert resolve("/old/").json()["reason"] == "expired"


def test_path_of_a_withdrawn_redirect_is_gone_and_of_a_corrected_one_unknown(site, resolve):
    redirect = make.redirect("/old/", "https://other.example/")
    Redirect.objects.filter(pk=redirect.pk).update(old_path="/older")
    drain()
    assert resolve("/old/").status_code == 404

    redirect.delete()
    assert resolve("/older/").json()["reason"] == "deleted"


def test_unknown_path_names_similar_pages_and_the_page_above(site, resolve):
    for slug in ("deep-brain-stimulation", "spinal-cord-stimulation", "knee-replacement"):
        factories.treatment(site.index, slug=slug, title=slug.title())
    hidden = factories.treatment(site.index, slug="deep-brain-secret", title="Secret")
    hidden.unpublish()
    page = factories.treatment(site.index, slug="deep-brain-mapping", title="Mapping")
    page.create_alias(parent=site.home, update_slug="deep-brain-alias")

    answer = resolve("/treatments/deep-brian-stimulation/")

    problem = UnknownPathProblem.model_validate_json(answer.content)
    assert answer.status_code == 404
    assert problem.suggestions[0].path == "/treatments/deep-brain-stimulation/"
    assert problem.suggestions[-1].path == "/treatments/"
    assert not {"Secret"} & {link.title for link in problem.suggestions}
    assert "/deep-brain-alias/" not in {link.path for link in problem.suggestions}
    assert [link.path for link in UnknownPathProblem.model_validate_json(resolve("/knee").content).suggestions] == [
        "/treatments/knee-replacement/", "/",
    ]  # fmt: skip


def test_sixteen_parts_of_a_path_count_for_suggestions_and_the_answer_says_so(site, resolve):
    factories.treatment(site.index, slug="knee-replacement", title="Knee replacement")

    answer = resolve(f"/treatments/{'a/' * 300}knee-replacement/")
    problem = UnknownPathProblem.model_validate_json(answer.content)

    assert answer.status_code == 404
    assert [(error.parameter, error.detail) for error in problem.errors] == [
        ("path", "Its first 16 parts count: suggestions are for these.")
    ]
    assert [link.path for link in problem.suggestions] == ["/treatments/"]
    assert resolve("/treatments/never/").json()["errors"] == []


def test_long_name_in_a_path_is_compared_by_its_beginning(site, resolve):
    """Its words are compared with every name: a path of one part and two thousand letters took a second and a half."""
    factories.treatment(site.index, slug="knee-replacement", title="Knee replacement")

    problem = UnknownPathProblem.model_validate_json(resolve(f"/knee-replacement{'-again' * 300}/").content)

    assert problem.suggestions[0].path == "/treatments/knee-replacement/"


def test_unknown_path_of_a_draft_says_the_same_as_any_other(site, resolve):
    page = factories.treatment(site.index)
    page.copy(update_attrs={"slug": "canary", "title": "Canary"}, keep_live=False)

    unknown = resolve("/treatments/wxyzwx/")
    assert resolve("/treatments/canary/").content == unknown.content.replace(b"wxyzwx", b"canary")


@pytest.mark.parametrize("path", ["", "treatments/", "https://hospital.example/", "/" + "x" * 2001, "/%00", "/%ff/%"])
def test_path_that_is_none_is_refused_with_the_remedy_or_unknown(site, resolve, path):
    answer = resolve(path)
    if path.startswith("/%"):
        assert answer.status_code == 404
    else:
        [error] = answer.json()["errors"]
        assert answer.status_code == 400
        assert error["parameter"] == "path"
        assert "Give" in error["detail"] or "give" in error["detail"]


def test_path_must_be_given(site, api):
    [error] = api("resolve/").json()["errors"]

    assert error["parameter"] == "path"


# Cost


@pytest.mark.parametrize(
    ("path", "queries", "status"),
    [
        ("/treatments/kneeling/", 1, 200),
        ("/Treatments/", 1, 200),
        ("/a/", 2, 200),
        ("/gone/", 3, 410),
        ("/never/", 3, 404),
    ],
)
def test_queries_do_not_grow(site, resolve, django_assert_num_queries, path, queries, status):
    page = factories.treatment(site.index)
    recalled = factories.publish(site.home, ProcedureIndexPage(title="Gone", slug="gone"))
    recall([recalled], Order(recall_class="safety", replacement=page))
    for name, following in ("ab", "bc", "cd"):
        make.redirect(f"/{name}/", f"http://hospital.example/{following}/")
    make.redirect("/d/", page)

    with django_assert_num_queries(queries):
        assert resolve(path).status_code == status


# Caches


def test_answer_ends_with_what_it_is_made_of(site, resolve):
    page = factories.treatment(site.index)
    redirect = make.redirect("/old/", page)

    keys = resolve("/old/")["Surrogate-Key"].split()

    from api.models import Document

    [document] = Document.objects.filter(type="redirect", slug=str(redirect.pk))
    assert f"redirect:{document.document_id}:en" in keys
    assert f"procedure:{page.translation_key}:en" in keys
    assert {"list:procedure:en", "list:page:es", "list:redirect:en"} <= set(keys)


# At any number of documents


MANY = """
INSERT INTO api_edition SELECT copy.* FROM api_edition edition, generate_series(1, 3000) n,
    LATERAL jsonb_populate_record(edition, jsonb_build_object(
        'number', 1000000 + n, 'document_id', gen_random_uuid(), 'slug', edition.slug || n, 'path', '/many/' || n || '/'
    )) copy WHERE edition.number = %(number)s;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE api_document DISABLE TRIGGER USER;
INSERT INTO api_document SELECT copy.* FROM api_edition edition, api_document document,
    LATERAL jsonb_populate_record(document, jsonb_build_object(
        'id', edition.number, 'edition_id', edition.number, 'document_id', edition.document_id, 'slug', edition.slug,
        'path', edition.path
    )) copy WHERE document.edition_id = %(number)s AND edition.number > 1000000;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE api_document ENABLE TRIGGER USER;
ANALYZE api_edition, api_document;
SET LOCAL enable_seqscan = off;
"""


def fill(page):
    """So many copies that the planner has a reason to choose among indexes. Nobody follows them."""
    number = Document.objects.get(document_id=page.translation_key).edition_id
    with connection.cursor() as cursor:
        cursor.execute(MANY, {"number": number})


@pytest.mark.parametrize("path", ["/treatments/kneeling/", "/old/", "/never/was/"])
def test_every_step_has_its_index(site, resolve, path):
    page = factories.treatment(site.index)
    make.redirect("/old/", page)
    fill(page)
    with CaptureQueriesContext(connection) as captured:
        resolve(path)

    assert 1 <= len(captured) <= 3
    for query in captured:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN {query['sql']}")
            plan = "\n".join(line for (line,) in cursor.fetchall())
        assert "Seq Scan on api_" not in plan, plan
        assert "document_by_path_key" in plan
