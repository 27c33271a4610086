"""What carries a call: ICE, DTLS and the peer connection around them."""
