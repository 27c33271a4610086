"""Calls relayed between clients and plain RTP phones: by us, and by rtpengine in userspace."""
