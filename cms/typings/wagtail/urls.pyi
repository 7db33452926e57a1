from django.urls import URLPattern, URLResolver

serve_pattern: str
urlpatterns: list[URLPattern | URLResolver]
