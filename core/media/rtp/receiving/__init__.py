"""What is received of one media section: packets put in order, decoded, shown or played, and counted."""
