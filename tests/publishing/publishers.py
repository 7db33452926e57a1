"""What the processes do that publish at once."""

from django.db import transaction
from wagtail.models import Locale

from procedures.models import Specialty


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
