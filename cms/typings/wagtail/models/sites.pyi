from typing import NamedTuple

from django.db import models
from wagtail.models import Page

class SiteRootPath(NamedTuple):
    site_id: int
    root_path: str
    root_url: str
    language_code: str

class SiteManager(models.Manager[Site]): ...

class Site(models.Model):
    objects: SiteManager
    hostname = models.CharField(max_length=255)
    port = models.IntegerField()
    site_name = models.CharField(max_length=255)
    root_page = models.ForeignKey(Page, on_delete=models.CASCADE)
    is_default_site = models.BooleanField()

    @property
    def root_url(self) -> str: ...
