"""Bodies that SIP messages carry beside SDP: presence documents, message fragments, keys."""
