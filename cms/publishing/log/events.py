"""What the kernel tells others: inside the transaction that publishes, so that what they write shares its fate."""

from django.dispatch import Signal

# ``editions``: what was appended to the log just now, in the order of their numbers. A receiver that raises takes the
# publication back.
editions_appended = Signal()
