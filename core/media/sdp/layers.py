"""Simulcast (RFC 8853) as it is declined: one stream goes on, and its sender may describe itself again."""

from __future__ import annotations

from core.media.sdp.comparison import extension_ids
from core.media.sdp.description import Section

STREAM_ID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
"""RFC 8852. Chromium keeps its layers, switched off, when they are declined, and cannot make a further offer,
not even for a hold, unless this extension was accepted."""


def with_stream_ids(section: str, offered: Section) -> str:
    """Return our answer ``section`` with the extension that names streams, if layers were ``offered``."""
    number = extension_ids(offered).get(STREAM_ID)
    if number is None or not offered.has("simulcast") or STREAM_ID in section:
        return section
    return f"{section}a=extmap:{number} {STREAM_ID}\r\n"
