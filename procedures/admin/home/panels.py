"""Who sees what on the home page: editors their pages, reviewers the reviews, whoever publishes the whole site."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.forms import Media
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from procedures.admin.home import numbers, reviews, trend, week


class HomePanel(Component):
    """``tell`` says what its template shows to somebody."""

    def __init__(self, user: User) -> None:
        self.user = user

    @property
    def media(self) -> Media:
        return Media(css={"all": ["procedures/admin/home.css"]})

    def get_context_data(self, parent_context: Mapping[str, object] | None = None) -> dict[str, object]:
        return self.tell()

    def tell(self) -> dict[str, object]:
        raise NotImplementedError


class ForMePanel(HomePanel):
    name = "for_me"
    order = 40
    template_name = "procedures/admin/home/for_me.html"

    def tell(self) -> dict[str, object]:
        return {"numbers": [each for each in numbers.for_me(self.user) if each.number]}


class ReviewsPanel(HomePanel):
    name = "reviews"
    order = 42
    template_name = "procedures/admin/home/reviews.html"

    def tell(self) -> dict[str, object]:
        return {"pages": reviews.next_reviews(self.user), "today": timezone.localdate()}


class SitePanel(HomePanel):
    name = "whole_site"
    order = 44
    template_name = "procedures/admin/home/site.html"

    def tell(self) -> dict[str, object]:
        return {"numbers": list(numbers.of_site(self.user))}


class WeekPanel(HomePanel):
    name = "week"
    order = 46
    template_name = "procedures/admin/home/week.html"

    def tell(self) -> dict[str, object]:
        return {"days": week.days(self.user)}


class FindingsPanel(HomePanel):
    name = "findings"
    order = 48
    template_name = "procedures/admin/home/findings.html"

    def tell(self) -> dict[str, object]:
        kinds, specialties = trend.by_kind(self.user), trend.by_specialty(self.user)
        return {"kinds": kinds, "specialties": specialties, "chart": trend.chart()}


def panels_for(user: User) -> list[HomePanel]:
    may = {right: page_permission_policy.user_has_permission(user, right) for right in ("publish", "add", "change")}
    if may["publish"]:
        return [ForMePanel(user), SitePanel(user), WeekPanel(user), FindingsPanel(user), ReviewsPanel(user)]
    if may["add"]:
        return [ForMePanel(user), WeekPanel(user)]
    return [ForMePanel(user), ReviewsPanel(user)] if may["change"] else []


def add_panels(request: HttpRequest, panels: list[Component]) -> None:
    panels.extend(panels_for(request.user))  # type: ignore[arg-type]
