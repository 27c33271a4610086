"""The way to the call service: addresses, registration, SIP, ICE servers, and what travels in a call."""
