"""Devices: what is chosen, how loud it is, the check before a call, the system's own settings."""
