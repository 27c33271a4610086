"""Waking devices without a connection: managed push (RFC 8599), and a push service of our own (RFC 8030)."""
