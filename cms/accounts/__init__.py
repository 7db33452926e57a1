"""Who signs in, how often somebody may try, how long a session lasts, and what the log tells of it."""
