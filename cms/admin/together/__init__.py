"""Two who write on one page, and two texts of one page: what each has changed, and what both have."""
