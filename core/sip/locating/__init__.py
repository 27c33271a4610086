"""Where a URI is reached: from a domain to transports, addresses and ports (RFC 3263)."""
