"""How Ahoy is at home on the desktop, for QML."""
