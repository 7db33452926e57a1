"""A process that is killed while it publishes a release."""

import os
import signal

from django.contrib.auth import get_user_model
from django.db import connection

from cms.releases import releasing
from cms.releases.models import Release


def publish_and_die(at):
    """Before the statement of this number."""
    left = at

    def die_at_last(execute, statement, parameters, many, context):
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(statement, parameters, many, context)

    release, user = Release.objects.get(), get_user_model().objects.get()
    with connection.execute_wrapper(die_at_last):
        releasing.publish(release, user=user)
