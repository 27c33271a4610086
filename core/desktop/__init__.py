"""What a program is to the desktop it runs on: notifications, idleness, start at login. No Qt.

``freedesktop`` speaks D-Bus on Linux; ``notifications`` is the port for notifications, ``idleness`` the one
that keeps the screen awake, each with the systems' own ways behind it; ``autostart`` writes what starts Ahoy
at login.
"""
