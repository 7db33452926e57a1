"""Links for people without an account, as editors give them out, find them and take them back."""
