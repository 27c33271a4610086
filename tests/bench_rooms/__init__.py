"""The tools of the bench of rooms."""
