"""One call, its details, and the client that keeps all calls."""
