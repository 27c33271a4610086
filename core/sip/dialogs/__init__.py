"""Dialogs (RFC 3261 section 12), early ones and forks included."""
