"""One call's media: peer connection, SDP, sources, playout, statistics, and the devices that ship."""
