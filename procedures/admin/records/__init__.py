"""What the record of what was public says of treatments: the review, the sources, what the checks found."""
