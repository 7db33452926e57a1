"""The rivals' addresses."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as api_v3

from tests.benchmark.rivals.viewset import TreatmentViewSet

api_v2 = WagtailAPIRouter("wagtailapi")
api_v2.register_endpoint("pages", PagesAPIViewSet)
by_hand = SimpleRouter()
by_hand.register("treatments", TreatmentViewSet, basename="treatments")

urlpatterns = [
    path("v2/", api_v2.urls),
    path("v3/", api_v3.urls),
    path("drf/", include(by_hand.urls)),
]
