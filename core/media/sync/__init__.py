"""Sound and picture of one sender together: its clock, the common delay, the moment of each picture."""
