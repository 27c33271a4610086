"""Who can hear and see a call, from what was negotiated on each hop of its way. No I/O, no clock.

``hops.py`` says what is known of each hop, ``badge.py`` what follows from them, ``words.py`` says it to a
person, and ``path_header.py`` is how a call service tells what lies beyond it.
"""
