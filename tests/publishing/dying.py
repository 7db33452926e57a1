"""A process that is killed while it publishes."""

import os
import signal

from django.db import connection

from procedures.models import ProcedurePage


def publish_and_die(at):
    """Before the statement of this number."""
    page = ProcedurePage.objects.get(slug="kneeling")
    page.title = "Changed"
    revision = page.save_revision()
    left = at

    def die_at_last(execute, statement, parameters, many, context):
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(statement, parameters, many, context)

    with connection.execute_wrapper(die_at_last):
        revision.publish()
