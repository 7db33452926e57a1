from django.db import models
from wagtail.models import Page

class Query(models.Model):
    query_string = models.CharField(max_length=255)

    @classmethod
    def get(cls, query_string: str) -> Query: ...

class SearchPromotion(models.Model):
    query = models.ForeignKey(Query, on_delete=models.CASCADE, related_name="editors_picks")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE)
    external_link_url = models.URLField()
    external_link_text = models.CharField(max_length=200, null=True)
    description = models.TextField()
    sort_order = models.IntegerField(null=True)
