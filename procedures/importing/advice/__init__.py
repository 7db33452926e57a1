"""When a sentence tells patients to get help, how fast, and for which signs."""
