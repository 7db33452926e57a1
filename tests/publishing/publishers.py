"""Publishes from several processes at once: ``python -m tests.publishing.publishers PROCESSES EDITIONS_OF_EACH``."""

import os
import sys
import traceback

import django

django.setup()

from django.db import transaction
from wagtail.models import Locale

from procedures.models import Specialty


def main(processes, editions):
    children = [fork(number, editions) for number in range(processes)]
    statuses = [os.waitpid(child, 0)[1] for child in children]
    return 1 if any(statuses) else 0


def fork(number, editions):
    child = os.fork()
    if child == 0:
        try:
            publish(number, editions)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return child


def publish(number, editions):
    """Each saving is one edition; every tenth is taken back in the end, and every seventh is a withdrawal."""
    specialty = Specialty.objects.create(name=f"Specialty {number}", locale=Locale.get_default())
    left = editions - 1
    while left:
        specialty.name = f"Specialty {number}, {left}"
        specialty.live = left % 7 != 0
        if left % 10 == 0:
            take_back(specialty)
        specialty.save()
        left -= 1


def take_back(specialty):
    with transaction.atomic():
        specialty.save()
        transaction.set_rollback(True)


sys.exit(main(*map(int, sys.argv[1:])))
