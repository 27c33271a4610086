"""What the service itself does in a call: answers, plays, says, leads through menus."""
