"""Everything of Ahoy but pixels: calling, SIP, media, identity, storage and the call service."""
