"""Background tasks about treatments, run by ``manage.py worker``."""

from procrastinate.contrib.django import app

from procedures.checks.counting import count_findings
from procedures.due.standing import follow_reviews

MOST = 40
"""Of a minute: some seconds of work."""


@app.periodic(cron="* * * * *")
@app.task(name="procedures.tasks.count_findings", queue="default", queueing_lock="count_findings")
def count_findings_of_treatments(timestamp: int = 0) -> None:
    count_findings(most=MOST)


@app.periodic(cron="5 * * * *")
@app.task(name="procedures.tasks.follow_reviews", queue="publishing", queueing_lock="follow_reviews")
def follow_reviews_of_treatments(timestamp: int = 0) -> None:
    """Each hour, since a day begins at another hour in every time zone."""
    follow_reviews()
