"""What the desktops of Linux agreed on, over the session's D-Bus."""
