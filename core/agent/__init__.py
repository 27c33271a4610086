"""The agent: a small process that rings for calls while the window is closed. No Qt, no media, no SIP.

It holds a push subscription (a stream of events of the call service), shows a notification with Answer and
Decline, and opens the window when the person answers. ``agent`` is the inside, ``process`` what runs it,
``calls`` decides without I/O, ``launch`` is for who starts it.
"""
