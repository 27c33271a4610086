"""Pictures of a room: forwarded as they come, from one member to each that looks."""
