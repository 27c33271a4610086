"""Sound encoded and decoded, and the thread that does it."""
