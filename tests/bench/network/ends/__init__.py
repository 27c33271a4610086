"""The two ends of a measured call: ours, and those of stock aiortc."""
