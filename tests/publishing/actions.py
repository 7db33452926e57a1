"""Everything that editors, schedules and other code do to content, through Wagtail's own interfaces.

Each action takes ``pick``, which chooses one of several things, and does nothing where there is nothing to choose from.
"""

import json
import uuid
from datetime import timedelta

from django.core import serializers
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Revision,
    Site,
)

from cms.models import (
    Alert,
    Contact,
    ContentImage,
    HomePage,
    InformationPage,
    Menu,
    SiteInformation,
    Synonyms,
    UrgentHelp,
)
from cms.publishing import schedule
from cms.publishing.publications.decisions import ContractViolationError
from cms.publishing.recalls.recall import NotPublishedError, Order, recall
from cms.publishing.translating.models import TranslationSource
from cms.publishing.translating.states import begin
from cms.publishing.verification import verify_and_repair
from procedures.models import Clinician, ProcedureIndexPage, ProcedurePage, Specialty
from tests import factories
from tests.publishing import site_content as make

PHONES = ("310-555-0142", "310-555-0143", "310-555-0144")


def word():
    """A word that stands nowhere else."""
    return f"w{uuid.uuid4().hex[:10]}"


def treatments(**filters):
    return ProcedurePage.objects.filter(**filters).order_by("pk")


def indexes():
    return ProcedureIndexPage.objects.filter(alias_of=None).order_by("pk")


def below_home():
    return Page.objects.filter(depth__gt=2).order_by("pk")


# Writing


def write(pick):
    """A new draft, with links to what there is."""
    parent = pick(indexes())
    if parent is None:
        return
    page = ProcedurePage(
        title=f"Treatment {word()}", slug=word(), live=False, locale=parent.locale, sections=sections(pick)
    )
    parent.specific.add_child(instance=page)
    page.contact = pick(Contact.objects.order_by("pk"))
    page.specialties = [one for one in [pick(Specialty.objects.order_by("pk"))] if one]
    page.save_revision()


def sections(pick):
    leaflet = pick(get_document_model().objects.order_by("pk"))
    target, image = pick(below_home()), pick(ContentImage.objects.order_by("pk"))
    link = f'<a linktype="page" id="{target.pk}">{word()}</a>' if target else "nothing"
    blocks = [factories.text(f"{word()} see {link}.")]
    if leaflet is not None:
        blocks.append(factories.text(f'Read <a linktype="document" id="{leaflet.pk}">this</a>.'))
    if image is not None:
        blocks.append(("image", {"image": {"image": image, "alt_text": "", "decorative": True}, "caption": word()}))
    return [factories.section("what", f"What is {word()}?", *blocks)]


def edit_as_draft(pick):
    """Returns a word that readers may not see."""
    if page := pick(treatments(alias_of=None)):
        page = page.get_latest_revision_as_object()
        secret = word()
        page.title, page.summary = f"Draft {secret}", secret
        page.save_revision()
        return secret
    return None


def publish(pick):
    if page := pick(treatments(alias_of=None)):
        page.get_latest_revision_as_object().save_revision().publish()


def restore(pick):
    if revision := pick(Revision.objects.filter(object_id__in=[str(page.pk) for page in treatments()]).order_by("pk")):
        revision.as_object().save_revision().publish()


def add_live(pick):
    if parent := pick(indexes()):
        page = ProcedurePage(title=f"Live {word()}", slug=word(), locale=parent.locale, sections=sections(pick))
        parent.add_child(instance=page)


def load_fixture(pick):
    """As ``loaddata`` does: rows are written as they are, without ``save``."""
    if page := pick(treatments(alias_of=None)):
        page.title = f"Fixture {word()}"
        for loaded in serializers.deserialize("json", serializers.serialize("json", [page, page.page_ptr])):
            if isinstance(loaded.object, Page) and type(loaded.object) is Page:
                loaded.object.title = page.title
            loaded.save()


def update_in_bulk(pick):
    what = pick(["title", "live", "phone", "name"])
    if what == "title":
        Page.objects.filter(pk__in=treatments()[:2].values("pk")).update(title=f"Bulk {word()}")
    elif what == "live" and (page := pick(treatments())):
        Page.objects.filter(pk=page.pk).update(live=not page.live)
    elif what == "phone":
        Contact.objects.update(phone=pick(PHONES))
    else:
        Specialty.objects.update(name=f"Bulk {word()}")


# Schedules


def publish_later(pick):
    """Returns a word that readers may not see yet."""
    if page := pick(treatments(alias_of=None)):
        page = page.get_latest_revision_as_object()
        secret = word()
        page.title, page.summary = f"Later {secret}", secret
        page.go_live_at = timezone.now() + timedelta(days=2)
        page.save_revision().publish()
        return secret
    return None


def publish_until(pick):
    if page := pick(treatments(alias_of=None)):
        page = page.get_latest_revision_as_object()
        page.expire_at = timezone.now() + timedelta(days=1)
        page.save_revision().publish()


def pass_time(pick):
    """Everything scheduled is due."""
    factories.make_due()
    if pick([True, False]):
        schedule.follow()


# Taking away


def unpublish(pick):
    if page := pick(treatments()):
        page.unpublish()


def unpublish_in_list(pick):
    """As the bulk action does, with everything below."""
    if page := pick(below_home()):
        for each in (page, *page.get_descendants()):
            each.unpublish()


def delete(pick):
    if page := pick(treatments()):
        page.delete()


def delete_tree(pick):
    if indexes().count() > 2 and (page := pick(indexes())) and not Site.objects.filter(root_page=page).exists():
        Page.objects.get(pk=page.pk).delete()


def recall_now(pick):
    if page := pick(treatments(alias_of=None)):
        try:
            recall([page], Order(recall_class=pick(["safety", "wrong"]), replacement=pick(treatments(live=True))))
        except NotPublishedError:
            return


# The tree


def new_index(pick):
    home = HomePage.objects.get(locale=Locale.get_default())
    page = ProcedureIndexPage(title=f"Index {word()}", slug=word(), locale=home.locale)
    home.add_child(instance=page)


def move(pick):
    page, target = pick(treatments()), pick(indexes())
    if page and target and page.locale_id == target.locale_id:
        try_to(lambda: page.move(target, pos="last-child"), slugs_of(target), page.slug)


def reorder(pick):
    if page := pick(treatments()):
        page.move(page.get_parent(), pos="first-child")


def rename(pick):
    """The page and, for an index, everything below it."""
    if page := pick(Page.objects.filter(depth__gt=2, alias_of=None).order_by("pk")):
        page = page.get_latest_revision_as_object()
        page.slug = word()
        if page.live:
            page.save_revision().publish()


def copy(pick):
    if page := pick(Page.objects.filter(depth__gt=2).order_by("pk")):
        page.specific.copy(recursive=pick([True, False]), keep_live=pick([True, False]), update_attrs={"slug": word()})


def create_alias(pick):
    page, target = pick(treatments(alias_of=None)), pick(indexes())
    if page and target:
        try_to(lambda: page.create_alias(parent=target, update_slug=pick([word(), page.slug])))


def convert_alias(pick):
    from wagtail.actions.convert_alias import ConvertAliasPageAction

    if page := pick(treatments().exclude(alias_of=None)):
        ConvertAliasPageAction(page).execute(skip_permission_checks=True)


def translate(pick):
    """As an alias first or as a page of its own."""
    if page := pick(treatments(locale=Locale.get_default(), alias_of=None)):
        spanish = Locale.objects.get(language_code="es")
        if not page.has_translation(spanish):
            copy = page.copy_for_translation(spanish, copy_parents=True, alias=pick([True, False]))
            if not copy.alias_of_id:
                begin(copy, source_locale=page.locale.language_code)


def bring_up_to_date(pick):
    """A translation says what its source says now."""
    if source := pick(TranslationSource.objects.filter(page__alias_of=None).order_by("pk")):
        begin(source.page, source_locale=source.source_locale)


def exchange_slugs(pick):
    """By bulk code; the forms do not allow it."""
    specialties = list(Specialty.objects.order_by("pk"))
    if len(specialties) > 1:
        one, other = pick(specialties), pick(specialties)
        one.slug, other.slug = other.slug, one.slug
        Specialty.objects.bulk_update({one, other}, ["slug"])


# Privacy


def restrict(pick):
    page = pick(below_home())
    if page and page.alias_of_id is None and not PageViewRestriction.objects.filter(page=page).exists():
        kind = pick(["login", "password", "groups"])
        PageViewRestriction.objects.create(
            page=page, restriction_type=kind, password="open" if kind == "password" else ""
        )


def lift(pick):
    if restriction := pick(PageViewRestriction.objects.order_by("pk")):
        restriction.delete()


def empty_table(pick):
    """By hand: triggers of rows notice nothing of it."""
    model = pick([PageViewRestriction, CollectionViewRestriction, Redirect])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # TRUNCATE waits for no pending checks
        cursor.execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def damage_and_mend(pick):
    """By hand, in what is worked out from the log; the nightly check mends it before anybody else looks."""
    statement = pick(
        [
            "DELETE FROM api_document WHERE id % 3 = 0",
            "UPDATE api_document SET slug = slug || '-x', summary = ''",
            "DELETE FROM api_searchentry WHERE document_id % 2 = 0",
            "DELETE FROM api_searchname",
            "UPDATE api_searchword SET lexeme = ''",
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
    verify_and_repair()


def restrict_collection(pick):
    collection = pick(Collection.objects.filter(depth__gt=1).order_by("pk"))
    if collection is None:
        Collection.get_first_root_node().add_child(name="Internal")
    elif collection.view_restrictions.exists():
        collection.view_restrictions.first().delete()
    else:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def add_to_collection(pick):
    """The bulk action: no signal."""
    ContentImage.objects.update(collection=pick(Collection.objects.order_by("pk")))


def change_document(pick):
    """Uploaded, moved to another collection by the bulk action, or deleted."""
    leaflets = get_document_model().objects.order_by("pk")
    what, leaflet = pick(["upload", "move", "delete"]), pick(leaflets)
    if leaflet is None or what == "upload":
        get_document_model().objects.create(title=word(), file=ContentFile(b"words", f"{word()}.txt"))
    elif what == "move":
        leaflets.filter(pk=leaflet.pk).update(collection=pick(Collection.objects.order_by("pk")))
    else:
        leaflet.delete()


# Shared things, and the site


def change_image(pick):
    if image := pick(ContentImage.objects.order_by("pk")):
        what = pick(["focus", "file", "credit"])
        if what == "focus":
            image.focal_point_x, image.focal_point_y = pick([10, 20]), 10
            image.focal_point_width = image.focal_point_height = 4
        elif what == "file":
            image.file = factories.drawing(colour=pick(["#112233", "#445566", "#778899"]))
        else:
            image.credit = word()
        image.save()


def lose_sizes(pick):
    """By SQL, a command, or a disk that forgets."""
    if image := pick(ContentImage.objects.order_by("pk")):
        sizes = image.renditions.order_by("pk")
        if pick(["by SQL", "by Wagtail"]) == "by SQL":
            sizes._raw_delete(sizes.db)
        else:
            sizes.delete()


def change_contact(pick):
    if line := pick(Contact.objects.order_by("pk")):
        line.phone, line.live = pick(PHONES), pick([True, True, False])
        line.save()


def change_specialty(pick):
    if specialty := pick(Specialty.objects.order_by("pk")):
        what = pick(["name", "slug", "unpublish", "publish"])
        if what == "unpublish":
            specialty.unpublish()
        elif what == "publish":
            specialty.save_revision().publish()
        else:
            setattr(specialty, what, word())
            specialty.save()


def delete_shared(pick):
    thing = pick(
        [*Specialty.objects.order_by("pk"), *Clinician.objects.order_by("pk"), *Contact.objects.order_by("pk")]
    )
    if thing is not None:
        try_to(thing.delete)


def change_site_below(pick):
    """A site of its own for a part of the first one; moved to another root, or deleted."""
    if below := pick(Site.objects.filter(hostname__startswith="part-").order_by("pk")):
        if (page := pick(indexes())) and pick([True, False]):
            below.root_page = page
            below.save()
        else:
            below.delete()
    elif page := pick(indexes()):
        Site.objects.create(hostname=f"part-{word()}.example", root_page=page)


def choose_default_site_in_two_steps(pick):
    """As Wagtail wants it; sometimes the second step is left to another day."""
    site = Site.objects.order_by("pk").first()
    site.is_default_site = not site.is_default_site and not Site.objects.filter(is_default_site=True).exists()
    site.save()


def change_site(pick):
    site = Site.objects.order_by("pk").first()
    if pick([True, False]):
        site.hostname = pick(["hospital.example", "other.example"])
    else:
        home = HomePage.objects.get(locale=Locale.get_default())
        site.root_page = pick([home, *home.get_children().live()])
    site.save()


# What stands around pages


def change_menu(pick):
    page, other = pick(below_home()), pick(below_home())
    menu = pick(Menu.objects.order_by("pk"))
    if menu is None or pick([True, False]):
        entries = [make.page_entry(page, "", make.page_child(other))] if page else []
        make.menu(*entries, make.address_entry(word()), name=f"Menu {word()}")
    else:
        pick([menu.unpublish, menu.delete, menu.save_revision().publish])()


def change_alert(pick):
    alert, page = pick(Alert.objects.order_by("pk")), pick(below_home())
    what = pick(["new", "new", "move", "expire", "unpublish", "delete"])
    if alert is None or what == "new":
        place = pick(["site", "page"]) if page else "site"
        make.alert(f"Alert {word()}", place=place, page=page if place == "page" else None)
    elif what == "move":
        Alert.objects.filter(pk=alert.pk).update(place="page", page=page)
    elif what == "expire":
        alert.expire_at = timezone.now() + timedelta(days=1)
        alert.save_revision().publish()
    else:
        getattr(alert, what)()


def change_redirect(pick):
    redirect, page = pick(Redirect.objects.order_by("pk")), pick(below_home())
    what = pick(["new", "new", "bulk", "target", "delete", "delete in bulk"])
    if redirect is None or what == "new":
        target = page if page and pick([True, True, False]) else f"https://{word()}.example/"
        make.redirect(f"/{word()}/", target, site=pick([None, Site.objects.order_by("pk").first()]))
    elif what == "bulk":
        Redirect.objects.bulk_create(Redirect(old_path=f"/{word()}", redirect_page=page) for _ in range(2))
    elif what == "target":
        Redirect.objects.filter(pk=redirect.pk).update(redirect_page=page, redirect_link="", is_permanent=False)
    elif what == "delete":
        redirect.delete()
    else:
        Redirect.objects.filter(redirect_page=page)._raw_delete("default")


def change_pick(pick):
    query, page = pick(Query.objects.order_by("pk")), pick(below_home())
    what = pick(["new", "new", "add", "clear", "delete"])
    if query is None or what == "new":
        make.pick(word(), *([page] if page else []))
    elif what == "add" and page:
        make.pick(query.query_string, page)
    elif what == "clear":
        SearchPromotion.objects.filter(query=query).delete()
    else:
        query.delete()


def change_words(pick):
    words = pick(Synonyms.objects.order_by("pk"))
    if words is None or pick([True, False]):
        make.synonyms(word(), word(), word())
    else:
        pick([words.unpublish, words.delete, words.save_revision().publish])()


def change_help_in_danger(pick):
    help_in_danger = pick(UrgentHelp.objects.order_by("pk"))
    if help_in_danger is None or pick([True, False]):
        make.urgent(word(), word(), word(), emergency_number=pick(["", "911"]))
    else:
        pick([help_in_danger.unpublish, help_in_danger.delete, help_in_danger.save_revision().publish])()


def change_site_information(pick):
    locale = pick(Locale.objects.order_by("pk"))
    information = SiteInformation.objects.filter(locale=locale).first()
    if information is None:
        make.site_information(word(), locale=locale, contact=pick(Contact.objects.order_by("pk")))
    else:
        pick([information.unpublish, information.save_revision().publish])()


def information(pick):
    home = HomePage.objects.get(locale=Locale.get_default())
    page = InformationPage(title=f"About {word()}", slug=word(), locale=home.locale, live=False)
    home.add_child(instance=page)
    page.save_revision().publish()


def slugs_of(parent):
    return set(parent.get_children().values_list("slug", flat=True))


def try_to(action, taken=(), slug=""):
    """Refusals are answers, too."""
    from django.core.exceptions import ValidationError

    if slug in taken:
        return
    try:
        action()
    except (ProtectedError, ValidationError, ContractViolationError):
        return


def as_json(document):
    return json.loads(bytes(document.edition.body))


PUBLIC_ACTIONS = (
    write, write, publish, publish, publish, restore, add_live, load_fixture, update_in_bulk, publish_until, pass_time,
    unpublish, unpublish_in_list, delete, delete_tree, recall_now, new_index, move, reorder, rename, copy,
    create_alias, convert_alias, exchange_slugs, translate, translate, bring_up_to_date,
    restrict, lift, restrict_collection, add_to_collection,
    change_document, change_image, lose_sizes,
    change_contact, change_specialty, delete_shared, change_site, change_site_below,
    choose_default_site_in_two_steps, information, empty_table, damage_and_mend,
    change_menu, change_alert, change_redirect, change_pick, change_words, change_help_in_danger,
    change_site_information,
)  # fmt: skip
SECRET_ACTIONS = (edit_as_draft, publish_later)
