"""RTP and RTCP as bytes."""
