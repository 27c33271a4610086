"""Descriptions of the two sides of a bridge: read, matched and written. No I/O."""
