"""What readers searched for and did not find, counted so that editors can mend it, and nobody learns who asked."""
