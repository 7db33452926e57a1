from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

class RedirectMiddleware(MiddlewareMixin):
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse: ...
