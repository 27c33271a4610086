"""Event state over a user agent: what it publishes (RFC 3903) and what it subscribes to (RFC 6665)."""
