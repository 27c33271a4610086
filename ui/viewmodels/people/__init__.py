"""Whom one can call and who has called."""
