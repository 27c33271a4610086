"""Conference rooms in the engine: what the window is shown of one, and what it asks of it."""
