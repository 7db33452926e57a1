"""Background tasks: what is over is forgotten."""

from importlib import import_module

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

from cms.accounts.models import Counter


@app.periodic(cron="31 2 * * *")
@app.task(name="cms.accounts.tasks.clean_up", queue="default")
def clean_up(timestamp: int) -> None:
    """Sessions that have ended, and counts that do not count any more."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    Counter.objects.filter(expires_at__lt=timezone.now()).delete()
