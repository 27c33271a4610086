"""Commands to the running app."""
