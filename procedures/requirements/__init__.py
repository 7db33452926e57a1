"""What a hospital can ask of a treatment before it is public.

``treatments``  what is found missing, in what is loaded anyway
``reviews``     what has changed since a clinician read it
``checks``      content checks, where a hospital insists on one
``catalogue``   all of it, with what is usual
"""
