"""The roles of a team that works on one part of the site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from wagtail.models import Page

from procedures.roles import ROLES, create_role


class Command(BaseCommand):
    help = "Create the roles of a team whose rights begin at one page, for example “Authors, Heart center”."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("team", help="Stands behind the name of each role: Heart center.")
        parser.add_argument("page", type=int, help="Number of the page, as in the address of its form in the admin.")

    @transaction.atomic
    def handle(self, *args: object, **options: Any) -> None:
        page = Page.objects.filter(pk=options["page"]).first()
        if page is None:
            raise CommandError(f"There is no page {options['page']}. Its number is in the address of its form.")
        for role in ROLES:
            group = create_role(role, f"{role.name}, {options['team']}", below=page)
            self.stdout.write(f"{group.name}: from “{page}” down")
