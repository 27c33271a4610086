"""The two ends of a bridge on the network."""
