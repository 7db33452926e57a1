"""What an editor should look at in an import: doubts of the reading, and the content checks' findings with their lines."""
