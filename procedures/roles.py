"""The roles of a hospital's web team, as groups with their rights. Creating them again restores what is missing."""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.models import Alert, Contact, Menu, Recall, RecordExport, SiteInformation, Synonyms, UrgentHelp
from procedures.models import Clinician, Condition, Location, Reference, Specialty

SHARED = (
    *(Contact, Specialty, Condition, Clinician, Location, Reference),
    *(SiteInformation, Menu, Alert, Synonyms, UrgentHelp),
)
WITHOUT_DRAFTS = (Redirect, SearchPromotion)
"""What is saved is public at once: for those who may publish."""
Rights = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Role:
    name: str
    pages: Rights
    """On pages, wherever the role works."""
    shared: Rights = ()
    """On shared content, which has drafts."""
    direct: Rights = ()
    recalls: Rights = ()
    records: Rights = ()
    """To ask what was public, and to export the answer."""
    images: Rights = ("add_image", "change_image", "choose_image")
    translates: bool = False


AUTHORS = Role(name="Authors", pages=("add_page", "change_page"), shared=("add", "change"))
REVIEWERS = Role(name="Clinical reviewers", pages=("change_page",), images=("choose_image",))
TRANSLATORS = Role(
    name="Translators",
    pages=("add_page", "change_page"),
    shared=("add", "change"),
    images=("choose_image",),
    translates=True,
)
EDITORS = Role(
    name="Publishing editors",
    pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    shared=("add", "change", "delete", "publish", "lock", "unlock"),
    direct=("add", "change", "delete"),
    recalls=("add", "view"),
    translates=True,
)
RECORDS_OFFICERS = Role(
    name="Records officers",
    pages=("lock_page", "unlock_page"),
    recalls=("add", "view"),
    records=("view",),
    images=("choose_image",),
)
"""See what was public on any day, and take away what must not be: they write nothing."""
ROLES = (AUTHORS, REVIEWERS, TRANSLATORS, EDITORS, RECORDS_OFFICERS)


def number_of_rights() -> int:
    """Of all groups."""
    granted = Group.permissions.through.objects.count()
    return granted + GroupPagePermission.objects.count() + GroupCollectionPermission.objects.count()


def create_roles() -> None:
    for role in ROLES:
        create_role(role, role.name, below=Page.objects.get(depth=1))


def create_role(role: Role, name: str, *, below: Page) -> Group:
    """A group with the role's rights on pages from ``below`` down.

    Where the group has rights on pages already, somebody has chosen which pages: those stay.
    """
    group, _ = Group.objects.get_or_create(name=name)
    if not group.page_permissions.exists():
        allow_on_pages(group, role.pages, below=below)
    group.permissions.add(Permission.objects.get(codename="access_admin"), *rights_on_models(role))
    allow_images(group, role.images)
    if role.translates:
        group.permissions.add(Permission.objects.get(codename="submit_translation"))
    return group


def rights_on_models(role: Role) -> QuerySet[Permission]:
    given = dict.fromkeys(SHARED, role.shared) | dict.fromkeys(WITHOUT_DRAFTS, role.direct)
    given |= {Recall: role.recalls, RecordExport: role.records}
    names = [f"{right}_{model._meta.model_name}" for model, rights in given.items() for right in rights]
    types = ContentType.objects.get_for_models(*given).values()
    return Permission.objects.filter(content_type__in=types, codename__in=names)


def allow_on_pages(group: Group, codenames: Rights, *, below: Page) -> None:
    permissions = Permission.objects.filter(codename__in=codenames, content_type__app_label="wagtailcore")
    for permission in permissions:
        GroupPagePermission.objects.create(group=group, page=below, permission=permission)


def allow_images(group: Group, codenames: Rights) -> None:
    content_type = ContentType.objects.get(app_label="wagtailimages", model="image")
    for permission in Permission.objects.filter(content_type=content_type, codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
