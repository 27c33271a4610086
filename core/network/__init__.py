"""This machine's place in the network: which addresses it has, and when that changes."""
