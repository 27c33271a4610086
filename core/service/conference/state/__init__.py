"""Who is in a room and what they may do, without I/O."""
