"""Callbacks to an application's backend: it is asked about calls, and told how they ended."""
