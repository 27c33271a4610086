"""What an operator sees of a running service: its journal, its health, its figures."""
