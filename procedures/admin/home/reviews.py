"""The next reviews, overdue ones first."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from procedures.admin.home.numbers import seen_pages
from procedures.models import ProcedurePage
from procedures.watching.waiting import due_review, overdue_review

MOST = 10


def next_reviews(user: User) -> QuerySet[ProcedurePage]:
    waiting = seen_pages(user).filter(Q(live=True), overdue_review() | due_review())
    return waiting.select_related("locale").order_by("next_review", "title")[:MOST]
