"""The people this person knows, and what is remembered of the calls with them."""
