"""The conference room that a call is in: who is there, what its members ask of it, how a call comes back."""
