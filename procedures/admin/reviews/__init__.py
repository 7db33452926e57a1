"""Clinical reviews in the admin.

``record``   what was read, by whom, and what has changed since
``waiting``  what waits for a clinician, urgent corrections first
``rules``    what the hospital wants of reviews, below its publishing rules
"""
