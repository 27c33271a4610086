"""Who can be reached, who is in a call, who must not be disturbed: told to those who may know."""
