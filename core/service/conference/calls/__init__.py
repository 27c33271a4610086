"""The calls of members with their room: who joins, what was agreed upon, what is told."""
