"""The end of a call towards a client on the network: ICE, DTLS and raw packets."""
