"""Ahoy at home on the desktop: one app per profile, tray, notifications, the card of a call that comes in.

What the system does is behind ports, each with a fake for tests. GUI thread, unless said otherwise.
"""
