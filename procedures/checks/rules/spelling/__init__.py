"""Checks of words that are none, and of words too many or too few."""
