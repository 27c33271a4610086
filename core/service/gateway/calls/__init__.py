"""One call through the gateway: how it is set up, changed and ended, in either direction."""
