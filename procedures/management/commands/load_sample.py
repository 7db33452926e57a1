"""Loads the sample hospital."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Locale

from procedures.models import Clinician, ReviewPolicy
from procedures.requirements.catalogue import TREATMENTS
from procedures.roles import create_roles
from procedures.sample.accounts import ACCOUNTS, REVIEWER
from procedures.sample.loader import load, site_is_empty
from procedures.workflow import create_workflow


class Command(BaseCommand):
    help = "Load the sample hospital into an empty site, with one account for each role. For development only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="Port of the site's own addresses.")

    def handle(self, *args: object, port: int, **options: object) -> None:
        if not settings.DEBUG:
            raise CommandError("The sample has well-known passwords. It is loaded with development settings only.")
        if not site_is_empty():
            self.stdout.write("The site has content already; nothing is changed.")
            return
        create_roles()
        create_workflow()
        create_accounts()
        load(port=port, progress=lambda step: self.stdout.write(f"  {step}"))
        link_reviewer()
        take_signatures()


def take_signatures() -> None:
    """Of clinicians without an account, by a link, for all kinds of treatments."""
    ReviewPolicy.objects.bulk_create(ReviewPolicy(kind=kind, signs_by_link=True) for kind in TREATMENTS.kinds)


def link_reviewer() -> None:
    """The account that reads pages as a clinician is one of the sample's."""
    clinician = Clinician.objects.get(slug=REVIEWER.clinician, locale=Locale.get_default())
    clinician.account = get_user_model().objects.get(username=REVIEWER.account)
    clinician.registration = REVIEWER.registration
    clinician.save_revision().publish()


def create_accounts() -> None:
    for account in ACCOUNTS:
        user, is_new = get_user_model().objects.get_or_create(
            username=account.name,
            defaults={"email": f"{account.name}@larkmoor.example", "is_superuser": account.name == "admin"},
        )
        if not is_new:
            continue
        user.set_password(account.password)
        user.save()
        if account.role is not None:
            user.groups.add(Group.objects.get(name=account.role.name))
