"""Search: what is kept of each document for it, how a query is understood, and how its results are found."""
