"""Conference rooms as QML sees them."""
