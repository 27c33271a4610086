"""How much a way bears, and how to stay below it: congestion control without I/O, with time passed in."""
