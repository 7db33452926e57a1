from django.db import models
from wagtail.models import Page, Site

class Redirect(models.Model):
    old_path = models.CharField(max_length=255)
    site = models.ForeignKey(Site, null=True, on_delete=models.CASCADE)
    is_permanent = models.BooleanField()
    redirect_page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE)
    redirect_page_route_path = models.CharField(max_length=255)
    redirect_link = models.URLField(max_length=255)
    automatically_created = models.BooleanField()
    created_at = models.DateTimeField(null=True)

    @staticmethod
    def add_redirect(old_path: str, redirect_to: Page | str | None = None, is_permanent: bool = True) -> Redirect: ...
    @staticmethod
    def normalise_path(url: str) -> str: ...
