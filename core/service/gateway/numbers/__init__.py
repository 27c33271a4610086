"""Calls of the gateway to and from the telephone network."""
