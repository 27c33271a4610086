"""What a call over a line is worth, from what was shown and heard alone."""
