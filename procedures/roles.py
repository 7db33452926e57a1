"""The roles of a web team, as groups with their rights. Creating them again restores what is missing."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.models import Alert, Contact, Menu, Recall, SiteInformation, Synonyms, UrgentHelp
from procedures.models import Clinician, Condition, Location, Reference, Specialty

SHARED = (
    *(Contact, Specialty, Condition, Clinician, Location, Reference),
    *(SiteInformation, Menu, Alert, Synonyms, UrgentHelp),
)
WITHOUT_DRAFTS = (Redirect, SearchPromotion)
"""What is saved is public at once: for those who may publish."""

AUTHORS = "Authors"
EDITORS = "Publishing editors"
Rights = tuple[str, ...]
ROLES: dict[str, tuple[Rights, Rights, Rights, Rights]] = {
    # rights on pages, on shared content, on what has no drafts, on recalls
    AUTHORS: (("add_page", "change_page"), ("add", "change"), (), ()),
    EDITORS: (
        ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        ("add", "change", "delete", "publish", "lock", "unlock"),
        ("add", "change", "delete"),
        ("add", "view"),
    ),
}


def number_of_rights() -> int:
    """Of all groups."""
    granted = Group.permissions.through.objects.count()
    return granted + GroupPagePermission.objects.count() + GroupCollectionPermission.objects.count()


def create_roles() -> None:
    for name, (page_rights, shared_rights, direct_rights, recall_rights) in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        for right in page_rights:
            allow_on_pages(group, right)
        for model in SHARED:
            allow_on_model(group, model, shared_rights)
        for undrafted in WITHOUT_DRAFTS:
            allow_on_model(group, undrafted, direct_rights)
        allow_on_model(group, Recall, recall_rights)
        allow_images(group)


def allow_on_pages(group: Group, codename: str) -> None:
    permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
    GroupPagePermission.objects.get_or_create(group=group, page=Page.get_first_root_node(), permission=permission)


def allow_on_model(group: Group, model: type, rights: tuple[str, ...]) -> None:
    content_type = ContentType.objects.get_for_model(model)
    names = [f"{right}_{content_type.model}" for right in rights]
    group.permissions.add(*Permission.objects.filter(content_type=content_type, codename__in=names))


def allow_images(group: Group) -> None:
    content_type = ContentType.objects.get(app_label="wagtailimages", model="image")
    names = ["add_image", "change_image", "choose_image"]
    for permission in Permission.objects.filter(content_type=content_type, codename__in=names):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
