from wagtail.models.audit_log import BaseLogEntry as BaseLogEntry
from wagtail.models.audit_log import ModelLogEntry as ModelLogEntry
from wagtail.models.draft_state import DraftStateMixin as DraftStateMixin
from wagtail.models.i18n import Locale as Locale
from wagtail.models.i18n import TranslatableMixin as TranslatableMixin
from wagtail.models.locking import LockableMixin as LockableMixin
from wagtail.models.media import Collection as Collection
from wagtail.models.media import CollectionMember as CollectionMember
from wagtail.models.media import CollectionViewRestriction as CollectionViewRestriction
from wagtail.models.media import GroupCollectionPermission as GroupCollectionPermission
from wagtail.models.orderable import Orderable as Orderable
from wagtail.models.pages import COMMENTS_RELATION_NAME as COMMENTS_RELATION_NAME
from wagtail.models.pages import AbstractPage as AbstractPage
from wagtail.models.pages import Comment as Comment
from wagtail.models.pages import CommentReply as CommentReply
from wagtail.models.pages import DefaultBasePageMixin
from wagtail.models.pages import GroupPagePermission as GroupPagePermission
from wagtail.models.pages import PageLogEntry as PageLogEntry
from wagtail.models.pages import PagePermissionTester as PagePermissionTester
from wagtail.models.pages import PageViewRestriction as PageViewRestriction
from wagtail.models.preview import PreviewableMixin as PreviewableMixin
from wagtail.models.revisions import Revision as Revision
from wagtail.models.revisions import RevisionMixin as RevisionMixin
from wagtail.models.sites import Site as Site
from wagtail.models.workflows import AbstractGroupApprovalTask as AbstractGroupApprovalTask
from wagtail.models.workflows import GroupApprovalTask as GroupApprovalTask
from wagtail.models.workflows import TaskState as TaskState
from wagtail.models.workflows import Workflow as Workflow
from wagtail.models.workflows import WorkflowPage as WorkflowPage
from wagtail.models.workflows import WorkflowState as WorkflowState
from wagtail.models.workflows import WorkflowTask as WorkflowTask

class Page(AbstractPage, DefaultBasePageMixin):
    class Meta: ...
