"""Background tasks about treatments, run by ``manage.py worker``."""

from procrastinate.contrib.django import app

from procedures.due.standing import follow_reviews
from procedures.watching import letters, rounds
from procedures.watching.checking import check_due

MOST = 40
"""Of a minute: some seconds of work."""
SECONDS = 5
"""Of a round at a time: what editors wait for is done between."""
QUEUE = "default"


@app.periodic(cron="* * * * *")
@app.task(name="procedures.tasks.count_findings", queue=QUEUE, queueing_lock="count_findings")
def count_findings_of_treatments(timestamp: int = 0) -> None:
    """Check what was saved or published in the last minute."""
    check_due(most=MOST)


@app.periodic(cron="5 * * * *")
@app.task(name="procedures.tasks.follow_reviews", queue="publishing", queueing_lock="follow_reviews")
def follow_reviews_of_treatments(timestamp: int = 0) -> None:
    """Each hour, since a day begins at another hour in every time zone."""
    follow_reviews()


@app.periodic(cron="2 4 * * *")
@app.task(name="procedures.tasks.check_all_pages", queue=QUEUE, queueing_lock="check_all_pages")
def check_all_pages(timestamp: int = 0) -> None:
    """Begin a round, or go on with the one that was stopped."""
    rounds.order()


@app.task(name=rounds.TASK, queue=rounds.QUEUE)
def go_on_checking() -> None:
    if not rounds.go_on(seconds=SECONDS):
        rounds.order()


@app.periodic(cron="0 6 * * 1")
@app.task(name="procedures.tasks.write_letters", queue=QUEUE, queueing_lock="write_letters")
def write_letters(timestamp: int = 0) -> None:
    """To owners of pages, on Mondays."""
    letters.write_all()
