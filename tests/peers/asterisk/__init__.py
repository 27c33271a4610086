"""A real Asterisk with conference rooms, for the tests of this folder."""
