"""One call and several at once, as QML sees them."""
