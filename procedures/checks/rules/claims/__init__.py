"""Checks of what the page claims: promises, figures, comparisons."""
