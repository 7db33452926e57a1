"""What readers searched for and did not find: the report, and the forms that mend it."""
