from django.conf import settings
from django.db import models

class LockableMixin(models.Model):
    locked = models.BooleanField()
    locked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)

    class Meta:
        abstract = True
