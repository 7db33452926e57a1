"""Checks of what is left behind, broken or out of date: placeholders, characters, dates, links, pictures, phones."""
