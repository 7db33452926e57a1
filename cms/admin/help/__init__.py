"""The project's own guide for editors, inside the admin."""
