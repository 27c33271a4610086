"""One stream in one direction: packets passed on under other numbers, decoded anew, reported on. No I/O."""
