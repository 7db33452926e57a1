"""What an open form asks before it sends what somebody typed: who is signed in, and by which token it may send."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.cache import never_cache


@never_cache
def standing(request: HttpRequest) -> JsonResponse:
    """Answers everybody, so that it can say that nobody is signed in. ``at`` is the server's time."""
    if request.user.pk is None:
        return JsonResponse({"user": None})
    return JsonResponse(
        {
            "user": str(request.user.pk),
            "name": request.user.get_username(),
            "token": get_token(request),
            "at": timezone.now().isoformat(),
        }
    )
