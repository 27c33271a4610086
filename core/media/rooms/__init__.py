"""Media of a conference room: the pictures of its other members, and how much of ours they can use."""
