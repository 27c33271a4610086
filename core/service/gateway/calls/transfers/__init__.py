"""Calls that are sent elsewhere: told to the other end, or handed on by the gateway itself."""
