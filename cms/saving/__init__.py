"""What editors save: forms that keep what was typed, and text that can be stored."""
