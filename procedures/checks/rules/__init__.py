"""The checks, by family. ``procedures.checks.registry`` finds them in these modules."""
