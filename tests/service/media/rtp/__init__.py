"""Tests of RTP and RTCP as bytes."""
