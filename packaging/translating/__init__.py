"""Texts out of the sources into translation files, and those into what Qt loads."""
