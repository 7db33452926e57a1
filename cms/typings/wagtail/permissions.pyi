from collections.abc import Iterable

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Model, QuerySet
from wagtail.models.pages import AbstractPage
from wagtail.query import PageQuerySet

class BasePermissionPolicy:
    def user_has_permission(self, user: AbstractBaseUser | AnonymousUser, action: str) -> bool: ...
    def user_has_any_permission(self, user: AbstractBaseUser | AnonymousUser, actions: Iterable[str]) -> bool: ...

class PagePermissionPolicy(BasePermissionPolicy):
    def explorable_instances(self, user: AbstractBaseUser | AnonymousUser) -> PageQuerySet[AbstractPage]: ...
    def instances_user_has_permission_for(
        self, user: AbstractBaseUser | AnonymousUser, action: str
    ) -> PageQuerySet[AbstractPage]: ...
    def users_with_permission_for_instance(self, action: str, instance: Model) -> QuerySet[User]: ...

class PolicyRegistry:
    def get(self, obj: Model) -> BasePermissionPolicy: ...
    def get_by_type(self, cls: type[Model], fallback: bool = True) -> BasePermissionPolicy: ...

page_permission_policy: PagePermissionPolicy
policy_registry: PolicyRegistry
