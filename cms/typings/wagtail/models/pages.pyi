from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from modelcluster.models import ClusterableModel
from modelsearch.index import Indexed
from treebeard.mp_tree import MP_Node, MP_NodeManager
from wagtail.admin.panels import Panel
from wagtail.models import Page
from wagtail.models.audit_log import BaseLogEntry
from wagtail.models.draft_state import DraftStateMixin
from wagtail.models.i18n import TranslatableMixin
from wagtail.models.locking import LockableMixin
from wagtail.models.preview import PreviewableMixin
from wagtail.models.revisions import Revision, RevisionMixin
from wagtail.models.sites import Site
from wagtail.models.view_restrictions import BaseViewRestriction
from wagtail.models.workflows import TaskState, WorkflowState
from wagtail.query import PageQuerySet

COMMENTS_RELATION_NAME: str

class DefaultBasePageMixin(models.Model):
    show_in_menus = models.BooleanField()
    seo_title = models.CharField(max_length=255, blank=True)
    search_description = models.TextField(blank=True)

    class Meta:
        abstract = True

_Page = TypeVar("_Page", bound=AbstractPage, covariant=True)

class BasePageManager(MP_NodeManager[_Page]): ...

PageManager = BasePageManager.from_queryset(PageQuerySet)

class AbstractPage(
    PreviewableMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    Indexed,
    ClusterableModel,
    MP_Node,
):
    objects: ClassVar = PageManager()

    @classmethod
    def get_edit_handler(cls) -> Any: ...

    title = models.CharField(max_length=255)
    draft_title = models.CharField(max_length=255)
    slug = models.SlugField(max_length=255)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    url_path = models.TextField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    latest_revision_created_at = models.DateTimeField(null=True)

    @property
    def current_workflow_state(self) -> WorkflowState | None: ...
    alias_of = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="aliases")

    content_panels: list[Panel]
    promote_panels: list[Panel]
    settings_panels: list[Panel]
    edit_handler: Panel
    parent_page_types: list[str]
    subpage_types: list[str]
    page_description: str | Promise

    class Meta:
        abstract = True

    @property
    def specific(self) -> Page: ...
    @property
    def specific_deferred(self) -> Page: ...
    @property
    def specific_class(self) -> type[Page] | None: ...
    def get_parent(self, update: bool = False) -> Page | None: ...
    def get_children(self) -> PageQuerySet[Page]: ...
    def get_ancestors(self, inclusive: bool = False) -> PageQuerySet[Page]: ...
    def get_descendants(self, inclusive: bool = False) -> PageQuerySet[Page]: ...
    @property
    def current_workflow_task_state(self) -> TaskState | None: ...
    def get_site(self) -> Site | None: ...
    def get_siblings(self, inclusive: bool = True) -> PageQuerySet[Page]: ...
    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]: ...
    def permissions_for_user(self, user: AbstractBaseUser | AnonymousUser) -> PagePermissionTester: ...
    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse: ...
    def get_template(self, request: HttpRequest, *args: object, **kwargs: object) -> str: ...
    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]: ...
    def get_url(self, request: HttpRequest | None = None) -> str | None: ...
    def get_latest_revision(self) -> Revision | Any: ...
    def get_latest_revision_as_object(self) -> Self: ...
    def get_admin_display_title(self) -> str: ...
    def with_content_json(self, content: dict[str, object]) -> Self: ...
    @classmethod
    def allowed_subpage_models(cls) -> list[type[Page]]: ...

class PagePermissionTester:
    page: Page
    def __init__(self, user: AbstractBaseUser | AnonymousUser, page: AbstractPage) -> None: ...
    def can_reorder_children(self) -> bool: ...
    def can_add_subpage(self) -> bool: ...
    def can_edit(self) -> bool: ...
    def can_publish(self) -> bool: ...
    def can_unpublish(self) -> bool: ...
    def can_lock(self) -> bool: ...

class PageViewRestriction(BaseViewRestriction):
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="view_restrictions")

class GroupPagePermissionManager(models.Manager[GroupPagePermission]): ...

class GroupPagePermission(models.Model):
    objects: GroupPagePermissionManager
    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE)

class PageLogEntryManager(models.Manager[PageLogEntry]): ...

class PageLogEntry(BaseLogEntry):
    objects: ClassVar[PageLogEntryManager]  # type: ignore[assignment]
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.DO_NOTHING, db_constraint=False)
    revision = models.ForeignKey(Revision, null=True, on_delete=models.DO_NOTHING, db_constraint=False)

class Comment(ClusterableModel):
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.TextField()
    contentpath = models.TextField()
    position = models.TextField(blank=True)

class CommentReply(models.Model):
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="replies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    text = models.TextField()
