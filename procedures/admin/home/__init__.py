"""The home page of the admin: what waits, for whoever opens it.

``numbers``  what is counted, each number with the list that it leads to
``reviews``  the next reviews
``trend``    findings by kind and specialty, and their change
``chart``    bars as SVG, which print in black and white, with the same as a table
``week``     what becomes public, or ends, in the next seven days
``panels``   who sees what
"""
