"""Media between a client (ICE, DTLS-SRTP) and classic SIP (RTP, SDES or DTLS-SRTP without ICE)."""
