"""The client: building it, its registration and what it runs on."""
