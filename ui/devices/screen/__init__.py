"""Screens and windows to share, through QtMultimedia."""
