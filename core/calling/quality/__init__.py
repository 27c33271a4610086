"""How good a running call is: warnings from measurements."""
