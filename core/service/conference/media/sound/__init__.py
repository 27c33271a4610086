"""Sound of a room: taken from each member, mixed for each, encoded once where that is enough."""
