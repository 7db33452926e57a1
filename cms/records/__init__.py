"""The record of what was public, as a file that proves itself: without the admin that gathers it.

``models``    who exported which
``shape``     what the file says, and how it is written
``keys``      who signs it, and who did before
``package``   the archive: the record as JSON and PDF, with their signatures
``verifying`` whether such a file is what was exported, and what the log says
"""
