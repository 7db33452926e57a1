"""What editors of treatments meet in the admin beside Wagtail's own."""
