"""Checks of what cannot both be true: within the text, and between the text and the key figures."""
