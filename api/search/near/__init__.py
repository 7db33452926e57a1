"""What people say, and what pages say for it."""
