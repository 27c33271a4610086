"""The running app from outside: one per user and profile, spoken to in JSON lines over a local socket.

``place`` says where the socket is, ``messages`` what is said there (without I/O), ``client`` is the side that
asks, ``link`` what a link from another program means. The answering side is ``ui/desktop``. No Qt here: a
command must not wait for a window's libraries.
"""
