"""How the pictures of a call are looked at: filled or whole, magnified, in a window of their own."""
