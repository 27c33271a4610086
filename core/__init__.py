"""Everything of Ahoy but pixels: calling, SIP, media, identity, storage and the call service."""

VERSION = "0.1.0"
"""Of the program and of its calling API."""
