"""Conference rooms of the call service."""
