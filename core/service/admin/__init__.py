"""What an operator may do with a running service, and how the command line reaches it."""
