"""Measurements, run by hand: ``uv run python -m tests.benchmark``. Never part of the tests: machines differ."""
