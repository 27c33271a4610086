"""Event notification (RFC 6665) and event publication (RFC 3903): header values and the notifier's side."""
