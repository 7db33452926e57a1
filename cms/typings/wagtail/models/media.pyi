from typing import ClassVar

from django.contrib.auth.models import Group, Permission
from django.db import models
from treebeard.mp_tree import MP_Node, MP_NodeManager
from wagtail.models.view_restrictions import BaseViewRestriction
from wagtail.query import TreeQuerySet

class CollectionQuerySet(TreeQuerySet[Collection]): ...
class BaseCollectionManager(MP_NodeManager[Collection]): ...

CollectionManager = BaseCollectionManager.from_queryset(CollectionQuerySet)

class Collection(MP_Node):
    objects: ClassVar = CollectionManager()
    name = models.CharField(max_length=255)

    def get_view_restrictions(self) -> models.QuerySet[CollectionViewRestriction]: ...

class CollectionMember(models.Model):
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE)

    class Meta:
        abstract = True

class CollectionViewRestriction(BaseViewRestriction):
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE)

class GroupCollectionPermissionManager(models.Manager[GroupCollectionPermission]): ...

class GroupCollectionPermission(models.Model):
    objects: GroupCollectionPermissionManager
    group = models.ForeignKey(Group, on_delete=models.CASCADE)
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE)
