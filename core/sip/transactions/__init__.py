"""Transactions (RFC 3261 section 17, RFC 6026): tables and the layer that runs them."""
