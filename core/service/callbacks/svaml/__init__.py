"""SVAML, the language in which a backend says what becomes of a call."""
