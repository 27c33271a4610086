"""The line between two ends: the model, and its two skins in real and in simulated time."""
