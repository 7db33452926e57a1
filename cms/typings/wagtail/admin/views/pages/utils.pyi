from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from wagtail.models import Page

def get_breadcrumbs_items_for_page(page: Page, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, str]]: ...
