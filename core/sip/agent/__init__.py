"""The SIP user agent: registration, calls, what comes in."""
