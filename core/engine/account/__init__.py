"""The account of this person: which call service, and the client that is registered there."""
