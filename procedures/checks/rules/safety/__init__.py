"""Checks of what patients come to harm without."""
