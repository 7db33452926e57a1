"""The first pages and roles of a new hospital's site."""

from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.models import HomePage
from cms.site import urgent
from procedures.models import ProcedureIndexPage
from procedures.roles import create_roles
from procedures.workflow import create_workflow


class Command(BaseCommand):
    help = (
        "Create the roles, the home page, the treatment index and the help in danger of a new site. Changes nothing on "
        "a site with pages."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="Name of the hospital: the title of the home page.")
        parser.add_argument(
            "address", help="Address of the web site that readers visit, for example https://www.hospital.org"
        )

    @transaction.atomic
    def handle(self, *args: object, **options: Any) -> None:
        create_roles()
        create_workflow()
        if HomePage.objects.exists():
            self.stdout.write(
                "The roles are there, and their workflow. The site has pages already; nothing else is changed."
            )
            return
        address = urlsplit(options["address"])
        if address.scheme not in ("http", "https") or not address.hostname:
            raise CommandError("Give the whole address, for example https://www.hospital.org")
        port = address.port or (443 if address.scheme == "https" else 80)
        create_pages(options["name"], hostname=address.hostname, port=port)
        self.stdout.write(
            f"Created the home page “{options['name']}”, its treatment index, the roles, and help for those who search "
            "in danger."
        )


def create_pages(name: str, *, hostname: str, port: int) -> None:
    """Wagtail's own first page gives way to the home page. The site's root is set before anything is published."""
    locale = Locale.get_default()
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title=name, slug="site", locale=locale, live=False))
    site = {"hostname": hostname, "port": port, "root_page": home, "site_name": name}
    Site.objects.update_or_create(is_default_site=True, defaults=site)
    for page in Page.objects.filter(depth=2).exclude(pk=home.pk):
        page.delete()
    index = ProcedureIndexPage(title="Treatments", slug="treatments", locale=locale, live=False)
    Page.objects.get(pk=home.pk).specific.add_child(instance=index)
    urgent.create_defaults(locale)
    for page in (HomePage.objects.get(pk=home.pk), ProcedureIndexPage.objects.get(pk=index.pk)):
        page.save_revision().publish()
