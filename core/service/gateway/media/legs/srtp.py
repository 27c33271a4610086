"""SRTP with keys that are known from a description (RFC 3711, RFC 4568, RFC 7714)."""

from __future__ import annotations

from pylibsrtp import Policy, Session

from core.service.gateway.media.sdp.crypto import Crypto

PROFILES = {
    "AES_CM_128_HMAC_SHA1_80": Policy.SRTP_PROFILE_AES128_CM_SHA1_80,
    "AES_CM_128_HMAC_SHA1_32": Policy.SRTP_PROFILE_AES128_CM_SHA1_32,
    "AEAD_AES_256_GCM": Policy.SRTP_PROFILE_AEAD_AES_256_GCM,
    "AEAD_AES_128_GCM": Policy.SRTP_PROFILE_AEAD_AES_128_GCM,
}
WINDOW = 1024
"""Packets within which a repeated one is recognised."""


def sending_session(key: Crypto) -> Session:
    """Return what protects packets with our ``key``; one that is sent again is protected again."""
    return _session(key, Policy.SSRC_ANY_OUTBOUND)


def receiving_session(key: Crypto) -> Session:
    """Return what checks and opens packets that the other end has protected with ``key``."""
    return _session(key, Policy.SSRC_ANY_INBOUND)


def _session(key: Crypto, sources: int) -> Session:
    policy = Policy(key=key.key, ssrc_type=sources, srtp_profile=PROFILES[key.suite])
    policy.allow_repeat_tx = True
    policy.window_size = WINDOW
    return Session(policy)
