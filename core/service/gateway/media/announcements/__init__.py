"""What the service itself lets a caller hear: files, keys and tones, and what is pressed meanwhile."""
