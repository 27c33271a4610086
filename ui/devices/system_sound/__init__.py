"""What other programs of this machine play, taken up for a call that shows the screen."""
