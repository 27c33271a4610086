"""The way between the clients of this service and classic SIP: signalling here, media in ``media``."""
