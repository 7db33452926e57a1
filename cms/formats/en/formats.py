"""Times as they can stand at the end of a sentence: Django's own, “1:48 p.m.”, would end it with two full stops."""

DATETIME_FORMAT = "N j, Y, g:i A"
TIME_FORMAT = "g:i A"
