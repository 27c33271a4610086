"""Who may ask for how much: rates per address and per user, so that no neighbour can crowd out another."""
