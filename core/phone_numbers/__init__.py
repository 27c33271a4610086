"""Telephone numbers as people and carriers write them (E.164, national, emergency), without I/O."""
