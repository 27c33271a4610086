"""The two sides of the gateway: flows and legs of the clients, hops and legs of classic SIP."""
