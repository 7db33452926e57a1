"""What a clinical review vouches for, and how long: rules alone, without the database.

``wording``  words as they are compared: what changes nothing for a patient is gone
``lapses``   which sections say something else than when they were reviewed
``states``   current, due, overdue or lapsed; when owners are told
"""
