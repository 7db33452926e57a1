"""What an editor should look at in an import: doubts of the reading, and what the content checks find."""
