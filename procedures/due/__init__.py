"""What happens to a treatment when the day of its next review comes, whether or not anybody looks.

``standing``  which reviews are due or overdue today; readers are told, and pages withdrawn where the hospital says so
``foreseeing``  the same of a day to come, for whoever looks at the site as it will be
``telling``   mails to those who own a page
"""
