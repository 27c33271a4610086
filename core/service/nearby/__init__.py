"""People on the same network: DNS-SD, device keys, and calls between two services."""
